"""Whom a service is for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue import load
from kiosk.domain.answers import OLDEST_YEARS, check, years
from kiosk.domain.eligible import require_eligible, require_offered
from kiosk.domain.errors import Refused
from kiosk.domain.person import Sex
from tests.makers import TODAY

CATALOGUE = load()
ages = st.integers(0, OLDEST_YEARS - 1)


def born(age: int) -> date:
    return TODAY.replace(year=TODAY.year - age)


@given(ages, st.sampled_from(Sex))
def test_a_passport_for_a_minor_is_for_minors(age: int, sex: Sex) -> None:
    service = CATALOGUE.service("PAS-05")
    if age < 18:
        require_eligible(service, born(age), sex, TODAY)
    else:
        with pytest.raises(Refused, match=r"^filing\.age$") as refused:
            require_eligible(service, born(age), sex, TODAY)
        assert (refused.value.details["least"], refused.value.details["most"]) == (0, 17)


@given(ages)
def test_a_conscript_is_a_man_of_18_until_50(age: int) -> None:
    service = CATALOGUE.service("EXC-01")
    with pytest.raises(Refused, match=r"^filing\.men-only$"):
        require_eligible(service, born(age), Sex.FEMALE, TODAY)
    if age not in range(18, 50):
        with pytest.raises(Refused, match=r"^filing\.age$"):
            require_eligible(service, born(age), Sex.MALE, TODAY)


@given(st.sampled_from(sorted(CATALOGUE.services)), ages, st.sampled_from(Sex))
def test_a_service_that_names_nobody_is_for_everybody(code: str, age: int, sex: Sex) -> None:
    service = replace(CATALOGUE.service(code), ages=None, sex=None)

    require_eligible(service, born(age), sex, TODAY)


def test_a_service_is_refused_before_and_after_its_days_and_when_it_is_retired() -> None:
    service = replace(CATALOGUE.service("STU-04"), since=TODAY, until=TODAY)

    require_offered(service, TODAY)
    for day in (TODAY - timedelta(1), TODAY + timedelta(1)):
        with pytest.raises(Refused, match=r"^filing\.not-today$"):
            require_offered(service, day)
    with pytest.raises(Refused, match=r"^filing\.not-offered$"):
        require_offered(replace(service, retired=True), TODAY)


@given(ages)
def test_a_first_booklet_under_15_is_for_whom_is_under_15(age: int) -> None:
    fields = [CATALOGUE.service(code).field("child_birth_date") for code in ("CIV-01", "CIV-02")]
    taken = [_is_taken(field, age) for field in fields if field]

    assert taken == [age < 15, age >= 15]


def _is_taken(field: object, age: int) -> bool:
    try:
        return bool(check(field, born(age).isoformat(), TODAY))  # type: ignore[arg-type]  # a field of the catalogue
    except Refused as refused:
        return (refused.key, refused.details["age"]) != ("day.age", age)


@pytest.mark.parametrize("text", ["", "a..b", "5", "..5", "-1..2"])
def test_ages_that_cannot_be_read_are_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"^" + text.replace(".", r"\.") + "$"):
        years(text)
