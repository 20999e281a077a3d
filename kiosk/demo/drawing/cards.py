"""The national card and the residence permit of the host country, both as large as a bank card."""

from __future__ import annotations

from datetime import date

from PIL import Image, ImageDraw

from kiosk.demo.drawing.lettering import Face, Ink
from kiosk.demo.drawing.sheet import INK, PALE, RED, Sheet, ground
from kiosk.demo.people import DemoPerson
from kiosk.domain.calendar import jalali_text
from kiosk.domain.person import PermitKind
from kiosk.text.digits import to_persian

SIZE = (1130, 712)
_CORNER = 38
_PERMITS = {
    PermitKind.STUDY: ("STUDENT", "Employment limited to 140 days a year"),
    PermitKind.WORK: ("EMPLOYED PERSON", "Employment permitted"),
    PermitKind.PERMANENT: ("PERMANENT RESIDENT", "Employment permitted"),
    PermitKind.REFUGEE: ("RECOGNISED REFUGEE", "Employment permitted"),
}


def national_card(demo: DemoPerson, picture: Image.Image) -> Image.Image:
    person = demo.person
    sheet = Sheet(ground(SIZE, ((214, 232, 240), (240, 226, 236)), (134, 168, 186)))
    sheet.tinted((0, 0), (SIZE[0], 104), (40, 92, 122), 0.85)
    white = (250, 250, 246)
    sheet.right((SIZE[0] - 44, 66), "جمهوری اسلامی ایران", Ink(34, white, Face.BOLD))
    sheet.left((44, 68), "کارت شناسایی ملی", Ink(36, white, Face.BOLD))
    grey = picture.convert("L").convert("RGB")
    sheet.photo((44, 150, 344, 550), grey)
    sheet.upright_specimen((352, 330))
    _chip(sheet, (400, 170))
    right = SIZE[0] - 44
    sheet.right((right, 168), "شمارهٔ ملی", Ink(24, PALE))
    sheet.right((right, 222), to_persian(person.national_code), Ink(50, INK, Face.BOLD))
    rows = (
        ("نام", person.name_fa),
        ("نام خانوادگی", person.surname_fa),
        ("تاریخ تولد", to_persian(jalali_text(person.birth_date))),
        ("نام پدر", person.father),
        ("پایان اعتبار", to_persian(jalali_text(demo.card_expiry))),
    )
    for row, (label, value) in enumerate(rows):
        y = 300 + row * 76
        sheet.right((right, y), label, Ink(24, PALE))
        sheet.right_within((right - 190, y), value, Ink(36, INK, Face.BOLD), 470)
    sheet.left((44, 606), f"{demo.card_expiry:%Y-%m-%d}", Ink(22, PALE, Face.MACHINE))
    sheet.left((44, 656), to_persian(person.booklet_serial), Ink(26, RED, Face.BOLD))
    return _rounded(sheet.image)


def residence_permit(demo: DemoPerson, picture: Image.Image) -> Image.Image:
    permit, person = demo.permit, demo.person
    kind, remark = _PERMITS.get(permit.kind, ("TEMPORARY RESIDENT", "Employment on request"))
    sheet = Sheet(ground(SIZE, ((222, 228, 246), (248, 228, 220)), (150, 150, 196)))
    blue = (38, 48, 112)
    sheet.left((44, 70), demo.residence.country, Ink(46, blue, Face.BOLD))
    sheet.left((140, 70), "RESIDENCE PERMIT", Ink(44, blue, Face.BOLD))
    sheet.right((SIZE[0] - 44, 68), permit.number, Ink(40, RED, Face.MACHINE))
    sheet.rule((44, 92), (SIZE[0] - 44, 92), blue, 4)
    sheet.photo((44, 124, 374, 564), picture)
    sheet.specimen((209, 600), 18)
    _chip(sheet, (SIZE[0] - 190, 130))
    rows = (
        ("SURNAME, NAMES", person.surname_lat, 520),
        ("", person.name_lat, 520),
        ("SEX   NATIONALITY   DATE OF BIRTH", f"{person.sex.value}   IRN   {_day(person.birth_date)}", 680),
        ("PLACE OF BIRTH", demo.birth_place_lat, 680),
        ("TYPE OF PERMIT", kind, 680),
        ("VALID FROM — UNTIL", f"{_day(permit.valid_from)} — {_day(permit.valid_to)}", 680),
        ("ISSUED BY   REMARKS", f"{permit.issuer}. {remark}", 680),
    )
    y = 142
    for label, value, room in rows:
        sheet.left((410, y), label, Ink(18, PALE))
        y += 32 if label else 6
        sheet.left_within((410, y), value, Ink(30, INK, Face.BOLD), room)
        y += 46 if label else 50
    sheet.signature((70, 664), 240, person.full_name_lat)
    return _rounded(sheet.image)


def _chip(sheet: Sheet, at: tuple[int, int]) -> None:
    x, y = at
    gold, line = (214, 184, 110), (150, 122, 60)
    sheet.pen.rounded_rectangle((x, y, x + 120, y + 96), radius=16, fill=gold, outline=line, width=3)
    for row in (32, 64):
        sheet.rule((x, y + row), (x + 42, y + row), line)
        sheet.rule((x + 78, y + row), (x + 120, y + row), line)
    sheet.pen.rounded_rectangle((x + 42, y + 18, x + 78, y + 78), radius=8, outline=line, width=3)


def _rounded(card: Image.Image) -> Image.Image:
    """On the white lid of a scanner, with its corners cut and a soft shadow."""
    bed = Image.new("RGB", (card.width + 90, card.height + 90), (243, 243, 241))
    shade = ImageDraw.Draw(bed)
    for step in range(10):
        grey = 243 - 6 * step
        box = (36 + step, 42 + step, 64 - step + card.width, 64 - step + card.height)
        shade.rounded_rectangle(box, radius=_CORNER, fill=(grey, grey, grey))
    mask = Image.new("L", card.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, card.width - 1, card.height - 1), radius=_CORNER, fill=255)
    bed.paste(card, (45, 45), mask)
    return bed


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else "—"
