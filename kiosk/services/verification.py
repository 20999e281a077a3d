"""The verification walk: open, judge one document after the other, decide.  Source: domain.md 4.1, 4.2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.card import PersonFile
from kiosk.domain.command import OfficerCommand
from kiosk.domain.course import CLERK_WALKABLE, Course
from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.national_code import mask
from kiosk.domain.originals import is_shown
from kiosk.domain.paper import Deficiency, DeficiencyPaper
from kiosk.domain.passing import NOTE_LIMIT
from kiosk.domain.reason import entry
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Action, Officer, require, require_disinterested
from kiosk.domain.rules.deciding import course_of, decided
from kiosk.domain.scan import Page
from kiosk.domain.verification import (
    Judgement,
    Outcome,
    Slot,
    Walk,
    corrected_since,
    judge,
    outcome,
)
from kiosk.domain.wording import dates, expected
from kiosk.services import originals
from kiosk.services.deficiencies import LACKING, deficiencies, to_correct
from kiosk.services.desk import Desk
from kiosk.services.holding import change, held, held_request, lease, let_go
from kiosk.services.mailing import tell_state
from kiosk.services.passing import hands_of
from kiosk.services.ports import Work
from kiosk.services.ruling import flags_of
from kiosk.services.working_day import require_open

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
            raise held(desk, request.hold)
        if request.state not in CLERK_WALKABLE:
            raise Refused("walk.wrong-state", state=request.state)
        require_open(desk, work, command.at)
        hold = lease(desk, command)
        walk = replace(_walk(desk, work, request), hands=hands_of(work, request))
        if request.state is RequestState.VERIFYING:
            work.requests.hold(request, hold)
        else:
            work.requests.move(request, change(command, request, RequestState.VERIFYING, ""), hold)
        desk.note(work, command, request_id)
        return walk

    return desk.store.write(act)


def judge_document(desk: Desk, command: OfficerCommand, request_id: UUID, line: int, said: Judgement) -> Walk:
    """Store one verdict at once, with its evidence, and extend the lease; whoever sees an original has it.

    Raises:
        Refused: see `kiosk.domain.verification.judge`; "walk.wrong-state", "role.own-file".
        Conflict: "walk.held", "record.changed".
        NotFound: "walk.no-such-document".
    """
    require(command.by, Action.WALK)

    def act(work: Work) -> Walk:
        request = held_request(desk, work, command, request_id)
        if work.commands.first_time(command):
            slot = _slot(work, request_id, line)
            said_well = judge(slot, said)
            work.walks.add_check(request_id, slot, said_well, command.by, command.at)
            if is_shown(slot, said_well.verdict):
                originals.taken(work, command, request_id)
            work.requests.hold(request, lease(desk, command))
            differing = sum(check.differs for check in said_well.fields)
            desk.note(
                work, command, request_id, line=line, verdict=said_well.verdict.value, differing=differing
            )
        return _walk(desk, work, request)

    return desk.store.write(act)


def decide(desk: Desk, command: OfficerCommand, request_id: UUID, course: Course | None = None) -> Outcome:
    """Close the walk: complete goes on along its course, incomplete gets its slip, doubt is referred.

    `course`: how a complete request goes on, where the service leaves a choice; None: as usual.

    Raises:
        Refused: "walk.unfinished" (details: line), "walk.corrected-since" (line), "walk.wrong-state",
            "role.own-file", "rules.open" (rule), "rules.refuse" (rule, answer), "course.not-offered",
            "course.centre-needed" (rule).
        Conflict: "walk.held", "record.changed".
    """
    require(command.by, Action.DECIDE)

    def act(work: Work) -> Outcome:
        slots = work.walks.slots(request_id)
        outcome(slots)
        if not work.commands.first_time(command):
            return _decided_before(work, request_id)
        request = held_request(desk, work, command, request_id)
        line = corrected_since(_walk(desk, work, request))
        if line is not None:
            raise Refused("walk.corrected-since", line=line)
        work.rulings.lock(request.subject_id)
        flags = flags_of(desk, work, request)
        result = decided(slots, flags)
        if result is Outcome.COMPLETE:
            service = desk.catalogue.service(request.service)
            request = replace(request, course=course_of(service, flags, course))
        moved = work.requests.move(request, change(command, request, DECIDED[result], ""), None)
        tell_state(desk, work, moved, moved.state, deficiencies(desk, slots, flags))
        desk.note(work, command, request_id, outcome=result.value)
        return result

    return desk.store.write(act)


def _decided_before(work: Work, request_id: UUID) -> Outcome:
    """What a command that was carried out already came to."""
    outcomes = {state: result for result, state in DECIDED.items()}
    for each in reversed(work.requests.history(request_id)):
        if each.before is RequestState.VERIFYING and each.after in outcomes:
            return outcomes[each.after]
    raise NotFound("approval.no-decision")


def leave_walk(desk: Desk, officer: Officer, request_id: UUID, note: str = "") -> None:
    """Give up the lease so that another counter can go on at once; nothing judged is lost.

    `note`: for whoever goes on; it stays in the request's history.

    Raises:
        Refused: "text.…", "role.not-allowed"; Conflict: "record.changed".
    """
    require(officer, Action.WALK)
    note = entry(note, "note", NOTE_LIMIT)
    command = desk.command("request:walk:left", officer)

    def act(work: Work) -> None:
        request = work.requests.get(request_id)
        if request.hold and request.hold.officer_id == officer.id:
            let_go(work, command, request, note)
            desk.note(work, command, request_id, noted=bool(note))

    desk.store.write(act)


def scan(desk: Desk, officer: Officer, request_id: UUID, line: int, page: int = 0) -> Page:
    """A page of a document's present scan as pixels; looking at it is written down.  Pages count from 0.

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
        desk.note(work, command, request_id, line=line, page=page + 1)
        return slot.scan.blob

    return desk.decode(desk.vault.get(desk.store.write(act)), page)


@dataclass(frozen=True, slots=True)
class Slip:
    """The deficiency slip, drawn."""

    pdf: bytes
    paper: DeficiencyPaper


def deficiency_slip(desk: Desk, officer: Officer, request_id: UUID) -> Slip:
    """The slip that names what is to be corrected, each document that lacks and each rule that is not met.

    Raises:
        Refused: "slip.nothing-missing" when the request does not wait for anything.
    """
    require(officer, Action.DECIDE)
    command = desk.command("request:slip:made", officer)

    def act(work: Work) -> DeficiencyPaper:
        request = work.requests.get(request_id)
        lacking = deficiencies(desk, work.walks.slots(request_id), flags_of(desk, work, request))
        missing = (*to_correct(work, request), *lacking)
        if request.state not in LACKING or not missing:
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
