"""What was stated, in words: the person and their registration say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk import catalogue
from kiosk.domain.answers import check_all
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.domain.person import Person
from kiosk.domain.registration import Registration, person_file
from kiosk.domain.stated import answers_of, rows, stated
from tests import makers

TODAY = date(2026, 11, 24)
PAGES = catalogue.load().registration
FIELDS = [field for page in PAGES for field in page.fields]


def a_field(kind: FieldType, **more: object) -> RequestField:
    return RequestField("field", kind, Bilingual("نام", "name"), **more)  # type: ignore[arg-type]  # names of its own


@pytest.mark.parametrize(("kind", "value", "fa", "en"), [
    (FieldType.TEXT, "Lindenallee 5", "Lindenallee 5", "Lindenallee 5"),
    (FieldType.DATE, "2026-11-24", "۳ آذر ۱۴۰۵", "24 November 2026"),
    (FieldType.DATE, "tomorrow", "tomorrow", "tomorrow"),
    (FieldType.COUNTRY, "DE", "آلمان", "Germany"),
    (FieldType.COUNTRY, "??", "??", "??"),
])  # fmt: skip
def test_an_answer_is_said_in_both_languages(kind: FieldType, value: str, fa: str, en: str) -> None:
    assert stated(a_field(kind), value) == Bilingual(fa, en)


def test_a_choice_is_said_by_its_name() -> None:
    field = a_field(FieldType.CHOICE, choices=(Choice("post", Bilingual("با پست", "by post")),))

    assert stated(field, "post") == Bilingual("با پست", "by post")
    assert stated(field, "retired") == Bilingual("retired", "retired")


def test_what_is_not_asked_or_empty_has_no_row() -> None:
    field = a_field(FieldType.TEXT, when="sex=M")

    assert rows([field], {"field": "x", "sex": "F"}, TODAY) == ()
    assert rows([field], {"field": " ", "sex": "M"}, TODAY) == ()
    assert [row.value.en for row in rows([field], {"field": "x", "sex": "M"}, TODAY)] == ["x"]


@pytest.mark.parametrize("person", [makers.a_person(), makers.a_soldier()], ids=["woman", "soldier"])
def test_a_person_becomes_the_answers_that_become_the_person(person: Person) -> None:
    person = replace(person, name_lat=person.name_lat.upper(), surname_lat=person.surname_lat.upper())
    file = makers.a_file(person)
    answers = check_all(FIELDS, answers_of(file), TODAY)

    registration = Registration(makers.an_id(1), person.national_code, "a@example.org", "fa", "lobby-1")
    again = person_file(registration, answers, person.id)

    assert again == replace(file, photo_blob=None)
