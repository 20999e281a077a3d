"""Entering what a sheet says that was written by hand.  Source: domain.md 4.2 (power or network down)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from kiosk.domain import hand_sheet as rules
from kiosk.domain.command import OfficerCommand
from kiosk.domain.errors import Refused
from kiosk.domain.free_text import clean_lines
from kiosk.domain.hand_over import Capacity, HandOver
from kiosk.domain.hand_sheet import Done, Entry, HandSheet, Serial
from kiosk.domain.lookup import Kind, recognise
from kiosk.domain.request import Request
from kiosk.domain.roles import Action, require
from kiosk.domain.sheet_note import SheetStep
from kiosk.services.desk import Desk
from kiosk.services.hand_sheets import remember
from kiosk.services.handing_over import give
from kiosk.services.ports import Work
from kiosk.services.receipts import sealed_code
from kiosk.services.working_day import require_open

HANDED_OVER = "request:output:handed-over"


@dataclass(frozen=True, slots=True)
class Said:
    """What stands on a sheet."""

    day: date
    at: time
    """The office's own time."""
    written_by: str
    """A sign-in name."""
    done: Done
    code: str = ""
    """The tracking code of the request, or its receipt's digits."""
    note: str = ""
    given: HandOver | None = None
    """To whom it was handed over, when it was."""


def said(answers: Mapping[str, str]) -> Said:
    """The answers of the form.

    Raises:
        Refused: "sheet.time" (details: example).
    """
    done = Done(answers["done"])
    names = ("recipient", "identity_paper", "identity_no", "proxy_paper")
    given = None
    if done is Done.HANDED_OVER:
        given = HandOver(Capacity(answers["capacity"]), *(answers.get(name, "") for name in names))
    return Said(
        day=date.fromisoformat(answers["day"]),
        at=rules.read_time(answers["at"]),
        written_by=answers["written_by"],
        done=done,
        code=answers.get("code", ""),
        note=answers.get("note", ""),
        given=given,
    )


def enter(desk: Desk, command: OfficerCommand, no: int, stated: Said) -> HandSheet:
    """Type a sheet in, once; what it says of a request is tied to it, and a second person confirms it.

    What was handed over goes through the delivery register as always, with the time of the entry.

    Raises:
        Refused: "sheet.void" (details: state), "sheet.future", "sheet.before-printed",
            "sheet.too-old" (days), "sheet.closed-day" (day, why), "sheet.writer", "sheet.code",
            "sheet.code-required", "sheet.note-required", "hand-over.…", "role.…", "text.…",
            "day.closing", "day.closed".
        NotFound: "sheet.unknown" (no), "request.unknown"; Conflict: "sheet.entered", "record.changed".
    """
    require(command.by, Action.ENTER_SHEETS)
    code, note = _code(desk, stated.code), clean_lines(stated.note, "note")
    if stated.done is Done.SENT_AWAY and not note:
        raise Refused("sheet.note-required")
    if stated.done is not Done.SENT_AWAY and not code:
        raise Refused("sheet.code-required")

    def act(work: Work) -> HandSheet:
        sheet = work.hand_sheets.get(no)
        if not work.commands.first_time(command):
            return sheet
        require_open(desk, work, command.at)
        said_at = _moment(desk, work, (command.at, sheet), stated)
        request = work.requests.by_tracking_code(code) if code else None
        writer = _writer(work, stated.written_by, request)
        about = request.id if request else None
        entry = Entry(said_at, writer, stated.done, about, note, command.by.id, command.at)
        after = rules.entered(sheet, entry)
        if request is not None and stated.given is not None:
            give(desk, work, replace(command, name=HANDED_OVER), (request, stated.given))
        remember(desk, work, command, (SheetStep.ENTERED, after))
        serial = str(Serial(desk.office.code, no))
        details = {"done": stated.done.value, "said": _minute(desk, said_at), "writer": stated.written_by}
        desk.note(work, command, serial, request=str(about or ""), **details)
        return work.hand_sheets.save(after)

    return desk.store.write(act)


def _code(desk: Desk, typed: str) -> str:
    """The tracking code behind what was typed or scanned.

    Raises:
        Refused: "sheet.code", and what is wrong with the seal of a receipt.
    """
    read = recognise(typed)
    match read.kind:
        case Kind.NOTHING:
            return ""
        case Kind.TRACKING_CODE if read.problem is None:
            return read.value
        case Kind.RECEIPT if read.problem is None:
            return sealed_code(desk, read.value)
    raise read.problem or Refused("sheet.code")


def _moment(desk: Desk, work: Work, here: tuple[datetime, HandSheet], stated: Said) -> datetime:
    """The instant that the sheet says.

    Raises:
        Refused: as `enter`.
    """
    now, sheet = here
    said_at = desk.office.moment(stated.day, stated.at)
    rules.require_believable(sheet, said_at, now)
    why = desk.office.calendar.closed_for(stated.day)
    # On a holiday on which the office worked all the same it has a day of its own.
    if why is not None and work.days.get(stated.day) is None:
        raise Refused("sheet.closed-day", day=stated.day, why=why)
    return said_at


def _writer(work: Work, login: str, request: Request | None) -> UUID:
    """
    Raises:
        Refused: "sheet.writer" for nobody of this office, "role.own-file".
    """
    account = work.accounts.by_login(login)
    if account is None:
        raise Refused("sheet.writer")
    if request is not None and account.person_id in (request.subject_id, request.filer_id):
        raise Refused("role.own-file")
    return account.id


def _minute(desk: Desk, at: datetime) -> str:
    return desk.office.local(at).isoformat(timespec="minutes")
