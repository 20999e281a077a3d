from __future__ import annotations

import time

import pytest
from bidi import get_display
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.text import bidi
from kiosk.text.bidi import (
    isolate,
    isolate_ltr,
    levels,
    line_levels,
    paragraph_base,
    paragraph_levels,
    reorder,
    strip_isolates,
)
from tests.kiosk.text.seen import visual

# Marks are left out: after a bracket python-bidi treats them as before its 2013 revision.
LETTERS = "abاب۱۲12٣٤()[]«»/.,:-+%٪ \u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("نام (Ali) 12", "12 (Ali) مان"),
        ("تاریخ ۱۴۰۳/۰۵/۱۲", "۱۴۰۳/۰۵/۱۲ خیرات"),
        ("کد A-12/ب", "ب/A-12 دک"),
        ("تلفن \u2066+98 21 1234\u2069 است", "تسا +98 21 1234 نفلت"),
        ("تلفن +98 21 1234 است", "تسا 1234 21 98+ نفلت"),
        ("۲۵٪ و 25%", "%25 و ۲۵٪"),
        ("«A12» (تهران)", "(نارهت) «A12»"),
        ("B-12/الف", "فلا/B-12"),
        ("۱٬۲۳۴٫۵۶", "۱٬۲۳۴٫۵۶"),
    ],
)
def test_mixed_lines_meet_the_eye_in_the_right_order(source: str, seen: str) -> None:
    assert visual(source, 1) == seen


def _in_order(text: str, base: int) -> str:
    return "".join(text[at] for at in reorder(levels(text, base)))


def _closed(text: str) -> bool:
    """Every isolate that opens also ends: the other implementation differs inside one left open."""
    depth = 0
    for letter in text:
        depth += (letter in "\u2066\u2067\u2068") - (letter == "\u2069")
        if depth < 0:
            return False
    return depth == 0


@settings(max_examples=1500, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(st.text(alphabet=LETTERS, max_size=24).filter(_closed), st.sampled_from((0, 1)))
def test_the_order_agrees_with_another_implementation(text: str, base: int) -> None:
    assert _in_order(text, base) == get_display(text, base_dir="LR"[base])


@given(st.text(max_size=40), st.sampled_from((0, 1)))
def test_every_character_is_placed_exactly_once(text: str, base: int) -> None:
    found = levels(text, base)

    assert len(found) == len(text)
    assert sorted(reorder(found)) == list(range(len(text)))


@given(st.text(alphabet=LETTERS.replace("\u2069", "").translate({0x2066: None, 0x2067: None, 0x2068: None})))
def test_an_isolated_code_is_never_turned_round(text: str) -> None:
    assert isolate_ltr("A-12/34 +5").strip("\u2066\u2069") in visual(
        f"ب{text}{isolate_ltr('A-12/34 +5')}{text}ب", 1
    )


def test_overrides_in_a_name_change_nothing() -> None:
    assert visual("\u202eabc\u202c اب", 1).replace("\u202e", "").replace("\u202c", "") == "با abc"


def test_levels_come_from_the_whole_paragraph_but_blanks_at_a_line_end_do_not() -> None:
    paragraph = "متن (English words, here) پایان"
    whole = paragraph_levels(paragraph, 1)
    line = paragraph[:13]

    assert line.endswith(" ")
    assert whole[12] == 2
    assert line_levels(line, whole[:13], 1)[12] == 1


@pytest.mark.parametrize(
    ("text", "language", "base"),
    [
        ("Ali گفت", "fa", 1),
        ("Ali گفت", "en", 0),
        ("گفت Ali", "en", 1),
        ("U123", "fa", 0),
        ("", "fa", 0),
        (isolate("سلام") + " abc", "en", 0),
        (isolate("سلام"), "en", 0),
    ],
)
def test_the_base_follows_the_language(text: str, language: bidi.Language, base: int) -> None:
    assert paragraph_base(text, language) == base


def test_isolates_can_be_taken_off_again() -> None:
    assert strip_isolates(isolate(isolate_ltr("A") + "ب")) == "Aب"


@pytest.mark.parametrize("text", ["\u2068" * 5000, "(" * 5000 + ")" * 5000, "\u2067\u2066" * 3000 + "ا1"])
def test_hostile_nesting_ends_soon_and_without_error(text: str) -> None:
    start = time.process_time()

    assert len(levels(text, 1)) == len(text)
    assert time.process_time() - start < 5
