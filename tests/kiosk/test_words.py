"""Codes are said in words, and a value in a sentence stays what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from itertools import chain
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config.settings import StationKind
from kiosk.domain.bilingual import Bilingual, Language
from kiosk.domain.certificate import PaperState
from kiosk.domain.errors import Refused
from kiosk.domain.lookup import Kind
from kiosk.domain.person import Marital, MilitaryStatus, PermitKind, Sex
from kiosk.domain.request import RequestState
from kiosk.domain.roles import Role
from kiosk.domain.verification import Outcome, Verdict
from kiosk.domain.wording import fact_scripts
from kiosk.sentences import LABELS
from kiosk.text.bidi import FSI, LRI, PDI, strip_isolates
from kiosk.words import CODED, GAP, Words
from tests.kiosk.domain import applicant

ENUMS: tuple[type[StrEnum], ...] = (
    RequestState, Verdict, Outcome, Role, PaperState, PermitKind, MilitaryStatus, Marital, Sex
)  # fmt: skip
CODES = sorted(
    {
        *chain.from_iterable((each.value for each in kind) for kind in ENUMS),
        *(kind.value for kind in Kind if kind is not Kind.NOTHING),
        *get_args(StationKind),
    }
)

STATES = {
    "INITIAL": "ثبت اولیه",
    "RECEIPTED": "رسید صادر شد",
    "ARRIVED": "حاضر در نوبت",
    "VERIFYING": "در حال تطبیق",
    "VERIFIED": "تطبیق شد",
    "SENT": "ارسال به مرکز",
    "REPLY_OK": "پاسخ موافق مرکز",
    "REPLY_NO": "پاسخ مخالف مرکز",
    "APPROVED": "تأیید شد",
    "PRINTED": "چاپ شد (کنترل شود)",
    "QC_OK": "کنترل شد",
    "DELIVERED": "تحویل شد",
    "STAMPED": "مهر شد",
    "CONFIRMED": "تأیید در سامانه",
    "INCOMPLETE": "نقص مدارک",
    "RETURNED_FOR_CORRECTION": "عودت برای اصلاح",
    "SUSPENDED": "ارجاع/معلق",
    "REFUSED": "رد",
    "CANCELLED": "لغو",
    "NO_SHOW": "عدم مراجعه",
    "EXPIRED": "منقضی",
    "VOIDED": "باطل",
}
"""Source: domain.md 2.0."""

FA, EN = Words("fa"), Words("en")
UNASKING = replace(applicant.SERVICE, fields=())
"""Its certificates can name every fact but answers."""


@pytest.mark.parametrize("code", CODES)
def test_each_code_has_words_in_both_languages(code: str) -> None:
    assert code in LABELS
    assert FA.label(code) != EN.label(code)


@pytest.mark.parametrize("name", sorted(fact_scripts(UNASKING)))
def test_a_fact_that_a_certificate_lacks_is_called_by_its_name(name: str) -> None:
    missing = Refused("certificate.fact-missing", fact=name)

    assert [words.label(name) for words in (FA, EN) if words.label(name) == name] == []
    assert FA.label(name) in FA.error(missing)
    assert name not in EN.error(missing)


def test_the_states_are_named_as_the_consulates_name_them() -> None:
    assert {code: FA.label(code) for code in STATES} == STATES


@pytest.mark.parametrize("state", RequestState)
def test_a_state_is_said_in_words_whether_or_not_it_comes_as_plain_text(state: RequestState) -> None:
    refusals = (Refused("walk.wrong-state", state=state), Refused("walk.wrong-state", state=state.value))

    assert [strip_isolates(FA.error(each)).count(FA.label(state)) for each in refusals] == [1, 1]


@given(st.text())
def test_a_name_is_said_literally_whatever_it_holds(name: str) -> None:
    assert EN("Approve the request of {name}?", name=name) == f"Approve the request of {name}?"


@given(st.text(alphabet=f"{LRI}{FSI}\u2067{PDI}a{{}}ا"))
def test_no_value_breaks_out_of_its_isolate(name: str) -> None:
    said = FA("Approve the request of {name}?", name=name)
    depths = [0]
    for letter in said:
        depths.append(depths[-1] + (letter in f"{LRI}\u2067{FSI}") - (letter == PDI))

    assert depths[-1] == 0
    assert depths[1 : said.index(FSI) + 1] == [0] * said.index(FSI)
    assert all(depth >= 1 for depth in depths[said.index(FSI) + 1 : said.rindex(PDI) + 1])


@pytest.mark.parametrize("login", ["supervisor", "SENT", "name"])
def test_a_clerk_may_be_named_like_a_code(login: str) -> None:
    assert login in FA("Verified by {login}", login=login)
    assert "login" not in CODED


def test_a_value_that_is_missing_is_named() -> None:
    with pytest.raises(LookupError, match=r"\{login\}.*Verified by"):
        EN("Verified by {login}")


def test_a_refusal_without_a_detail_is_said_all_the_same() -> None:
    assert EN.error(Refused("name.too-short")) == f"A name needs at least {GAP} letters."


def test_a_refusal_without_a_sentence_shows_its_key() -> None:
    assert FA.error(Refused("no.such-key")) == "no.such-key"


def test_nothing_to_say_says_nothing() -> None:
    assert FA("") == EN("") == ""


def test_braces_of_a_sentence_are_written_once() -> None:
    assert EN("has a brace that belongs to no {{hole}}") == "has a brace that belongs to no {hole}"


@pytest.mark.parametrize(
    ("value", "persian", "english"),
    [
        (12, "۱۲", "12"),
        (None, "–", "–"),
        (Bilingual("تهران", "Tehran"), f"{FSI}تهران{PDI}", "Tehran"),
        (Verdict.MATCH, f"{FSI}مطابق{PDI}", "match"),
        ("F", f"{FSI}زن{PDI}", "female"),
        ((Verdict.DOUBT, 3), f"{FSI}مورد تردید{PDI}، ۳", "doubt, 3"),
        (frozenset({"b", "a"}), f"{FSI}a{PDI}، {FSI}b{PDI}", "a, b"),
        (date(2021, 9, 5), f"{LRI}۱۴۰۰/۰۶/۱۴{PDI} ({LRI}2021-09-05{PDI})", "2021-09-05 (1400/06/14)"),
        (datetime(2021, 9, 5, 8, 30), f"{LRI}۱۴۰۰/۰۶/۱۴{PDI} {LRI}۰۸:۳۰{PDI}", "2021-09-05 08:30"),  # noqa: DTZ001
        (date(1, 1, 1), f"{LRI}0001-01-01{PDI}", "0001-01-01"),
    ],
)
def test_a_value_is_written_as_each_language_writes_it(value: object, persian: str, english: str) -> None:
    assert (FA.value(value), EN.value(value)) == (persian, english)


def test_a_day_before_the_jalali_calendar_is_refused_in_words() -> None:
    assert "خارج از محدوده تقویم" in FA.error(Refused("calendar.out-of-range", day=date(1, 1, 1)))


@pytest.mark.parametrize("language", get_args(Language))
def test_a_day_is_short_in_the_calendar_of_its_readers(language: Language) -> None:
    words = Words(language)

    assert strip_isolates(words.short_day(date(2025, 3, 20))) in ("۱۴۰۳/۱۲/۳۰", "2025-03-20")
    assert strip_isolates(words.short_day(date.max)) == "9999-12-31"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-11-24", "2026-11-24 (1405/09/03)"),
        ("20261124", "20261124"),
        ("30 Esfand 1404", "30 Esfand 1404"),
        ("", ""),
    ],
)
def test_what_was_seen_is_written_in_both_calendars_where_it_is_a_day(text: str, said: str) -> None:
    assert EN.seen(text) == said


def test_a_full_day_begins_with_the_weekday() -> None:
    day = date(2026, 11, 24)

    assert EN.full_day(day) == "Tuesday 2026-11-24 (1405/09/03)"
    assert strip_isolates(FA.full_day(day)) == "سه‌شنبه ۱۴۰۵/۰۹/۰۳ (2026-11-24)"


def test_a_station_is_said_in_words_and_an_odd_code_as_it_stands() -> None:
    assert [EN.station(code) for code in ("lobby-1", "counter-12", "annex", "-", "lobby-x")] == [
        "lobby 1",
        "counter 12",
        "annex",
        "-",
        "lobby-x",
    ]
    assert strip_isolates(FA.station("counter-12")).endswith("۱۲")
