"""The verification walk: open, judge one document after the other, decide.  Source: domain.md 4.1, 4.2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.card import PersonFile
from kiosk.domain.catalogue import DocumentKind
from kiosk.domain.command import OfficerCommand
from kiosk.domain.course import CLERK_WALKABLE, Course, usual
from kiosk.domain.errors import Conflict, NotFound, Refused
from kiosk.domain.national_code import mask
from kiosk.domain.paper import Deficiency, DeficiencyPaper
from kiosk.domain.request import Hold, Request, RequestState, StateChange
from kiosk.domain.roles import Action, Officer, require, require_disinterested
from kiosk.domain.scan import Page
from kiosk.domain.verification import (
    Judgement,
    Outcome,
    Slot,
    Verdict,
    Walk,
    corrected_since,
    deficient,
    judge,
    outcome,
)
from kiosk.domain.wording import dates, expected
from kiosk.services.desk import Desk
from kiosk.services.mailing import tell_state
from kiosk.services.ports import Work

DECIDED: Mapping[Outcome, RequestState] = {
    Outcome.COMPLETE: RequestState.VERIFIED,
    Outcome.INCOMPLETE: RequestState.INCOMPLETE,
    Outcome.DOUBT: RequestState.SUSPENDED,
}


def open_walk(desk: Desk, officer: Officer, request_id: UUID) -> Walk:
    """Begin a walk or take it up where it stands, at any counter; the lease is taken or extended.

    Raises:
        Conflict: "walk.held" (details: holder, station, until) while someone else works on it.
        Refused: "walk.wrong-state" (details: state), "role.own-file", "role.not-allowed".
    """
    require(officer, Action.WALK)
    command = desk.command("request:walk:opened", officer)

    def act(work: Work) -> Walk:
        request = work.requests.get(request_id)
        require_disinterested(officer, request.subject_id, request.filer_id)
        if request.hold and request.hold.blocks(officer.id, command.at):
            raise _held(desk, request.hold)
        if request.state not in CLERK_WALKABLE:
            raise Refused("walk.wrong-state", state=request.state)
        hold = _lease(desk, command)
        if request.state is RequestState.VERIFYING:
            work.requests.hold(request, hold)
        else:
            work.requests.move(request, _change(command, request, RequestState.VERIFYING, ""), hold)
        desk.note(work, command, request_id)
        return _walk(desk, work, request)

    return desk.store.write(act)


def judge_document(desk: Desk, command: OfficerCommand, request_id: UUID, line: int, said: Judgement) -> Walk:
    """Store one verdict at once, with its evidence, and extend the lease.

    Raises:
        Refused: see `kiosk.domain.verification.judge`; "walk.wrong-state", "role.own-file".
        Conflict: "walk.held", "record.changed".
        NotFound: "walk.no-such-document".
    """
    require(command.by, Action.WALK)

    def act(work: Work) -> Walk:
        request = _held_request(desk, work, command, request_id)
        if work.commands.first_time(command):
            slot = _slot(work, request_id, line)
            said_well = judge(slot, said)
            work.walks.add_check(request_id, slot, said_well, command.by, command.at)
            work.requests.hold(request, _lease(desk, command))
            differing = sum(check.differs for check in said_well.fields)
            desk.note(
                work, command, request_id, line=line, verdict=said_well.verdict.value, differing=differing
            )
        return _walk(desk, work, request)

    return desk.store.write(act)


def decide(desk: Desk, command: OfficerCommand, request_id: UUID, course: Course | None = None) -> Outcome:
    """Close the walk: complete goes on along its course, incomplete gets its slip, doubt is referred.

    Raises:
        Refused: "walk.unfinished" (details: line), "walk.corrected-since" (line), "walk.wrong-state",
            "role.own-file".
        Conflict: "walk.held", "record.changed".
    """
    require(command.by, Action.DECIDE)

    def act(work: Work) -> Outcome:
        slots = work.walks.slots(request_id)
        result = outcome(slots)
        if work.commands.first_time(command):
            request = _held_request(desk, work, command, request_id)
            line = corrected_since(_walk(desk, work, request))
            if line is not None:
                raise Refused("walk.corrected-since", line=line)
            request = replace(request, course=course or usual(desk.catalogue.service(request.service)))
            moved = work.requests.move(request, _change(command, request, DECIDED[result], ""), None)
            tell_state(desk, work, moved, moved.state, _deficiencies(desk, slots))
            desk.note(work, command, request_id, outcome=result.value)
        return result

    return desk.store.write(act)


def leave_walk(desk: Desk, officer: Officer, request_id: UUID) -> None:
    """Give up the lease so that another counter can go on at once; nothing judged is lost."""
    require(officer, Action.WALK)
    command = desk.command("request:walk:left", officer)

    def act(work: Work) -> None:
        request = work.requests.get(request_id)
        if request.hold and request.hold.officer_id == officer.id:
            work.requests.hold(request, None)
            desk.note(work, command, request_id)

    desk.store.write(act)


def scan(desk: Desk, officer: Officer, request_id: UUID, line: int) -> Page:
    """The present scan of a document as pixels; looking at it is written down.

    Raises:
        NotFound: "scan.none"; Refused or Unavailable: "scan.…", "storage.…", "role.own-file".
    """
    require(officer, Action.VIEW_SCAN)
    command = desk.command("request:scan:viewed", officer)

    def act(work: Work) -> str:
        request = work.requests.get(request_id)
        require_disinterested(officer, request.subject_id, request.filer_id)
        slot = _slot(work, request_id, line)
        if slot.scan is None:
            raise NotFound("scan.none")
        desk.note(work, command, request_id, line=line)
        return slot.scan.blob

    return desk.decode(desk.vault.get(desk.store.write(act)))


@dataclass(frozen=True, slots=True)
class Slip:
    """The deficiency slip, drawn."""

    pdf: bytes
    paper: DeficiencyPaper


def deficiency_slip(desk: Desk, officer: Officer, request_id: UUID) -> Slip:
    """The slip that names each missing or differing document.

    Raises:
        Refused: "slip.nothing-missing" when the request is not incomplete.
    """
    require(officer, Action.DECIDE)
    command = desk.command("request:slip:made", officer)

    def act(work: Work) -> DeficiencyPaper:
        request = work.requests.get(request_id)
        missing = _deficiencies(desk, work.walks.slots(request_id))
        if request.state is not RequestState.INCOMPLETE or not missing:
            raise Refused("slip.nothing-missing")
        desk.note(work, command, request_id, documents=len(missing))
        return _slip(desk, command, request, (work.people.file(request.subject_id), missing))

    paper = desk.store.write(act)
    return Slip(desk.renderer.deficiency(paper), paper)


def _slip(
    desk: Desk,
    command: OfficerCommand,
    request: Request,
    found: tuple[PersonFile, tuple[Deficiency, ...]],
) -> DeficiencyPaper:
    file, missing = found
    person = file.person
    made_at = desk.office.local(command.at)
    return DeficiencyPaper(
        letterhead=desk.office.letterhead,
        tracking_code=request.tracking_code,
        service=desk.catalogue.service(request.service).name,
        name=Bilingual(person.full_name_fa, person.full_name_lat),
        masked_national_code=mask(person.national_code),
        made_at=made_at,
        walk_in_until=desk.office.walk_in_until(made_at.date()),
        deficiencies=missing,
        clerk=command.by.login,
    )


def _deficiencies(desk: Desk, slots: tuple[Slot, ...]) -> tuple[Deficiency, ...]:
    """What an applicant is told of, in the order of the documents."""
    judgements = [(slot, slot.check.judgement) for slot in deficient(slots) if slot.check]
    return tuple(_deficiency(desk, slot, said) for slot, said in judgements if said.verdict in REASONS)


def _deficiency(desk: Desk, slot: Slot, judgement: Judgement) -> Deficiency:
    kind = desk.catalogue.document(slot.kind)
    reason = REASONS[judgement.verdict]
    differing = _differing(kind, judgement)
    if differing:
        reason = Bilingual(
            f"{reason.fa}: {'، '.join(label.fa for label in differing)}",
            f"{reason.en}: {', '.join(label.en for label in differing)}",
        )
    return Deficiency(kind.name, reason, judgement.reason)


def _differing(kind: DocumentKind, judgement: Judgement) -> list[Bilingual]:
    """What differs, fields and then points, as they stand on the document.

    An id that has left the catalogue since names itself.
    """
    labels = {field.id: field.label for field in kind.fields}
    points = {point.id: point.text for point in kind.points}
    seen = {check.field for check in judgement.fields if check.differs}
    fields = [name for name in labels if name in seen] + sorted(seen - labels.keys())
    return [labels.get(name, Bilingual(name, name)) for name in fields] + [
        points.get(name, Bilingual(name, name)) for name in judgement.failed_points
    ]


REASONS: Mapping[Verdict, Bilingual] = {
    Verdict.MISMATCH: Bilingual("با اطلاعات درخواست مغایرت دارد", "differs from the request"),
    Verdict.ORIGINAL_MISSING: Bilingual("اصل مدرک ارائه نشد", "the original was not presented"),
    Verdict.UNREADABLE: Bilingual("خوانا نیست", "cannot be read"),
}
"""What a slip says to the applicant; a request in doubt has none (domain.md 4.2)."""


def _held_request(desk: Desk, work: Work, command: OfficerCommand, request_id: UUID) -> Request:
    """The request, still in this officer's hands."""
    request = work.requests.get(request_id)
    require_disinterested(command.by, request.subject_id, request.filer_id)
    if request.state is not RequestState.VERIFYING:
        raise Refused("walk.wrong-state", state=request.state)
    hold = request.hold
    if hold is not None and hold.officer_id != command.by.id:
        raise _held(desk, hold)
    return request


def _held(desk: Desk, hold: Hold) -> Conflict:
    until = desk.office.local(hold.until)
    return Conflict("walk.held", holder=hold.login, station=hold.station, until=until)


def _lease(desk: Desk, command: OfficerCommand) -> Hold:
    return Hold(
        command.by.id,
        command.by.login,
        command.by.station,
        command.at + timedelta(minutes=desk.office.lease_minutes),
    )


def _change(command: OfficerCommand, request: Request, after: RequestState, reason: str) -> StateChange:
    return StateChange(command.at, command.by.login, request.state, after, reason)


def _slot(work: Work, request_id: UUID, line: int) -> Slot:
    for slot in work.walks.slots(request_id):
        if slot.line == line:
            return slot
    raise NotFound("walk.no-such-document", line=line)


def _walk(desk: Desk, work: Work, request: Request) -> Walk:
    slots = work.walks.slots(request.id)
    file = work.people.file(request.subject_id)
    service = desk.catalogue.service(request.service)
    kinds = {slot.line: desk.catalogue.document(slot.kind) for slot in slots}
    return Walk(
        request_id=request.id,
        tracking_code=request.tracking_code,
        service=request.service,
        slots=slots,
        expected={line: expected(kind, file, service, request.fields) for line, kind in kinds.items()},
        dates={line: dates(kind, service) for line, kind in kinds.items()},
    )
