"""What applicants type into forms: stored in one spelling, or refused with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue import load
from kiosk.demo.people import people
from kiosk.demo.plan import plan
from kiosk.domain.answers import FormRefused, age_on, asked, check, check_all
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.countries import COUNTRIES
from kiosk.domain.errors import Refused
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.words import Words
from tests.kiosk.domain import registering

TODAY = date(2026, 11, 24)
LABEL = Bilingual("برچسب", "Label")
CATALOGUE = load()
FIELDS = {field.id: field for page in CATALOGUE.registration for field in page.fields}
HOSTILE = (
    "\x1b[2J", "\x1b]52;c;aGk=\x07", "\x9b31m", "a\x00b", "a\x7fb", "\u202eabc", "\u2066abc", "\ufeffabc",
    "\u200babc", "\ue000", "\ud800", "\u2028x", "\U000e0041",
)  # fmt: skip


def a_field(kind: FieldType, **values: object) -> RequestField:
    choices = (Choice("yes", Bilingual("بله", "yes")), Choice("no", Bilingual("خیر", "no")))
    field = RequestField("thing", kind, LABEL, choices=choices if kind is FieldType.CHOICE else ())
    return replace(field, **values)  # type: ignore[arg-type]  # The names are those of the class.


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (FieldType.TEXT, "  خيابان   سرو، پلاك ۷ ", "خیابان سرو، پلاک ۷"),
        (FieldType.TEXT, "Lindenallee 5 (2. OG), C/O Müller", "Lindenallee 5 (2. OG), C/O Müller"),
        (FieldType.LONG_TEXT, "\nسطر اول\r\nسطر\tدوم\n\n", "سطر اول\nسطر دوم"),
        (FieldType.PERSIAN_NAME, "علي", "علی"),
        (FieldType.LATIN_NAME, "Karimi-nejad", "KARIMI-NEJAD"),
        (FieldType.DATE, "۱۳۷۲/۱۲/۵", "1994-02-24"),
        (FieldType.CHOICE, "بله", "yes"),
        (FieldType.CHOICE, " no ", "no"),
        (FieldType.NUMBER, "۰۰۱۲", "12"),
        (FieldType.DIGITS, "۰۰ ۱۲-۳", "00123"),
        (FieldType.NATIONAL_CODE, "۰۹۳-۲۸۳۳۸۱-۰", "0932833810"),
        (FieldType.PASSPORT, " k۰۰۰۰۰۰۰۱", "K00000001"),
        (FieldType.PASSPORT, "»۰۰۰۰۰۰۰۱", "K00000001"),
        (FieldType.BOOKLET_SERIES, "الف ۱۲", "الف12"),
        (FieldType.BOOKLET_SERIES, "۱۲/۳", "12/3"),
        (FieldType.EMAIL, " Sara.Karimi@Example.ORG ", "sara.karimi@example.org"),
        (FieldType.EMAIL, "sara۷@example.org", "sara7@example.org"),
        (FieldType.PHONE, "0049 (0)30 231-25 001", "+493023125001"),
        (FieldType.PHONE, "+۹۸ ۹۱۲ ۰۰۰ ۰۰۰۰", "+989120000000"),
        (FieldType.POSTAL_IRAN, "۸۹۱۵۶-۷۸۱۲۳", "8915678123"),
        (FieldType.COUNTRY, "آلمان", "DE"),
        (FieldType.COUNTRY, "germany", "DE"),
        (FieldType.COUNTRY, "de", "DE"),
        (FieldType.COUNTRY, "امريكا", "US"),
    ],
)
def test_an_answer_is_stored_in_one_spelling(kind: FieldType, typed: str, stored: str) -> None:
    field = a_field(kind)

    assert check(field, typed, TODAY) == stored
    assert check(field, stored, TODAY) == stored


@pytest.mark.parametrize(
    ("field", "typed", "key"),
    [
        (a_field(FieldType.TEXT), " \u200c\n ", "text.empty"),
        (a_field(FieldType.TEXT), "Москва", "text.script"),
        (a_field(FieldType.TEXT), "Sаra", "text.script"),
        (a_field(FieldType.TEXT), "Z\u0351\u0352algo", "text.script"),
        (a_field(FieldType.TEXT), "خانه 🏠", "text.signs"),
        (a_field(FieldType.TEXT), "x²", "text.signs"),
        (a_field(FieldType.TEXT, latin=True), "تهران", "text.script"),
        (a_field(FieldType.TEXT, most=5), "شش‌حرفی", "text.too-long"),
        (a_field(FieldType.TEXT), "ا" * 100_000, "text.too-long"),
        (a_field(FieldType.TEXT, least=4), "abc", "text.too-short"),
        (a_field(FieldType.PERSIAN_NAME), "Ali", "text.script"),
        (a_field(FieldType.LATIN_NAME), "علی", "text.script"),
        (a_field(FieldType.DATE), "فردا", "day.unreadable"),
        (a_field(FieldType.DATE), "1403/12/31", "day.no-such-day"),
        (a_field(FieldType.DATE, past=True), "2026-11-25", "day.not-yet"),
        (a_field(FieldType.DATE, past=True), "1905-11-23", "day.too-long-ago"),
        (a_field(FieldType.DATE, future=True), "2026-11-23", "day.already"),
        (a_field(FieldType.CHOICE), "شاید", "choice.unknown"),
        (a_field(FieldType.NUMBER, least=1, most=20), "21", "number.range"),
        (a_field(FieldType.NUMBER), "9" * 50, "number.range"),
        (a_field(FieldType.NUMBER), "²", "digits.characters"),
        (a_field(FieldType.DIGITS, most=3), "1234", "text.too-long"),
        (a_field(FieldType.NATIONAL_CODE), "0932833811", "national-code.check-digit"),
        (a_field(FieldType.PASSPORT), "K1234567", "passport.length"),
        (a_field(FieldType.PASSPORT), "سارا", "passport.form"),
        (a_field(FieldType.BOOKLET_SERIES), "!!", "booklet.series"),
        (a_field(FieldType.POSTAL_IRAN), "8905678123", "postcode.route"),
        (a_field(FieldType.POSTAL_IRAN), "891567812", "postcode.length"),
        (a_field(FieldType.POSTAL_IRAN), "ABCDEFGHIJ", "postcode.characters"),
        (a_field(FieldType.PHONE), "09120000000", "phone.country"),
        (a_field(FieldType.PHONE), "+4930", "phone.length"),
        (a_field(FieldType.PHONE), "+49 30 CALLME", "phone.characters"),
        (a_field(FieldType.COUNTRY), "Atlantis", "country.unknown"),
        (a_field(FieldType.EMAIL), "sara", "email.wrong"),
    ],
)
def test_what_is_no_answer_is_refused_and_the_field_is_named(
    field: RequestField, typed: str, key: str
) -> None:
    with pytest.raises(Refused) as refusal:
        check(field, typed, TODAY)

    assert refusal.value.key == key
    assert refusal.value.details["field"] == LABEL
    assert key not in (Words("fa").error(refusal.value), Words("en").error(refusal.value))


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("kind", FieldType)
def test_hostile_text_enters_no_field(kind: FieldType, text: str) -> None:
    for typed in (text, f"سارا{text}", f"K0000000{text}1"):
        with pytest.raises(Refused):
            check(a_field(kind), f"{typed}x" if kind is FieldType.LONG_TEXT else typed, TODAY)


@given(st.sampled_from(FieldType), st.text(max_size=60))
def test_whatever_is_typed_is_stored_or_refused_and_what_is_stored_stays(kind: FieldType, text: str) -> None:
    field = a_field(kind)

    try:
        stored = check(field, text, TODAY)
    except Refused:
        return

    assert check(field, stored, TODAY) == stored
    assert stored.isprintable() or kind is FieldType.LONG_TEXT or "\u200c" in stored


@pytest.mark.parametrize("kind", FieldType)
def test_a_field_that_may_stay_empty_stays_empty(kind: FieldType) -> None:
    assert check(a_field(kind, mandatory=False), "  ", TODAY) == ""


def test_a_page_names_everything_that_is_wrong_at_once() -> None:
    answers = registering.IDENTITY | {"name_fa": "Sara", "birth_date": "tomorrow", "sex": "?", "father": ""}

    with pytest.raises(FormRefused) as refusal:
        check_all(CATALOGUE.registration[0].fields, answers, TODAY)

    assert {name: problem.key for name, problem in refusal.value.problems.items()} == {
        "name_fa": "text.script",
        "father": "text.empty",
        "birth_date": "day.unreadable",
        "sex": "choice.unknown",
    }
    assert refusal.value.details == {"count": 4}


@pytest.mark.parametrize(
    ("sex", "born", "is_asked"),
    [
        ("M", TODAY.replace(year=2008), True),
        ("M", TODAY.replace(year=2008) + timedelta(1), False),
        ("M", TODAY.replace(year=1975) + timedelta(1), True),
        ("M", TODAY.replace(year=1975), False),
        ("F", TODAY.replace(year=2000), False),
        ("", TODAY.replace(year=2000), False),
    ],
)
def test_military_service_is_asked_from_men_of_18_to_50(sex: str, born: date, is_asked: bool) -> None:
    answers = {"sex": sex, "birth_date": born.isoformat()}

    assert asked(FIELDS["military_status"], answers, TODAY) is is_asked


def test_a_condition_is_seen_while_the_day_is_still_as_typed() -> None:
    assert asked(FIELDS["military_status"], {"sex": "M", "birth_date": "۱۳۷۸/۱۰/۱۰"}, TODAY)


@pytest.mark.parametrize("kind", ["none", "citizen"])
def test_somebody_who_has_no_permit_is_not_asked_for_its_number(kind: str) -> None:
    assert check_all(CATALOGUE.registration[2].fields, {"permit_kind": kind}, TODAY) == {"permit_kind": kind}


def test_an_answer_that_is_not_asked_is_not_stored() -> None:
    answers = registering.IDENTITY | {"sex": "F", "military_status": "served"}

    assert "military_status" not in check_all(CATALOGUE.registration[0].fields, answers, TODAY)


def test_a_period_does_not_end_before_it_begins() -> None:
    answers = registering.PERMIT | {"permit_from": "2026-05-01", "permit_to": "2026-04-30"}

    with pytest.raises(FormRefused) as refusal:
        check_all(CATALOGUE.registration[2].fields, answers, TODAY)

    assert [problem.key for problem in refusal.value.problems.values()] == ["day.before-other"]


def test_the_answers_of_the_demonstration_are_such_as_forms_take() -> None:
    wrong = []
    for planned in plan(people(60, 1, TODAY), CATALOGUE, 1):
        try:
            check_all(planned.service.fields, planned.answers, TODAY + timedelta(200))
        except FormRefused as refused:
            wrong.append((planned.service.code, {name: each.key for name, each in refused.problems.items()}))

    assert wrong == []


@given(st.dates(date(1900, 1, 1), TODAY), st.dates(TODAY, date(2050, 1, 1)))
def test_an_age_is_counted_in_full_years(birth: date, day: date) -> None:
    age = age_on(birth, day)

    assert date(birth.year + age, birth.month, min(birth.day, 28)) <= day
    assert (day - birth).days < (age + 1) * 365.25 + 1


def test_every_country_has_two_letters_and_names_of_its_own() -> None:
    assert len(COUNTRIES) == 249
    assert all(len(code) == 2 and code.isupper() and name.fa and name.en for code, name in COUNTRIES.items())
    assert len({name.fa for name in COUNTRIES.values()} | {name.en for name in COUNTRIES.values()}) == 498
