"""Tracking codes catch the slips of those who type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import Refused
from kiosk.domain.tracking import ALPHABET, LENGTH, RANDOM_BITS, grouped, legacy, make, parse


def _code_of(bits: int) -> str:
    return make(lambda _: bits)


codes = st.integers(0, 2**RANDOM_BITS - 1).map(_code_of)
places = st.integers(0, LENGTH - 1)


@given(codes)
def test_a_new_code_is_twelve_clear_characters_and_reads_as_itself(code: str) -> None:
    assert len(code) == LENGTH
    assert not set(code) & set("01OI")
    assert parse(code) == code


@given(codes, st.sampled_from(["{}{}{}", "{}-{}-{}", " {} {}\u00a0{}\n"]))
def test_small_letters_spaces_and_hyphens_do_not_matter(code: str, grouping: str) -> None:
    assert parse(grouping.format(code[:4], code[4:8], code[8:]).lower()) == code
    assert parse(grouped(code)) == code


@given(codes, places, st.sampled_from(ALPHABET))
def test_every_wrong_character_is_noticed(code: str, place: int, character: str) -> None:
    wrong = code[:place] + character + code[place + 1 :]

    if wrong == code:
        assert parse(wrong) == code
    else:
        with pytest.raises(Refused, match=r"^tracking-code\.check$"):
            parse(wrong)


@given(codes, places, places)
def test_every_swap_of_two_characters_is_noticed(code: str, first: int, second: int) -> None:
    letters = list(code)
    letters[first], letters[second] = letters[second], letters[first]

    if "".join(letters) == code:
        return
    with pytest.raises(Refused, match=r"^tracking-code\.check$"):
        parse("".join(letters))


def test_all_the_random_bits_reach_the_code() -> None:
    codes_of_one_bit = {_code_of(1 << bit) for bit in range(RANDOM_BITS)}

    assert len(codes_of_one_bit) == RANDOM_BITS


def test_the_caller_is_asked_for_enough_randomness() -> None:
    asked: list[int] = []

    def no_bits(count: int) -> int:
        asked.append(count)
        return 0

    make(no_bits)

    assert asked == [RANDOM_BITS]


@pytest.mark.parametrize(
    ("text", "key", "details"),
    [
        ("", "length", {"length": 0}),
        ("234567", "length", {"length": 6}),
        ("2" * 13, "length", {"length": 13}),
        ("O0I1" * 3, "characters", {"characters": "01IO"}),
        ("ſ" * 12, "characters", {"characters": "ſ"}),
        ("23456789ABC[", "characters", {"characters": "["}),
    ],
)
def test_a_code_that_cannot_be_one_is_refused(text: str, key: str, details: dict[str, object]) -> None:
    with pytest.raises(Refused) as refusal:
        parse(text)

    assert refusal.value.key == f"tracking-code.{key}"
    assert refusal.value.details == details


@pytest.mark.parametrize(("typed", "code"), [
    ("TAK-98 4471", "984471"),
    ("تاک ۹۸۴۴۷۱", "984471"),
    ("tak: ab-12", "AB12"),
    ("TAK12345", "TAK12345"),
    ("123", ""),
    ("ABCD", ""),
    ("کد ۱۲۳۴", ""),
    ("1" * 41, ""),
    ("", ""),
])  # fmt: skip
def test_a_code_of_the_former_system_is_read_in_one_spelling(typed: str, code: str) -> None:
    assert legacy(typed) == code


@given(st.text())
def test_whatever_is_typed_has_one_former_spelling(text: str) -> None:
    code = legacy(text)

    assert legacy(code) == code
