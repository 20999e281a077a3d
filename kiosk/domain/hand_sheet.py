"""Numbered sheets that are filled in by hand while the machines are dead, and entered later.

What a sheet says is kept as said: the rows that follow from it bear the time of its entry.
Source: domain.md 4.2 (power or network down), security.md threats 1 and 8.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from kiosk.domain.errors import Conflict, Refused
from kiosk.domain.seal import PRODUCT
from kiosk.text.digits import to_ascii
from kiosk.text.fold import normalise

MOST_PRINTED = 50
"""So many sheets are printed at a time."""
MOST_DAYS = 14
"""A sheet is entered within so many days of what it says."""
LAST_NO = 99_999
_QR = f"{PRODUCT}19"
"""Begins as no seal does: the digit behind the version is that of no kind."""
_SCANNED = re.compile(_QR + "([0-9]{5})([0-9]{5})([0-9]{2})")
_WRITTEN = re.compile("([1-9][0-9]{0,4})-?S-?([0-9]{5})")
_SHORT = re.compile("[0-9]{1,5}")
_TIME = re.compile("([0-9]{1,2})[:.]([0-9]{2})")


class SheetState(StrEnum):
    PRINTED = "sheet-printed"
    ENTERED = "sheet-entered"
    """A second person has not confirmed it yet."""
    CONFIRMED = "sheet-confirmed"
    SPOILT = "sheet-spoilt"
    LOST = "sheet-lost"


class Done(StrEnum):
    """What an officer did with the sheet's applicant."""

    SENT_AWAY = "sent-away"
    TAKEN_IN = "taken-in"
    HANDED_OVER = "given-out"


VOID = frozenset({SheetState.SPOILT, SheetState.LOST})


@dataclass(frozen=True, slots=True)
class Serial:
    """Written `723-S-00012`; scanned as digits alone, which survive every keyboard."""

    office: str
    no: int

    def __str__(self) -> str:
        return f"{self.office}-S-{self.no:05d}"

    @property
    def digits(self) -> str:
        """The text of the QR."""
        body = f"{int(self.office):05d}{self.no:05d}"
        return f"{_QR}{body}{_check(body)}"


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed from a sheet, by whom, and who confirmed it."""

    said_at: datetime
    """The moment that stands on the sheet."""
    written_by: UUID
    """The officer who wrote it."""
    done: Done
    request_id: UUID | None
    note: str
    entered_by: UUID
    entered_at: datetime
    confirmed_by: UUID | None = None
    confirmed_at: datetime | None = None
    alone: bool = False
    """One person in both places, in an office where nobody else works."""


@dataclass(frozen=True, slots=True)
class HandSheet:
    no: int
    printing: UUID
    """By which command it was printed: none is printed twice."""
    printed_by: UUID
    printed_at: datetime
    state: SheetState = SheetState.PRINTED
    entry: Entry | None = None
    reason: str = ""
    """Why it is void, or why its entry was taken back."""
    version: int = 1


def is_sheet(text: str) -> bool:
    """Whether this can be nothing but a sheet's number, scanned or typed with its office."""
    folded = _folded(text)
    return bool(_SCANNED.fullmatch(folded) or _WRITTEN.fullmatch(folded))


def read_no(text: str, office: str) -> int:
    """The number of a sheet of this office: scanned, as printed, or the digits at its end.

    Raises:
        Refused: "sheet.number", "sheet.foreign" (details: office).
    """
    folded = _folded(text)
    scanned = _SCANNED.fullmatch(folded)
    if scanned is not None and _check(scanned[1] + scanned[2]) != scanned[3]:
        raise Refused("sheet.number")
    if found := scanned or _WRITTEN.fullmatch(folded):
        if int(found[1]) != int(office):
            raise Refused("sheet.foreign", office=str(int(found[1])))
        return int(found[2])
    if not _SHORT.fullmatch(folded):
        raise Refused("sheet.number")
    return int(folded)


def read_time(text: str) -> time:
    """`9:05`, in digits of any script.

    Raises:
        Refused: "sheet.time" (details: example).
    """
    found = _TIME.fullmatch(_folded(text))
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise Refused("sheet.time", example="9:05")
    return time(int(found[1]), int(found[2]))


def require_believable(sheet: HandSheet, said_at: datetime, now: datetime) -> None:
    """Nothing is back-dated to before its sheet was printed, nor far into the past.

    Raises:
        Refused: "sheet.future", "sheet.before-printed", "sheet.too-old" (details: days).
    """
    if said_at > now:
        raise Refused("sheet.future")
    # The sheet is written by the minute.
    if said_at < sheet.printed_at.replace(second=0, microsecond=0):
        raise Refused("sheet.before-printed")
    if said_at < now - timedelta(days=MOST_DAYS):
        raise Refused("sheet.too-old", days=MOST_DAYS)


def entered(sheet: HandSheet, entry: Entry) -> HandSheet:
    """
    Raises:
        Conflict: "sheet.entered" when it was entered before; Refused: "sheet.void" (details: state).
    """
    require_unwritten(sheet)
    return replace(sheet, state=SheetState.ENTERED, entry=entry, reason="")


def require_unwritten(sheet: HandSheet) -> None:
    """Raises: what `entered` raises."""
    if sheet.state in VOID:
        raise Refused("sheet.void", state=sheet.state)
    if sheet.state is not SheetState.PRINTED:
        raise Conflict("sheet.entered")


def confirmed(sheet: HandSheet, by: UUID, at: datetime, alone: bool) -> HandSheet:
    """Raises Refused: "sheet.nothing-to-confirm"."""
    entry = waiting(sheet)
    signed = replace(entry, confirmed_by=by, confirmed_at=at, alone=alone)
    return replace(sheet, state=SheetState.CONFIRMED, entry=signed)


def waiting(sheet: HandSheet) -> Entry:
    """The entry that a second person has to confirm.

    Raises:
        Refused: "sheet.nothing-to-confirm".
    """
    if sheet.state is not SheetState.ENTERED or sheet.entry is None:
        raise Refused("sheet.nothing-to-confirm")
    return sheet.entry


def written(sheet: HandSheet) -> Entry:
    """What was typed from it, confirmed or not.

    Raises:
        Refused: "sheet.nothing-to-confirm".
    """
    if sheet.entry is None:
        raise Refused("sheet.nothing-to-confirm")
    return sheet.entry


def reopened(sheet: HandSheet, reason: str) -> HandSheet:
    """An entry that does not say what the sheet says goes; a sheet that was lost is there again.

    Raises:
        Refused: "sheet.given-out" when it says that something was handed over, which nothing undoes;
            "sheet.not-to-reopen" (details: state).
    """
    if sheet.state is SheetState.ENTERED and sheet.entry is not None:
        if sheet.entry.done is Done.HANDED_OVER:
            raise Refused("sheet.given-out")
    elif sheet.state is not SheetState.LOST:
        raise Refused("sheet.not-to-reopen", state=sheet.state)
    return replace(sheet, state=SheetState.PRINTED, entry=None, reason=reason)


def voided(sheet: HandSheet, to: SheetState, reason: str) -> HandSheet:
    """Raises: what `entered` raises."""
    require_unwritten(sheet)
    return replace(sheet, state=to, reason=reason)


def _folded(text: str) -> str:
    return "".join(to_ascii(normalise(text)).split()).upper()


def _check(body: str) -> str:
    return f"{98 - int(body) * 100 % 97:02d}"
