"""The first page of a birth booklet (شناسنامه)."""

from __future__ import annotations

from datetime import date, timedelta

from PIL import Image

from kiosk.demo.drawing.lettering import Face, Ink
from kiosk.demo.drawing.sheet import PALE, RED, Sheet, ground
from kiosk.demo.drawing.words import cardinal, ordinal
from kiosk.demo.people import DemoPerson
from kiosk.domain.calendar import jalali_text, month_name, to_jalali
from kiosk.domain.person import Sex
from kiosk.text.digits import to_persian

SIZE = (1100, 1500)
_RIGHT = SIZE[0] - 80
_PEN = (30, 42, 96)


def birth_booklet(demo: DemoPerson, picture: Image.Image) -> Image.Image:
    person = demo.person
    sheet = Sheet(ground(SIZE, ((250, 238, 230), (238, 244, 230)), (206, 170, 160)))
    sheet.pen.rectangle((30, 30, SIZE[0] - 30, SIZE[1] - 30), outline=(156, 74, 70), width=5)
    sheet.pen.rectangle((42, 42, SIZE[0] - 42, SIZE[1] - 42), outline=(190, 130, 124), width=2)
    maroon = (134, 36, 42)
    sheet.centre((SIZE[0] / 2, 106), "جمهوری اسلامی ایران", Ink(34, maroon, Face.BOLD))
    sheet.centre((SIZE[0] / 2, 168), "شناسنامه", Ink(50, maroon, Face.BOLD))
    sheet.left((84, 124), to_persian(person.booklet_serial), Ink(36, RED, Face.BOLD))
    sheet.left((84, 166), f"سری {to_persian(person.booklet_series)}", Ink(26, RED))
    sheet.photo((84, 214, 354, 574), picture)
    sheet.stamp((352, 560), 92, ("ثبت احوال", person.place_issue), (70, 62, 140))
    for row, (label, value) in enumerate(_rows(demo)):
        _line(sheet, 268 + row * 84, label, value)
    sheet.stamp((250, 1300), 120, ("ادارهٔ ثبت احوال", person.place_issue, "نمونه"), (70, 62, 140))
    sheet.signature((470, 1330), 220, f"registrar {person.place_issue}")
    sheet.centre((580, 1400), "نام و امضای مأمور ثبت", Ink(24, PALE))
    sheet.specimen((SIZE[0] / 2, SIZE[1] - 52), 20)
    return sheet.image


def _rows(demo: DemoPerson) -> tuple[tuple[str, str], ...]:
    person = demo.person
    issued = min(person.birth_date + timedelta(days=18), demo.as_of)
    return (
        ("شمارهٔ شناسنامه", to_persian(person.booklet_no)),
        ("شمارهٔ ملی", to_persian(person.national_code)),
        ("نام", person.name_fa),
        ("نام خانوادگی", person.surname_fa),
        ("جنس", "زن" if person.sex is Sex.FEMALE else "مرد"),
        ("تاریخ تولد", to_persian(jalali_text(person.birth_date))),
        ("به حروف", _in_words(person.birth_date)),
        ("محل تولد", person.birth_place),
        ("نام پدر", person.father),
        ("نام مادر", person.mother),
        ("محل صدور", person.place_issue),
        ("تاریخ صدور", to_persian(jalali_text(issued))),
    )


def _in_words(day: date) -> str:
    year, month, number = to_jalali(day)
    return f"{ordinal(number)} {month_name(month).fa} {cardinal(year)}"


def _line(sheet: Sheet, y: int, label: str, value: str) -> None:
    left = 400 if y < 620 else 84
    advance = sheet.right((_RIGHT, y), f"{label}:", Ink(28, PALE))
    for x in range(left, round(_RIGHT - advance) - 14, 9):
        sheet.pen.ellipse((x, y + 14, x + 2, y + 16), fill=(150, 110, 104))
    sheet.right_within((_RIGHT - 250, y), value, Ink(38, _PEN, Face.BOLD), _RIGHT - 260 - left)
