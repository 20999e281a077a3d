"""The states of a request: what the counter may do, and what it may not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import Refused
from kiosk.domain.request import (
    CLERK_WALKABLE,
    TRANSITIONS,
    WALKABLE,
    Hold,
    RequestState,
    advance,
)
from tests.makers import NOON, a_hold, an_account, an_officer, staff_id

S = RequestState
states = st.sampled_from(RequestState)
seconds = st.integers(-100_000, 100_000).map(lambda number: timedelta(seconds=number))


@given(states, states)
def test_a_request_moves_as_the_table_says_and_no_other_way(
    before: RequestState, after: RequestState
) -> None:
    if after in TRANSITIONS.get(before, frozenset()):
        assert advance(before, after) is after
    else:
        with pytest.raises(Refused, match=r"^request\.transition$") as refused:
            advance(before, after)
        assert refused.value.details == {"current": before.value, "to": after.value}


@given(states)
def test_no_state_follows_itself(state: RequestState) -> None:
    with pytest.raises(Refused, match=r"^request\.transition$"):
        advance(state, state)


def test_only_an_approved_request_becomes_a_printed_one_and_only_a_verified_one_is_approved() -> None:
    assert {before for before, onward in TRANSITIONS.items() if S.PRINTED in onward} == {S.APPROVED}
    assert {before for before, onward in TRANSITIONS.items() if S.APPROVED in onward} == {S.VERIFIED}
    assert {before for before, onward in TRANSITIONS.items() if S.VERIFIED in onward} == {S.VERIFYING}


def test_a_clerk_opens_the_walk_where_it_may_begin_or_go_on() -> None:
    assert {S.RECEIPTED, S.ARRIVED, S.INCOMPLETE, S.NO_SHOW, S.VERIFYING} == CLERK_WALKABLE


def test_what_was_decided_for_or_doubted_is_not_reopened_by_a_clerk() -> None:
    assert {S.SUSPENDED, S.VERIFIED} == WALKABLE - CLERK_WALKABLE


@given(states)
def test_each_walkable_state_leads_into_the_walk(state: RequestState) -> None:
    leads = state is S.VERIFYING or S.VERIFYING in TRANSITIONS.get(state, frozenset())

    assert (state in WALKABLE) is leads


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
