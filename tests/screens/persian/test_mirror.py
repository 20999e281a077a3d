"""The finished line, turned round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from kiosk.text.cells import visual
from screens.persian.dialect import Dialect, Order
from screens.persian.mirror import DialectFilter, in_dialect, mirrored

CELLS = st.sampled_from([*"ab 12│┌▊▎←ﻡ", "\ufeb3\u064e"])
LINES = st.lists(
    st.tuples(st.lists(CELLS, min_size=1).map("".join), st.sampled_from(["red", "blue on green"])), max_size=5
)


def strip_of(*parts: tuple[str, str]) -> Strip:
    return Strip([Segment(text, Style.parse(style)) for text, style in parts])


def text_of(strip: Strip) -> str:
    return "".join(segment.text for segment in strip)


def test_the_last_cell_comes_first_and_keeps_its_colour() -> None:
    turned = mirrored(strip_of(("ab", "red"), ("c", "blue")))

    assert [(segment.text, str(segment.style)) for segment in turned] == [("c", "blue"), ("ba", "red")]


def test_a_mark_stays_over_its_letter() -> None:
    assert text_of(mirrored(strip_of(("a\ufee3\u064fb", "red")))) == "b\ufee3\u064fa"


@pytest.mark.parametrize(("one", "other"), ["┌┐", "└┘", "├┤", "╭╮", "▌▐", "◀▶", "←→", "▖▗", "▛▜"])
def test_what_points_to_a_side_points_to_the_other(one: str, other: str) -> None:
    assert text_of(mirrored(strip_of((one, "red")))) == other
    assert text_of(mirrored(strip_of((other, "red")))) == one


def test_a_block_without_a_twin_is_drawn_by_the_rest_of_the_cell() -> None:
    (segment,) = mirrored(strip_of(("▊", "red on blue")))

    assert segment.text == "▎"
    assert segment.style is not None
    assert (segment.style.color, segment.style.bgcolor) == (Color.parse("blue"), Color.parse("red"))


def test_without_two_colours_of_its_own_such_a_block_is_reversed() -> None:
    (segment,) = mirrored(strip_of(("▊", "red")))

    assert segment.style is not None
    assert segment.style.reverse


@given(LINES)
def test_turned_twice_a_line_is_what_it_was(parts: list[tuple[str, str]]) -> None:
    strip = strip_of(*parts)

    again = mirrored(mirrored(strip))

    assert text_of(again) == text_of(strip)
    assert again.cell_length == strip.cell_length


def test_where_the_terminal_turns_words_round_each_is_sent_from_its_end() -> None:
    cells = "".join(visual("سلام دنیا AB", "fa"))
    sent = text_of(in_dialect(strip_of((cells, "red")), DialectFilter(Dialect(Order.WORDS, marks=False))))

    words = cells.split(" ")
    assert sent.split(" ") == [words[0], words[1][::-1], words[2][::-1]]


def test_colours_stay_in_their_cells_where_words_are_turned() -> None:
    turned = in_dialect(
        strip_of(("\ufee1\ufefc", "red"), ("\u0640\ufeb3", "blue")), DialectFilter(Dialect(Order.WORDS))
    )

    assert [(segment.text, str(segment.style)) for segment in turned] == [
        ("\ufeb3\u0640", "red"),
        ("\ufefc\ufee1", "blue"),
    ]
