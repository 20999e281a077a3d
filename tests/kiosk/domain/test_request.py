"""Who holds a request, and for how long."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.request import Hold
from tests.makers import NOON, a_hold, an_account, an_officer, staff_id

seconds = st.integers(-100_000, 100_000).map(lambda number: timedelta(seconds=number))


@given(seconds)
def test_a_lease_blocks_others_until_it_ends_and_not_a_moment_longer(before_end: timedelta) -> None:
    hold = a_hold()

    assert hold.blocks(staff_id(2), hold.until - before_end) is (before_end > timedelta())


@given(seconds)
def test_a_lease_never_blocks_its_own_officer(after: timedelta) -> None:
    officer = an_officer(an_account(1))

    assert not a_hold(officer).blocks(officer.id, NOON + after)


def test_a_lease_belongs_to_an_account_wherever_it_stands() -> None:
    at_another_counter = Hold(staff_id(1), "clerk1", "counter-2", NOON + timedelta(minutes=15))

    assert not at_another_counter.blocks(staff_id(1), NOON)
