"""Typing, moving and deleting in Persian, Latin and mixed text; the caret is looked for on the screen."""

from __future__ import annotations

import asyncio
import unicodedata
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.bilingual import Language
from kiosk.text.fold import TATWEEL, ZWJ, ZWNJ
from screens.persian.columns import has_no_column
from screens.persian.field import Field
from tests.screens.persian.editing import (
    INSIDE,
    Paper,
    caret,
    click,
    paper,
    paste,
    row_of,
    strike,
    under,
    write,
)

MIXED = f"می{ZWNJ}خواهم ۱۲ AB-3"
COLUMNS = {
    0: 0,
    1: 1,
    3: 2,
    4: 3,
    5: 4,
    6: 5,
    7: 6,
    8: 7,
    9: 9,
    10: 8,
    11: 10,
    12: 14,
    13: 13,
    14: 12,
    15: 11,
    16: 15,
}
"""Where each letter of `MIXED` stands on a Persian screen; the last place is the text's end."""
LETTERS = "ابسلم \u064e\u0651AB۱2" + ZWNJ


async def test_what_is_typed_is_kept_as_it_is_read() -> None:
    async with paper("fa", Field) as (pilot, field):
        await write(pilot, MIXED)

        assert field.value == MIXED
        assert caret(pilot) == 15


async def test_the_caret_goes_letter_by_letter_through_mixed_text() -> None:
    async with paper("fa", lambda: Field(MIXED, select_on_focus=False)) as (pilot, field):
        await pilot.press("home")
        seen = {field.cursor_position: caret(pilot)}
        for _ in range(len(COLUMNS) - 1):
            await pilot.press("right")
            seen[field.cursor_position] = caret(pilot)
        assert seen == COLUMNS

        back = {}
        for _ in range(len(COLUMNS) - 1):
            await pilot.press("left")
            back[field.cursor_position] = caret(pilot)
        assert back == {at: column for at, column in COLUMNS.items() if at != len(MIXED)}


async def test_on_an_english_screen_a_persian_value_starts_at_the_right() -> None:
    async with paper("en", lambda: Field(MIXED, select_on_focus=False)) as (pilot, _):
        await pilot.press("home")
        assert caret(pilot) == INSIDE - 1

        for expected in list(COLUMNS.values())[1:]:
            await pilot.press("left")
            assert caret(pilot) == INSIDE - 1 - expected


async def test_on_a_persian_screen_a_latin_value_starts_at_the_left() -> None:
    async with paper("fa", lambda: Field("AB-3", select_on_focus=False)) as (pilot, field):
        # The far side of a Persian screen, in its own columns, is the left.
        assert "".join(cell for cell, _ in row_of(pilot))[3 : 3 + INSIDE].lstrip() == "3-BA"
        assert caret(pilot) == INSIDE - 1 - 4

        await pilot.press("home", "left")

        assert (field.cursor_position, caret(pilot), under(pilot)) == (1, INSIDE - 2, "B")


async def test_an_english_sentence_with_a_persian_name_stays_english_on_an_english_screen() -> None:
    async with paper("en", lambda: Field("To رضا, too", select_on_focus=False)) as (pilot, field):
        shown = "".join(cell for cell, _ in row_of(pilot))[3 : 3 + INSIDE]
        assert unicodedata.normalize("NFKC", shown).rstrip() == "To اضر, too"

        await pilot.press("home", "right", "right", "right")
        assert (field.cursor_position, caret(pilot)) == (3, 5)


@pytest.mark.parametrize("language", Paper.LANGUAGES)
@pytest.mark.parametrize("value", [MIXED, "AB-3 x", "مُحَمَّد رضا"])
async def test_a_click_puts_the_caret_before_that_letter(language: Language, value: str) -> None:
    async with paper(language, lambda: Field(value, select_on_focus=False)) as (pilot, field):
        columns = {}
        await pilot.press("home")
        for _ in value:
            columns[caret(pilot)] = field.cursor_position
            await pilot.press("left" if field.turned else "right")
        for column, position in columns.items():
            await click(pilot, column)

            assert (field.cursor_position, caret(pilot)) == (position, column)


@pytest.mark.parametrize("language", Paper.LANGUAGES)
async def test_a_click_behind_the_text_goes_to_its_end(language: Language) -> None:
    async with paper(language, lambda: Field("سلام", select_on_focus=False)) as (pilot, field):
        await pilot.press("home")

        await click(pilot, INSIDE - 3 if language == "fa" else 3)

        assert field.cursor_position == 4


async def test_dragging_over_the_start_selects_up_to_it() -> None:
    async with paper("fa", lambda: Field("سلام", select_on_focus=False)) as (_, field):
        assert field._cell_offset_to_index(-2) == 0


async def test_shift_and_an_arrow_select_what_an_arrow_then_leaves() -> None:
    async with paper("fa", lambda: Field(MIXED, select_on_focus=False)) as (pilot, field):
        await pilot.press("home", "shift+right", "shift+right")
        assert (field.selected_text, tuple(field.selection)) == (f"می{ZWNJ}", (0, 3))

        await pilot.press("right")
        assert tuple(field.selection) == (3, 3)

        await pilot.press("shift+end")
        assert field.selected_text == MIXED[3:]

        await pilot.press("left")
        assert field.cursor_position == 3

        await pilot.press("shift+home")
        assert field.selected_text == f"می{ZWNJ}"


async def test_a_selection_in_a_turned_field_grows_towards_the_arrow() -> None:
    async with paper("en", lambda: Field("سلام", select_on_focus=False)) as (pilot, field):
        await pilot.press("home", "shift+left", "shift+left")

        assert (field.selected_text, tuple(field.selection)) == ("سل", (0, 2))


async def test_words_are_whole_with_their_marks_and_non_joiners() -> None:
    async with paper("fa", lambda: Field(f"می{ZWNJ}خواهم مُحَمَّد را", select_on_focus=False)) as (pilot, field):
        await pilot.press("home")
        stops = []
        for _ in range(3):
            await pilot.press("ctrl+right")
            stops.append(field.value[field.cursor_position :])

    assert stops == ["مُحَمَّد را", "را", ""]


async def test_delete_takes_a_letter_with_its_marks_and_backspace_a_mark_alone() -> None:
    async with paper("fa", lambda: Field("مَّن", select_on_focus=False)) as (pilot, field):
        await pilot.press("home", "right", "backspace")
        assert field.value == "مَن"

        await pilot.press("home", "delete")
        assert field.value == "ن"


async def test_backspace_takes_a_non_joiner_alone_and_the_letters_join() -> None:
    async with paper("fa", lambda: Field(f"می{ZWNJ}روم", select_on_focus=False)) as (pilot, field):
        await pilot.press("home", "right", "right", "backspace")

        assert field.value == "میروم"
        assert under(pilot) == "\ufeae"


async def test_the_key_of_the_non_joiner_writes_it_over_a_selection_too() -> None:
    async with paper("fa", lambda: Field("میXروم", select_on_focus=False)) as (pilot, field):
        await pilot.press("home", "right", "right", "shift+right")
        await write(pilot, ZWNJ)

        assert field.value == f"می{ZWNJ}روم"


PASTED = {
    "\ufeb3\ufefc\ufee1": "سلام",
    f"خا{TATWEEL}{TATWEEL}نه": "خانه",
    f"می{ZWJ}خواهم": "میخواهم",
    "علي كريمي": "علی کریمی",
    "سلام\r\nدنیا": "سلام",
    " AB-3": "AB-3",
}


@pytest.mark.parametrize(("text", "kept"), PASTED.items())
async def test_a_paste_comes_in_as_it_would_be_stored(text: str, kept: str) -> None:
    async with paper("fa", Field) as (pilot, field):
        await paste(pilot, text)
        assert field.value == kept

        pilot.app.copy_to_clipboard(text)
        await pilot.press("home", "shift+end", "ctrl+v")
        assert field.value == kept


@pytest.mark.parametrize(
    ("text", "code"), {"a\u202eb": "U+202E", "\x1b[31m": "U+001B", "a\tb": "U+0009"}.items()
)
async def test_a_paste_with_an_invisible_control_is_refused_whole(text: str, code: str) -> None:
    async with paper("fa", lambda: Field("سلام")) as (pilot, field):
        await paste(pilot, text)

        assert isinstance(pilot.app, Paper)
        assert [(error.key, error.details["code"]) for error in pilot.app.refused] == [("text.pasted", code)]
        assert field.value == "سلام"


@pytest.mark.parametrize("language", Paper.LANGUAGES)
@pytest.mark.parametrize("letters", ["ابپتس ", "abcde ", "سلا AB ۱۲ "])
async def test_the_caret_is_seen_everywhere_in_a_long_value(language: Language, letters: str) -> None:
    value = (letters * 7).strip()
    async with paper(language, lambda: Field(value)) as (pilot, field):
        await pilot.press("end")
        forward, back = ("left", "right") if field.turned else ("right", "left")
        assert caret(pilot) == (0 if field.turned else INSIDE - 1)

        for step, ends in ((back, "home"), (forward, "end")):
            for _ in range(0, len(value), 3):
                await strike(pilot, *[step] * 3)
                shown = unicodedata.normalize("NFKC", under(pilot))
                letter = value[field.cursor_position : field.cursor_position + 1]
                assert shown in (letter or " ", TATWEEL) or letter in shown
            await pilot.press(ends)
            caret(pilot)


@pytest.mark.parametrize("language", Paper.LANGUAGES)
async def test_a_password_has_a_bullet_and_a_place_for_every_character(language: Language) -> None:
    password = f"م\u064e{ZWNJ}a"
    async with paper(language, lambda: Field(password, password=True, select_on_focus=False)) as (
        pilot,
        field,
    ):
        await pilot.press("home")
        columns = []
        for _ in password:
            columns.append(INSIDE - 1 - caret(pilot) if field.turned else caret(pilot))
            await pilot.press("left" if field.turned else "right")

        assert columns == [0, 1, 2, 3]
        await click(pilot, INSIDE - 3 if field.turned else 2)
        assert field.cursor_position == 2


async def test_a_field_that_changes_its_direction_is_drawn_anew() -> None:
    async with paper("fa", lambda: Field(select_on_focus=False)) as (pilot, _):
        await write(pilot, "A")
        assert caret(pilot) == INSIDE - 2

        await write(pilot, "س")
        assert caret(pilot) == 2

        await pilot.press("backspace", "backspace")
        assert caret(pilot) == 0


@dataclass
class Model:
    """A caret in a list of letters with their marks."""

    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    @property
    def value(self) -> str:
        return "".join(self.before + self.after)

    def type(self, char: str) -> None:
        if has_no_column(char) and self.before:
            self.before[-1] += char
        else:
            self.before.append(char)
        self.settle()

    def settle(self) -> None:
        """What has no column at the very start has nothing to stand over: the caret goes behind it."""
        while self.after and has_no_column(self.after[0][0]):
            self.before.append(self.after.pop(0))

    def press(self, name: str) -> None:
        match name:
            case "right" if self.after:
                self.before.append(self.after.pop(0))
            case "left" if self.before:
                self.after.insert(0, self.before.pop())
            case "home":
                self.before, self.after = [], self.before + self.after
            case "end":
                self.before, self.after = self.before + self.after, []
            case "delete" if self.after:
                self.after.pop(0)
            case "backspace" if self.before:
                self.before[-1] = self.before[-1][:-1]
                if not self.before[-1]:
                    self.before.pop()
        self.settle()


EDITS = st.lists(
    st.one_of(
        st.sampled_from(LETTERS), st.sampled_from(["left", "right", "home", "end", "delete", "backspace"])
    ),
    max_size=25,
)


@settings(deadline=None, max_examples=20)
@given(EDITS, st.sampled_from(Paper.LANGUAGES))
def test_after_any_edits_the_value_is_right_and_the_caret_is_seen(
    edits: list[str], language: Language
) -> None:
    asyncio.run(edit(edits, language))


async def edit(edits: list[str], language: Language) -> None:
    model = Model()
    async with paper(language, Field) as (pilot, line):
        for each in edits:
            if len(each) == 1:
                model.type(each)
                await write(pilot, each)
            else:
                model.press(each)
                turned = {"left": "right", "right": "left"}.get(each, each) if line.turned else each
                await pilot.press(turned)
            assert line.value == model.value
            assert line.cursor_position == len("".join(model.before))
            assert not has_no_column(line.value[line.cursor_position :][:1] or " ")
        caret(pilot)
