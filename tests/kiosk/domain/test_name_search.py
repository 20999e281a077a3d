"""What is asked for when a name is typed, and who is nearest to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.name_search import Closeness, NameKeys, asked, keys_of
from kiosk.text.fold import normalise

ARASH = keys_of(("آرش", "رضایی‌نژاد"), ("ARASH", "REZAEI NEJAD"))
ALI = keys_of(("محمد علی", "محمدی"), ("MOHAMMAD ALI", "MOHAMMADI"))


def test_the_keys_of_a_name_serve_beginnings_words_and_sounds() -> None:
    assert (
        NameKeys(
            given_first_fa="ارشرضایینژاد",
            family_first_fa="رضایینژاد ارش",
            given_first_lat="arashrezaeinejad",
            family_first_lat="rezaeinejad arash",
            words="  ارشرضایینژاد  رضایینژاد  نژاد  arashrezaeinejad  rezaeinejad  nejad",
            sounds=" arw rzi njd rznjd arsh ",
        )
        == ARASH
    )


@pytest.mark.parametrize(
    ("typed", "keys", "closeness"),
    [
        ("آرش رضایی نژاد", ARASH, Closeness.WHOLE),
        ("رضایی‌نژاد ارش", ARASH, Closeness.WHOLE),
        ("Rezaei-Nejad Arash", ARASH, Closeness.WHOLE),
        ("ARASHREZAEINEJAD", ARASH, Closeness.WHOLE),
        ("محمدی محمدعلی", ALI, Closeness.WHOLE),
        ("رضا", ARASH, Closeness.FAMILY),
        ("رضايي نژاد ا", ARASH, Closeness.FAMILY),
        ("محمد", ALI, Closeness.FAMILY),
        ("ارش", ARASH, Closeness.GIVEN),
        ("آرش رضا", ARASH, Closeness.GIVEN),
        ("نژاد", ARASH, Closeness.WORDS),
        ("علی محمدی", ALI, Closeness.WORDS),
        ("محمدی علی", ALI, Closeness.WORDS),
        ("ali mohammadi", ALI, Closeness.WORDS),
        ("ژاد", ARASH, Closeness.PARTS),
        ("حمدی عل", ALI, Closeness.PARTS),
        ("Mohamadi", ALI, Closeness.SOUND),
        ("Resaee", ARASH, Closeness.SOUND),
    ],
)
def test_the_nearest_way_in_which_a_name_agrees_counts(
    typed: str, keys: NameKeys, closeness: Closeness
) -> None:
    assert asked(typed).closeness(keys) is closeness


def test_of_those_that_sound_alike_the_fewest_slips_are_nearest() -> None:
    people = [
        keys_of(("حسن", "کریمی"), ("HASSAN", "KARIMI")),
        keys_of(("حسین", "کریمی"), ("HOSSEIN", "KARIMI")),
        keys_of(("کریم", "حسنی"), ("KARIM", "HASANI")),
    ]

    assert [asked("Hoseyn").order(person)[1] for person in people] == [3, 2, 4]
    assert asked("Karimy Hosein").order(people[1])[1] == 2


@pytest.mark.parametrize(
    "typed", ["", " ", "%", "_ %", "--", "۱۲۳", "'", "\u200c", "()", " ".join("ابپت" * 20)]
)
def test_nobody_is_asked_for_without_letters_or_with_too_many_words(typed: str) -> None:
    assert asked(typed).words == ()


def test_a_short_word_has_to_begin_one() -> None:
    query = asked("علی ب")

    assert query.beginnings == ("  علی", "  ب")
    assert query.parts == ("علی", "  ب")


def test_only_latin_words_are_taken_by_their_sound() -> None:
    assert asked("Ali Zadeh").sounds == ((" ali",), (" zda",))
    assert asked("Ali Zadeh").joined_sounds == (" alzda",)
    assert asked("Ra").sounds == ((" ra ",),)
    assert asked("Müller").sounds == ((" mlr",),)
    for typed in ("علی", "Ali زاده", "S_ra", "Sara 1"):
        assert not asked(typed).sounds
        assert not asked(typed).joined_sounds


@given(
    st.text("ابپتثجحخدرزسشصطعغفقکگلمنهوی \u200c", min_size=1, max_size=30),
    st.text("ABCDEGHIKLMNORSTZ '-", max_size=30),
)
def test_everybody_is_found_by_each_word_of_the_name(persian: str, latin: str) -> None:
    keys = keys_of((persian, "کریمی"), (latin, "KARIMI"))

    for word in normalise(persian).split() + latin.split():
        query = asked(word)
        if query.words:
            assert query.closeness(keys) <= Closeness.WORDS


@given(st.text(max_size=60))
def test_any_text_can_be_asked_for(text: str) -> None:
    query = asked(text)

    assert len(query.words) == len(query.beginnings) == len(query.parts) <= 30
    assert query.order(ARASH)[0] <= Closeness.SOUND
