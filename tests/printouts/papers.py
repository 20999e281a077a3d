"""Invented papers with defaults, and a look at what was drawn."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from random import Random
from zoneinfo import ZoneInfo

import pypdfium2
import zxingcpp
from PIL import Image

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import (
    CertificatePaper,
    Deficiency,
    DeficiencyPaper,
    Letterhead,
    ReceiptPaper,
    Row,
)

BERLIN = ZoneInfo("Europe/Berlin")
LETTERHEAD = Letterhead(
    Bilingual("سرکنسولگری نمونه", "Sample Consulate General"),
    Bilingual("شهر نمونه", "Sampleton"),
    (
        Bilingual("جمهوری اسلامی ایران", "Islamic Republic of Iran"),
        Bilingual("وزارت امور خارجه", "Ministry of Foreign Affairs"),
        Bilingual("سرکنسولگری نمونه", "Sample Consulate General"),
    ),
)
DOCUMENTS = (
    Bilingual("گذرنامه", "Passport"),
    Bilingual("کارت ملی", "National card"),
    Bilingual("عکس", "Photograph"),
    Bilingual("روادید تحصیلی", "Study visa"),
    Bilingual("گواهی اشتغال به تحصیل", "Enrolment certificate"),
)


def seal(length: int, seed: int = 5) -> str:
    """Digits that look like a seal; no signature is behind them."""
    return "461" + "".join(Random(seed).choices("0123456789", k=length - 3))  # noqa: S311


def a_photo(size: tuple[int, int] = (300, 400)) -> bytes:
    data = BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(data, "JPEG", quality=80)
    return data.getvalue()


def a_row(fa: str, en: str, label: Bilingual | None = None) -> Row:
    return Row(label or Bilingual("نام", "Name"), Bilingual(fa, en))


_ROWS = (
    (("نام و نام خانوادگی", "Full name"), ("سارا کریمی", "SARA KARIMI")),
    (("نام پدر", "Father's name"), ("حسین", "HOSSEIN")),
    (("کد ملی", "National code"), ("0012345679", "0012345679")),
    (("شماره گذرنامه", "Passport no."), ("U12345678", "U12345678")),
    (("تاریخ تولد", "Date of birth"), ("1380/02/11", "1 May 2001")),
    (("دانشگاه", "University"), ("دانشگاه هامبورگ (Universität Hamburg)", "Universität Hamburg")),
    (("مقطع و رشته", "Level and field"), ("کارشناسی ارشد، مهندسی رایانه", "MSc, Computer Engineering")),
    (("شروع تحصیل", "Start of studies"), ("1404/07/09", "1 October 2025")),
    (("تلفن", "Telephone"), ("+49 40 1234-5678", "+49 40 1234-5678")),
)

CERTIFICATE = CertificatePaper(
    letterhead=LETTERHEAD,
    title=Bilingual("گواهی اشتغال به تحصیل", "Certificate of Enrolment"),
    number="723/1405/STU-02/000123",
    issued_at=datetime(2026, 11, 24, 10, 32, tzinfo=BERLIN),
    expires_on=date(2027, 5, 24),
    tracking_code="7K4MQ2XP9TRA",
    body=Bilingual(
        "بدین‌وسیله گواهی می‌شود خانم سارا کریمی فرزند حسین، دارای کد ملی 0012345679 و گذرنامه شماره"
        " U12345678، در دانشگاه هامبورگ در مقطع کارشناسی ارشد رشتهٔ مهندسی رایانه به تحصیل اشتغال دارد."
        " اصل گواهی دانشگاه به شماره TUM-2026/4711 در تاریخ 1405/08/20 دیده و با تصویر آن برابر شناخته"
        " شد. این گواهی بنا به درخواست نامبرده صادر شده است.",
        "This is to certify that Ms Sara Karimi, daughter of Hossein, national code 0012345679, passport"
        " U12345678, is enrolled at the University of Hamburg in the Master's programme in Computer"
        " Engineering. The original letter of the university, no. TUM-2026/4711, was seen on 11 November"
        " 2026 and found to agree with its copy. Issued at her request.",
    ),
    rows=tuple(Row(Bilingual(*label), Bilingual(*value)) for label, value in _ROWS),
    photo=a_photo(),
    seal=seal(361),
    verification_code="7Q4M-2XKP-9TRA",
    signer=Bilingual("دکتر مریم احمدی، سرکنسول", "Dr Maryam Ahmadi, Consul General"),
)

RECEIPT = ReceiptPaper(
    letterhead=LETTERHEAD,
    tracking_code="7K4MQ2XP9TRA",
    seal=seal(215),
    service=Bilingual("تأییدیه اشتغال به تحصیل", "Confirmation of enrolment"),
    name=Bilingual("سارا کریمی", "SARA KARIMI"),
    masked_national_code="••••••5679",
    filed_at=datetime(2026, 11, 20, 9, 14, tzinfo=BERLIN),
    uploaded=DOCUMENTS,
    expected=8,
    bring=DOCUMENTS[:4],
)

DEFICIENCY = DeficiencyPaper(
    letterhead=LETTERHEAD,
    tracking_code="7K4MQ2XP9TRA",
    service=Bilingual("تأییدیه اشتغال به تحصیل", "Confirmation of enrolment"),
    name=Bilingual("سارا کریمی", "SARA KARIMI"),
    masked_national_code="••••••5679",
    made_at=datetime(2026, 11, 20, 9, 14, tzinfo=BERLIN),
    walk_in_until=date(2026, 12, 20),
    deficiencies=(
        Deficiency(
            DOCUMENTS[4],
            Bilingual("شماره گواهی با درخواست یکی نیست", "The number differs from the request"),
            "شماره TUM-2026/4711 نوشته شده، 4717 دیده شد",
        ),
        Deficiency(DOCUMENTS[3], Bilingual("اصل ارائه نشد", "The original was not shown")),
        Deficiency(
            DOCUMENTS[0], Bilingual("خوانا نیست", "Cannot be read"), "Please bring a new scan of page 2"
        ),
    ),
    clerk="m.rezaei",
)


def specimen(letterhead: Letterhead = LETTERHEAD) -> Letterhead:
    return replace(letterhead, demonstration=True)


def page_count(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def text_of(pdf: bytes) -> str:
    """The text layer of all pages, as PDFium reads it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def words(text: str) -> set[str]:
    return set(re.findall(r"[\w\u200c]+", text))


def words_in(pdf: bytes) -> set[str]:
    """The order within mixed lines is a reader's own guess, so words are what can be looked for."""
    return words(text_of(pdf))


def picture(pdf: bytes, dpi: int = 150, page: int = 0) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        image: Image.Image = document[page].render(scale=dpi / 72).to_pil()
        return image
    finally:
        document.close()


def codes_on(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image)]
