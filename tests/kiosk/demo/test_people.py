"""The people of a demonstration office are invented, repeatable, and pass the office's own rules."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kiosk.demo import name_pools
from kiosk.demo.people import DemoPerson, people, stranger
from kiosk.demo.studies import term_of
from kiosk.domain import national_code
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.calendar import to_jalali
from kiosk.domain.mrz import transliterate
from kiosk.domain.names import clean_name
from kiosk.domain.person import Marital, MilitaryStatus, PermitKind, Sex

TODAY = date(2026, 11, 24)
OFFICE = people(300, 7, TODAY)


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    assert people(300, 7, TODAY) == OFFICE
    assert people(20, 7, TODAY) == OFFICE[:20]
    assert not {demo.person for demo in people(20, 8, TODAY)} & {demo.person for demo in OFFICE}


def test_every_number_is_valid_and_belongs_to_one_person() -> None:
    codes = [demo.person.national_code for demo in OFFICE]
    passports = [demo.person.passport_no for demo in OFFICE]

    assert all(national_code.parse(code) == code for code in codes)
    assert all(re.fullmatch(r"[A-Z]\d{8}", number) for number in passports)
    assert len(set(codes)) == len(set(passports)) == len({demo.person.id for demo in OFFICE}) == 300


def test_some_codes_begin_with_zeros() -> None:
    assert 5 <= sum(demo.person.national_code.startswith("00") for demo in OFFICE) <= 60


@pytest.mark.parametrize("demo", OFFICE[:100], ids=lambda demo: demo.person.national_code)
def test_every_name_could_have_been_typed_at_the_counter(demo: DemoPerson) -> None:
    person = demo.person

    for field in ("name_fa", "surname_fa", "name_lat", "surname_lat", "father", "mother", "birth_place"):
        assert clean_name(getattr(person, field), field) == getattr(person, field)
    assert transliterate(f"{demo.father_lat} {demo.birth_place_lat}")


def test_identifiers_are_version_seven_and_rise_with_the_index() -> None:
    ids = [demo.person.id for demo in OFFICE]

    assert ids == sorted(ids)
    assert {(one.version, one.variant) for one in ids} == {(7, "specified in RFC 4122")}


def test_ages_run_from_children_to_the_old_and_are_mostly_working_age() -> None:
    ages = [demo.age for demo in OFFICE]

    assert min(ages) >= 0
    assert max(ages) <= 85
    assert any(age < 18 for age in ages)
    assert any(age > 65 for age in ages)
    assert sum(18 <= age <= 45 for age in ages) > 180


def test_military_status_is_kept_of_men_from_eighteen_to_fifty_only() -> None:
    for demo in OFFICE:
        asked = demo.person.sex is Sex.MALE and 18 <= demo.age <= 50
        assert (demo.person.military_status is not None) is asked
        if demo.person.military_status is MilitaryStatus.STUDENT:
            assert demo.study is not None


def test_children_are_single_and_do_not_study_or_work() -> None:
    for demo in OFFICE:
        if demo.age < 18:
            assert demo.person.marital is Marital.SINGLE
            assert demo.study is None
            assert demo.permit.kind not in (PermitKind.WORK, PermitKind.STUDY)


def test_younger_people_have_their_national_code_for_a_booklet_number() -> None:
    for demo in OFFICE:
        young = to_jalali(demo.person.birth_date)[0] >= 1368
        assert (demo.person.booklet_no == demo.person.national_code) is young


def test_permits_have_begun_and_a_few_have_ended() -> None:
    days = [(demo.permit.valid_from, demo.permit.valid_to) for demo in OFFICE]
    assert all(begun and ended and begun <= TODAY and begun < ended for begun, ended in days)
    assert 5 < sum(ended is not None and ended < TODAY for _, ended in days) < 60
    assert all((demo.permit.kind is PermitKind.STUDY) is (demo.study is not None) for demo in OFFICE)


def test_nobody_can_be_reached() -> None:
    for demo in OFFICE:
        assert re.fullmatch(r"[a-z.-]+\d+@example\.(org|net|com)", demo.contact.email)
        assert re.fullmatch(r"\+493023125\d{3}", demo.contact.phone)


def test_postal_codes_of_iran_avoid_the_digits_that_are_not_used() -> None:
    assert all(re.fullmatch(r"[13-9]{5}\d{5}", demo.residence.postal_iran) for demo in OFFICE)


def test_a_stranger_is_somebody_else_of_the_same_station_in_life() -> None:
    for demo in OFFICE[:40]:
        other = stranger(demo, 3)
        assert other == stranger(demo, 3)
        assert other.person.surname_fa != demo.person.surname_fa
        assert other.person.national_code != demo.person.national_code
        assert demo.study is None or other.study is not None


@pytest.mark.parametrize(
    ("pool", "least"),
    [
        (name_pools.FEMALE, 60),
        (name_pools.MALE, 60),
        (name_pools.SURNAMES, 120),
        (name_pools.BIRTH_PLACES, 30),
    ],
)
def test_the_pools_are_large_and_hold_each_name_once(pool: tuple[Bilingual, ...], least: int) -> None:
    assert len({name.fa for name in pool}) == len({name.en for name in pool}) == len(pool) >= least


def test_the_pools_hold_the_letters_and_joints_that_break_software() -> None:
    names = " ".join(
        name.fa for pool in (name_pools.FEMALE, name_pools.MALE, name_pools.SURNAMES) for name in pool
    )

    assert set("پچژگؤئآ\u200c") <= set(names)
    assert any(len(name.fa.split()) == 3 for name in name_pools.SURNAMES)


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2026, 11, 24), "Winter term 2026/27"),
        (date(2027, 2, 1), "Winter term 2026/27"),
        (date(2027, 4, 1), "Summer term 2027"),
        (date(2027, 9, 30), "Summer term 2027"),
    ],
)
def test_a_day_falls_into_one_term(day: date, term: str) -> None:
    begins, ends, name = term_of(day)

    assert name == term
    assert begins <= day <= ends
