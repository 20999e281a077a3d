"""The office's own calendar: on which days it works.  Source: domain.md 3.6.

A mission follows the week of its host country, and keeps Iranian and local holidays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.calendar import to_jalali
from kiosk.domain.errors import Refused
from kiosk.domain.opening import Week
from kiosk.domain.typed_day import read_day
from kiosk.text.digits import to_ascii

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""As the settings name them; the place is Python's number of the weekday."""

WEEKEND = Bilingual("آخر هفته", "weekend")
UNNAMED = Bilingual("تعطیلی نمایندگی", "holiday of the office")

MonthAndDay = tuple[int, int]

_NOWRUZ = Bilingual("نوروز", "Nowruz")
IRANIAN: Mapping[MonthAndDay, Bilingual] = {
    (1, 1): _NOWRUZ,
    (1, 2): _NOWRUZ,
    (1, 3): _NOWRUZ,
    (1, 4): _NOWRUZ,
    (1, 12): Bilingual("روز جمهوری اسلامی", "Islamic Republic Day"),
    (1, 13): Bilingual("روز طبیعت", "Nature Day"),
    (3, 14): Bilingual("رحلت امام خمینی", "Death of Imam Khomeini"),
    (3, 15): Bilingual("قیام ۱۵ خرداد", "Uprising of 15 Khordad"),
    (11, 22): Bilingual("پیروزی انقلاب اسلامی", "Victory of the Revolution"),
    (12, 29): Bilingual("ملی شدن صنعت نفت", "Oil Nationalisation Day"),
}
"""Jalali month and day → holiday: those of the solar year.

The lunar ones move, and are announced for each year: the office enters them as dates.
"""

_YEARLY = re.compile("([0-9]{1,2})-([0-9]{1,2})")
_LEAP_YEAR = 2000


def read_holiday(text: str) -> date | MonthAndDay:
    """`12-25` is that Gregorian day of each year; anything else one day, in either calendar.

    Raises:
        Refused: "day.…"
    """
    text = to_ascii(text)
    if _YEARLY.fullmatch(text):
        day = read_day(f"{_LEAP_YEAR}-{text}").day
        return day.month, day.day
    return read_day(text).day


@dataclass(frozen=True, slots=True)
class OfficeCalendar:
    """One weekday at least must not be in the weekend."""

    weekend: frozenset[int] = frozenset({5, 6})
    """0 is Monday."""
    holidays: Mapping[date | MonthAndDay, Bilingual] = field(default_factory=dict)
    """A day, or a Gregorian month and day of each year → its name."""
    iranian: bool = True
    """Whether `IRANIAN` is kept."""
    opening: Week = field(default_factory=dict)
    """The office's hours; empty: the settings name none, and nothing depends on them."""
    intake_ends: timedelta = timedelta(0)
    """How long before its closing the office gives its last ticket."""

    def closed_for(self, day: date) -> Bilingual | None:
        """Why the office is closed; None on a working day.  A holiday is named before a weekend."""
        return self._holiday(day) or (WEEKEND if day.weekday() in self.weekend else None)

    def is_working_day(self, day: date) -> bool:
        return self.closed_for(day) is None

    def next_working_day(self, day: date) -> date:
        """The first one after that day."""
        following = day + timedelta(days=1)
        while not self.is_working_day(following):
            following += timedelta(days=1)
        return following

    def add_working_days(self, day: date, count: int) -> date:
        """The last of so many working days after that day; with none, the day itself."""
        for _ in range(count):
            day = self.next_working_day(day)
        return day

    def _holiday(self, day: date) -> Bilingual | None:
        named = self.holidays.get(day) or self.holidays.get((day.month, day.day))
        return named or (self._iranian_holiday(day) if self.iranian else None)

    def _iranian_holiday(self, day: date) -> Bilingual | None:
        try:
            _, month, of_month = to_jalali(day)
        except Refused:
            # Outside the years whose Nowruz is known.
            return None
        return IRANIAN.get((month, of_month))
