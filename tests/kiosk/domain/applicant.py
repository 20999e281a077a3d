"""One invented applicant, request and office for the tests of wordings."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.card import PersonFile
from kiosk.domain.catalogue import Output, Service, StatusPath, Wanted
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.domain.office import Office
from kiosk.domain.person import Contact, Marital, Permit, PermitKind, Person, Residence, Sex
from kiosk.domain.request import Request, RequestState
from kiosk.domain.throttle import Limits
from kiosk.domain.working_days import OfficeCalendar

ID = UUID(int=1)
NAME = Bilingual("نام", "name")

SARA = Person(
    id=ID,
    national_code="0932833810",
    name_fa="سارا",
    surname_fa="نمونه‌ای",
    name_lat="SARA",
    surname_lat="NEMOONEI",
    father="کاوه",
    mother="مینا",
    booklet_no="1234",
    booklet_series="الف۱۲",
    booklet_serial="123456",
    place_issue="تهران",
    birth_place="تهران",
    birth_date=date(1994, 2, 24),
    sex=Sex.FEMALE,
    marital=Marital.SINGLE,
    passport_no="A00000000",
    passport_expiry=date(2030, 1, 1),
)
FILE = PersonFile(
    person=SARA,
    residence=Residence("DE", "Sampleton", "Street 1", "", "10000", "تهران", "1111111111", "IR"),
    permit=Permit(PermitKind.STUDY, "P-77", "Town", date(2025, 1, 1), date(2027, 3, 20)),
    contact=Contact("sara@example.org", "+4930000000"),
    photo_blob=None,
)

LEVELS = (Choice("master", Bilingual("کارشناسی ارشد", "Master")),)


def a_field(name: str, kind: FieldType = FieldType.TEXT, latin: bool = False) -> RequestField:
    choices = LEVELS if kind is FieldType.CHOICE else ()
    return RequestField(name, kind, NAME, latin=latin, choices=choices)


SERVICE = Service(
    code="TST-01",
    name=NAME,
    group="student",
    who=NAME,
    output=Output.CERTIFICATE,
    path=StatusPath.HERE,
    documents=(Wanted("paper"),),
    fields=(
        a_field("school_fa"),
        a_field("school_lat", latin=True),
        a_field("level", FieldType.CHOICE),
        a_field("start_date", FieldType.DATE),
        a_field("copies", FieldType.NUMBER),
        a_field("note"),
    ),
)
STATED = {
    "school_fa": "دانشگاه ۲",
    "school_lat": "University 2",
    "level": "master",
    "start_date": "2025-10-01",
    "copies": "3",
}


DAY = date(2026, 11, 24)
OFFICE = Office(
    code="723",
    name=Bilingual("سرکنسولگری", "Consulate General"),
    city=Bilingual("شهر", "Town"),
    country="DE",
    zone=ZoneInfo("Europe/Berlin"),
    letterhead_lines=(),
    demonstration=False,
    limits=Limits(),
    lease_minutes=15,
    walk_in_days=3,
    calendar=OfficeCalendar(),
    station="counter-1",
)
REQUEST = Request(
    id=ID,
    subject_id=ID,
    filer_id=ID,
    service="TST-01",
    tracking_code="7KQ2M9XWT4RB",
    state=RequestState.APPROVED,
    filed_at=datetime(2026, 11, 23, 23, 30, tzinfo=UTC),
    version=1,
)
