"""Codes are typed from left to right, whatever the keyboard is set to."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.bilingual import Language
from kiosk.text.keyboard import STANDARD
from screens.persian.code_field import CodeField
from tests.screens.persian.editing import INSIDE, Paper, caret, paper, paste, write


def under_persian(keys: str) -> str:
    return "".join(STANDARD.typed.get(key, key) for key in keys)


TYPED = {
    "clerk1": "clerk1",
    under_persian("clerk1"): "clerk1",
    under_persian("Clerk.B-2"): "Clerk.B-2",
    under_persian("kPO9"): "kPO9",
    "k[9]": "k[9]",
    "۱۲۳٤۵": "12345",
    f"{under_persian('ab')}c[": "abc[",
}


@pytest.mark.parametrize(("typed", "kept"), TYPED.items())
async def test_what_a_persian_keyboard_types_becomes_the_letters_of_its_keys(typed: str, kept: str) -> None:
    async with paper("fa", CodeField) as (pilot, field):
        await write(pilot, typed)

        assert field.value == kept


@settings(deadline=None, max_examples=10)
@given(st.from_regex(r"[a-z][A-Za-z0-9.@_-]{1,12}", fullmatch=True))
def test_any_code_comes_in_under_either_keyboard(code: str) -> None:
    async def both() -> None:
        async with paper("en", CodeField) as (pilot, field):
            await write(pilot, code)
            assert field.value == code
            field.clear()
            await write(pilot, under_persian(code))
            assert field.value == code

    asyncio.run(both())


async def test_a_letter_comes_in_at_the_caret_and_over_a_selection() -> None:
    async with paper("fa", CodeField) as (pilot, field):
        await write(pilot, "ad")
        await pilot.press("right")
        await write(pilot, under_persian("bX"))
        assert field.value == "abXd"

        await pilot.press("shift+right")
        await write(pilot, under_persian("c"))
        assert field.value == "abcd"


async def test_it_says_once_that_letters_were_taken_as_latin_and_nothing_of_digits() -> None:
    async with paper("fa", CodeField) as (pilot, _):
        assert isinstance(pilot.app, Paper)
        await write(pilot, "۱۲")
        assert pilot.app.told == 0

        await write(pilot, under_persian("abc"))
        assert pilot.app.told == 1


@pytest.mark.parametrize("language", Paper.LANGUAGES)
async def test_what_is_typed_starts_at_the_left_on_every_screen(language: Language) -> None:
    async with paper(language, CodeField) as (pilot, _):
        assert caret(pilot) == 0  # Empty, it has the screen's direction, as its placeholder has.

        await write(pilot, "AB")

        assert caret(pilot) == (INSIDE - 3 if language == "fa" else 2)


async def test_a_pasted_code_keeps_its_letters_and_folds_its_digits() -> None:
    async with paper("fa", CodeField) as (pilot, field):
        await paste(pilot, "K۱۲۳٤")

        assert field.value == "K1234"
