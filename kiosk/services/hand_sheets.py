"""Sheets written by hand in a power cut: printed in advance, entered later, confirmed by a second person.

Whatever follows from a sheet bears the true time of its entry; the moment that stands on the sheet is a
statement beside it, with the name of whoever wrote it.  Source: domain.md 4.2, security.md threats 1 and 8.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from kiosk.domain import hand_sheet as rules
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.command import OfficerCommand
from kiosk.domain.errors import Refused
from kiosk.domain.hand_sheet import MOST_PRINTED, HandSheet, Serial, SheetState
from kiosk.domain.reason import required_reason
from kiosk.domain.roles import Action, Officer, require, require_disinterested
from kiosk.domain.sheet_note import SheetNote, SheetStep
from kiosk.domain.sheet_paper import HandSheetsPaper
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.working_day import require_open


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet in the list; no applicant is named."""

    sheet: HandSheet
    serial: Serial
    logins: Mapping[UUID, str]
    tracking_code: str
    """Of the request that its entry is tied to."""


def print_sheets(desk: Desk, command: OfficerCommand, count: int) -> bytes:
    """The PDF of so many new sheets; a number that went to the printer is never given again.

    Raises:
        Refused: "sheet.count" (details: most), "role.not-allowed", "paper.…".
        Conflict: another station printed these numbers at the same moment.
    """
    require(command.by, Action.KEEP_SHEETS)
    if not 1 <= count <= MOST_PRINTED:
        raise Refused("sheet.count", most=MOST_PRINTED)

    def act(work: Work) -> tuple[HandSheet, ...]:
        if work.commands.first_time(command):
            first = work.hand_sheets.last_no() + 1
            numbers = range(first, first + count)
            work.hand_sheets.add(HandSheet(no, command.key, command.by.id, command.at) for no in numbers)
            desk.note(work, command, str(_serial(desk, first)), sheets=count)
        return tuple(work.hand_sheets.printed_by(command.key))

    # Outside of the transaction: many pages would hold the one lock for writing too long.
    return desk.renderer.hand_sheets(_paper(desk, command, desk.store.write(act)))


def sheets(desk: Desk, officer: Officer) -> tuple[SheetLine, ...]:
    """What waits to be confirmed first, then what is unwritten, then what is done with; by number.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.KEEP_SHEETS)

    def act(work: Work) -> tuple[SheetLine, ...]:
        logins = {each.id: each.login for each in work.accounts.all()}
        found = sorted(work.hand_sheets.listed(), key=lambda each: (_RANK[each.state], each.no))
        return tuple(_line(desk, work, each, logins) for each in found)

    return desk.store.read(act)


def sheet(desk: Desk, officer: Officer, typed: str) -> HandSheet:
    """A sheet that was printed and nobody entered, by what was scanned or typed.

    Raises:
        Refused: "sheet.number", "sheet.foreign" (details: office), "sheet.void" (state), "role.not-allowed".
        NotFound: "sheet.unknown" (no); Conflict: "sheet.entered".
    """
    require(officer, Action.ENTER_SHEETS)
    no = rules.read_no(typed, desk.office.code)
    found = desk.store.read(lambda work: work.hand_sheets.get(no))
    rules.require_unwritten(found)
    return found


def writers(desk: Desk, officer: Officer) -> tuple[tuple[str, Bilingual], ...]:
    """Sign-in name and name of everybody who may have written a sheet.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.ENTER_SHEETS)
    accounts = desk.store.read(lambda work: work.accounts.all())
    return tuple((each.login, each.name) for each in accounts if each.active)


def confirm(desk: Desk, command: OfficerCommand, no: int) -> HandSheet:
    """A second person has compared the entry with the paper.

    Raises:
        Refused: "sheet.nothing-to-confirm", "sheet.same-person", "role.…", "day.closing", "day.closed".
        NotFound: "sheet.unknown" (details: no); Conflict: "record.changed".
    """

    def act(work: Work, before: HandSheet) -> HandSheet:
        entry = rules.waiting(before)
        alone = work.accounts.get(entry.entered_by).person_id == command.by.person_id
        if alone and not desk.office.one_person:
            raise Refused("sheet.same-person")
        remember(desk, work, command, (SheetStep.CONFIRMED, before))
        desk.note(work, command, _said(desk, no), done=entry.done.value, alone=alone)
        return rules.confirmed(before, command.by.id, command.at, alone)

    return _changed(desk, command, no, act)


def reopen(desk: Desk, command: OfficerCommand, no: int, reason: str) -> HandSheet:
    """What was entered does not say what the sheet says, or a lost sheet is there again: it can be entered.

    Raises:
        Refused: "sheet.given-out", "sheet.not-to-reopen" (details: state), "reason.…", and as `confirm`.
        NotFound: "sheet.unknown" (details: no); Conflict: "record.changed".
    """
    reason = required_reason(reason)

    def act(work: Work, before: HandSheet) -> HandSheet:
        after = rules.reopened(before, reason)
        if before.entry is not None:
            remember(desk, work, command, (SheetStep.REOPENED, replace(before, reason=reason)))
        desk.note(work, command, _said(desk, no), before=before.state.value)
        return after

    return _changed(desk, command, no, act)


def void(desk: Desk, command: OfficerCommand, no: int, why: tuple[SheetState, str]) -> HandSheet:
    """`why`: spoilt or lost, and how that came.

    Raises:
        Refused: "sheet.void" (details: state), "reason.…", and as `confirm`.
        NotFound: "sheet.unknown" (details: no); Conflict: "sheet.entered", "record.changed".
    """
    to, reason = why[0], required_reason(why[1])

    def act(work: Work, before: HandSheet) -> HandSheet:
        desk.note(work, command, _said(desk, no), state=to.value)
        return rules.voided(before, to, reason)

    return _changed(desk, command, no, act)


def remember(desk: Desk, work: Work, command: OfficerCommand, what: tuple[SheetStep, HandSheet]) -> None:
    """A line about a sheet's entry, which the card of its applicant shows; nobody's own request.

    Raises:
        Refused: "role.own-file".
    """
    step, about = what
    entry = rules.written(about)
    if entry.request_id is not None:
        request = work.requests.get(entry.request_id)
        require_disinterested(command.by, request.subject_id, request.filer_id)
    noted = SheetNote(about.no, step, entry, command.at, command.by.id, about.reason)
    work.hand_sheets.note(desk.new_key(), noted)


def _changed(
    desk: Desk, command: OfficerCommand, no: int, act: Callable[[Work, HandSheet], HandSheet]
) -> HandSheet:
    require(command.by, Action.KEEP_SHEETS)

    def change(work: Work) -> HandSheet:
        before = work.hand_sheets.get(no)
        if not work.commands.first_time(command):
            return before
        require_open(desk, work, command.at)
        return work.hand_sheets.save(act(work, before))

    return desk.store.write(change)


def _paper(desk: Desk, command: OfficerCommand, printed: tuple[HandSheet, ...]) -> HandSheetsPaper:
    made_at = desk.office.local(command.at)
    return HandSheetsPaper(
        letterhead=desk.office.letterhead,
        made_at=made_at,
        printed_by=command.by.login,
        services=_services(desk, made_at.date()),
        serials=tuple(_serial(desk, each.no) for each in printed),
    )


def _services(desk: Desk, day: date) -> tuple[Bilingual, ...]:
    """What is offered on the day of the printing, in the order of the catalogue."""
    services = desk.catalogue.services.values()
    return tuple(each.name for each in services if not each.retired and each.offered_on(day))


def _line(desk: Desk, work: Work, found: HandSheet, logins: Mapping[UUID, str]) -> SheetLine:
    request_id = found.entry.request_id if found.entry else None
    code = work.requests.get(request_id).tracking_code if request_id else ""
    return SheetLine(found, _serial(desk, found.no), logins, code)


def _serial(desk: Desk, no: int) -> Serial:
    return Serial(desk.office.code, no)


def _said(desk: Desk, no: int) -> str:
    return str(_serial(desk, no))


_RANK = {
    SheetState.ENTERED: 0,
    SheetState.PRINTED: 1,
    SheetState.LOST: 2,
    SheetState.SPOILT: 3,
    SheetState.CONFIRMED: 4,
}
