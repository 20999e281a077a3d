"""A list of appointments from outside, line by line, as text that nobody has believed yet.

Source: domain.md 1.6.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from kiosk.domain.errors import KioskError, Refused
from kiosk.domain.free_text import Script, clean_line
from kiosk.domain.lookup import Kind, Recognised, recognise
from kiosk.domain.typed_day import read_day
from kiosk.text.digits import to_ascii

MOST_LINES = 5_000
LONGEST_FILE = 5_000_000
"""Bytes."""
LONGEST_MINUTES = 480
UID_LIMIT = 200
SUFFIXES = (".csv", ".ics")
EXAMPLE = "2026-11-25 10:15"

_TIME = re.compile(r"(.*\S)[ T]+([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?")
_WORD = re.compile(r"[0-9A-Za-z-]{10,24}")
_CODES = (Kind.TRACKING_CODE, Kind.NATIONAL_CODE)


@dataclass(frozen=True, slots=True)
class Listed:
    """One line; `problem` is why it cannot be read, and then the rest means nothing."""

    line: int
    code: str = ""
    """Of the request, or of the person."""
    start: datetime | None = None
    """Without a zone: the office's own time."""
    minutes: int | None = None
    service: str = ""
    note: str = ""
    uid: str = ""
    called_off: bool = False
    problem: KioskError | None = None


def code_of(text: str) -> Recognised:
    """
    Raises:
        Refused: "list.no-code", or what is wrong with the code.
    """
    read = recognise(text[:100])
    if read.kind not in _CODES:
        raise Refused("list.no-code")
    if read.problem is not None:
        raise read.problem
    return read


def first_code(*texts: str) -> str:
    """The first tracking or national code in free text; empty where there is none."""
    for text in texts:
        for word in _WORD.findall(to_ascii(text[:2_000])):
            read = recognise(word)
            if read.kind in _CODES and read.problem is None:
                return read.value
    return ""


def read_start(text: str) -> datetime:
    """`2026-11-25 10:15`, `2026-11-25T10:15+01:00`, `1405/09/04 10:15`.

    Raises:
        Refused: "list.start" (details: start), "day.…".
    """
    typed = to_ascii(text.strip())[:60]
    try:
        read = datetime.fromisoformat(typed)
    except ValueError:
        pass
    else:
        if len(typed) > 10:
            return read
    parts = _TIME.fullmatch(typed)
    if parts is None or int(parts[2]) > 23 or int(parts[3]) > 59:
        raise Refused("list.start", start=text.strip()[:60], example=EXAMPLE)
    day = read_day(parts[1]).day
    return datetime(day.year, day.month, day.day, int(parts[2]), int(parts[3]))  # noqa: DTZ001 - the zone comes later


def read_minutes(text: str) -> int | None:
    """None: as long as the office's appointments are.

    Raises:
        Refused: "list.minutes" (details: minutes, most).
    """
    typed = to_ascii(text.strip())
    if not typed:
        return None
    if not re.fullmatch("[0-9]{1,4}", typed):
        raise Refused("list.minutes", minutes=text.strip()[:20], most=LONGEST_MINUTES)
    return some_minutes(int(typed))


def some_minutes(minutes: int) -> int:
    """Raises: as `read_minutes`."""
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise Refused("list.minutes", minutes=str(minutes), most=LONGEST_MINUTES)
    return minutes


def instant(start: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant; one without a zone is of the office's own clock.

    Raises:
        Refused: "list.no-such-time" (details: start) when the clock is put forward over it,
            "list.start" (start, example) within a day of the first or the last one that can be counted.
    """
    try:
        at = (start if start.tzinfo else start.replace(tzinfo=zone)).astimezone(UTC)
        local = at.astimezone(zone)
    except OverflowError:
        raise Refused("list.start", start=start.isoformat(" ", "minutes"), example=EXAMPLE) from None
    if start.tzinfo is None and local.replace(tzinfo=None) != start:
        raise Refused("list.no-such-time", start=start)
    return at


def tidy(text: str, most: int) -> str:
    """A note on one line, without what nobody can have meant to write: it is a hint, not a fact."""
    line = " ".join("".join(each if _harmless(each) else " " for each in text[: 4 * most]).split())
    return line[:most].rstrip()


def _harmless(letter: str) -> bool:
    try:
        clean_line(letter, "note", Script.EITHER)
    except Refused:
        return False
    return True
