"""The machine-readable zone against vectors and against itself."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import Refused
from kiosk.domain.mrz import LENGTH, Mrz, check_digit, compose_td3, parse_td3, transliterate

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "vectors" / "mrz_td3.json").read_text()
)
TODAY = date(2026, 11, 22)
UPPER = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
LOWER = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
SARA = Mrz("A12345678", "IRN", "IRN", "NEMOUNEI", "SARA", date(1985, 3, 21), "F", date(2030, 1, 1))

words = st.lists(st.from_regex(r"[A-Z]{1,5}", fullmatch=True), min_size=1, max_size=3).map(" ".join)
codes = st.from_regex(r"[A-Z0-9]{1,9}", fullmatch=True)
zones = st.builds(
    Mrz,
    document=codes,
    issuer=st.sampled_from(["IRN", "UTO", "D"]),
    nationality=st.just("IRN"),
    surname=words,
    given=words | st.just(""),
    birth=st.dates(date(1927, 1, 1), TODAY),
    sex=st.sampled_from("FMX"),
    expiry=st.dates(date(1977, 1, 1), date(2076, 12, 31)),
    personal=codes | st.just(""),
)


@pytest.mark.parametrize("vector", [vector for vector in VECTORS if vector["valid"]])
def test_a_right_zone_is_read(vector: dict[str, Any]) -> None:
    facts = parse_td3(vector["lines"], date.fromisoformat(vector["clock"]))

    read = asdict(facts) | {"birth": facts.birth.isoformat(), "expiry": facts.expiry.isoformat()}
    assert {name: read[name] for name in vector["value"]} == vector["value"]
    assert compose_td3(facts) == tuple(vector["lines"])


@pytest.mark.parametrize("vector", [vector for vector in VECTORS if not vector["valid"]])
def test_a_wrong_zone_is_refused_with_its_rule(vector: dict[str, Any]) -> None:
    keys = {
        "document check digit": "document-check",
        "birth check digit": "birth-check",
        "43 characters": "length",
    }

    with pytest.raises(Refused, match=rf"^mrz\.{keys[vector['why']]}$"):
        parse_td3(vector["lines"], TODAY)


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ((UPPER, LOWER.replace("7408122F", "7408123F")), "birth-check"),
        ((UPPER, LOWER.replace("L898", "LB98")), "document-check"),
        ((UPPER, LOWER.replace("1204159", "1204158")), "expiry-check"),
        ((UPPER, LOWER.replace("184226B<<<<<1", "184226B<<<<<2")), "personal-check"),
        ((UPPER, LOWER[:-1] + "1"), "composite-check"),
        ((UPPER,), "length"),
        ((UPPER, LOWER, LOWER), "length"),
        ("", "length"),
        ((UPPER, LOWER + "<"), "length"),
        ((UPPER, LOWER.replace("<", ";")), "characters"),
        ((UPPER.replace("E", "ß"), LOWER), "characters"),
        ((UPPER.replace("P<", "V<", 1), LOWER), "kind"),
        ((UPPER.replace("ANNA", "ANN4"), LOWER), "names"),
        ((UPPER.replace("ERIKSSON", "<" * 8), LOWER), "names"),
        ((UPPER.replace("UTO", "U2O"), LOWER), "country"),
        ((UPPER, LOWER.replace("F", "Z", 1)), "sex"),
    ],
)
def test_each_rule_has_its_own_refusal(lines: str | tuple[str, ...], key: str) -> None:
    with pytest.raises(Refused, match=rf"^mrz\.{key}$"):
        parse_td3(lines, TODAY)


@pytest.mark.parametrize("birth", ["740230", "74<<<<", "741312"])
def test_a_day_that_does_not_exist_is_refused(birth: str) -> None:
    lower = LOWER[:13] + birth + check_digit(birth) + LOWER[20:43]
    lower += check_digit(lower[:10] + lower[13:20] + lower[21:43])

    with pytest.raises(Refused, match=r"^mrz\.date$") as refusal:
        parse_td3((UPPER, lower), TODAY)

    assert refusal.value.details == {"value": birth}


def test_one_text_with_both_lines_in_small_letters_is_read() -> None:
    assert parse_td3(f"{UPPER.lower()}\r\n{LOWER.lower()}\r\n", TODAY) == parse_td3((UPPER, LOWER), TODAY)


def test_check_digits_cannot_see_values_equal_modulo_ten() -> None:
    facts = parse_td3((UPPER, "1" + LOWER[1:]), TODAY)

    assert facts.document == "1898902C3"


@given(zones)
def test_every_zone_comes_back_as_it_was_written(facts: Mrz) -> None:
    lines = compose_td3(facts)

    assert [len(line) for line in lines] == [LENGTH, LENGTH]
    assert parse_td3(lines, TODAY) == facts


@given(zones, st.integers(0, LENGTH - 1), st.sampled_from("123456789"))
def test_a_digit_changed_under_a_check_digit_is_noticed(facts: Mrz, place: int, change: str) -> None:
    upper, lower = compose_td3(facts)
    if not lower[place].isdigit():
        return
    wrong = lower[:place] + str((int(lower[place]) + int(change)) % 10) + lower[place + 1 :]

    with pytest.raises(Refused):
        parse_td3((upper, wrong), TODAY)


def test_a_birth_is_never_in_the_future_and_an_expiry_is_near() -> None:
    born_today = replace(SARA, birth=TODAY, expiry=date(2031, 11, 22))
    born_in_1927 = replace(SARA, birth=date(1926, 11, 23), expiry=date(1999, 12, 31))

    assert parse_td3(compose_td3(born_today), TODAY) == born_today
    assert parse_td3(compose_td3(born_in_1927), TODAY) == born_in_1927


def test_an_expiry_crosses_the_turn_of_a_century() -> None:
    late, early = date(2098, 1, 1), date(2003, 1, 1)

    assert parse_td3(compose_td3(replace(SARA, expiry=date(2103, 1, 1))), late).expiry == date(2103, 1, 1)
    assert parse_td3(compose_td3(replace(SARA, expiry=date(1998, 1, 1))), early).expiry == date(1998, 1, 1)


def test_a_long_name_is_cut_and_leaves_room_for_the_given_name() -> None:
    upper, lower = compose_td3(replace(SARA, surname="A" * 40, given="SARA"))

    assert upper == "P<IRN" + "A" * 36 + "<<S"
    assert parse_td3((upper, lower), TODAY).given == "S"


def test_a_single_name_fills_the_line() -> None:
    upper, _ = compose_td3(replace(SARA, surname="A" * 40, given=""))

    assert upper == "P<IRN" + "A" * 39


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("d'Été-Müller", "DETE<MUELLER"),
        ("Mir Mohammad", "MIR<MOHAMMAD"),
        ("Strauß", "STRAUSS"),
        ("Łukasz Ørsted", "LUKASZ<OERSTED"),
        ("E\u0301va", "EVA"),
        ("  J.  Doe ", "J<DOE"),
    ],
)
def test_a_latin_name_is_spelled_in_a_to_z(text: str, field: str) -> None:
    assert transliterate(text) == field


@pytest.mark.parametrize(("text", "characters"), [("سارا", "ارس"), ("R2D2", "2"), ("[/]", "/[]")])
def test_what_has_no_latin_spelling_is_refused(text: str, characters: str) -> None:
    with pytest.raises(Refused, match=r"^mrz\.characters$") as refusal:
        transliterate(text)

    assert refusal.value.details == {"characters": characters}


@pytest.mark.parametrize(("document", "key"), [("A1234567890", "length"), ("A 123", "characters")])
def test_a_document_number_that_does_not_fit_is_refused(document: str, key: str) -> None:
    with pytest.raises(Refused, match=rf"^mrz\.{key}$"):
        compose_td3(replace(SARA, document=document))
