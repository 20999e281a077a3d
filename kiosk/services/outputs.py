"""What comes of a request beside a certificate, each with its number in the register.

Source: domain.md 2.0 (output classes, R10), 2.2, 2.3.
"""

from __future__ import annotations

from uuid import UUID

from kiosk.domain.calendar import to_jalali
from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.command import OfficerCommand
from kiosk.domain.course import USUAL, RequestState
from kiosk.domain.errors import Conflict, NotFound, Refused
from kiosk.domain.made import BookletMade, Made, Origin, StampMade
from kiosk.domain.request import Request
from kiosk.domain.roles import Action, Officer, require, require_disinterested
from kiosk.services.desk import Desk
from kiosk.services.moving import move
from kiosk.services.ports import Work
from kiosk.services.stock_keeping import use

_S = RequestState


def stamp(desk: Desk, command: OfficerCommand, request_id: UUID, made: StampMade) -> Made:
    """Write down the stamp that was put in; the applicant is told that the passport is ready.

    Raises:
        Refused: "output.days", "output.uses", "output.companions", "output.wrong-kind" (details: kind),
            "request.transition", "text.…", "role.…".
        Conflict: "record.changed".
    """
    return _make(desk, command, request_id, (Output.STAMP, None, made.facts()))


def fill_booklet(desk: Desk, command: OfficerCommand, request_id: UUID, made: BookletMade) -> Made:
    """Write down which blank became the booklet; somebody still has to look at it.

    Raises:
        Refused: "output.blank", "output.wrong-kind" (details: kind), "request.transition", "role.…",
            "stock.…" where the office keeps such blanks and this one is not in the officer's hand.
        Conflict: "output.blank-used" (details: blank), "record.changed".
    """
    return _make(desk, command, request_id, (Output.BOOKLET, made.tidied(), made.facts()))


def confirm(desk: Desk, command: OfficerCommand, request_id: UUID) -> Made:
    """Write down that an approved request was confirmed in the system.

    Raises:
        Refused: "output.wrong-kind" (details: kind), "request.transition", "role.…".
    """
    return _make(desk, command, request_id, (Output.VIRTUAL, None, {}))


def notify(desk: Desk, command: OfficerCommand, request_id: UUID) -> Request:
    """Tell the applicant of the confirmation, or of the centre's yes, and be done.

    Raises:
        Refused: "request.transition", "role.…".
        Conflict: "record.changed".
    """
    require(command.by, Action.MAKE_OUTPUT)

    def act(work: Work) -> Request:
        request = work.requests.get(request_id)
        if work.commands.first_time(command):
            require_disinterested(command.by, request.subject_id, request.filer_id)
            moved = move(desk, work, command, (request, _S.NOTIFIED))
            if request.state is _S.APPROVED:
                register(desk, work, command, moved, (Output.FILE, None, {}))
            desk.note(work, command, request_id)
            return moved
        return request

    return desk.store.write(act)


def booklet_is_good(desk: Desk, command: OfficerCommand, request_id: UUID) -> Request:
    """Somebody looked at the booklet and it is right; it may be collected.

    Raises:
        NotFound: "output.none" when no booklet was filled.
        Refused: "request.transition", "role.…".
    """
    require(command.by, Action.MAKE_OUTPUT)

    def act(work: Work) -> Request:
        request = work.requests.get(request_id)
        if not work.commands.first_time(command):
            return request
        require_disinterested(command.by, request.subject_id, request.filer_id)
        made = work.outputs.in_force(request_id)
        if made is None or made.kind is not Output.BOOKLET:
            raise NotFound("output.none")
        moved = move(desk, work, command, (request, _S.QC_OK))
        desk.note(work, command, request_id, blank=made.blank)
        return moved

    return desk.store.write(act)


def made_of(desk: Desk, officer: Officer, request_id: UUID) -> Made:
    """What was made of a request and is in force.

    Raises:
        NotFound: "output.none".
    """
    require(officer, Action.MAKE_OUTPUT)
    command = desk.command("output:record:opened", officer)

    def act(work: Work) -> Made:
        desk.note(work, command, request_id)
        return _in_force(work, request_id)

    return desk.store.write(act)


def register(
    desk: Desk,
    work: Work,
    command: OfficerCommand,
    request: Request,
    what: tuple[Output, str | None, dict[str, str]],
) -> Made:
    """A line of the register, numbered with the certificates of the service.

    Raises:
        Conflict: "output.blank-used" (details: blank).
        Refused: what `kiosk.services.stock_keeping.use` raises for a blank of our own stock.
    """
    kind, blank, facts = what
    if blank is not None and work.outputs.blank_used(blank):
        raise Conflict("output.blank-used", blank=blank)
    day = desk.office.local_day(command.at)
    made = Made(
        id=desk.new_key(),
        request_id=request.id,
        number=work.certificates.next_number(request.service, to_jalali(day)[0]),
        kind=kind,
        blank=blank,
        local_day=day,
        made_by=command.by.id,
        made_at=command.at,
        facts=facts,
    )
    work.outputs.add(made)
    if blank is not None and facts.get("came_from") == Origin.HERE.value:
        use(desk, work, command, (blank, str(made.number)))
    return made


def system_kind(request: Request) -> Output:
    """What a request that is settled in the system leaves in the register."""
    output = (request.course or USUAL).output
    return Output.FILE if output is Output.FILE else Output.VIRTUAL


AFTER = {
    Output.STAMP: _S.STAMPED,
    Output.BOOKLET: _S.PRINTED,
    Output.VIRTUAL: _S.CONFIRMED,
}


def _make(
    desk: Desk, command: OfficerCommand, request_id: UUID, what: tuple[Output, str | None, dict[str, str]]
) -> Made:
    require(command.by, Action.MAKE_OUTPUT)

    def act(work: Work) -> Made:
        if work.commands.first_time(command):
            request = work.requests.get(request_id)
            require_disinterested(command.by, request.subject_id, request.filer_id)
            _require_kind(request, what[0])
            made = register(desk, work, command, request, what)
            move(desk, work, command, (request, AFTER[what[0]]), str(made.number))
            desk.note(work, command, request_id, number=str(made.number), kind=made.kind.value)
        return _in_force(work, request_id)

    return desk.store.write(act)


def _require_kind(request: Request, kind: Output) -> None:
    course = request.course or USUAL
    if request.state is not _S.APPROVED:
        raise Refused("output.not-approved", state=request.state)
    if course.output is not kind or course.path is StatusPath.SYSTEM:
        raise Refused("output.wrong-kind")


def _in_force(work: Work, request_id: UUID) -> Made:
    made = work.outputs.in_force(request_id)
    if made is None:
        raise NotFound("output.none")
    return made
