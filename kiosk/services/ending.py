"""Requests that end without their output, are tied together, or are undone.  Source: domain.md 4.2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from kiosk.domain.card import RequestSummary
from kiosk.domain.command import OfficerCommand
from kiosk.domain.correction import Correction
from kiosk.domain.course import CLERK_WALKABLE, RequestState
from kiosk.domain.ending import AT_THE_COUNTER, Ending, Refusal, coded_reason
from kiosk.domain.errors import KioskError, NotFound, Refused
from kiosk.domain.reason import required_reason
from kiosk.domain.request import Request
from kiosk.domain.roles import Action, Officer, Role, may, require, require_disinterested
from kiosk.services.desk import Desk
from kiosk.services.moving import move, require_movable
from kiosk.services.ports import Work

_S = RequestState
LINK = "follows"
"""The field of a correction that ties two requests together."""
_KINDS: Mapping[Ending, tuple[Action, RequestState | None]] = {
    Ending.CANCEL: (Action.CANCEL, _S.CANCELLED),
    Ending.RETURN: (Action.DECIDE, _S.RETURNED_FOR_CORRECTION),
    Ending.REFUSE: (Action.REFUSE, _S.REFUSED),
    Ending.LINK: (Action.CANCEL, None),
    Ending.VOID: (Action.VOID, _S.VOIDED),
    Ending.REOPEN: (Action.VOID, _S.VERIFYING),
}
"""Who does it, and where it takes a request; None: it stays where it is."""


@dataclass(frozen=True, slots=True)
class OpenEndings:
    """What an officer can do to a request now, each of which the service would do."""

    request: Request
    kinds: tuple[Ending, ...]
    codes: tuple[Refusal, ...]
    """For which it can be refused."""
    others: tuple[RequestSummary, ...]
    """To which it can be tied: those for the same service first, the newest first."""


def open_endings(desk: Desk, officer: Officer, request_id: UUID) -> OpenEndings:
    """
    Raises:
        NotFound: "request.unknown"; Refused: "role.…".
    """
    require(officer, Action.OPEN_CARD)
    command = desk.command("request:endings:offered", officer)

    def act(work: Work) -> OpenEndings:
        request = _own_hands(work, command, request_id)
        codes = tuple(code for code in Refusal if _why_not_refusable(officer, request, code) is None)
        others = _linkable(work, request)
        empty = {Ending.REFUSE: not codes, Ending.LINK: not others}
        kinds = (
            kind
            for kind, (action, to) in _KINDS.items()
            if may(officer, action) and not empty.get(kind) and _leads(desk, work, command, (request, to))
        )
        return OpenEndings(request, tuple(kinds), codes, others)

    return desk.store.read(act)


def cancel(desk: Desk, command: OfficerCommand, request_id: UUID, reason: str) -> Request:
    """The applicant does not want it any more, or it is there twice.

    Raises:
        Refused: "reason.required", "request.transition", "role.…".
        Conflict: "walk.held", "record.changed".
    """
    require(command.by, Action.CANCEL)
    return _end(desk, command, request_id, (_S.CANCELLED, required_reason(reason)))


def return_for_correction(desk: Desk, command: OfficerCommand, request_id: UUID, reason: str) -> Request:
    """Give a request back whose answers the applicant has to put right.

    Raises:
        Refused: "reason.required", "request.transition", "walk.wrong-state", "role.…".
        Conflict: "walk.held", "record.changed".
    """
    require(command.by, Action.DECIDE)
    return _end(desk, command, request_id, (_S.RETURNED_FOR_CORRECTION, required_reason(reason)))


def refuse(desk: Desk, command: OfficerCommand, request_id: UUID, said: tuple[Refusal, str]) -> Request:
    """Say no, for a coded reason and in words; the applicant's letter names neither.

    Raises:
        Refused: "reason.required", "refusal.not-at-the-counter", "refusal.in-the-walk",
            "request.supervisor-only", "request.transition", "role.…".
        Conflict: "walk.held", "record.changed".
    """
    require(command.by, Action.REFUSE)
    code, words = said[0], required_reason(said[1])

    def act(work: Work) -> Request:
        request = _own_hands(work, command, request_id)
        if not work.commands.first_time(command):
            return request
        if (why_not := _why_not_refusable(command.by, request, code)) is not None:
            raise Refused(why_not)
        moved = move(desk, work, command, (request, _S.REFUSED), coded_reason(code, words))
        desk.note(work, command, request_id, code=code.value)
        return moved

    return desk.store.write(act)


def link(desk: Desk, command: OfficerCommand, request_id: UUID, earlier_id: UUID, reason: str) -> Request:
    """Tie a request to an earlier one of the same person: a duplicate, or what had to come first.

    Raises:
        Refused: "reason.required", "link.itself", "link.other-person", "link.already",
            "link.circle", "role.…".
        Conflict: "record.changed".
    """
    require(command.by, Action.CANCEL)
    reason = required_reason(reason)

    def act(work: Work) -> Request:
        request = _own_hands(work, command, request_id)
        if not work.commands.first_time(command):
            return request
        earlier = work.requests.get(earlier_id)
        if (why_not := _why_not_linkable(work, request, earlier)) is not None:
            raise Refused(why_not)
        linked = work.requests.restate(replace(request, follows=earlier.id))
        before = work.requests.get(request.follows).tracking_code if request.follows else ""
        made = Correction(request.subject_id, request.id, LINK, before, earlier.tracking_code, reason)
        work.corrections.add(desk.new_key(), made, command.by, command.at)
        desk.note(work, command, request_id, earlier=str(earlier.id))
        return linked

    return desk.store.write(act)


def void(desk: Desk, command: OfficerCommand, request_id: UUID, reason: str) -> Request:
    """Declare void what was issued or made; its number stays, and its seal says so from now on.

    Raises:
        Refused: "reason.required", "request.transition", "role.…".
        NotFound: "ending.nothing-made"; Conflict: "record.changed".
    """
    require(command.by, Action.VOID)
    reason = required_reason(reason)

    def act(work: Work) -> Request:
        request = _own_hands(work, command, request_id)
        if not work.commands.first_time(command):
            return request
        number = _voided(work, request, reason)
        moved = move(desk, work, command, (request, _S.VOIDED), reason)
        desk.note(work, command, request_id, number=number)
        return moved

    return desk.store.write(act)


def reopen(desk: Desk, command: OfficerCommand, request_id: UUID, reason: str) -> Request:
    """Open the walk again: of a void one, of a doubt that was cleared, of one the centre said no to.

    Raises:
        Refused: "reason.required", "request.transition", "role.…".
        Conflict: "record.changed".
    """
    require(command.by, Action.VOID)
    return _end(desk, command, request_id, (_S.VERIFYING, required_reason(reason)))


def _end(desk: Desk, command: OfficerCommand, request_id: UUID, end: tuple[RequestState, str]) -> Request:
    state, reason = end

    def act(work: Work) -> Request:
        request = _own_hands(work, command, request_id)
        if not work.commands.first_time(command):
            return request
        _require_end(request, state)
        moved = move(desk, work, command, (request, state), reason)
        desk.note(work, command, request_id, state=state.value)
        return moved

    return desk.store.write(act)


def _require_end(request: Request, to: RequestState) -> None:
    """
    Raises:
        Refused: "walk.wrong-state" where the walk itself, or the centre's answer, is the way.
    """
    by_the_walk = to is _S.VERIFYING and request.state in CLERK_WALKABLE
    if by_the_walk or (to is _S.RETURNED_FOR_CORRECTION and request.state is not _S.VERIFYING):
        raise Refused("walk.wrong-state", state=request.state)


def _own_hands(work: Work, command: OfficerCommand, request_id: UUID) -> Request:
    request = work.requests.get(request_id)
    require_disinterested(command.by, request.subject_id, request.filer_id)
    return request


def _why_not_refusable(by: Officer, request: Request, code: Refusal) -> str | None:
    """The clerk in the walk says no to what only a conversation shows; a supervisor to everything else."""
    if request.state is not _S.VERIFYING:
        return None
    if by.role is not Role.CLERK:
        return "refusal.in-the-walk"
    return None if code in AT_THE_COUNTER else "refusal.not-at-the-counter"


def _leads(
    desk: Desk, work: Work, command: OfficerCommand, step: tuple[Request, RequestState | None]
) -> bool:
    """Whether this officer may take the request there now; the same questions that the deed asks."""
    request, to = step
    if to is None:
        return True
    try:
        _require_end(request, to)
        require_movable(desk, command, request, to)
        if to is _S.VOIDED:
            _require_made(work, request)
    except KioskError:
        return False
    return True


def _linkable(work: Work, request: Request) -> tuple[RequestSummary, ...]:
    """The person's other requests to which this one can be tied."""
    known = work.people.card(request.subject_id).requests
    found = [each for each in known if _why_not_linkable(work, request, work.requests.get(each.id)) is None]
    return tuple(sorted(found, key=lambda each: each.service != request.service))


def _why_not_linkable(work: Work, request: Request, earlier: Request) -> str | None:
    if earlier.id == request.id:
        return "link.itself"
    if earlier.subject_id != request.subject_id:
        return "link.other-person"
    if earlier.id == request.follows:
        return "link.already"
    before = earlier
    while before.follows is not None:
        if before.follows == request.id:
            return "link.circle"
        before = work.requests.get(before.follows)
    return None


def _require_made(work: Work, request: Request) -> None:
    """
    Raises:
        NotFound: "certificate.none" where nothing is in force that could be declared void.
    """
    if work.outputs.in_force(request.id) is None:
        work.certificates.of_request(request.id)


def _voided(work: Work, request: Request, reason: str) -> str:
    """The number that is void now."""
    made = work.outputs.in_force(request.id)
    if made is not None:
        work.outputs.void(made, reason)
        return str(made.number)
    number = work.certificates.void(request.id, reason)
    if number is None:
        raise NotFound("ending.nothing-made")
    return str(number)
