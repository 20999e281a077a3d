"""Certificates: number, seal and paper, then the printer.  Source: house.md 3.4, printing.md 7, 8."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from kiosk.domain.audit import canonical
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.calendar import to_jalali
from kiosk.domain.card import PersonFile
from kiosk.domain.certificate import Issued, PaperState, PrintAttempt, digest
from kiosk.domain.command import Command
from kiosk.domain.errors import NotFound, Refused, Unavailable
from kiosk.domain.numbering import CertificateNumber
from kiosk.domain.paper import CertificatePaper
from kiosk.domain.request import Request, RequestState, StateChange
from kiosk.domain.roles import Action, Officer, require, require_disinterested
from kiosk.domain.seal import CertificateSeal
from kiosk.domain.wording import Issue, paper_facts, request_facts, worded
from kiosk.services.desk import Desk
from kiosk.services.ports import Work

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class CertificateOnPaper:
    """A certificate with the newest attempt to print it."""

    issued: Issued
    attempt: PrintAttempt


def issue(desk: Desk, command: Command, request_id: UUID) -> CertificateOnPaper:
    """Number, seal, draw and store the certificate of an approved request, and queue its first print.

    One transaction: a certificate that could not be drawn takes no number.

    Raises:
        Refused: "certificate.not-approved", "certificate.none-for-service", "paper.…", "role.…".
        Unavailable: "storage.full" and other outages; nothing is issued then.
    """
    require(command.officer, Action.ISSUE)

    def act(work: Work) -> CertificateOnPaper:
        if work.commands.first_time(command):
            request = work.requests.get(request_id)
            require_disinterested(command.officer, request.subject_id, request.filer_id)
            if request.state is not RequestState.APPROVED:
                raise Refused("certificate.not-approved", state=request.state)
            issued = _compose(desk, work, command, request)
            work.certificates.add(issued)
            work.certificates.claim_attempt(issued, desk.printer.name, command.officer, command.at)
            change = StateChange(
                command.at, command.officer.login, request.state, RequestState.PRINTED, str(issued.number)
            )
            work.requests.move(request, change, None)
            desk.note(work, command, request_id, number=str(issued.number), sha256=issued.sha256.hex())
        return _on_paper(work, request_id)

    return desk.store.write(act)


def certificate_of(desk: Desk, officer: Officer, request_id: UUID) -> CertificateOnPaper:
    """The certificate of a request and its newest print attempt.

    Raises:
        NotFound: "certificate.none".
    """
    require(officer, Action.PRINT)
    command = desk.command("certificate:record:opened", officer)

    def act(work: Work) -> CertificateOnPaper:
        desk.note(work, command, request_id)
        return _on_paper(work, request_id)

    return desk.store.write(act)


def send_to_printer(desk: Desk, command: Command, request_id: UUID) -> CertificateOnPaper:
    """Hand the queued attempt to the printer, outside any transaction; the answer is stored after.

    Raises:
        Refused: "paper.not-queued".
        Unavailable: "printer.…"; the attempt is then FAILED and may be tried anew.
    """
    require(command.officer, Action.PRINT)
    paper = desk.store.read(lambda work: _on_paper(work, request_id))
    if paper.attempt.state is not PaperState.QUEUED:
        raise Refused("paper.not-queued", state=paper.attempt.state)
    try:
        job = desk.printer.send(desk.vault.get(paper.issued.blob), str(paper.issued.number))
    except Unavailable as problem:
        _settle(desk, command, paper, (PaperState.FAILED, problem.key))
        raise
    return _settle(desk, command, _with_job(paper, job), (PaperState.SENT, ""))


def paper_is_good(desk: Desk, command: Command, request_id: UUID) -> CertificateOnPaper:
    """The clerk looked at the sheet and it is right: PRINTED, and the request has passed its check.

    Raises:
        Refused: "paper.not-sent".
    """
    require(command.officer, Action.JUDGE_PAPER)

    def act(work: Work) -> CertificateOnPaper:
        if work.commands.first_time(command):
            paper = _sent_paper(work, request_id)
            work.certificates.settle(replace(paper.attempt, state=PaperState.PRINTED), command.at)
            request = work.requests.get(request_id)
            work.requests.move(
                request,
                StateChange(command.at, command.officer.login, request.state, RequestState.QC_OK, ""),
                None,
            )
            desk.note(work, command, request_id, attempt=paper.attempt.no)
        return _on_paper(work, request_id)

    return desk.store.write(act)


def paper_is_spoiled(desk: Desk, command: Command, request_id: UUID, reason: str) -> CertificateOnPaper:
    """The sheet is spoiled: the number stays, and a new attempt is queued.

    Raises:
        Refused: "paper.reason-required", "paper.not-sent".
    """
    require(command.officer, Action.JUDGE_PAPER)
    reason = reason.strip()
    if not reason:
        raise Refused("paper.reason-required")

    def act(work: Work) -> CertificateOnPaper:
        if work.commands.first_time(command):
            paper = _sent_paper(work, request_id)
            work.certificates.settle(
                replace(paper.attempt, state=PaperState.SPOILED, reason=reason), command.at
            )
            work.certificates.claim_attempt(paper.issued, desk.printer.name, command.officer, command.at)
            desk.note(work, command, request_id, attempt=paper.attempt.no)
        return _on_paper(work, request_id)

    return desk.store.write(act)


def print_again(desk: Desk, command: Command, request_id: UUID) -> CertificateOnPaper:
    """Queue a new attempt after one that FAILED; nothing reprints by itself.

    Raises:
        Refused: "paper.not-failed".
    """
    require(command.officer, Action.PRINT)

    def act(work: Work) -> CertificateOnPaper:
        if work.commands.first_time(command):
            paper = _on_paper(work, request_id)
            if paper.attempt.state is not PaperState.FAILED:
                raise Refused("paper.not-failed")
            work.certificates.claim_attempt(paper.issued, desk.printer.name, command.officer, command.at)
            desk.note(work, command, request_id)
        return _on_paper(work, request_id)

    return desk.store.write(act)


def _compose(desk: Desk, work: Work, command: Command, request: Request) -> Issued:
    """The certificate, drawn and stored; its number is taken from the counter in this transaction."""
    service = desk.catalogue.service(request.service)
    if service.certificate is None:
        raise Refused("certificate.none-for-service", service=request.service)
    kind = desk.catalogue.certificate(service.certificate)
    local = desk.office.local(command.at)
    number = work.certificates.next_number(request.service, to_jalali(local.date())[0])
    file = work.people.file(request.subject_id)
    expires_on = local.date() + timedelta(days=kind.valid_days) if kind.valid_days else None
    salt = desk.random_bytes(SALT_BYTES)
    facts = _facts(number, local.date(), expires_on, (request, file))
    record = canonical(facts)
    seal = desk.seals.seal(_seal(number, (local.date(), expires_on), file, digest(record, salt)))
    approver = work.accounts.get(work.certificates.approver(request.id))
    issue_facts = Issue(str(number), local.date(), expires_on)
    said = worded(
        kind,
        request_facts(file, service, request.fields) | paper_facts(desk.office, request, issue_facts),
    )
    paper = CertificatePaper(
        letterhead=desk.office.letterhead,
        title=kind.title,
        number=str(number),
        issued_at=local,
        expires_on=expires_on,
        tracking_code=request.tracking_code,
        body=said.body,
        rows=said.rows,
        photo=desk.vault.get(file.photo_blob) if kind.photo and file.photo_blob else None,
        seal=seal,
        verification_code=_verification_code(desk),
        signer=_signer(approver.name),
    )
    pdf = desk.renderer.certificate(paper)
    return Issued(
        id=desk.new_key(),
        request_id=request.id,
        number=number,
        issued_at=command.at,
        local_day=local.date(),
        expires_on=expires_on,
        issued_by=command.officer.id,
        blob=desk.vault.put(pdf),
        sha256=hashlib.sha256(pdf).digest(),
        record=record,
        salt=salt,
        seal=seal,
        verification_code=paper.verification_code,
    )


def _facts(
    number: CertificateNumber, issued_on: date, expires_on: date | None, about: tuple[Request, PersonFile]
) -> Mapping[str, str | None]:
    """The canonical record: what the seal's digest stands for."""
    request, file = about
    person = file.person
    return {
        "number": str(number),
        "issued": issued_on.isoformat(),
        "expires": expires_on.isoformat() if expires_on else None,
        "tracking_code": request.tracking_code,
        "national_code": person.national_code,
        "name_fa": person.full_name_fa,
        "name_lat": person.full_name_lat,
        "birth": person.birth_date.isoformat(),
        "passport": person.passport_no,
        **{f"field:{name}": value for name, value in request.fields.items()},
    }


def _seal(
    number: CertificateNumber, days: tuple[date, date | None], file: PersonFile, record: bytes
) -> CertificateSeal:
    person = file.person
    return CertificateSeal(
        office=int(number.office),
        jalali_year=number.jalali_year,
        service=number.service,
        serial=number.serial,
        issued_on=days[0],
        expires_on=days[1],
        digest=record,
        name=f"{person.surname_lat}<<{person.name_lat}".upper().replace(" ", "<"),
        document=person.passport_no,
    )


def _signer(name: Bilingual) -> Bilingual:
    return Bilingual(f"{name.fa}، مسئول بخش کنسولی", f"{name.en}, Head of the Consular Section")


def _verification_code(desk: Desk) -> str:
    """12 letters of base32, 60 random bits, for those without a scanner."""
    text = base64.b32encode(desk.random_bytes(8)).decode()
    return "-".join(text[i : i + 4] for i in range(0, 12, 4))


def _on_paper(work: Work, request_id: UUID) -> CertificateOnPaper:
    issued = work.certificates.of_request(request_id)
    attempts = work.certificates.attempts(issued.id)
    if not attempts:
        raise NotFound("certificate.none")
    return CertificateOnPaper(issued, attempts[-1])


def _sent_paper(work: Work, request_id: UUID) -> CertificateOnPaper:
    paper = _on_paper(work, request_id)
    if paper.attempt.state is not PaperState.SENT:
        raise Refused("paper.not-sent", state=paper.attempt.state)
    return paper


def _with_job(paper: CertificateOnPaper, job: str) -> CertificateOnPaper:
    return replace(paper, attempt=replace(paper.attempt, job=job))


def _settle(
    desk: Desk, command: Command, paper: CertificateOnPaper, to: tuple[PaperState, str]
) -> CertificateOnPaper:
    state, reason = to

    def act(work: Work) -> CertificateOnPaper:
        work.certificates.settle(replace(paper.attempt, state=state, reason=reason), command.at)
        desk.note(work, command, paper.issued.request_id, attempt=paper.attempt.no, state=state.value)
        return _on_paper(work, paper.issued.request_id)

    return desk.store.write(act)
