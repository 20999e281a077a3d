"""Papers of the size A4: the enrolment certificate of a foreign university, and any other paper."""

from __future__ import annotations

import math
from datetime import date, timedelta

from PIL import Image

from kiosk.demo.drawing.lettering import Colour, Face, Ink
from kiosk.demo.drawing.sheet import INK, PALE, Sheet, plain
from kiosk.demo.people import DemoPerson
from kiosk.demo.studies import UNIVERSITIES, Study
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.calendar import jalali_text
from kiosk.domain.person import Sex
from kiosk.text.digits import to_persian

SIZE = (1240, 1754)
_LEFT, _RIGHT = 130, SIZE[0] - 130
_WHITE = (253, 253, 251)
_HOUSES: tuple[Colour, ...] = ((20, 64, 120), (126, 32, 48), (44, 92, 66), (82, 60, 122))


def enrolment_certificate(demo: DemoPerson, study: Study) -> Image.Image:
    sheet = Sheet(plain(SIZE, _WHITE))
    colour = _HOUSES[UNIVERSITIES.index(study.university) if study.university in UNIVERSITIES else 0]
    _letterhead(sheet, study.university.en, colour)
    issued = study.term_begins - timedelta(days=9)
    sheet.left((_LEFT, 330), "Student Affairs  ·  Admissions and Registration", Ink(23, PALE))
    sheet.right((_RIGHT, 330), f"{issued:%d %B %Y}", Ink(24, INK))
    sheet.left((_LEFT, 452), "Certificate of Enrolment", Ink(54, colour, Face.BOLD))
    sheet.left((_LEFT, 506), study.term, Ink(32, INK))
    pronoun = "Ms" if demo.person.sex is Sex.FEMALE else "Mr"
    sheet.left((_LEFT, 594), f"This is to certify that {pronoun}", Ink(28))
    sheet.left_within((_LEFT, 660), _titled(demo.person.full_name_lat), Ink(46, INK, Face.BOLD), 960)
    sheet.left((_LEFT, 716), "is enrolled at this university as a full-time student.", Ink(28))
    for row, (label, value) in enumerate(_study_rows(demo, study)):
        y = 810 + row * 64
        sheet.left((_LEFT, y), label, Ink(25, PALE))
        sheet.left_within((470, y), value, Ink(28, INK, Face.BOLD), _RIGHT - 470)
        sheet.rule((_LEFT, y + 20), (_RIGHT, y + 20), (216, 216, 220))
    sheet.stamp((900, 1480), 118, ("REGISTRAR", "SPECIMEN"), colour)
    sheet.signature((_LEFT + 20, 1480), 300, f"registrar {study.university.en}")
    sheet.rule((_LEFT, 1530), (_LEFT + 380, 1530), PALE)
    sheet.left((_LEFT, 1566), "Head of the Registrar's Office", Ink(24, PALE))
    sheet.specimen((SIZE[0] / 2, 1690), 22)
    return sheet.image


def other_paper(demo: DemoPerson, title: Bilingual) -> Image.Image:
    """Any paper with a title: both names of it, the person's data, a reference, a stamp."""
    person = demo.person
    sheet = Sheet(plain(SIZE, _WHITE))
    colour = (88, 64, 40)
    sheet.pen.rectangle((60, 60, SIZE[0] - 60, SIZE[1] - 60), outline=colour, width=3)
    sheet.pen.rectangle((72, 72, SIZE[0] - 72, SIZE[1] - 72), outline=(188, 170, 146), width=1)
    sheet.right((_RIGHT, 170), f"شماره: {to_persian(person.booklet_serial)}", Ink(28))
    written = jalali_text(demo.permit.valid_from or person.birth_date)
    sheet.right((_RIGHT, 220), f"تاریخ: {to_persian(written)}", Ink(28))
    sheet.centre((SIZE[0] / 2, 370), title.fa, Ink(54, colour, Face.BOLD))
    sheet.centre((SIZE[0] / 2, 430), title.en, Ink(32, PALE))
    sheet.right((_RIGHT, 540), "بدین‌وسیله مشخصات دارندهٔ این برگ به شرح زیر گواهی می‌شود:", Ink(31))
    for row, (label, value, latin) in enumerate(_person_rows(demo)):
        y = 640 + row * 84
        sheet.right((_RIGHT, y), label, Ink(27, PALE))
        sheet.right_within((_RIGHT - 230, y), value, Ink(34, INK, Face.BOLD), 440)
        sheet.left_within((_LEFT, y), latin, Ink(25, PALE), 300)
        sheet.rule((_LEFT, y + 26), (_RIGHT, y + 26), (222, 214, 200))
    sheet.right((_RIGHT, 1330), "این برگ به درخواست نامبرده صادر شده است.", Ink(31))
    sheet.stamp((380, 1500), 124, ("دبیرخانه", "نمونه"), (58, 66, 150))
    sheet.signature((700, 1490), 260, f"office {title.en}")
    sheet.right((_RIGHT, 1580), "مهر و امضا", Ink(26, PALE))
    sheet.specimen((SIZE[0] / 2, SIZE[1] - 88), 20)
    return sheet.image


def _letterhead(sheet: Sheet, university: str, colour: Colour) -> None:
    sheet.pen.rectangle((0, 0, SIZE[0], 26), fill=colour)
    centre, radius = (_LEFT + 62, 172), 62
    sheet.pen.ellipse(
        (centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius), fill=colour
    )
    for blade in range(6):
        angle = math.tau * blade / 6
        tip = (centre[0] + 46 * math.cos(angle), centre[1] + 46 * math.sin(angle))
        sheet.rule(centre, tip, _WHITE, 7)
    sheet.left_within((_LEFT + 160, 170), university, Ink(44, colour, Face.BOLD), 820)
    sheet.left((_LEFT + 162, 216), "Schlossplatz 1  ·  Musterstadt  ·  registrar@example.org", Ink(22, PALE))
    sheet.rule((_LEFT, 264), (_RIGHT, 264), colour, 3)


def _titled(name: str) -> str:
    return " ".join(word.capitalize() for word in name.split())


def _study_rows(demo: DemoPerson, study: Study) -> tuple[tuple[str, str], ...]:
    person = demo.person
    return (
        ("Date of birth", _day(person.birth_date)),
        ("Place of birth", _titled(demo.birth_place_lat)),
        ("Nationality", "Iranian"),
        ("Passport number", person.passport_no),
        ("Student number", study.student_no),
        ("Programme", study.programme.en),
        ("Degree sought", study.degree.en),
        ("Enrolled since", _day(study.began)),
        ("Period of this certificate", f"{_day(study.term_begins)} to {_day(study.term_ends)}"),
    )


def _person_rows(demo: DemoPerson) -> tuple[tuple[str, str, str], ...]:
    person = demo.person
    return (
        ("نام", person.name_fa, _titled(person.name_lat)),
        ("نام خانوادگی", person.surname_fa, _titled(person.surname_lat)),
        ("نام پدر", person.father, _titled(demo.father_lat)),
        ("شمارهٔ ملی", to_persian(person.national_code), person.national_code),
        ("شمارهٔ گذرنامه", person.passport_no, ""),
        ("تاریخ تولد", to_persian(jalali_text(person.birth_date)), _day(person.birth_date)),
        ("محل تولد", person.birth_place, _titled(demo.birth_place_lat)),
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
