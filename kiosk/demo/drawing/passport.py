"""The data page of a passport.  Everything on it, the machine-readable zone too, comes from one person."""

from __future__ import annotations

from datetime import date, timedelta

from PIL import Image

from kiosk.demo.drawing.lettering import Face, Ink, fitted, width
from kiosk.demo.drawing.sheet import INK, PALE, RED, Sheet, ground
from kiosk.demo.people import DemoPerson
from kiosk.domain.calendar import jalali_text
from kiosk.domain.mrz import LENGTH, Mrz, compose_td3
from kiosk.domain.person import Sex
from kiosk.text.digits import to_persian

SIZE = (1480, 1040)
_TINTS = ((233, 240, 229), (247, 231, 226))
_LINE = (150, 178, 164)
_LABEL = Ink(17, PALE)
_VALUE = Ink(29, INK, Face.BOLD)
_LEFT, _RIGHT = 500, 1420


def passport(demo: DemoPerson, picture: Image.Image) -> Image.Image:
    sheet = Sheet(ground(SIZE, _TINTS, _LINE))
    _head(sheet, demo)
    sheet.photo((60, 190, 440, 697), picture)
    sheet.upright_specimen((448, 440))
    _fields(sheet, demo)
    ghost = picture.convert("L").convert("RGB").resize((120, 160))
    sheet.image.paste(Image.blend(ghost, Image.new("RGB", ghost.size, (236, 232, 224)), 0.62), (1300, 560))
    sheet.specimen((960, 842))
    sheet.signature((90, 776), 250, demo.person.full_name_lat)
    sheet.left((60, 836), "Holder's signature  امضای دارنده", _LABEL)
    _machine_zone(sheet, demo)
    return sheet.image


def zone(demo: DemoPerson) -> tuple[str, str]:
    """The two machine-readable lines of that page."""
    person = demo.person
    return compose_td3(
        Mrz(
            document=person.passport_no,
            issuer="IRN",
            nationality="IRN",
            surname=person.surname_lat,
            given=person.name_lat,
            birth=person.birth_date,
            sex=person.sex.value,
            expiry=expiry(demo),
        )
    )


def expiry(demo: DemoPerson) -> date:
    return demo.person.passport_expiry or demo.as_of


def _head(sheet: Sheet, demo: DemoPerson) -> None:
    sheet.tinted((0, 0), (SIZE[0], 92), (118, 44, 52), 0.88)
    white = Ink(31, (252, 246, 236), Face.BOLD)
    sheet.left((60, 58), "ISLAMIC REPUBLIC OF IRAN", white)
    sheet.right((_RIGHT, 60), "جمهوری اسلامی ایران", Ink(36, white.colour, Face.BOLD))
    sheet.left((60, 150), "PASSPORT", Ink(34, (118, 44, 52), Face.BOLD))
    sheet.left((262, 150), "گذرنامه", Ink(36, (118, 44, 52), Face.BOLD))
    for x, label, value in (
        (_LEFT, "Type  نوع", "P"),
        (_LEFT + 170, "Country code  کد کشور", "IRN"),
    ):
        sheet.left((x, 126), label, _LABEL)
        sheet.left((x, 164), value, _VALUE)
    sheet.right((_RIGHT, 126), "Passport No.  شمارهٔ گذرنامه", _LABEL)
    sheet.right((_RIGHT, 168), demo.person.passport_no, Ink(38, RED, Face.MACHINE))
    sheet.rule((_LEFT, 184), (_RIGHT, 184), (172, 130, 128))


def _fields(sheet: Sheet, demo: DemoPerson) -> None:
    person = demo.person
    _both(sheet, 222, ("Surname", person.surname_lat), ("نام خانوادگی", person.surname_fa))
    _both(sheet, 304, ("Name", person.name_lat), ("نام", person.name_fa))
    _both(sheet, 386, ("Father's name", demo.father_lat), ("نام پدر", person.father))
    _both(sheet, 468, ("Date of birth", _day(person.birth_date)), ("تاریخ تولد", _jalali(person.birth_date)))
    place = ("Place of birth", demo.birth_place_lat), ("محل تولد", person.birth_place)
    _both(sheet, 550, *place, right=1280)
    code = to_persian(person.national_code)
    _both(sheet, 632, ("National No.", person.national_code), ("شمارهٔ ملی", code), right=1280)
    sex = "زن" if person.sex is Sex.FEMALE else "مرد"
    for x, label, value in (
        (_LEFT, "Sex  جنسیت", f"{person.sex.value} / {sex}"),
        (_LEFT + 190, "Date of issue  تاریخ صدور", _day(_issued(demo))),
        (_LEFT + 440, "Date of expiry  تاریخ انقضا", _day(expiry(demo))),
        (
            _LEFT + 690,
            "Residence  محل اقامت",
            "IRAN / ایران" if _at_home(demo) else f"{demo.residence.country}",
        ),
    ):
        sheet.left((x, 736), label, _LABEL)
        sheet.left((x, 776), value, _VALUE)


def _issued(demo: DemoPerson) -> date:
    """Five years before it ends, but never before the holder is a month old."""
    return max(expiry(demo) - timedelta(days=1826), demo.person.birth_date + timedelta(days=30))


def _at_home(demo: DemoPerson) -> bool:
    return demo.residence.in_passport == "IR"


def _both(
    sheet: Sheet, y: int, latin: tuple[str, str], persian: tuple[str, str], right: int = _RIGHT
) -> None:
    sheet.left((_LEFT, y), latin[0], _LABEL)
    sheet.left_within((_LEFT, y + 38), latin[1], _VALUE, 470)
    sheet.right((right, y), persian[0], _LABEL)
    sheet.right_within((right, y + 40), persian[1], Ink(32, INK, Face.BOLD), 400)


def _machine_zone(sheet: Sheet, demo: DemoPerson) -> None:
    sheet.tinted((0, 866), SIZE, (255, 255, 255), 0.62)
    lines = zone(demo)
    ink = fitted(lines[0], Ink(80, (16, 16, 18), Face.MACHINE), SIZE[0] - 90)
    pitch = width(lines[0], ink) / LENGTH
    for y, line in zip((930, 1000), lines, strict=True):
        for at, character in enumerate(line):
            sheet.left((45 + at * pitch, y), character, ink)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _jalali(day: date) -> str:
    return to_persian(jalali_text(day))
