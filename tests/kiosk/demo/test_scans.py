"""Drawn scans: small, repeatable, readable by machine, and wrong only where they are meant to be."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PIL import Image, ImageStat

from kiosk.demo.drawing import features, lettering, passport, portrait, words
from kiosk.demo.flaws import KINDS, Flaw, flawed, flaws
from kiosk.demo.people import DemoPerson, people
from kiosk.demo.scans import LIMIT, draw, draw_paper
from kiosk.domain import national_code
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Refused
from kiosk.domain.mrz import parse_td3
from kiosk.domain.person import Sex

TODAY = date(2026, 11, 24)
OFFICE = people(80, 3, TODAY)
STUDENT = next(demo for demo in OFFICE if demo.study)
PAPERS = [(kind, flaw) for kind in KINDS for flaw in (None, *flaws(kind))]


def _opened(scan: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(scan))
    picture.load()
    return picture


@pytest.mark.parametrize(("kind", "flaw"), PAPERS)
def test_every_scan_is_a_small_jpeg_and_the_same_each_time(kind: str, flaw: Flaw | None) -> None:
    scan = draw(kind, STUDENT, flaw, 5)
    picture = _opened(scan)

    assert len(scan) <= LIMIT
    assert picture.format == "JPEG"
    assert kind == "portrait" or 1000 <= picture.width <= 1700
    assert draw(kind, STUDENT, flaw, 5) == scan


@pytest.mark.parametrize("kind", KINDS)
def test_every_flaw_changes_what_is_seen(kind: str) -> None:
    scans = [draw(kind, STUDENT, flaw, 5) for flaw in (None, *flaws(kind))]

    assert len(set(scans)) == len(scans)


def test_scans_do_not_depend_on_what_was_drawn_before() -> None:
    script = (
        "import hashlib; from datetime import date;"
        "from kiosk.demo.people import people; from kiosk.demo.scans import draw;"
        "demo = next(one for one in people(80, 3, date(2026, 11, 24)) if one.study);"
        "print(hashlib.sha256(draw('passport', demo, None, 5)).hexdigest())"
    )
    fresh = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert fresh.stdout.strip() == hashlib.sha256(draw("passport", STUDENT, None, 5)).hexdigest()


@pytest.mark.parametrize("flaw", [None, Flaw.OTHER_NUMBER, Flaw.EXPIRED, Flaw.WRONG_PERSON])
@pytest.mark.parametrize("demo", OFFICE[:25], ids=lambda demo: demo.person.passport_no)
def test_the_zone_of_a_passport_says_what_its_page_says(demo: DemoPerson, flaw: Flaw | None) -> None:
    shown = flawed("passport", demo, flaw, 5)

    facts = parse_td3(passport.zone(shown), TODAY)

    person = shown.person
    assert facts.document == person.passport_no
    assert (facts.birth, facts.sex, facts.expiry) == (person.birth_date, person.sex, person.passport_expiry)
    assert facts.surname == person.surname_lat


def _number(kind: str, demo: DemoPerson) -> str:
    person = demo.person
    return {
        "passport": person.passport_no,
        "enrolment-certificate": person.passport_no,
        "residence-permit": demo.permit.number,
        "birth-booklet": person.booklet_no,
    }.get(kind, person.national_code)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if Flaw.OTHER_NUMBER in flaws(kind)])
@pytest.mark.parametrize("seed", range(8))
def test_another_number_is_a_possible_one_and_hardly_differs(kind: str, seed: int) -> None:
    right, wrong = (_number(kind, one) for one in (STUDENT, flawed(kind, STUDENT, Flaw.OTHER_NUMBER, seed)))

    assert right != wrong
    assert len(right) == len(wrong)
    assert sum(one != other for one, other in zip(right, wrong, strict=True)) <= 2
    if kind in ("national-card", "generic"):
        assert national_code.check(wrong)


def test_an_expired_paper_ended_before_today() -> None:
    shown = flawed("passport", STUDENT, Flaw.EXPIRED, 5)

    assert shown.person.passport_expiry
    assert shown.study
    assert shown.permit.valid_to
    for last_day in (
        shown.person.passport_expiry,
        shown.permit.valid_to,
        shown.card_expiry,
        shown.study.term_ends,
    ):
        assert TODAY - timedelta(days=1100) < last_day < TODAY


def test_a_flaw_the_paper_cannot_have_is_refused() -> None:
    with pytest.raises(Refused, match=r"^demo\.no-such-flaw$") as refusal:
        draw("birth-booklet", STUDENT, Flaw.EXPIRED, 5)

    assert refusal.value.details == {"kind": "birth-booklet", "flaw": "expired"}


def test_an_unreadable_scan_is_dark_and_has_no_edges() -> None:
    clear, spoiled = (
        _opened(draw("passport", STUDENT, flaw, 5)).convert("L") for flaw in (None, Flaw.UNREADABLE)
    )

    assert ImageStat.Stat(spoiled).mean[0] < 0.6 * ImageStat.Stat(clear).mean[0]
    assert ImageStat.Stat(spoiled).stddev[0] < ImageStat.Stat(clear).stddev[0]


def test_a_paper_without_a_drawing_of_its_own_bears_its_title() -> None:
    scans = {
        draw("marriage-certificate", STUDENT, None, 5),
        draw("generic", STUDENT, None, 5),
        draw_paper(Bilingual("سند ازدواج", "Marriage certificate"), STUDENT, None, 5),
    }

    assert len(scans) == 3


def test_somebody_who_does_not_study_gets_an_enrolment_certificate_all_the_same() -> None:
    idle = replace(STUDENT, study=None)

    assert draw("enrolment-certificate", idle, None, 5) == draw("enrolment-certificate", idle, None, 5)


def test_faces_differ_between_people_and_stay_with_the_person() -> None:
    faces = {features.features(str(demo.person.id), demo.person.sex, demo.age) for demo in OFFICE}

    assert len(faces) == len(OFFICE)


@pytest.mark.parametrize("age", [0, 5, 12, 30, 48, 60, 82])
@pytest.mark.parametrize("sex", Sex)
def test_every_age_has_a_face_on_white(sex: Sex, age: int) -> None:
    picture = portrait.portrait(features.features(f"{sex}{age}", sex, age))

    assert picture.size == (600, 800)
    corner = picture.getpixel((5, 5))
    assert isinstance(corner, tuple)
    assert min(corner) > 240


def test_women_over_nine_wear_a_headscarf() -> None:
    assert features.features("a", Sex.FEMALE, 10).covered
    assert not features.features("a", Sex.FEMALE, 9).covered
    assert not features.features("a", Sex.MALE, 30).covered


def _written(text: str) -> bytes:
    picture = Image.new("L", (400, 60), 255).convert("RGB")
    lettering.write(picture, (10, 40), text, lettering.Ink(30))
    return picture.tobytes()


def test_persian_is_joined_and_runs_from_right_to_left() -> None:
    ink = lettering.Ink(30)

    assert lettering.width("سلام", ink) < sum(lettering.width(letter, ink) for letter in "سلام") * 0.8
    assert _written("علی\u200cرضا") != _written("علیرضا")
    # The joined first letter stands at the right: more ink there than at the end of the word.
    assert _written("آب") != _written("بآ")


def test_latin_in_a_zone_is_never_joined() -> None:
    ink = lettering.Ink(30, face=lettering.Face.MACHINE)

    assert lettering.width("<<<->=", ink) == pytest.approx(6 * lettering.width("<", ink))


def test_ink_that_is_too_wide_is_made_smaller() -> None:
    ink = lettering.fitted("میر محمد صادقی", lettering.Ink(60), 200)

    assert lettering.width("میر محمد صادقی", ink) == pytest.approx(200)
    assert lettering.fitted("علی", lettering.Ink(30), 200).size == 30


@pytest.mark.parametrize(
    ("number", "cardinal", "ordinal"),
    [
        (1, "یک", "یکم"),
        (3, "سه", "سوم"),
        (13, "سیزده", "سیزدهم"),
        (23, "بیست و سه", "بیست و سوم"),
        (30, "سی", "سی\u200cام"),
        (400, "چهارصد", "چهارصدم"),
        (1383, "هزار و سیصد و هشتاد و سه", "هزار و سیصد و هشتاد و سوم"),
        (2026, "دو هزار و بیست و شش", "دو هزار و بیست و ششم"),
    ],
)
def test_numbers_are_written_in_words(number: int, cardinal: str, ordinal: str) -> None:
    assert words.cardinal(number) == cardinal
    assert words.ordinal(number) == ordinal


def test_pillow_is_not_loaded_before_the_first_scan() -> None:
    script = "import sys, kiosk.demo.scans; sys.exit('PIL' in sys.modules or 'uharfbuzz' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
