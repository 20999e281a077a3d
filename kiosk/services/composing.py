"""A certificate put together: number, sealed record and drawn paper.  Source: house.md 3.4, printing.md 7."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from kiosk.domain.audit import canonical
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.calendar import to_jalali
from kiosk.domain.card import PersonFile
from kiosk.domain.catalogue import Service
from kiosk.domain.certificate import Issued, digest
from kiosk.domain.certificate_kind import CertificateKind
from kiosk.domain.command import OfficerCommand
from kiosk.domain.errors import Refused
from kiosk.domain.filling import Known, Wording, worded
from kiosk.domain.numbering import CertificateNumber
from kiosk.domain.paper import CertificatePaper, Row
from kiosk.domain.request import Request
from kiosk.domain.seal import CertificateSeal
from kiosk.domain.spelling import Spelling, spellings
from kiosk.domain.wording import (
    Asked,
    Issue,
    paper_facts,
    request_facts,
    request_labels,
    said_date,
    signer,
    stored_facts,
)
from kiosk.services.desk import Desk
from kiosk.services.ports import Work

SALT_BYTES = 16
REPLACES = Bilingual("جایگزین گواهی باطل‌شده شماره", "Replaces the void certificate")
BLANK_NO = Bilingual("شماره برگ خام", "Serial no. of the blank")
SPELLING = Bilingual("نگارش نام", "Spelling of the name")
DUPLICATED = Bilingual("تاریخ صدور المثنی", "Duplicate made on")


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a certificate is about, before it is sealed and drawn."""

    request: Request
    service: Service
    kind: CertificateKind
    file: PersonFile
    number: CertificateNumber
    issued_at: datetime
    """The office's own time."""
    replaces: CertificateNumber | None
    """The void one that it stands in for."""
    verification_code: str
    duplicate: int = 0
    """Which duplicate; 0: the paper itself."""
    blank: str = ""
    """Kind and serial of the numbered form that it is printed on."""
    spellings: tuple[Spelling, ...] = ()

    @property
    def issued_on(self) -> date:
        return self.issued_at.date()

    @property
    def expires_on(self) -> date | None:
        return self.issued_on + timedelta(days=self.kind.valid_days) if self.kind.valid_days else None


def compose(desk: Desk, work: Work, command: OfficerCommand, what: tuple[Request, str]) -> Issued:
    """The certificate, drawn and put into the vault; its number is taken in this transaction.

    Arguments:
        what: the request; kind and serial of the numbered form in the printer, empty for plain paper.

    Raises:
        Refused: "certificate.none-for-service", "certificate.fact-missing", "certificate.not-a-date",
            "paper.…".
    """
    request, blank = what
    year = to_jalali(desk.office.local(command.at).date())[0]
    number = work.certificates.next_number(request.service, year)
    draft = _draft(desk, work, request, (number, command.at, _verification_code(desk)))
    draft = replace(draft, blank=blank)
    record = canonical(_facts(draft))
    salt = desk.random_bytes(SALT_BYTES)
    paper = _paper(desk, work, draft, desk.seals.seal(_seal(draft, digest(record, salt))))
    pdf = desk.renderer.certificate(paper)
    return Issued(
        id=desk.new_key(),
        request_id=request.id,
        number=draft.number,
        issued_at=command.at,
        local_day=draft.issued_on,
        expires_on=draft.expires_on,
        issued_by=command.by.id,
        blob=desk.vault.put(pdf),
        sha256=hashlib.sha256(pdf).digest(),
        record=record,
        salt=salt,
        seal=paper.seal,
        verification_code=paper.verification_code,
        blank=blank,
    )


def compose_anew(desk: Desk, work: Work, request: Request, sheet: Issued) -> Issued:
    """The same certificate for another numbered form, which `sheet.blank` names.

    Raises:
        Refused: "paper.facts-changed" when its facts are not what they were, and what `compose` raises.
    """
    draft = _draft(desk, work, request, (sheet.number, sheet.issued_at, sheet.verification_code))
    if canonical(_facts(draft)) != sheet.record:
        raise Refused("paper.facts-changed")
    pdf = desk.renderer.certificate(_paper(desk, work, replace(draft, blank=sheet.blank), sheet.seal))
    return replace(sheet, blob=desk.vault.put(pdf), sha256=hashlib.sha256(pdf).digest())


def compose_duplicate(
    desk: Desk, work: Work, command: OfficerCommand, sheet: tuple[Request, Issued]
) -> Issued:
    """The certificate once more, as `sheet.duplicate` counts it; whoever makes it signs it.

    Raises:
        Refused: "duplicate.changed" when its facts are not what they were, "duplicate.on-a-blank", and
            what `compose` raises.
    """
    request, issued = sheet
    draft = _draft(desk, work, request, (issued.number, issued.issued_at, issued.verification_code))
    if draft.kind.overlay is not None:
        raise Refused("duplicate.on-a-blank")
    draft = replace(_as_sealed(draft, issued.record), duplicate=issued.duplicate)
    seal = desk.seals.seal(_seal(draft, digest(issued.record, issued.salt)))
    paper = _paper(desk, work, draft, seal)
    paper = replace(
        paper,
        rows=(*paper.rows, Row(DUPLICATED, said_date(desk.office.local_day(command.at)))),
        signer=signer(command.by.name),
        duplicate=issued.duplicate,
    )
    pdf = desk.renderer.certificate(paper)
    return replace(issued, blob=desk.vault.put(pdf), sha256=hashlib.sha256(pdf).digest(), seal=seal)


def _as_sealed(draft: _Draft, record: str) -> _Draft:
    """The draft as the record has it: earlier ones say nothing of other spellings.

    Raises Refused: "duplicate.changed".
    """
    for each in (draft, replace(draft, spellings=())):
        if canonical(_facts(each)) == record:
            return each
    raise Refused("duplicate.changed")


def _draft(
    desk: Desk, work: Work, request: Request, given: tuple[CertificateNumber, datetime, str]
) -> _Draft:
    """`given`: number, instant of issue, verification code.

    Raises Refused: "certificate.none-for-service".
    """
    number, issued_at, verification_code = given
    service = desk.catalogue.service(request.service)
    if service.certificate is None:
        raise Refused("certificate.none-for-service", service=request.service)
    return _Draft(
        request=request,
        service=service,
        kind=desk.catalogue.certificate(service.certificate),
        file=work.people.file(request.subject_id),
        number=number,
        issued_at=desk.office.local(issued_at),
        replaces=work.certificates.last_void(request.id),
        verification_code=verification_code,
        spellings=spellings(work.walks.slots(request.id)),
    )


def _facts(draft: _Draft) -> Mapping[str, str | None]:
    """The canonical record: what the seal's digest stands for."""
    person = draft.file.person
    return {
        "number": str(draft.number),
        "issued": draft.issued_on.isoformat(),
        "expires": draft.expires_on.isoformat() if draft.expires_on else None,
        "tracking_code": draft.request.tracking_code,
        "national_code": person.national_code,
        "name_fa": person.full_name_fa,
        "name_lat": person.full_name_lat,
        "birth": person.birth_date.isoformat(),
        "passport": person.passport_no,
        **({"replaces": str(draft.replaces)} if draft.replaces else {}),
        **{f"spelling:{at}": f"{each.expected} = {each.read}" for at, each in enumerate(draft.spellings, 1)},
        **{f"field:{name}": value for name, value in draft.request.fields.items()},
    }


def _seal(draft: _Draft, record: bytes) -> CertificateSeal:
    """`record`: its digest."""
    person, number = draft.file.person, draft.number
    return CertificateSeal(
        office=int(number.office),
        jalali_year=number.jalali_year,
        service=number.service,
        serial=number.serial,
        issued_on=draft.issued_on,
        expires_on=draft.expires_on,
        digest=record,
        name=f"{person.surname_lat}<<{person.name_lat}".upper().replace(" ", "<"),
        document=person.passport_no,
        duplicate=draft.duplicate,
    )


def _paper(desk: Desk, work: Work, draft: _Draft, seal: str) -> CertificatePaper:
    approver = work.accounts.get(work.certificates.approver(draft.request.id))
    said = _wording(desk, work, draft, approver.name)
    photo = draft.file.photo_blob if draft.kind.photo else None
    return CertificatePaper(
        letterhead=desk.office.letterhead,
        title=said.title,
        number=str(draft.number),
        issued_at=draft.issued_at,
        expires_on=draft.expires_on,
        tracking_code=draft.request.tracking_code,
        body=said.body,
        rows=(*said.rows, *_spelt(desk, draft), *_replaced(draft), *_printed_on(draft)),
        photo=desk.vault.get(photo) if photo else None,
        seal=seal,
        verification_code=draft.verification_code,
        signer=signer(approver.name),
        parts=said.parts,
        copies=_copies(draft),
        deed=draft.kind.deed,
        overlay=draft.kind.overlay,
        placed=said.placed,
        enclosure=said.enclosure,
        numbered=bool(draft.blank),
    )


def _spelt(desk: Desk, draft: _Draft) -> Iterator[Row]:
    """Which name on which paper was found to be the same one."""
    for each in draft.spellings:
        yield Row(SPELLING, each.said(desk.catalogue.document(kind).name for kind in each.kinds))


def _replaced(draft: _Draft) -> Iterator[Row]:
    if draft.replaces is not None:
        number = str(draft.replaces)
        yield Row(REPLACES, Bilingual(number, number))


def _printed_on(draft: _Draft) -> Iterator[Row]:
    serial = draft.blank.partition(":")[2]
    if serial:
        yield Row(BLANK_NO, Bilingual(serial, serial))


def _wording(desk: Desk, work: Work, draft: _Draft, approver: Bilingual) -> Wording:
    asked = _asked(work, draft.request)
    issue = Issue(str(draft.number), draft.issued_on, draft.expires_on, approver, asked)
    facts = request_facts(draft.file, draft.service, draft.request.fields)
    known = Known(
        facts | paper_facts(desk.office, draft.request, issue),
        request_labels(draft.service),
        stored_facts(draft.request.fields),
    )
    return worded(draft.kind, known)


def _asked(work: Work, request: Request) -> Asked | None:
    """The newest question to the centre that was answered by a letter."""
    for each in reversed(work.letters.about(request.id)):
        if each.reply is not None and each.reply.number:
            return Asked(each.sent_no, each.sent_on, each.reply.number, each.reply.on)
    return None


def _copies(draft: _Draft) -> int:
    stored = stored_facts(draft.request.fields).get(draft.kind.copies or "", "")
    return int(stored) if stored.isdecimal() else 0


def _verification_code(desk: Desk) -> str:
    """12 letters of base32, 60 random bits, for those without a scanner."""
    text = base64.b32encode(desk.random_bytes(8)).decode()
    return "-".join(text[i : i + 4] for i in range(0, 12, 4))
