"""Invented papers round an output, the shortest and the longest of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.output_paper import (
    CustodySlipPaper,
    HandOverSlipPaper,
    Kept,
    RegisterLine,
    RegisterPaper,
    StampSheetPaper,
)
from kiosk.domain.paper import Row
from kiosk.domain.ticket_paper import TicketPaper
from tests.printouts.form_papers import LONG_NAME, LONG_SERVICE, MADE_AT
from tests.printouts.papers import DOCUMENTS, LETTERHEAD, a_photo, seal, specimen

NAME = Bilingual("سارا کریمی", "SARA KARIMI")
EXIT_STAMP = Bilingual("مهر خروج دانشجویی", "Student exit stamp")
RENEWAL = Bilingual("تجدید یا تعویض گذرنامه", "Passport renewal")
PASSPORT = Bilingual("گذرنامه", "Passport")
ONE_SELF = Bilingual("خود شخص", "the applicant")


def row(fa: str, en: str, value: Bilingual) -> Row:
    return Row(Bilingual(fa, en), value)


def same(text: str) -> Bilingual:
    return Bilingual(text, text)


STAMP = StampSheetPaper(
    letterhead=LETTERHEAD,
    tracking_code="7K4MQ2XP9TRA",
    seal=seal(215),
    service=EXIT_STAMP,
    made_at=MADE_AT,
    holder=(
        row("نام و نام خانوادگی", "Name", NAME),
        row("شماره گذرنامه", "Passport number", same("U12345678")),
        row("تاریخ انقضا", "Expiry", Bilingual("۲۸ دی ۱۴۰۸", "18 January 2030")),
    ),
    stamp=(
        row("تاریخ ورود به ایران", "Entry to Iran", Bilingual("۲۰ آذر ۱۴۰۵", "11 December 2026")),
        row("تاریخ خروج از ایران", "Exit from Iran", Bilingual("۳۰ دی ۱۴۰۵", "20 January 2027")),
        row("همراهان", "Dependants", same("همسر و یک فرزند")),
    ),
    noted=(Bilingual("شماره صفحه", "Page number"), Bilingual("دفعات مجاز", "Times it may be used")),
    approved_by=Bilingual("مریم احمدی", "Maryam Ahmadi"),
)
SHORT_STAMP = replace(STAMP, stamp=(), noted=())
LONG_STAMP = replace(
    STAMP,
    letterhead=specimen(),
    service=LONG_SERVICE,
    holder=(row("نام و نام خانوادگی", "Name", LONG_NAME), *STAMP.holder * 3),
    stamp=(*STAMP.stamp * 4, row("همراهان", "Dependants", LONG_NAME)),
    noted=STAMP.noted * 3,
    approved_by=LONG_NAME,
    photo=a_photo(),
)

CUSTODY = CustodySlipPaper(
    letterhead=LETTERHEAD,
    tracking_code="7K4MQ2XP9TRA",
    service=RENEWAL,
    name=NAME,
    masked_national_code="••••••5679",
    made_at=MADE_AT,
    kept=(Kept(PASSPORT, 1, date(2026, 12, 3)), Kept(Bilingual("شناسنامه", "Birth booklet"), 6)),
    clerk="m.rezaei",
)
SHORT_CUSTODY = replace(CUSTODY, kept=CUSTODY.kept[:1])
LONG_CUSTODY = replace(
    CUSTODY,
    letterhead=specimen(),
    service=LONG_SERVICE,
    name=LONG_NAME,
    kept=tuple(Kept(document, at, None) for at, document in enumerate((*DOCUMENTS, LONG_SERVICE) * 2, 1)),
)

HAND_OVER = HandOverSlipPaper(
    letterhead=LETTERHEAD,
    tracking_code="7K4MQ2XP9TRA",
    service=RENEWAL,
    name=NAME,
    masked_national_code="••••••5679",
    handed_at=MADE_AT,
    items=(
        row("گذرنامه تازه", "New passport", same("V87654321")),
        row("گذرنامه پیشین", "Previous passport", Bilingual("باطل و بازگردانده", "cancelled and returned")),
    ),
    recipient="سارا کریمی",
    capacity=ONE_SELF,
    identity=Bilingual("کارت ملی", "National card"),
    identity_no="0012345679",
    clerk="m.rezaei",
)
SHORT_HAND_OVER = replace(HAND_OVER, items=(), identity_no="")
LONG_HAND_OVER = replace(
    HAND_OVER,
    letterhead=specimen(),
    service=LONG_SERVICE,
    name=LONG_NAME,
    items=HAND_OVER.items * 3,
    recipient=LONG_NAME.fa,
    capacity=Bilingual("وکیل یا نماینده قانونی متقاضی", "proxy or legal representative of the applicant"),
    proxy_paper="وکالت‌نامه رسمی شماره 723/1405/POA-01/000017 مورخ ۳ آذر ۱۴۰۵",
)

LINE = RegisterLine(
    number="723/1405/STU-02/000123",
    service=Bilingual("تأییدیه اشتغال به تحصیل", "Confirmation of enrolment"),
    name=NAME,
    recipient="سارا کریمی",
    identity=PASSPORT,
    identity_no="U12345678",
    at=MADE_AT,
)
REGISTER = RegisterPaper(
    letterhead=LETTERHEAD,
    day=MADE_AT.date(),
    made_at=MADE_AT,
    lines=tuple(
        replace(LINE, number=f"723/1405/STU-02/{at:06}", at=MADE_AT + timedelta(minutes=7 * at))
        for at in range(1, 9)
    ),
    clerk="m.rezaei",
)
SHORT_REGISTER = replace(REGISTER, lines=())
LONG_REGISTER = replace(
    REGISTER,
    letterhead=specimen(),
    lines=(*REGISTER.lines * 5, replace(LINE, name=LONG_NAME, recipient=LONG_NAME.en, service=LONG_SERVICE)),
)

TICKET = TicketPaper(
    letterhead=LETTERHEAD,
    number="A012",
    code="723/2026-11-24/A012",
    group=Bilingual("امور دانشجویی", "Student affairs"),
    taken_at=MADE_AT,
    ahead=4,
    minutes=(10, 25),
)
LONG_TICKET = replace(
    TICKET,
    letterhead=specimen(),
    number="W1000",
    group=LONG_SERVICE,
    ahead=120,
    minutes=(95, 240),
    learned=False,
)
