"""The security code of the lobby screen: drawn, or asked in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.security_code import LENGTH, LETTERS, SecurityCode, draw, matches
from kiosk.text.digits import to_persian
from kiosk.text.keyboard import LAYOUTS


def drawn(seed: bytes) -> SecurityCode:
    places = iter(range(len(seed)))
    return draw(lambda count: bytes(seed[next(places) % len(seed)] for _ in range(count)))


CODES = st.binary(min_size=64, max_size=64).map(drawn)


@given(CODES)
def test_a_code_is_short_and_has_no_look_alikes(code: SecurityCode) -> None:
    assert len(code.text) == LENGTH
    assert set(code.text) <= set(LETTERS)
    assert not set(LETTERS) & set("0O1IDQ2ZB8S5G")
    assert 2 <= int(code.answer) <= 18


@given(CODES)
def test_a_code_is_taken_however_the_keyboard_is_set(code: SecurityCode) -> None:
    assert matches(code, code.text)
    assert matches(code, f" {code.text.lower()} ")
    assert matches(code, to_persian(code.text))
    for layout in LAYOUTS:
        typed = "".join(layout.typed.get(char.lower(), char) for char in code.text)
        assert matches(code, typed)


@given(CODES)
def test_the_answer_to_the_question_is_as_good(code: SecurityCode) -> None:
    assert matches(code, code.answer)
    assert matches(code, to_persian(code.answer))


@pytest.mark.parametrize("typed", ["seven", "Seven ", "هفت", "7", "۷"])
def test_the_answer_may_be_in_words(typed: str) -> None:
    code = draw(lambda count: bytes(count - 1) + b"\x02")

    assert code.question.en == "How much is three plus three?"
    assert not matches(code, typed)
    assert matches(code, "six")
    assert matches(code, "شش")


@given(CODES, st.text(max_size=8))
def test_nothing_else_is_right(code: SecurityCode, typed: str) -> None:
    if len(typed.strip()) < 1:
        assert not matches(code, typed)
    other = "A" if code.text[0] != "A" else "C"
    assert not matches(code, other + code.text[1:])
