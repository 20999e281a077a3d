"""The Jalali calendar against vectors, the sun, and itself."""

from __future__ import annotations

import json
import math
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    days_in_month,
    from_jalali,
    is_leap,
    jalali_text,
    month_name,
    to_jalali,
    weekday_name,
)
from kiosk.domain.errors import Refused

VECTORS = Path(__file__).parents[2] / "vectors" / "jalali.json"
FIRST_DAY = from_jalali(FIRST_YEAR, 1, 1)
LAST_DAY = from_jalali(LAST_YEAR, 12, days_in_month(LAST_YEAR, 12))

days = st.dates(min_value=FIRST_DAY, max_value=LAST_DAY)


@pytest.mark.parametrize(("jalali", "gregorian"), json.loads(VECTORS.read_text()))
def test_known_days_agree_in_both_directions(jalali: str, gregorian: str) -> None:
    year, month, day = (int(part) for part in jalali.split("-"))

    assert to_jalali(date.fromisoformat(gregorian)) == (year, month, day)
    assert from_jalali(year, month, day) == date.fromisoformat(gregorian)


@given(days)
def test_every_day_comes_back_as_itself(day: date) -> None:
    assert from_jalali(*to_jalali(day)) == day


@given(days.filter(lambda day: day < LAST_DAY))
def test_the_next_day_is_the_next_day_or_a_new_month(day: date) -> None:
    year, month, number = to_jalali(day)
    following = to_jalali(day + timedelta(days=1))

    assert following in {(year, month, number + 1), (year, month + 1, 1), (year + 1, 1, 1)}


def test_every_new_year_is_the_day_of_the_spring_equinox() -> None:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        new_year = from_jalali(year, 1, 1)

        assert new_year == _day_of_equinox(year + 621)
        assert to_jalali(new_year) == (year, 1, 1)
        assert year == FIRST_YEAR or to_jalali(new_year - timedelta(days=1))[:2] == (year - 1, 12)


def test_leap_years_of_our_time_are_known() -> None:
    leap = [year for year in range(1370, 1413) if is_leap(year)]

    assert leap == [1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412]


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1404, 12, 30), (1405, 7, 31), (1405, 1, 32), (1405, 0, 1), (1405, 13, 1), (1405, 1, 0)],
)
def test_a_day_that_does_not_exist_is_refused(year: int, month: int, day: int) -> None:
    with pytest.raises(Refused, match=r"calendar\.no-such-day") as refusal:
        from_jalali(year, month, day)

    assert refusal.value.details == {"year": year, "month": month, "day": day}


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1])
def test_a_year_outside_the_rule_is_refused(year: int) -> None:
    with pytest.raises(Refused, match=r"calendar\.out-of-range"):
        from_jalali(year, 1, 1)


@pytest.mark.parametrize(
    "day", [FIRST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=1), date.min, date.max]
)
def test_a_day_outside_the_rule_is_refused(day: date) -> None:
    with pytest.raises(Refused, match=r"calendar\.out-of-range"):
        to_jalali(day)


def test_a_day_is_written_with_two_digit_months() -> None:
    assert jalali_text(date(2026, 11, 24)) == "1405/09/03"


def test_months_and_weekdays_have_both_names() -> None:
    assert (month_name(9).fa, month_name(9).en) == ("آذر", "Azar")
    assert (weekday_name(date(2026, 11, 22)).fa, weekday_name(date(2026, 11, 22)).en) == ("یکشنبه", "Sunday")


@pytest.mark.parametrize("month", [0, 13])
def test_a_month_that_does_not_exist_is_refused(month: int) -> None:
    with pytest.raises(Refused, match=r"calendar\.no-such-month"):
        month_name(month)


# Mean March equinox and its periodic terms: J. Meeus, Astronomical Algorithms, chapter 27; good to a minute.
_TERMS = (
    (485, 324.96, 1934.136), (203, 337.23, 32964.467), (199, 342.08, 20.186), (182, 27.85, 445267.112),
    (156, 73.14, 45036.886), (136, 171.52, 22518.443), (77, 222.54, 65928.934), (74, 296.72, 3034.906),
    (70, 243.58, 9037.513), (58, 119.81, 33718.147), (52, 297.17, 150.678), (50, 21.02, 2281.226),
    (45, 247.54, 29929.562), (44, 325.15, 31555.956), (29, 60.93, 4443.417), (18, 155.12, 67555.328),
    (17, 288.79, 4562.452), (16, 198.04, 62894.029), (14, 199.76, 31436.921), (12, 95.39, 14577.848),
    (12, 287.11, 31931.756), (12, 320.81, 34777.259), (9, 227.73, 1222.114), (8, 15.45, 16859.074),
)  # fmt: skip


def _day_of_equinox(year: int) -> date:
    """The day whose true noon at 52.5° east is the first one after the March equinox."""
    millennia = (year - 2000) / 1000
    mean = 2451623.80984 + 365242.37404 * millennia + 0.05169 * millennia**2
    mean -= 0.00411 * millennia**3 + 0.00057 * millennia**4
    centuries = (mean - 2451545) / 36525
    angle = math.radians(35999.373 * centuries - 2.47)
    wobble = sum(a * math.cos(math.radians(b + c * centuries)) for a, b, c in _TERMS)
    instant = mean + 0.00001 * wobble / (1 + 0.0334 * math.cos(angle) + 0.0007 * math.cos(2 * angle))
    # Clocks: about a minute between uniform and universal time, then local solar time.
    solar = instant - 60 / 86_400 + 52.5 / 360 - 7.4 / 1440
    return date.fromordinal(math.ceil(solar) - 1_721_425)
