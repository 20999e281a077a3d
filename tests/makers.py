"""Makers with defaults: what a test does not mention is of no matter to it.  Nobody here exists."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from kiosk.domain import national_code, tracking
from kiosk.domain.account import Account
from kiosk.domain.audit import AuditLine
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.card import PersonFile
from kiosk.domain.certificate import Issued
from kiosk.domain.command import Command, OfficerCommand
from kiosk.domain.numbering import CertificateNumber
from kiosk.domain.person import Contact, Marital, MilitaryStatus, Permit, PermitKind, Person, Residence, Sex
from kiosk.domain.request import Hold, Request, RequestState
from kiosk.domain.roles import Officer, Role
from kiosk.domain.verification import FieldCheck, Judgement, ScanFile, Slot, Verdict
from kiosk.services.ports import Work

OFFICE = "723"
NOON = datetime(2026, 11, 24, 12, 0, 0, 123_000, UTC)
TODAY = NOON.date()
SERVICE = "STU-02"
YEAR = 1405


def an_id(number: int, kind: int = 0) -> UUID:
    """A uuid7 that is the same in each run; `kind` keeps people, requests and accounts apart."""
    return UUID(int=0x0190_0000_0000_7000_8000_0000_0000_0000 + (kind << 32) + number)


def person_id(number: int = 1) -> UUID:
    return an_id(number, 1)


def request_id(number: int = 1) -> UUID:
    return an_id(number, 2)


def staff_id(number: int = 1) -> UUID:
    return an_id(number, 3)


def a_person(
    number: int = 1,
    *,
    code: str | None = None,
    names: tuple[str, str, str, str] = ("سارا", "کریمی", "Sara", "Karimi"),
    passport: str | None = None,
) -> Person:
    """`names`: given name and surname, Persian then Latin."""
    return Person(
        id=person_id(number),
        national_code=code or national_code.make(f"{number:09d}"),
        name_fa=names[0],
        surname_fa=names[1],
        name_lat=names[2],
        surname_lat=names[3],
        father="حسین",
        mother="مریم",
        booklet_no=str(number),
        booklet_series="الف12",
        booklet_serial=f"{number:06d}",
        place_issue="یزد",
        birth_place="یزد",
        birth_date=date(1998, 3, 21),
        sex=Sex.FEMALE,
        marital=Marital.SINGLE,
        passport_no=passport or f"K{number:08d}",
        passport_expiry=date(2030, 1, 1),
    )


def a_soldier(number: int = 1) -> Person:
    """A person with every field filled."""
    return Person(
        id=person_id(number),
        national_code=national_code.make(f"{number:09d}"),
        name_fa="آرش",
        surname_fa="رضایی‌نژاد",
        name_lat="Arash",
        surname_lat="Rezaei Nejad",
        father="علی",
        mother="زهرا",
        booklet_no="17",
        booklet_series="ب34",
        booklet_serial="004711",
        place_issue="تبریز",
        birth_place="اهر",
        birth_date=date(1999, 12, 31),
        sex=Sex.MALE,
        marital=Marital.MARRIED,
        military_status=MilitaryStatus.STUDENT,
        passport_no=f"R{number:08d}",
        passport_expiry=date(2029, 2, 28),
        nationality_other="DE",
        reads_persian=False,
        special_needs="کم‌شنوا",
    )


def a_residence() -> Residence:
    return Residence(
        country="DE",
        city="Musterstadt",
        line1="Lindenallee 5",
        line2="2. OG",
        postal="12345",
        address_iran="یزد، خیابان سرو، پلاک ۷",
        postal_iran="8915678123",
        in_passport="IR",
        abroad_since=date(2020, 9, 1),
    )


def a_permit() -> Permit:
    return Permit(
        PermitKind.STUDY, "CF0000001", "Stadt Musterstadt", TODAY - timedelta(90), TODAY + timedelta(300)
    )


def a_contact() -> Contact:
    return Contact("sara.karimi@example.org", "+493023125001", "", "خواهر: 021000000", "fa")


def a_file(person: Person | None = None) -> PersonFile:
    """A person with residence, permit and contact."""
    return PersonFile(person or a_person(), a_residence(), a_permit(), a_contact(), "photo-name")


def a_bare_file(person: Person) -> PersonFile:
    return PersonFile(person, None, None, None, None)


def a_request(
    number: int = 1,
    *,
    subject: UUID | None = None,
    filer: UUID | None = None,
    state: RequestState = RequestState.RECEIPTED,
    service: str = SERVICE,
) -> Request:
    subject = subject or person_id()
    return Request(
        id=request_id(number),
        subject_id=subject,
        filer_id=filer or subject,
        service=service,
        tracking_code=a_tracking_code(number),
        state=state,
        filed_at=NOON - timedelta(days=30 - number % 30),
        version=1,
        purpose="ارائه به دانشگاه",
        fields={"university": "Musterstadt", "grade": "کارشناسی ارشد"},
        legacy_code=f"TAK{number:05d}",
    )


def a_tracking_code(number: int = 1) -> str:
    return tracking.make(lambda bits: number * 0x9E3779B97F4A7C15 % (1 << bits))


def a_slot(line: int = 1, *, kind: str = "passport", scan: ScanFile | None = None) -> Slot:
    return Slot(line=line, kind=kind, mandatory=True, original_required=True, version=1, scan=scan)


def a_scan(no: int = 1) -> ScanFile:
    at = NOON - timedelta(days=20)
    return ScanFile(no, f"scan-{no}", 1234, at, format="jpeg", quality="unchecked")


SCAN_FACTS = {"sha256": bytes(32), "format": "jpeg", "width": 600, "height": 800}


def a_mismatch() -> Judgement:
    return Judgement(
        Verdict.MISMATCH,
        (
            FieldCheck("passport_no", "K00000001", None, "K00000007"),
            FieldCheck("surname_lat", "Karimi"),
        ),
        ("photo-fits",),
        "شمارهٔ گذرنامه یکی نیست",
    )


def an_account(number: int = 1, *, role: Role = Role.CLERK, person: UUID | None = None) -> Account:
    """An account whose person is `person_id(100 + number)`, named as `a_colleague` makes them."""
    return Account(
        id=staff_id(number),
        person_id=person or person_id(100 + number),
        login=f"{role.value}{number}",
        name=Bilingual("سارا کریمی", "Sara Karimi"),
        role=role,
        password_hash="$argon2id$…",
        totp_secret=b"\x00locked\xff",
        totp_step=-1,
        active=True,
        version=1,
    )


def an_officer(account: Account | None = None) -> Officer:
    account = account or an_account()
    return Officer(
        account.id, account.person_id, account.login, account.name, account.role, "counter-1", NOON
    )


def a_hold(officer: Officer | None = None, *, minutes: int = 15) -> Hold:
    officer = officer or an_officer()
    return Hold(officer.id, officer.login, officer.station, NOON + timedelta(minutes=minutes))


def a_command(number: int = 1, *, officer: Officer | None = None) -> OfficerCommand:
    return Command(an_id(number, 4), "request:document:judged", officer or an_officer(), NOON)


def an_audit_line(number: int = 1) -> AuditLine:
    return AuditLine(
        "request:document:judged", str(request_id(number)), {"line": number, "what": "همه", "ok": True}
    )


def an_issued(serial: int = 1, *, request: UUID | None = None, officer: Officer | None = None) -> Issued:
    return Issued(
        id=an_id(serial, 5),
        request_id=request or request_id(),
        number=CertificateNumber(OFFICE, YEAR, SERVICE, serial),
        issued_at=NOON,
        local_day=TODAY,
        expires_on=TODAY + timedelta(180),
        issued_by=(officer or an_officer()).id,
        blob=f"certificate-{serial}",
        sha256=hashlib.sha256(str(serial).encode()).digest(),
        record='{"name":"سارا"}',
        salt=bytes(16),
        seal="0123456789",
        verification_code=f"AAAA-BBBB-CCCC-{serial:04d}",
    )


@dataclass(frozen=True, slots=True)
class Staffed:
    """Who works in a made office."""

    clerk: Officer
    colleague: Officer
    supervisor: Officer


CLERK = an_account(1)
COLLEAGUE = an_account(2)
SUPERVISOR = an_account(3, role=Role.SUPERVISOR)
STAFF = Staffed(an_officer(CLERK), an_officer(COLLEAGUE), an_officer(SUPERVISOR))


def staffed(work: Work) -> None:
    """Two clerks and a supervisor, three people: `STAFF`."""
    for account in (CLERK, COLLEAGUE, SUPERVISOR):
        work.people.add(a_bare_file(a_person(int(account.person_id) & 0xFFFF)), NOON)
        work.accounts.add(account, NOON)


def filed(work: Work, documents: int = 3) -> Request:
    """An applicant's request with its documents, in a staffed office."""
    staffed(work)
    work.people.add(a_file(), NOON)
    request = a_request()
    work.requests.add(request, TODAY)
    for line in range(1, documents + 1):
        work.walks.add_slot(request.id, a_slot(line))
    return request


def approved(work: Work, number: int = 1) -> Request:
    """A request that waits for its certificate, in an office that `staffed` was called for."""
    work.people.add(a_bare_file(a_person(number)), NOON)
    request = a_request(number, subject=person_id(number), state=RequestState.APPROVED)
    work.requests.add(request, TODAY)
    clerk = STAFF.clerk
    work.certificates.approve(request.id, (clerk.id, clerk.person_id), STAFF.supervisor, NOON)
    return request
