from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.text.fold import alphabetical, forbidden, normalise, search_key

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "search_fold.json").read_text("utf-8"))
PERSIAN = st.text(alphabet="ابپتثجچآأإؤئءيىیكکهةۀـمحمدلا \u200c\u200d\u0654\u064e\u0651\u00a0 1۲٣aBﷲﻻﭖ(.")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['a']}~{vector['b']}")
def test_two_spellings_of_one_name_have_one_key(vector: dict[str, object]) -> None:
    same = search_key(str(vector["a"])) == search_key(str(vector["b"]))

    assert same == vector["same_key"]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("علي كاظمى", "علی کاظمی"),
        ("ســـلام", "سلام"),
        ("ﺳﻼﻡ ﷲ ﭘﻮﺭ", "سلام الله پور"),
        ("  محمد\u00a0\u2003 علی ", "محمد علی"),
        ("می\u200c\u200cخواهم", "می\u200cخواهم"),
        ("\u200cعلی\u200c رضا\u200c", "علی رضا"),
        ("AB\u200cتهران", "AB\u200cتهران"),
        ("ئ", "ئ"),
        ("ي\u0654", "ئ"),
        ("e\u0301", "é"),
        ("ه\u200d.ش", "هـ.ش"),
        ("هـ.ش", "هـ.ش"),
        ("به\u200dشت", "بهشت"),
        ("👩\u200d🔧", "👩🔧"),
        ("ﹷ", "\u064e"),
        ("ABC 12۳", "ABC 12۳"),
    ],
)
def test_what_is_typed_is_stored_in_one_spelling(typed: str, stored: str) -> None:
    assert normalise(typed) == stored


@given(PERSIAN | st.text())
def test_storing_again_changes_nothing(text: str) -> None:
    once = normalise(text)

    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not {"\u200d", "\u00a0", "ي", "ى", "ك"} & set(once)


@given(PERSIAN | st.text())
def test_the_key_of_a_key_is_itself(text: str) -> None:
    key = search_key(text)

    assert search_key(key) == key
    assert search_key(normalise(text)) == key
    assert " " not in key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sara Karimi", "SARAKARIMI"),
        ("کد ۱۲۳", "کد123"),
        ("جزء", "جز"),
        ("طه", "طة"),
        ("علی\u0670", "علی"),
        ("ٱلله", "الله"),
        ("شهربانوۀ", "شهربانوه"),
    ],
)
def test_the_key_forgets_case_script_of_digits_and_hamza(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(
    "code",
    [
        *(0x00, 0x07, 0x09, 0x0A, 0x1B, 0x7F, 0x9B, 0xAD),
        *(0x0600, 0x0605, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *(0xFEFF, 0xFFF9, 0xE0001, 0xE0041, 0xD800, 0xE000, 0x0378, 0x10FFFF),
    ],
)
def test_invisible_and_unassigned_characters_are_refused(code: int) -> None:
    assert forbidden(f"علی{chr(code)}رضا{chr(code)}") == (chr(code),)


def test_names_addresses_and_hostile_markup_are_not_refused() -> None:
    for text in ("می\u200cخواهم", "ه\u200d.ش", "مُحَمَّد", "[/]", "<img src=x>", "漢", "Ağaoğlu, №5"):
        assert forbidden(text) == ()


def test_forbidden_characters_are_named_in_the_order_met() -> None:
    assert forbidden("a\u202eb\x00c\u202e") == ("\u202e", "\x00")


@given(PERSIAN | st.text())
def test_storing_does_not_hide_what_must_be_refused(text: str) -> None:
    kept = set(forbidden(text))

    assert kept <= set(forbidden(normalise(text)))


def test_no_blank_stays_beside_a_joiner_that_goes() -> None:
    assert normalise("آ \u200c") == "آ"


@pytest.mark.parametrize(
    "names",
    [
        ["آلمان", "اسپانیا", "ایران", "پاکستان", "تونس", "چاد", "ژاپن", "کانادا", "گرجستان", "لهستان", "یمن"],
        ["Afghanistan", "Åland Islands", "Albania", "São Tomé and Príncipe", "Saudi Arabia"],
    ],
)  # fmt: skip
def test_names_stand_in_the_order_of_their_alphabet(names: list[str]) -> None:
    assert sorted(set(names), key=alphabetical) == names
