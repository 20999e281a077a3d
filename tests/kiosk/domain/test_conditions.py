"""Conditional documents: asked for where the facts tell so, offered where only a conversation can."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import catalogue
from kiosk.domain.card import PersonFile
from kiosk.domain.conditions import Facts, due, slots_for
from kiosk.domain.person import Marital, MilitaryStatus, PermitKind, Sex
from tests import makers

TODAY = date(2026, 11, 24)
CATALOGUE = catalogue.load()
CONDITIONS = sorted(
    {each.when for service in CATALOGUE.services.values() for each in service.documents if each.when}
)


def facts(
    sex: Sex = Sex.FEMALE, born: date = date(1998, 3, 21), basis: str = "self", **answers: str
) -> Facts:
    person = replace(makers.a_person(), sex=sex, birth_date=born)
    return Facts(makers.a_file(person), basis, answers, TODAY)


def of(known: Facts, **changes: object) -> Facts:
    person = replace(known.subject.person, **changes)  # type: ignore[arg-type]  # names of a person's own fields
    return replace(known, subject=replace(known.subject, person=person))


@pytest.mark.parametrize(("born", "asked"), [
    (date(2008, 11, 25), False),
    (date(2008, 11, 24), True),
    (date(1976, 11, 25), True),
    (date(1976, 11, 24), False),
])  # fmt: skip
def test_the_military_card_is_asked_from_men_of_18_until_50(born: date, asked: bool) -> None:
    assert due("military-age", facts(Sex.MALE, born)) is asked
    assert due("military-age", facts(Sex.FEMALE, born)) is False


def test_under_18_is_a_minor() -> None:
    assert due("minor", facts(born=date(2008, 11, 25))) is True
    assert due("minor", facts(born=date(2008, 11, 24))) is False


def test_a_husbands_consent_is_for_the_clerk_to_ask() -> None:
    assert due("married-woman", of(facts(), marital=Marital.MARRIED)) is None
    assert due("married-woman", facts()) is False
    assert due("married-woman", of(facts(Sex.MALE), marital=Marital.MARRIED)) is False


@pytest.mark.parametrize(("status", "asked"), [
    (MilitaryStatus.SERVED, False),
    (MilitaryStatus.EXEMPT, False),
    (MilitaryStatus.CONSCRIPT, True),
    (MilitaryStatus.STUDENT, True),
    (None, None),
])  # fmt: skip
def test_a_conscript_student_needs_the_ministrys_permission(
    status: MilitaryStatus | None, asked: bool | None
) -> None:
    assert due("conscript-student", of(facts(Sex.MALE), military_status=status)) is asked
    assert due("conscript-student", of(facts(), military_status=status)) is False


def test_refugees_are_known_by_their_permit() -> None:
    known = facts()
    file = known.subject
    assert file.permit is not None
    refugee = replace(file, permit=replace(file.permit, kind=PermitKind.REFUGEE))

    assert due("refugee", known) is False
    assert due("refugee", replace(known, subject=refugee)) is True
    assert due("refugee", replace(known, subject=replace(file, permit=None))) is None


@pytest.mark.parametrize(("rule", "field", "yes", "no"), [
    ("passport-lost", "no_passport_because", "lost", "expired"),
    ("passport-burnt", "damage", "burnt", "water"),
    ("marriage-registered", "event_kind", "marriage", "death"),
    ("property-matter", "poa_kind", "vehicle", "family"),
    ("formerly-married", "marital_history", "widowed", "never"),
])  # fmt: skip
def test_an_answer_tells(rule: str, field: str, yes: str, no: str) -> None:
    assert due(rule, replace(facts(), answers={field: yes})) is True
    assert due(rule, replace(facts(), answers={field: no})) is False


def test_an_answer_that_was_not_given_tells_nothing() -> None:
    assert due("passport-lost", facts()) is None
    assert due("first-marriage", facts()) is None
    assert due("first-marriage", facts(event_kind="divorce")) is False
    assert due("first-marriage", facts(Sex.MALE)) is False
    assert due("with-dependants", facts(dependants="  ")) is False
    assert due("with-dependants", facts(dependants="همسر")) is True
    assert due("formerly-married", of(facts(), marital=Marital.DIVORCED)) is True
    assert due("a rule of the office", facts()) is None


@pytest.mark.parametrize(("basis", "guardian", "proxy"), [
    ("self", False, None),
    ("father", True, None),
    ("guardian", True, None),
    ("proxy", None, True),
])  # fmt: skip
def test_the_basis_tells_who_comes(basis: str, guardian: bool | None, proxy: bool | None) -> None:
    assert due("by-guardian", facts(basis=basis)) is guardian
    assert due("by-proxy", facts(basis=basis)) is proxy


def a_file(draw: st.DrawFn) -> PersonFile:
    person = replace(
        makers.a_person(),
        sex=draw(st.sampled_from(Sex)),
        marital=draw(st.sampled_from(Marital)),
        birth_date=draw(st.dates(date(1920, 1, 1), TODAY)),
        military_status=draw(st.sampled_from((None, *MilitaryStatus))),
    )
    return makers.a_file(person)


@given(st.data(), st.sampled_from(sorted(CATALOGUE.services)))
def test_every_service_has_its_places_in_order_whoever_applies(data: st.DataObject, code: str) -> None:
    service = CATALOGUE.service(code)
    file = data.draw(st.composite(a_file)())
    slots = slots_for(CATALOGUE, service, Facts(file, "self", {}, TODAY))

    kinds = [slot.kind for slot in slots]
    asked = [each.kind for each in service.documents]
    assert [slot.line for slot in slots] == list(range(1, len(slots) + 1))
    assert kinds == [kind for kind in asked if kind in kinds]
    always = {each.kind for each in service.documents if each.mandatory}
    assert always <= {slot.kind for slot in slots if slot.mandatory}


@pytest.mark.parametrize("rule", CONDITIONS)
def test_every_condition_of_the_catalogue_has_an_answer(rule: str) -> None:
    assert due(rule, facts()) in (True, False, None)
