"""A day as somebody types it, in either calendar: `1405/9/3`, `۳ آذر ۱۴۰۵`, `24.11.2026`, `24 November 2026`.

The year tells the calendar, since their years lie six centuries apart.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    days_in_month,
    from_jalali,
    gregorian_month_name,
    month_name,
)
from kiosk.domain.errors import Refused
from kiosk.text.bidi import strip_isolates
from kiosk.text.digits import to_ascii
from kiosk.text.fold import search_key

FIRST_GREGORIAN_YEAR = 1800
LAST_GREGORIAN_YEAR = 2122
"""The years of which every day has a Jalali one."""


class Calendar(StrEnum):
    JALALI = "jalali"
    GREGORIAN = "gregorian"


@dataclass(frozen=True, slots=True)
class TypedDay:
    day: date
    calendar: Calendar
    """The one it was typed in."""


_NUMBER = "([0-9]{1,4})"
_NUMBERS = re.compile(rf"{_NUMBER}(?: ?[-/.] ?| ){_NUMBER}(?: ?[-/.] ?| ){_NUMBER}")
_NAMED = re.compile(rf"{_NUMBER}[.]? ?([^\W\d_]+)[,،]? ?{_NUMBER}")
_NAME_FIRST = re.compile(rf"([^\W\d_]+) {_NUMBER}[,،]? {_NUMBER}")

_OTHER_NAMES = {
    Calendar.JALALI: {"amordad": 5, "امرداد": 5, "di": 10},
    Calendar.GREGORIAN: {"می": 5, "جولای": 7, "آگوست": 8, "sept": 9},
}
"""Spellings besides our own."""


def read_day(text: str) -> TypedDay:
    """The day, with Persian, Arabic or ASCII digits; numbers are read as year-month-day or day-month-year.

    Raises:
        Refused: "day.unreadable", "day.year-digits" (details: year), "day.year" (year and the years that
            are known), "day.no-such-month" (month), "day.unknown-month" (name), "day.other-calendar"
            (month, year), "day.no-such-day" (day, month, year, days).
    """
    typed = to_ascii(" ".join(strip_isolates(text).replace("\u200f", "").replace("\u200e", "").split()))
    if numbers := _NUMBERS.fullmatch(typed):
        first, month, last = numbers.groups()
        return _day(_Parts(*_year_and_day(first, last), int(month)))
    if named := _NAMED.fullmatch(typed):
        first, name, last = named.groups()
    elif named := _NAME_FIRST.fullmatch(typed):
        name, first, last = named.groups()
    else:
        raise Refused("day.unreadable")
    return _day(_Parts(*_year_and_day(first, last), *_month(name)))


def kept(text: str) -> str:
    """What is stored of a typed day: the day as ISO text, or the text itself when it is no day."""
    try:
        return read_day(text).day.isoformat()
    except Refused:
        return text.strip()


def kept_day(text: str) -> date | None:
    """The day that was stored; None for text that is no day."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


@dataclass(frozen=True, slots=True)
class _Parts:
    year: int
    day: int
    month: int
    named_in: Calendar | None = None
    """The calendar of a month given by name."""


def _year_and_day(first: str, last: str) -> tuple[int, int]:
    """The year is the one of four digits; two digits could be the year of either calendar."""
    for year, day in ((first, last), (last, first)):
        if len(year) == 4 and len(day) <= 2:
            return int(year), int(day)
    raise Refused("day.year-digits")


def _month(name: str) -> tuple[int, Calendar]:
    key = search_key(name)
    for calendar, names in _MONTHS.items():
        if key in names:
            return names[key], calendar
    raise Refused("day.unknown-month", name=name)


def _day(parts: _Parts) -> TypedDay:
    calendar = _calendar(parts.year)
    month = _month_of(calendar, parts.month)
    if parts.named_in is not None and parts.named_in is not calendar:
        other = _month_of(parts.named_in, parts.month)
        raise Refused("day.other-calendar", month=other, year=parts.year)
    jalali = calendar is Calendar.JALALI
    days = days_in_month(parts.year, parts.month) if jalali else monthrange(parts.year, parts.month)[1]
    if not 1 <= parts.day <= days:
        raise Refused("day.no-such-day", day=parts.day, month=month, year=parts.year, days=days)
    make = from_jalali if jalali else date
    return TypedDay(make(parts.year, parts.month, parts.day), calendar)


def _calendar(year: int) -> Calendar:
    if FIRST_YEAR <= year <= LAST_YEAR:
        return Calendar.JALALI
    if FIRST_GREGORIAN_YEAR <= year <= LAST_GREGORIAN_YEAR:
        return Calendar.GREGORIAN
    raise Refused(
        "day.year",
        year=year,
        first=FIRST_YEAR,
        last=LAST_YEAR,
        first_gregorian=FIRST_GREGORIAN_YEAR,
        last_gregorian=LAST_GREGORIAN_YEAR,
    )


def _month_of(calendar: Calendar, month: int) -> Bilingual:
    if not 1 <= month <= 12:
        raise Refused("day.no-such-month", month=month)
    return month_name(month) if calendar is Calendar.JALALI else gregorian_month_name(month)


def _names(calendar: Calendar) -> dict[str, int]:
    """Search key → month; English Gregorian names also by their first three letters."""
    names = {search_key(name): month for name, month in _OTHER_NAMES[calendar].items()}
    for month in range(1, 13):
        name = _month_of(calendar, month)
        names |= {search_key(name.fa): month, search_key(name.en): month}
        if calendar is Calendar.GREGORIAN:
            names[search_key(name.en[:3])] = month
    return names


_MONTHS = {calendar: _names(calendar) for calendar in Calendar}
