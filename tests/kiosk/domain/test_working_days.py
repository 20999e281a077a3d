"""When the office works: its weekend, its holidays, Iran's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.calendar import FIRST_YEAR, from_jalali
from kiosk.domain.errors import Refused
from kiosk.domain.working_days import IRANIAN, WEEKEND, OfficeCalendar, read_holiday

UNITY = Bilingual("روز وحدت", "Unity Day")
STRIKE = Bilingual("اعتصاب", "Strike")
PLAIN = OfficeCalendar(iranian=False)
BERLIN = OfficeCalendar(holidays={(10, 3): UNITY, date(2026, 11, 25): STRIKE})
GULF = OfficeCalendar(weekend=frozenset({4, 5}))

days = st.dates(date(2020, 1, 1), date(2100, 1, 1))
weekends = st.frozensets(st.integers(0, 6), max_size=6)


@pytest.mark.parametrize(
    ("calendar", "day", "reason"),
    [
        (BERLIN, date(2026, 11, 24), None),
        (BERLIN, date(2026, 11, 25), "Strike"),
        (BERLIN, date(2027, 11, 25), None),
        (BERLIN, date(2025, 10, 3), "Unity Day"),
        (BERLIN, date(2026, 10, 3), "Unity Day"),  # A Saturday.
        (BERLIN, date(2026, 11, 28), "weekend"),
        (BERLIN, date(2026, 11, 29), "weekend"),
        (BERLIN, date(2026, 11, 27), None),
        (GULF, date(2026, 11, 27), "weekend"),
        (GULF, date(2026, 11, 29), None),
        (BERLIN, date(2027, 3, 21), "Nowruz"),
        (PLAIN, date(2027, 3, 22), None),
    ],
)
def test_an_office_is_closed_for_a_reason(calendar: OfficeCalendar, day: date, reason: str | None) -> None:
    closed = calendar.closed_for(day)

    assert (closed.en if closed else None) == reason
    assert calendar.is_working_day(day) == (reason is None)


def test_the_holidays_of_the_solar_year_are_known() -> None:
    closed = [
        (month, day)
        for month in range(1, 13)
        for day in range(1, 30)
        if OfficeCalendar(weekend=frozenset()).closed_for(from_jalali(1405, month, day))
    ]

    assert closed == [
        (1, 1), (1, 2), (1, 3), (1, 4), (1, 12), (1, 13), (3, 14), (3, 15), (11, 22), (12, 29)
    ]  # fmt: skip
    assert all(name.fa and name.en for name in IRANIAN.values())


@pytest.mark.parametrize(
    ("calendar", "today", "count", "last"),
    [
        (PLAIN, date(2026, 11, 24), 3, date(2026, 11, 27)),
        (PLAIN, date(2026, 11, 26), 3, date(2026, 12, 1)),
        (PLAIN, date(2026, 11, 28), 3, date(2026, 12, 2)),
        (BERLIN, date(2026, 11, 24), 3, date(2026, 11, 30)),
        (GULF, date(2026, 11, 24), 3, date(2026, 11, 29)),
        # The last days of 1405: oil nationalisation, a weekend that is Nowruz, two days of Nowruz more.
        (BERLIN, date(2027, 3, 18), 1, date(2027, 3, 19)),
        (BERLIN, date(2027, 3, 19), 1, date(2027, 3, 25)),
        (BERLIN, date(2026, 11, 25), 0, date(2026, 11, 25)),
    ],
)
def test_working_days_are_counted(calendar: OfficeCalendar, today: date, count: int, last: date) -> None:
    assert calendar.add_working_days(today, count) == last


@given(days, st.integers(1, 30), weekends, st.booleans())
def test_so_many_working_days_lie_up_to_the_last_one(
    today: date, count: int, weekend: frozenset[int], iranian: bool
) -> None:
    calendar = OfficeCalendar(weekend, {(12, 25): UNITY}, iranian)

    last = calendar.add_working_days(today, count)

    between = [today + timedelta(number) for number in range(1, (last - today).days + 1)]
    assert sum(calendar.is_working_day(day) for day in between) == count
    assert calendar.is_working_day(last)


def test_before_the_known_years_there_is_no_iranian_holiday() -> None:
    first = from_jalali(FIRST_YEAR, 1, 1)
    everyday = OfficeCalendar(weekend=frozenset())

    assert not everyday.is_working_day(first)
    assert everyday.is_working_day(first - timedelta(days=366))


def test_a_weekend_is_named_in_both_languages() -> None:
    assert PLAIN.closed_for(date(2026, 11, 28)) == WEEKEND


@pytest.mark.parametrize(
    ("text", "holiday"),
    [
        ("12-25", (12, 25)),
        ("2-29", (2, 29)),
        ("۱۲-۲۵", (12, 25)),
        ("2026-12-25", date(2026, 12, 25)),
        ("1405/10/04", date(2026, 12, 25)),
    ],
)
def test_a_holiday_is_one_day_or_one_of_each_year(text: str, holiday: object) -> None:
    assert read_holiday(text) == holiday


@pytest.mark.parametrize("text", ["13-01", "02-30", "2026-02-29", "1404/12/30", "Christmas", ""])
def test_a_holiday_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"day\."):
        read_holiday(text)
