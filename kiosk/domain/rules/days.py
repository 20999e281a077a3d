"""Counting in months, years and the years that services are counted by."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from kiosk.domain.calendar import to_jalali

_MEHR = 7


def add_months(day: date, months: int) -> date:
    """The same day of another month; its last one where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def jalali_year(day: date) -> int:
    return to_jalali(day)[0]


def academic_year(day: date) -> int:
    """The Jalali year in which it began: 1 Mehr to the end of Shahrivar.  Source: domain.md 2.1, EXS-01."""
    year, month, _ = to_jalali(day)
    return year if month >= _MEHR else year - 1
