"""From the queue to the sheet in the hand: sent, looked at, printed anew.  Source: printing.md 8."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from kiosk.domain.certificate import PaperState, PrintAttempt, require_no_sheet, require_sheet
from kiosk.domain.command import OfficerCommand
from kiosk.domain.errors import Refused, Unavailable
from kiosk.domain.request import RequestState, StateChange
from kiosk.domain.roles import Action, Officer, require
from kiosk.domain.stock import Signed, require_two
from kiosk.services import blank_sheets
from kiosk.services.desk import Desk
from kiosk.services.issuing import CertificateOnPaper, on_paper
from kiosk.services.mailing import tell_state
from kiosk.services.ports import Work
from kiosk.services.working_day import require_open

NO_SHEET = "no-sheet"
"""Reason of an attempt that the printer never answered and that left nothing in the tray."""


def send_to_printer(desk: Desk, command: OfficerCommand, request_id: UUID) -> CertificateOnPaper:
    """Take the queued attempt for this station, hand it to the printer, and store the answer.

    The printer is asked outside any transaction.  A crash meanwhile leaves the attempt UNCERTAIN:
    nothing prints again by itself, an officer looks whether a sheet came out.

    Raises:
        Refused: "paper.not-queued".
        Conflict: "record.changed" when another station took it first.
        Unavailable: "printer.…"; the attempt is then FAILED and may be tried anew.
    """
    require(command.by, Action.PRINT)
    paper = desk.store.read(lambda work: on_paper(work, request_id))
    if paper.attempt.state is not PaperState.QUEUED:
        raise Refused("paper.not-queued", state=paper.attempt.state)
    pdf = desk.vault.get(paper.issued.blob)
    taken = replace(paper.attempt, state=PaperState.UNCERTAIN, printer=desk.printer.name)
    attempt = _settle(desk, command, request_id, taken).attempt
    try:
        job = desk.printer.send(pdf, str(paper.issued.number))
    except Unavailable as problem:
        _settle(desk, command, request_id, replace(attempt, state=PaperState.FAILED, reason=problem.key))
        raise
    return _settle(desk, command, request_id, replace(attempt, state=PaperState.SENT, job=job))


def paper_is_good(desk: Desk, command: OfficerCommand, request_id: UUID) -> CertificateOnPaper:
    """The clerk looked at the sheet and it is right: PRINTED, and the request has passed its check.

    A duplicate leaves the request where it is.

    Raises:
        Refused: "paper.not-sent", "paper.being-sent", "day.closing", "day.closed".
    """
    require(command.by, Action.JUDGE_PAPER)

    def act(work: Work) -> CertificateOnPaper:
        if work.commands.first_time(command):
            require_open(desk, work, command.at)
            paper = on_paper(work, request_id)
            require_sheet(paper.attempt, command.at)
            work.certificates.settle(replace(paper.attempt, state=PaperState.PRINTED), command.at)
            if not paper.issued.duplicate:
                _passed_its_check(desk, work, command, request_id)
            desk.note(work, command, request_id, attempt=paper.attempt.no)
        return on_paper(work, request_id)

    return desk.store.write(act)


def _passed_its_check(desk: Desk, work: Work, command: OfficerCommand, request_id: UUID) -> None:
    request = work.requests.get(request_id)
    change = StateChange(command.at, command.by.login, request.state, RequestState.QC_OK, "")
    moved = work.requests.move(request, change, None)
    tell_state(desk, work, moved, RequestState.QC_OK)


def paper_is_spoiled(
    desk: Desk, command: OfficerCommand, request_id: UUID, reason: str
) -> CertificateOnPaper:
    """The sheet is spoiled: the number stays, and a new attempt is queued.

    Raises:
        Refused: "paper.reason-required", "paper.on-a-blank", "paper.not-sent", "paper.being-sent",
            "day.closing", "day.closed".
    """
    require(command.by, Action.JUDGE_PAPER)
    reason = _required(reason)

    def act(work: Work) -> CertificateOnPaper:
        if work.commands.first_time(command):
            require_open(desk, work, command.at)
            paper = on_paper(work, request_id)
            if paper.attempt.sheet is not None:
                raise Refused("paper.on-a-blank", serial=paper.attempt.sheet.serial)
            _spoil(work, command, paper.attempt, reason)
            work.certificates.claim_attempt(paper.issued, desk.printer.name, command.by, command.at)
            desk.note(work, command, request_id, attempt=paper.attempt.no)
        return on_paper(work, request_id)

    return desk.store.write(act)


def blank_is_spoiled(
    desk: Desk, command: OfficerCommand, request_id: UUID, said: tuple[str, Officer]
) -> CertificateOnPaper:
    """The numbered form is spoiled and kept for destruction, as a second person confirms.

    The number of the certificate stays; `print_again` prints it on another form.

    Arguments:
        said: why, and who confirms it.

    Raises:
        Refused: "paper.reason-required", "paper.not-on-a-blank", "paper.not-sent", "paper.being-sent",
            "stock.same-person", "stock.no-keeper", "day.closing", "day.closed".
    """
    require(command.by, Action.JUDGE_PAPER)
    reason, second = _required(said[0]), said[1]
    signed = Signed(command.by, second, require_two(command.by, second, desk.office.one_person))

    def act(work: Work) -> CertificateOnPaper:
        if work.commands.first_time(command):
            require_open(desk, work, command.at)
            attempt = on_paper(work, request_id).attempt
            if attempt.sheet is None:
                raise Refused("paper.not-on-a-blank")
            _spoil(work, command, attempt, reason)
            blank_sheets.spoil(desk, work, command, (attempt.sheet, signed, reason))
            desk.note(
                work, command, request_id, attempt=attempt.no, blank=attempt.sheet.blank, second=second.login
            )
        return on_paper(work, request_id)

    return desk.store.write(act)


def _spoil(work: Work, command: OfficerCommand, attempt: PrintAttempt, reason: str) -> None:
    require_sheet(attempt, command.at)
    work.certificates.settle(replace(attempt, state=PaperState.SPOILED, reason=reason), command.at)


def _required(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise Refused("paper.reason-required")
    return said


def print_again(
    desk: Desk, command: OfficerCommand, request_id: UUID, serial: str = ""
) -> CertificateOnPaper:
    """Queue a new attempt after one that FAILED, or of which the officer says that no sheet came out.

    Arguments:
        serial: of the numbered form in the printer, where one is printed upon; empty: the one that was put
            there, or the next one in hand.

    Raises:
        Refused: "paper.not-failed", "paper.being-sent", "paper.facts-changed", "stock.…", "day.closing",
            "day.closed".
    """
    require(command.by, Action.PRINT)

    def act(work: Work) -> CertificateOnPaper:
        if work.commands.first_time(command):
            require_open(desk, work, command.at)
            paper = on_paper(work, request_id)
            require_no_sheet(paper.attempt, command.at)
            sheet = blank_sheets.next_sheet(desk, work, command, (paper.issued, paper.attempt, serial))
            _no_sheet_came(work, command, paper.attempt)
            work.certificates.claim_attempt(sheet, desk.printer.name, command.by, command.at)
            desk.note(work, command, request_id, **({"blank": sheet.blank} if sheet.blank else {}))
        return on_paper(work, request_id)

    return desk.store.write(act)


def _no_sheet_came(work: Work, command: OfficerCommand, attempt: PrintAttempt) -> None:
    """Its numbered form is free for the next attempt."""
    uncertain = attempt.state is PaperState.UNCERTAIN
    if uncertain or attempt.unused:
        reason = NO_SHEET if uncertain else attempt.reason
        gone = replace(attempt, state=PaperState.FAILED, reason=reason, sheet=None)
        work.certificates.settle(gone, command.at)


def _settle(
    desk: Desk, command: OfficerCommand, request_id: UUID, attempt: PrintAttempt
) -> CertificateOnPaper:
    def act(work: Work) -> CertificateOnPaper:
        work.certificates.settle(attempt, command.at)
        desk.note(work, command, request_id, attempt=attempt.no, state=attempt.state.value)
        return on_paper(work, request_id)

    return desk.store.write(act)
