"""Several lines in Persian, Latin and both."""

from __future__ import annotations

import asyncio
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import ComposeResult
from textual.pilot import Pilot

from kiosk.domain.bilingual import Language
from kiosk.text.fold import TATWEEL, ZWNJ
from screens.persian.columns import has_no_column
from screens.persian.long_field import LongField
from tests.screens.persian.editing import FIRST, INSIDE, Paper, click, paper, paste, row_of, strike, write

REASON = f"سند شمارهٔ AB-12 با اصل (Original 3) نمی{ZWNJ}خواند."
KEYS = [
    "left",
    "right",
    "up",
    "down",
    "pageup",
    "pagedown",
    "home",
    "end",
    "delete",
    "backspace",
    "ctrl+left",
    "ctrl+right",
    "ctrl+j",
]


def a_field() -> LongField:
    return LongField(max_length=200, id="reason")


def shown(pilot: Pilot[None]) -> tuple[int, int, str]:
    """Column and row of the caret inside the field, and what stands under it."""
    found = [
        (at - FIRST, row - 1, cell)
        for row in range(1, 6)
        for at, (cell, is_caret) in enumerate(row_of(pilot, row))
        if is_caret
    ]
    assert len(found) == 1, found
    return found[0]


def letter_at(field: LongField) -> str:
    line, column = field.cursor_location
    return field.document.get_line(line)[column : column + 1]


def stands_for(cell: str, letter: str) -> bool:
    plain = unicodedata.normalize("NFKC", cell)
    return plain == TATWEEL or plain.startswith(letter or " ") or letter in "()لا"


def line_of(pilot: Pilot[None], row: int) -> str:
    return "".join(cell for cell, _ in row_of(pilot, row))[FIRST : FIRST + INSIDE].rstrip()


async def test_several_lines_are_kept_as_they_are_read() -> None:
    async with paper("fa", a_field) as (pilot, field):
        await write(pilot, REASON)
        await strike(pilot, "ctrl+j")
        await write(pilot, "Latin")
        await strike(pilot, "shift+enter")
        await write(pilot, "سوم")

        assert field.text == f"{REASON}\nLatin\nسوم"


async def test_a_wrapped_line_has_the_direction_of_its_paragraph() -> None:
    async with paper("en", a_field) as (pilot, _):
        await write(pilot, "Persian letters follow (نامه) and (رضا), here")

        # Alone the second line would begin with a right-to-left letter, and end at its left.
        assert line_of(pilot, 2).startswith("(")
        assert line_of(pilot, 2).endswith("), here")


@pytest.mark.parametrize("language", Paper.LANGUAGES)
async def test_the_caret_is_on_its_letter_everywhere_and_a_click_goes_there(language: Language) -> None:
    async with paper(language, a_field) as (pilot, field):
        await write(pilot, REASON + "\nAB مُحَمَّد ۱۲")
        forward = "left" if field.turned else "right"
        await strike(pilot, "ctrl+home", *["up"] * 5)
        assert field.cursor_location == (0, 0)
        seen = {}
        while not field.cursor_at_end_of_text:
            column, row, cell = shown(pilot)
            assert stands_for(cell, letter_at(field)), (cell, field.cursor_location)
            seen[column, row] = field.cursor_location
            await strike(pilot, forward)

        places = sum(not has_no_column(char) for char in field.text)
        assert len(seen) == places
        for (column, row), location in list(seen.items())[::5]:
            await click(pilot, column, row + 1)
            assert field.cursor_location == location


async def test_up_and_down_stay_in_the_column_that_is_seen() -> None:
    async with paper("fa", a_field) as (pilot, field):
        await write(pilot, "AB سلام\nسلام AB\nسلام سلام")
        await strike(pilot, "up", "up", "home", "right", "right", "right", "right")
        column = shown(pilot)[0]

        for expected in (1, 2):
            await strike(pilot, "down")
            assert shown(pilot)[:2] == (column, expected)
        assert field.cursor_location[0] == 2


async def test_a_page_up_and_down_stays_in_the_column_that_is_seen() -> None:
    async with paper("fa", a_field) as (pilot, field):
        await write(pilot, "\n".join(["سلام دنیا", "AB علی", "۱", "۲", "نامه 7 است", "۳", "۴"]))
        await strike(pilot, "pageup", "pageup", *["right"] * 4)
        column, _, letter = shown(pilot)

        await strike(pilot, "pagedown")
        assert field.cursor_location[0] == 5
        await strike(pilot, "up")
        assert (field.cursor_location[0], shown(pilot)[0]) == (4, column)
        await strike(pilot, "down", "pageup")
        assert field.cursor_location[0] == 0
        assert (shown(pilot)[0], shown(pilot)[2]) == (column, letter)

        await strike(pilot, "pageup")
        assert field.cursor_location == (0, 0)


async def test_delete_takes_marks_along_and_backspace_one_by_one() -> None:
    async with paper("fa", a_field) as (pilot, field):
        await write(pilot, f"مَّن\nمی{ZWNJ}")
        assert field.text == f"مَّن\nمی{ZWNJ}"

        await strike(pilot, "backspace", "up", "home", "right", "backspace")
        assert field.text == "مَن\nمی"

        await strike(pilot, "home", "delete")
        assert field.text == "ن\nمی"

        await strike(pilot, "end", "delete")
        assert field.text == "نمی"


async def test_a_selection_in_a_turned_field_grows_towards_the_arrow() -> None:
    async with paper("en", a_field) as (pilot, field):
        await write(pilot, "سلام دنیا")
        await strike(pilot, "home", "shift+left", "shift+left")
        assert field.selected_text == "سل"

        await strike(pilot, "ctrl+left")
        assert field.cursor_location == (0, 4)


async def test_lines_that_are_pasted_come_in_as_they_would_be_stored() -> None:
    async with paper("fa", a_field) as (pilot, field):
        await paste(pilot, "علي كريمي\r\n\ufeb3\ufefc\ufee1\rسوم")

        assert field.text == "علی کریمی\nسلام\nسوم"


async def test_a_paste_with_an_invisible_control_is_refused_whole() -> None:
    async with paper("fa", a_field) as (pilot, field):
        await paste(pilot, "سلام\na\u202eb")

        assert isinstance(pilot.app, Paper)
        assert [error.key for error in pilot.app.refused] == ["text.pasted"]
        assert field.text == ""


async def test_no_more_comes_in_than_there_is_room_for() -> None:
    async with paper("fa", a_field) as (pilot, field):
        await paste(pilot, "س" * 200)
        await write(pilot, "ب")
        assert field.text == "س" * 200

        await strike(pilot, "shift+left")
        await write(pilot, "ب")
        assert field.text == "س" * 199 + "ب"


class Form(Paper):
    def compose(self) -> ComposeResult:
        self.saved: list[str] = []
        yield a_field()

    def on_long_field_submitted(self, submitted: LongField.Submitted) -> None:
        self.saved.append(submitted.field.text)


@pytest.mark.parametrize("key", ["enter", "ctrl+enter"])
async def test_enter_hands_the_text_over(key: str) -> None:
    app = Form("fa", a_field)
    async with app.run_test() as pilot:
        app.query_one(LongField).focus()
        await write(pilot, "سلام")
        await pilot.press(key)

        assert app.saved == ["سلام"]
        assert app.query_one(LongField).text == "سلام"


@settings(deadline=None, max_examples=15)
@given(
    st.lists(
        st.one_of(st.sampled_from("ابسلم \u064e\u0651AB۱2(" + ZWNJ), st.sampled_from(KEYS)), max_size=40
    ),
    st.sampled_from(Paper.LANGUAGES),
)
def test_after_any_edits_the_caret_is_seen_on_its_letter(edits: list[str], language: Language) -> None:
    asyncio.run(edit(edits, language))


async def edit(edits: list[str], language: Language) -> None:
    async with paper(language, a_field) as (pilot, field):
        for number, each in enumerate(edits):
            pilot_does = write if len(each) == 1 else strike
            await pilot_does(pilot, each)
            if number % 4 == 3:
                column, row, cell = shown(pilot)
                assert stands_for(cell, letter_at(field))
                assert not has_no_column(letter_at(field) or " ")
                await click(pilot, column, row + 1)
                assert shown(pilot)[:2] == (column, row)
