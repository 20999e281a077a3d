"""Lists of appointments: tables (CSV) and calendars (iCalendar, RFC 5545), both hostile until read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.domain.appointment import NOTE_LIMIT
from kiosk.domain.appointment_list import (
    EXAMPLE,
    LONGEST_FILE,
    MOST_LINES,
    UID_LIMIT,
    Listed,
    first_code,
    read_minutes,
    read_start,
    some_minutes,
    tidy,
)
from kiosk.domain.errors import KioskError, NotFound, Refused, Unavailable

if TYPE_CHECKING:
    from icalendar import Component

_COLUMNS: Mapping[str, str] = {
    "code": "code", "کد": "code", "کد رهگیری": "code", "کد ملی": "code",
    "start": "start", "زمان": "start",
    "minutes": "minutes", "دقیقه": "minutes",
    "service": "service", "خدمت": "service",
    "note": "note", "یادداشت": "note",
}  # fmt: skip
"""Headings → what stands below them."""
_NEEDED = ("code", "start")
_BEGINS = re.compile("^BEGIN:VEVENT *\r?$", re.IGNORECASE | re.MULTILINE)


def read_list(content: bytes) -> Sequence[Listed]:
    """Every appointment in the file, the unreadable ones with their reason.

    Raises:
        Refused: "list.too-large" (details: limit), "list.empty", "list.encoding", "list.headings"
            (headings), "list.damaged" (line), "list.calendar", "list.too-long" (limit).
    """
    if len(content) > LONGEST_FILE:
        raise Refused("list.too-large", limit=LONGEST_FILE // 1_000_000)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("list.encoding") from None
    if not text.strip():
        raise Refused("list.empty")
    calendar = text.lstrip().upper().startswith("BEGIN:VCALENDAR")
    lines = list(islice(_of_calendar(text) if calendar else _of_table(text), MOST_LINES + 1))
    if len(lines) > MOST_LINES:
        raise Refused("list.too-long", limit=MOST_LINES)
    return lines


def content_of(path: Path) -> bytes:
    """
    Raises:
        NotFound: "list.missing" (details: file); Unavailable: "list.closed" (file).
    """
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_FILE + 1)
    except FileNotFoundError:
        raise NotFound("list.missing", file=str(path)) from None
    except OSError:
        raise Unavailable("list.closed", file=str(path)) from None


def _of_table(text: str) -> Iterator[Listed]:
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(text.replace("\0", " ").splitlines(), delimiter=delimiter, strict=True)
    try:
        columns = [_COLUMNS.get(each.strip().casefold(), "") for each in next(reader)]
        if any(need not in columns for need in _NEEDED):
            raise Refused("list.headings", headings=", ".join(_NEEDED))
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _row(reader.line_num, dict(zip(columns, cells, strict=False)))
    except csv.Error:
        # An open quote swallows the lines behind it: nobody could say which were lost.
        raise Refused("list.damaged", line=reader.line_num) from None


def _row(line: int, cells: Mapping[str, str]) -> Listed:
    try:
        return Listed(
            line,
            cells.get("code", "").strip(),
            read_start(cells.get("start", "")),
            read_minutes(cells.get("minutes", "")),
            tidy(cells.get("service", ""), 80),
            tidy(cells.get("note", ""), NOTE_LIMIT),
        )
    except KioskError as problem:
        return Listed(line, problem=problem)


def _of_calendar(text: str) -> Iterator[Listed]:
    # Only who imports a calendar pays for its library.
    from icalendar import Calendar

    try:
        calendars = Calendar.from_ical(text, multiple=True)
        events = [(each, event) for each in calendars for event in each.walk("VEVENT")]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        # What a broken calendar does to its parser is the parser's secret; there is no one error of it.
        raise Refused("list.calendar") from None
    if len(events) != len(_BEGINS.findall(text)):
        raise Refused("list.calendar")  # One of them has no end, and would be lost without a word.
    for number, (calendar, event) in enumerate(events, 1):
        try:
            yield _event(number, event, _said(calendar, "METHOD").upper() == "CANCEL")
        except KioskError as problem:
            yield Listed(number, uid=_said(event, "UID")[:UID_LIMIT], problem=problem)


def _event(number: int, event: Component, called_off: bool) -> Listed:
    if event.get("RRULE") is not None or event.get("RDATE") is not None:
        raise Refused("list.recurring")
    start = _moment(event, "DTSTART")
    if start is None:
        raise Refused("list.no-time")
    summary, described = _said(event, "SUMMARY"), _said(event, "DESCRIPTION")
    return Listed(
        number,
        first_code(_said(event, "X-TRACKING-CODE"), summary, described),
        start,
        _minutes(event, start),
        "",
        tidy(summary, NOTE_LIMIT),
        tidy(_said(event, "UID"), UID_LIMIT),
        called_off or _said(event, "STATUS").upper() == "CANCELLED",
    )


def _minutes(event: Component, start: datetime) -> int | None:
    """
    Raises:
        Refused: "list.minutes".
    """
    end, span = _moment(event, "DTEND"), getattr(event.get("DURATION"), "dt", None)
    with suppress(TypeError):  # One of the two has a zone and the other has none: nobody can tell.
        if end is not None:
            span = end - start
    return None if span is None else some_minutes(round(span.total_seconds() / 60))


def _moment(event: Component, name: str) -> datetime | None:
    """None: the event has none, or a day without a time."""
    said = event.get(name)
    if isinstance(said, list):
        raise Refused("list.unreadable")
    try:
        at = None if said is None else said.dt
    except (AttributeError, ValueError):
        raise Refused("list.start", start=_said(event, name)[:60], example=EXAMPLE) from None
    zone = said.params.get("TZID") if said is not None else None
    if isinstance(at, datetime) and at.tzinfo is None and zone:
        raise Refused("list.zone", zone=str(zone)[:60])
    return at if isinstance(at, datetime) else None


def _said(part: Component, name: str) -> str:
    """A property as one text, whatever the calendar made of it."""
    said = part.get(name)
    return str(said[0] if isinstance(said, list) and said else said or "")
