"""What may be corrected, how a value is read, and what becomes of the file."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from kiosk import catalogue
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.correctable import (
    changed_file,
    corrected,
    person_fields,
    person_values,
    request_fields,
    request_values,
    rests_on,
    said,
)
from kiosk.domain.errors import Refused
from kiosk.domain.form import FieldType, RequestField
from kiosk.domain.person import Contact, Permit, PermitKind, Person, Residence
from tests import makers
from tests.makers import TODAY

CATALOGUE = catalogue.load()
FIELDS = {field.id: field for field in person_fields(CATALOGUE)}
FILE = makers.a_file(makers.a_soldier())
VALUES = person_values(FILE)
BARE = person_values(makers.a_bare_file(makers.a_person()))


def change(field: str, typed: str, values: dict[str, str] = VALUES) -> str:
    return corrected(FIELDS[field], FIELDS.values(), values, (typed, TODAY))[field]


def test_everything_known_of_a_person_but_the_national_code_may_be_corrected() -> None:
    known = [field.name for record in (Person, Residence, Permit, Contact) for field in fields(record)]

    assert len(FIELDS) == len(known) - len(("id", "national_code"))
    assert FIELDS.keys() == VALUES.keys()


def test_what_was_never_recorded_cannot_be_corrected() -> None:
    assert "city" not in BARE
    assert "permit_to" not in BARE
    assert "email" not in BARE
    assert BARE["mother"] == "مریم"


@pytest.mark.parametrize("field", FIELDS)
def test_each_value_put_back_gives_the_same_file(field: str) -> None:
    assert changed_file(FILE, field, VALUES[field]) == FILE


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        ("father", "حسن علي", "حسن علی"),
        ("surname_lat", "rezvani", "REZVANI"),
        ("birth_date", "۱۳۷۸/۱۰/۱۱", "2000-01-01"),
        ("sex", "زن", "F"),
        ("sex", "female", "F"),
        ("marital", "widowed", "widowed"),
        ("reads_persian", "yes", "yes"),
        ("passport_no", "k۱۲۳۴۵۶۷۸", "K12345678"),
        ("country", "اتریش", "AT"),
        ("permit_to", "2027-01-01", "2027-01-01"),
        ("phone", "+49 30 23125 009", "+493023125009"),
        ("line2", "", ""),
        ("special_needs", " ", ""),
    ],
)
def test_a_value_is_stored_as_a_registration_would_store_it(field: str, typed: str, stored: str) -> None:
    file = changed_file(FILE, field, change(field, typed))

    assert person_values(file) == {**VALUES, field: stored}


@pytest.mark.parametrize(
    ("field", "typed", "refusal"),
    [
        ("father", "Hassan", "text.script"),
        ("father", "", "text.empty"),
        ("father", "علی", "correction.same"),
        ("birth_date", "2090-01-01", "day.not-yet"),
        ("birth_date", "soon", "day.unreadable"),
        ("marital", "happily", "choice.unknown"),
        ("permit_to", "", "text.empty"),
        ("permit_to", "1999-01-01", "day.before-other"),
        ("permit_from", "", "text.empty"),
        ("passport_no", "12", "passport.form"),
    ],
)
def test_what_a_registration_refuses_is_refused_here(field: str, typed: str, refusal: str) -> None:
    with pytest.raises(Refused, match=f"^{refusal}$"):
        change(field, typed)


def test_a_permit_may_not_begin_after_its_end() -> None:
    assert FILE.permit is not None
    begins = replace(FILE.permit, valid_to=date(2026, 11, 1))

    with pytest.raises(Refused, match=r"^day\.before-other$") as refused:
        change("permit_from", "2026-11-02", person_values(replace(FILE, permit=begins)))

    assert refused.value.details["field"] == FIELDS["permit_to"].label


def test_who_need_not_serve_may_have_that_answer_taken_away() -> None:
    woman = {**VALUES, "sex": "F"}

    assert change("military_status", "", woman) == ""
    with pytest.raises(Refused, match=r"^text\.empty$"):
        change("military_status", "")


@pytest.mark.parametrize(
    ("field", "typed", "others"),
    [
        ("military_status", "served", {"birth_date": "2014-03-02"}),
        ("military_status", "served", {"sex": "F"}),
        ("passport_expiry", "2030-01-01", {"passport_no": "", "passport_expiry": ""}),
        ("permit_number", "X1", {"permit_kind": "citizen", "permit_number": ""}),
    ],
)
def test_what_the_other_data_rule_out_is_refused(field: str, typed: str, others: dict[str, str]) -> None:
    with pytest.raises(Refused, match=r"^correction\.not-asked$") as refused:
        change(field, typed, {**VALUES, **others})

    assert refused.value.details["field"] == FIELDS[field].label


def test_certificates_rest_on_all_but_the_ways_to_reach_somebody() -> None:
    contact = {field for field in FIELDS if not rests_on(FIELDS[field])}

    assert contact == {"email", "phone", "phone_second", "contact_in_iran", "language"}


def test_the_answers_of_a_request_are_its_purpose_and_what_the_service_asks() -> None:
    service = CATALOGUE.service(makers.SERVICE)
    request = replace(makers.a_request(), fields={"student_no": "77", "gone": "x"})
    values = request_values(request, service)

    assert [field.id for field in request_fields(service)] == list(values)
    assert (values["purpose"], values["student_no"], values["level"]) == (request.purpose, "77", "")
    assert "gone" not in values


@pytest.mark.parametrize(
    ("field", "value", "persian", "english"),
    [
        (FIELDS["sex"], "F", "زن", "female"),
        (FIELDS["marital"], "gone", "gone", "gone"),
        (FIELDS["country"], "DE", "آلمان", "Germany"),
        (FIELDS["country"], "QQ", "QQ", "QQ"),
        (FIELDS["birth_date"], "2026-11-24", "۳ آذر ۱۴۰۵", "24 November 2026"),
        (FIELDS["birth_date"], "soon", "soon", "soon"),
        (FIELDS["booklet_no"], "17", "۱۷", "17"),
        (FIELDS["passport_no"], "K12", "K12", "K12"),
        (FIELDS["country"], "", "", ""),
        (RequestField("x", FieldType.TEXT, Bilingual("x", "x")), "علی 5", "علی ۵", "علی 5"),
        (None, "5", "5", "5"),
    ],
)
def test_a_value_is_said_in_both_languages(
    field: RequestField | None, value: str, persian: str, english: str
) -> None:
    assert said(field, value) == Bilingual(persian, english)


def test_somebody_without_a_permit_gets_one_field_by_field() -> None:
    file = replace(FILE, permit=Permit(PermitKind.NONE))
    for field, typed in (
        ("permit_kind", "study"),
        ("permit_number", "P-1"),
        ("permit_issuer", "Town"),
        ("permit_from", "2026-01-01"),
        ("permit_to", "2027-01-01"),
    ):
        file = changed_file(file, field, change(field, typed, person_values(file)))

    assert file.permit == Permit(PermitKind.STUDY, "P-1", "Town", date(2026, 1, 1), date(2027, 1, 1))
