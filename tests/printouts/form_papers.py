"""Invented papers of applicants, the shortest and the longest of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import (
    Consent,
    CorrectedField,
    CorrectionPaper,
    LeafletDocument,
    LeafletField,
    LeafletPaper,
    PreviewPaper,
    RequestFormPaper,
    Row,
    Section,
)
from tests.printouts.papers import BERLIN, DOCUMENTS, LETTERHEAD, RECEIPT, a_photo, seal, specimen

MADE_AT = datetime(2026, 11, 24, 9, 14, tzinfo=BERLIN)
HOURS = Bilingual("دوشنبه تا پنج‌شنبه، ۹ تا ۱۳", "Monday to Thursday, 9:00 to 13:00")
SERVICE = Bilingual("تأییدیه اشتغال به تحصیل", "Confirmation of enrolment")
LONG_SERVICE = Bilingual(
    "ثبت و صدور شناسنامه برای فرزند زیر پانزده سال متولد خارج از کشور",
    "First birth booklet for a child under fifteen born abroad",
)
LONG_NAME = Bilingual(" ".join(["محمدعلی‌رضا"] * 10), " ".join(["MOHAMMADALIREZA"] * 7))
POWERS = "متن بلند وکالت‌نامه با همه شرط‌های آن. " * 60


def row(label: tuple[str, str], value: tuple[str, str]) -> Row:
    return Row(Bilingual(*label), Bilingual(*value))


def same(label: tuple[str, str], value: str) -> Row:
    return row(label, (value, value))


IDENTITY = Section(
    Bilingual("اطلاعات هویتی", "Identity"),
    (
        same(("نام", "Given name"), "سارا"),
        same(("نام خانوادگی (لاتین)", "Surname (Latin)"), "KARIMI"),
        same(("کد ملی", "National code"), "0012345679"),
        row(("تاریخ تولد", "Date of birth"), ("۱۱ اردیبهشت ۱۳۸۰", "1 May 2001")),
        row(("جنس", "Sex"), ("زن", "female")),
        same(("شماره گذرنامه", "Passport number"), "U12345678"),
    ),
)
RESIDENCE = Section(
    Bilingual("محل سکونت", "Place of residence"),
    (
        row(("کشور", "Country"), ("آلمان", "Germany")),
        same(("نشانی", "Address"), "Lindenallee 5, 2. OG"),
        same(("نشانی در ایران", "Address in Iran"), "یزد، خیابان سرو، کوچه بهار، پلاک ۷، طبقه سوم، واحد ۱۲"),
    ),
)
REQUEST = Section(
    Bilingual("اطلاعات درخواست", "The request"),
    (
        same(("علت درخواست", "Reason"), "تمدید\nگذرنامه من تا پایان سال اعتبار دارد"),
        same(
            ("کد رهگیری درخواست گواهی عدم سوء پیشینه", "Tracking code of the criminal-record request"),
            "PCC123456789",
        ),
        row(("شیوه تحویل", "Delivery"), ("حضوری در باجه", "at the counter")),
    ),
)

FORM = RequestFormPaper(
    letterhead=LETTERHEAD,
    tracking_code="7K4MQ2XP9TRA",
    seal=seal(215),
    service=SERVICE,
    filed_at=MADE_AT,
    made_at=MADE_AT,
    sections=(REQUEST, IDENTITY, RESIDENCE),
    originals=DOCUMENTS,
)
SHORT_FORM = replace(FORM, sections=(), originals=())
LONG_FORM = replace(
    FORM,
    letterhead=specimen(),
    service=LONG_SERVICE,
    sections=(
        Section(REQUEST.title, (*REQUEST.rows, same(("حدود اختیارات", "Scope of powers"), POWERS))),
        Section(IDENTITY.title, (Row(Bilingual("نام و نام خانوادگی", "Name"), LONG_NAME), *IDENTITY.rows)),
        RESIDENCE,
    ),
    originals=DOCUMENTS * 3,
    consents=tuple(Consent),
    photo=a_photo(),
)

PREVIEW = PreviewPaper(LETTERHEAD, "••••••5679", MADE_AT, (IDENTITY, RESIDENCE))
LONG_PREVIEW = replace(PREVIEW, letterhead=specimen(), sections=LONG_FORM.sections * 2)

CONDITION = Bilingual(
    "مرد ۱۸ تا ۵۰ ساله: کارت پایان خدمت یا معافیت لازم است.",
    "Man of 18 to 50: the end-of-service or exemption card is needed.",
)
LEAFLET = LeafletPaper(
    letterhead=LETTERHEAD,
    code="STU-02",
    service=SERVICE,
    who=Bilingual("دانشجوی دارای پرونده تأییدشده", "A student with a confirmed file"),
    made_at=MADE_AT,
    documents=(
        LeafletDocument(DOCUMENTS[0], original=True),
        LeafletDocument(DOCUMENTS[4], original=False),
        LeafletDocument(Bilingual("کارت پایان خدمت", "Military card"), original=True, when=CONDITION),
    ),
    fields=(
        LeafletField(Bilingual("نام دانشگاه", "University"), mandatory=True, help=CONDITION),
        LeafletField(Bilingual("شماره دانشجویی", "Student no."), mandatory=False),
    ),
    rules=(Bilingual("سند مخدوش تأیید نمی‌شود.", "A damaged document is not confirmed."),),
    hours=HOURS,
)
SHORT_LEAFLET = replace(LEAFLET, documents=(), fields=(), rules=(), hours=None)
LONG_LEAFLET = replace(
    LEAFLET,
    letterhead=specimen(),
    service=LONG_SERVICE,
    documents=LEAFLET.documents * 6,
    fields=LEAFLET.fields * 12,
    rules=(CONDITION,) * 8,
)

CORRECTION = CorrectionPaper(
    letterhead=LETTERHEAD,
    name=Bilingual("سارا کریمی", "SARA KARIMI"),
    masked_national_code="••••••5679",
    made_at=MADE_AT,
    fields=(
        CorrectedField(
            Bilingual("شماره گذرنامه", "Passport number"),
            Bilingual("U12345678", "U12345678"),
            Bilingual("U12345687", "U12345687"),
        ),
        CorrectedField(
            Bilingual("شماره دانشجویی", "Student no."), Bilingual("", ""), Bilingual("S-77", "S-77")
        ),
    ),
    reason="اصل گذرنامه دیده شد؛ دو رقم آخر جابه‌جا بود.",
    clerk="m.rezaei",
    tracking_code="7K4MQ2XP9TRA",
    service=SERVICE,
)
SHORT_CORRECTION = replace(CORRECTION, fields=CORRECTION.fields[:1], tracking_code="", service=None)
LONG_CORRECTION = replace(
    CORRECTION,
    letterhead=specimen(),
    name=LONG_NAME,
    fields=(CorrectedField(Bilingual("نشانی", "Address"), LONG_NAME, LONG_NAME),) * 9,
    reason="The two last digits were turned round. " * 20,
    service=LONG_SERVICE,
)

STRIP = replace(RECEIPT, hours=HOURS)
SHORT_STRIP = replace(RECEIPT, uploaded=(), bring=())
LONG_STRIP = replace(
    STRIP,
    letterhead=specimen(),
    name=LONG_NAME,
    service=LONG_SERVICE,
    uploaded=(*DOCUMENTS * 2, LONG_SERVICE),
    bring=DOCUMENTS * 2,
    duplicate=True,
)
