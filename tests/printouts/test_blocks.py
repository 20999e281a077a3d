from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import Refused
from printouts.blocks import Room, paginate
from printouts.sheet import Sheet


@dataclass(frozen=True)
class Plain:
    height: float

    def draw(self, sheet: Sheet, top: float) -> None: ...


@given(st.lists(st.floats(1, 60), min_size=1, max_size=40))
def test_no_block_is_lost_and_no_page_overflows(heights: list[float]) -> None:
    blocks = [Plain(height) for height in heights]
    pages = paginate(blocks, Room(first=80, later=100, closing=40))

    assert [block for page in pages for block in page] == blocks
    for number, page in enumerate(pages):
        closing = 40 if number == len(pages) - 1 else 0
        assert sum(block.height for block in page) + closing <= (100 if number else 80) + 1e-9


@given(st.lists(st.floats(1, 60), min_size=1, max_size=40))
def test_the_closing_never_stands_alone(heights: list[float]) -> None:
    assert paginate([Plain(height) for height in heights], Room(80, 100, 40))[-1]


def test_a_block_higher_than_a_page_is_refused() -> None:
    with pytest.raises(Refused, match=r"paper\.does-not-fit"):
        paginate([Plain(70)], Room(80, 100, 40))
