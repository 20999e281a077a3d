"""How often a sign-in may fail."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import Refused
from kiosk.domain.throttle import CONSECUTIVE_CEILING, LONG, SHORT, Limits, admit
from tests.makers import NOON

SECOND = timedelta(seconds=1)

ages = st.lists(st.integers(0, 100_000), max_size=40)
"""How many seconds ago each failure was."""


def moments(ages: list[int]) -> list[datetime]:
    return sorted(NOON - timedelta(seconds=age) for age in ages)


@given(ages, st.integers(0, 99))
def test_no_try_is_admitted_past_five_in_a_quarter_hour_or_twenty_in_a_day(
    ages: list[int], consecutive: int
) -> None:
    short = sum(age < SHORT.total_seconds() for age in ages)
    day = sum(age < LONG.total_seconds() for age in ages)

    if short < 5 and day < 20:
        admit(moments(ages), consecutive, Limits(), NOON)
    else:
        with pytest.raises(Refused, match=r"^sign-in\.locked$"):
            admit(moments(ages), consecutive, Limits(), NOON)


@given(ages, st.builds(Limits, st.integers(1, 6), st.integers(1, 25)))
def test_the_lock_opens_at_the_moment_it_names_and_not_a_second_before(
    ages: list[int], limits: Limits
) -> None:
    failures, now = moments(ages), NOON
    try:
        admit(failures, len(failures), limits, now)
    except Refused as refused:
        until = refused.details["until"]
        assert isinstance(until, datetime)
        assert until > now
        with pytest.raises(Refused, match=r"^sign-in\.locked$"):
            admit(failures, len(failures), limits, until - SECOND)
        assert len([each for each in failures if each > until - LONG]) < limits.day
        if len([each for each in failures if each > until - SHORT]) < limits.short:
            admit(failures, len(failures), limits, until)


@given(ages, st.integers(CONSECUTIVE_CEILING, 1000))
def test_a_hundred_in_a_row_lock_for_ever(ages: list[int], consecutive: int) -> None:
    with pytest.raises(Refused, match=r"^sign-in\.locked-supervisor$"):
        admit(moments(ages), consecutive, Limits(), NOON + timedelta(days=3650))


def test_the_fifth_failure_locks_for_the_rest_of_its_quarter_hour() -> None:
    failures = [NOON + number * SECOND for number in range(5)]

    with pytest.raises(Refused, match=r"^sign-in\.locked$") as refused:
        admit(failures, 5, Limits(), NOON + 10 * SECOND)

    assert refused.value.details == {"until": NOON + SHORT}
    admit(failures, 5, Limits(), NOON + SHORT)


def test_the_twentieth_failure_of_a_day_locks_until_the_first_is_a_day_old() -> None:
    failures = [NOON + number * timedelta(minutes=30) for number in range(20)]

    with pytest.raises(Refused, match=r"^sign-in\.locked$") as refused:
        admit(failures, 20, Limits(), NOON + timedelta(hours=12))

    assert refused.value.details == {"until": NOON + LONG}


def test_the_day_outweighs_the_quarter_hour() -> None:
    failures = [NOON + number * SECOND for number in range(20)]

    with pytest.raises(Refused) as refused:
        admit(failures, 20, Limits(), NOON + 30 * SECOND)

    assert refused.value.details == {"until": NOON + LONG}
