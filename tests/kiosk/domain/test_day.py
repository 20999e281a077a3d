"""The day's sample: settled by a seed that nobody could choose, and checked by anybody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.day import (
    OfficeDay,
    SampleCase,
    closed,
    commitment_of,
    draw,
    drawn,
    is_true_sample,
    sample_size,
)
from kiosk.domain.errors import Conflict, Refused
from tests import makers

SEED = bytes(range(32))
DAY = OfficeDay(makers.TODAY, makers.NOON, "boss", commitment_of(SEED), b"locked")
CODES = [f"CODE{number:04d}" for number in range(100)]


@pytest.mark.parametrize(
    ("finished", "size"), [(0, 0), (1, 1), (3, 3), (4, 3), (60, 3), (61, 4), (100, 5), (1000, 50)]
)
def test_one_of_twenty_and_at_least_three_are_looked_at_again(finished: int, size: int) -> None:
    assert sample_size(finished) == size


@given(st.permutations(CODES[:30]), st.binary(min_size=32, max_size=32))
def test_the_sample_does_not_depend_on_the_order_of_the_cases(codes: list[str], seed: bytes) -> None:
    assert draw(seed, codes) == draw(seed, CODES[:30])


def test_another_seed_draws_others() -> None:
    assert len({frozenset(draw(bytes([number]) * 32, CODES)) for number in range(20)}) > 15


def test_a_changed_seed_a_hidden_case_and_a_swapped_one_are_seen() -> None:
    day = replace(DAY, seed=SEED)
    sample = draw(SEED, CODES)
    others = [code for code in CODES if code not in sample]

    assert is_true_sample(day, CODES, sample)
    assert not is_true_sample(replace(day, seed=bytes(32)), CODES, sample)
    assert not is_true_sample(day, [code for code in CODES if code != sample[0]], sample)
    assert not is_true_sample(day, CODES, [*sample[1:], others[0]])


def test_a_day_is_closed_once_and_only_when_its_sample_was_looked_at() -> None:
    unseen = SampleCase(makers.request_id(), "CODE0001", makers.SERVICE)

    with pytest.raises(Refused, match=r"day.not-drawn"):
        closed(DAY, [], "boss", makers.NOON)
    at_work = drawn(DAY, SEED, "boss", makers.NOON)
    with pytest.raises(Refused, match=r"day.sample-open"):
        closed(at_work, [unseen], "boss", makers.NOON)
    over = closed(at_work, [], "boss", makers.NOON)
    with pytest.raises(Conflict, match=r"day.closed"):
        closed(over, [], "boss", makers.NOON)
    for day, key in ((at_work, "day.closing"), (over, "day.closed")):
        with pytest.raises(Refused, match=key):
            drawn(day, SEED, "boss", makers.NOON)
