"""The Jalali calendar (solar Hijri) as Iran uses it, in whole numbers, and the names of both calendars.

The rule of 33 years gives the same new year's days as the spring equinox at Iran's meridian
(52.5° east) for 1178 to 1501; outside it drifts by a day, so other years are refused.
"""

from __future__ import annotations

from datetime import date

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Refused

FIRST_YEAR = 1178
LAST_YEAR = 1501

_EPOCH = 226_895
"""Proleptic Gregorian ordinal of 1 Farvardin 1 under this rule, which counts no leap day before it."""
_DAYS_IN_33_YEARS = 12_053
_FIRST_HALF = 186
"""Six months of 31 days."""

_MONTHS = (
    Bilingual("فروردین", "Farvardin"),
    Bilingual("اردیبهشت", "Ordibehesht"),
    Bilingual("خرداد", "Khordad"),
    Bilingual("تیر", "Tir"),
    Bilingual("مرداد", "Mordad"),
    Bilingual("شهریور", "Shahrivar"),
    Bilingual("مهر", "Mehr"),
    Bilingual("آبان", "Aban"),
    Bilingual("آذر", "Azar"),
    Bilingual("دی", "Dey"),
    Bilingual("بهمن", "Bahman"),
    Bilingual("اسفند", "Esfand"),
)
_GREGORIAN_MONTHS = (
    Bilingual("ژانویه", "January"),
    Bilingual("فوریه", "February"),
    Bilingual("مارس", "March"),
    Bilingual("آوریل", "April"),
    Bilingual("مه", "May"),
    Bilingual("ژوئن", "June"),
    Bilingual("ژوئیه", "July"),
    Bilingual("اوت", "August"),
    Bilingual("سپتامبر", "September"),
    Bilingual("اکتبر", "October"),
    Bilingual("نوامبر", "November"),
    Bilingual("دسامبر", "December"),
)
_WEEKDAYS = (
    Bilingual("دوشنبه", "Monday"),
    Bilingual("سه‌شنبه", "Tuesday"),
    Bilingual("چهارشنبه", "Wednesday"),
    Bilingual("پنجشنبه", "Thursday"),
    Bilingual("جمعه", "Friday"),
    Bilingual("شنبه", "Saturday"),
    Bilingual("یکشنبه", "Sunday"),
)


def is_leap(year: int) -> bool:
    """Whether Esfand of that Jalali year has 30 days."""
    return (25 * year + 11) % 33 < 8


def days_in_month(year: int, month: int) -> int:
    if month <= 6:
        return 31
    return 30 if month <= 11 or is_leap(year) else 29


def to_jalali(day: date) -> tuple[int, int, int]:
    """Year, month, day.

    Raises:
        Refused: "calendar.out-of-range" before 1178 or after 1501.
    """
    ordinal = day.toordinal()
    year = (ordinal - _EPOCH) * 33 // _DAYS_IN_33_YEARS + 1
    if _new_year(year + 1) <= ordinal:
        year += 1  # The mean length of a year puts a few days at its start into the year before.
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused("calendar.out-of-range", day=day, first=FIRST_YEAR, last=LAST_YEAR)
    passed = ordinal - _new_year(year)
    if passed < _FIRST_HALF:
        return year, passed // 31 + 1, passed % 31 + 1
    passed -= _FIRST_HALF
    return year, passed // 30 + 7, passed % 30 + 1


def from_jalali(year: int, month: int, day: int) -> date:
    """The Gregorian day.

    Raises:
        Refused: "calendar.out-of-range" before 1178 or after 1501,
            "calendar.no-such-day" when the month or the day does not exist.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused("calendar.out-of-range", year=year, first=FIRST_YEAR, last=LAST_YEAR)
    if not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        raise Refused("calendar.no-such-day", year=year, month=month, day=day)
    passed = (month - 1) * 31 if month <= 7 else _FIRST_HALF + (month - 7) * 30
    return date.fromordinal(_new_year(year) + passed + day - 1)


def jalali_text(day: date) -> str:
    """`1405/09/03`, ASCII digits."""
    return "{:04}/{:02}/{:02}".format(*to_jalali(day))


def month_name(month: int) -> Bilingual:
    """1 to 12."""
    return _named(_MONTHS, month)


def gregorian_month_name(month: int) -> Bilingual:
    """1 to 12."""
    return _named(_GREGORIAN_MONTHS, month)


def weekday_name(day: date) -> Bilingual:
    return _WEEKDAYS[day.weekday()]


def _named(months: tuple[Bilingual, ...], month: int) -> Bilingual:
    if not 1 <= month <= 12:
        raise Refused("calendar.no-such-month", month=month)
    return months[month - 1]


def _new_year(year: int) -> int:
    """Proleptic Gregorian ordinal of 1 Farvardin."""
    return _EPOCH + 365 * (year - 1) + (8 * year + 21) // 33
