"""Names at the desk: what may be typed, and when two spellings are one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import Refused
from kiosk.domain.names import LIMIT, NameMatch, clean_name, compare

persian = st.text(alphabet="ابپتجچحدرزژسشعغفقکگلمنوهیآئ \u200c", max_size=20)
latin = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ -'", max_size=20)


@pytest.mark.parametrize(
    ("text", "field", "name"),
    [
        (" محمد\u200cعلي ", "name_fa", "محمد\u200cعلی"),
        ("كاظم", "father", "کاظم"),
        ("سیّد  محمّد", "name_fa", "سیّد محمّد"),
        ("Mohammad-ali", "name_lat", "MOHAMMAD-ALI"),
        ("d’Arc", "surname_lat", "D'ARC"),
    ],
)
def test_a_name_is_stored_in_one_spelling(text: str, field: str, name: str) -> None:
    assert clean_name(text, field) == name


@pytest.mark.parametrize(
    ("text", "field", "key", "details"),
    [
        ("علی\u202e", "name_fa", "forbidden-character", {"code": "U+202E"}),
        ("علی\x00", "name_fa", "forbidden-character", {"code": "U+0000"}),
        ("\x1b[2J", "name_lat", "forbidden-character", {"code": "U+001B"}),
        ("", "name_fa", "empty", {}),
        (" \u200c ", "name_fa", "empty", {}),
        ("- '", "name_lat", "empty", {}),
        ("ب" * 121, "name_fa", "too-long", {"length": 121, "limit": LIMIT}),
        ("Ali", "name_fa", "script", {"characters": "Ali"}),
        ("علی", "name_lat", "script", {"characters": "علی"}),
        ("[@click=app.quit]علی", "name_fa", "script", {"characters": "[@clik=ap.qut]"}),
        ("Ali [/]", "name_lat", "script", {"characters": "[/]"}),
        ("علی ۲", "name_fa", "script", {"characters": "۲"}),
        ("Müller", "name_lat", "script", {"characters": "Ü"}),
    ],
)
def test_what_is_no_name_is_refused(text: str, field: str, key: str, details: dict[str, object]) -> None:
    with pytest.raises(Refused) as refusal:
        clean_name(text, field)

    assert refusal.value.key == f"text.{key}"
    assert refusal.value.details == {"field": field, **details}


@given(persian | latin, st.sampled_from(["name_fa", "surname_lat"]))
def test_a_cleaned_name_is_not_changed_by_cleaning_it_again(text: str, field: str) -> None:
    try:
        name = clean_name(text, field)
    except Refused:
        return

    assert clean_name(name, field) == name
    assert compare(name, text) in (NameMatch.EQUAL, NameMatch.NORMALISED)


@pytest.mark.parametrize(
    ("first", "second", "match"),
    [
        ("علی", "علی", NameMatch.EQUAL),
        ("علی", "علي", NameMatch.NORMALISED),
        ("محمد", "مُحَمَّد", NameMatch.NORMALISED),
        ("محمد\u200cعلی", "محمدعلی", NameMatch.NORMALISED),
        ("Sara", "SARA", NameMatch.NORMALISED),
        ("AL-HASHEMI", "AL HASHEMI", NameMatch.NORMALISED),
        ("محمدعلی", "محمد علی", NameMatch.SPACING),
        ("علی\u200cرضا", "علیرضا", NameMatch.SPACING),
        ("MOHAMMADALI", "MOHAMMAD ALI", NameMatch.SPACING),
        ("رضائی", "رضایی", NameMatch.NEAR),
        ("محمدی نژاد", "نژاد محمدی", NameMatch.NEAR),
        ("HOSSEINI", "HOSEINI", NameMatch.NEAR),
        ("HOSSEINI", "HOSSIENI", NameMatch.NEAR),
        ("MOHAMADI", "MOHAMMEDI", NameMatch.NEAR),
        ("علی", "ولی", NameMatch.DIFFERENT),
        ("رضا", "رضایی", NameMatch.DIFFERENT),
        ("سارا", "SARA", NameMatch.DIFFERENT),
        ("کریمی", "رحیمی", NameMatch.DIFFERENT),
    ],
)
def test_two_spellings_fall_into_one_class(first: str, second: str, match: NameMatch) -> None:
    assert compare(first, second) is match
    assert compare(second, first) is match


@given(persian | latin, persian | latin)
def test_the_order_of_two_names_does_not_matter(first: str, second: str) -> None:
    assert compare(first, second) is compare(second, first)


def test_only_names_equal_to_the_eye_pass_without_a_reason() -> None:
    assert [match for match in NameMatch if not match.needs_reason] == [NameMatch.EQUAL, NameMatch.NORMALISED]
