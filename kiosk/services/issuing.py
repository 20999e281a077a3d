"""Certificates: number and seal for an approved request, queued for the printer.  Source: house.md 3.4."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from kiosk.domain.catalogue import Output
from kiosk.domain.certificate import Issued, PrintAttempt
from kiosk.domain.command import OfficerCommand
from kiosk.domain.course import USUAL
from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.request import RequestState, StateChange
from kiosk.domain.roles import Action, Officer, require, require_disinterested
from kiosk.services import blank_sheets
from kiosk.services.composing import compose
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.stock_keeping import use
from kiosk.services.working_day import require_open


@dataclass(frozen=True, slots=True)
class CertificateOnPaper:
    """A certificate with the newest attempt to print it."""

    issued: Issued
    attempt: PrintAttempt


def issue(desk: Desk, command: OfficerCommand, request_id: UUID, serial: str = "") -> CertificateOnPaper:
    """Number, seal, draw and store the certificate of an approved request, and queue its first print.

    One transaction: a certificate that could not be drawn takes no number, and no numbered form.

    Arguments:
        serial: of the numbered form in the printer, where one is printed upon; empty: the next one in hand.

    Raises:
        Refused: "certificate.not-approved", "certificate.other-output", "certificate.none-for-service",
            "paper.…", "stock.…", "role.…", "day.closing", "day.closed".
        Unavailable: "storage.full" and other outages; nothing is issued then.
    """
    require(command.by, Action.ISSUE)

    def act(work: Work) -> CertificateOnPaper:
        if work.commands.first_time(command):
            require_open(desk, work, command.at)
            request = work.requests.get(request_id)
            require_disinterested(command.by, request.subject_id, request.filer_id)
            if request.state is not RequestState.APPROVED:
                raise Refused("certificate.not-approved", state=request.state)
            if (request.course or USUAL).output is not Output.CERTIFICATE:
                raise Refused("certificate.other-output")
            blank = blank_sheets.chosen(desk, work, command.by, (request, serial))
            issued = compose(desk, work, command, (request, blank))
            _store(desk, work, command, issued)
            change = StateChange(
                command.at, command.by.login, request.state, RequestState.PRINTED, str(issued.number)
            )
            work.requests.move(request, change, None)
            said = {"blank": blank} if blank else {}
            desk.note(
                work, command, request_id, number=str(issued.number), sha256=issued.sha256.hex(), **said
            )
        return on_paper(work, request_id)

    return desk.store.write(act)


def _store(desk: Desk, work: Work, command: OfficerCommand, issued: Issued) -> None:
    """The certificate with its first attempt; the form it takes becomes used."""
    work.certificates.add(issued)
    if (void := work.certificates.last_void(issued.request_id)) is not None:
        work.certificates.replace(void, issued.id)
    if issued.blank:
        use(desk, work, command, (issued.blank, str(issued.number)))
    work.certificates.claim_attempt(issued, desk.printer.name, command.by, command.at)


def certificate_of(desk: Desk, officer: Officer, request_id: UUID) -> CertificateOnPaper:
    """The certificate of a request and its newest print attempt.

    Raises:
        NotFound: "certificate.none".
    """
    require(officer, Action.PRINT)
    command = desk.command("certificate:record:opened", officer)

    def act(work: Work) -> CertificateOnPaper:
        desk.note(work, command, request_id)
        return on_paper(work, request_id)

    return desk.store.write(act)


def on_paper(work: Work, request_id: UUID) -> CertificateOnPaper:
    issued = work.certificates.of_request(request_id)
    attempts = work.certificates.attempts(issued.id)
    if not attempts:
        raise NotFound("certificate.none")
    newest = attempts[-1]
    if newest.sheet is not None:
        sheet = newest.sheet
        shown = replace(issued, blob=sheet.blob, sha256=sheet.sha256, blank=sheet.blank)
        return CertificateOnPaper(shown, newest)
    return CertificateOnPaper(work.duplicates.sheet(issued, newest.duplicate), newest)
