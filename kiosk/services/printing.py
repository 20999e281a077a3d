"""From the queue to the sheet in the hand: sent, looked at, printed anew.  Source: printing.md 8."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from kiosk.domain.certificate import PaperState
from kiosk.domain.command import Command
from kiosk.domain.errors import Refused, Unavailable
from kiosk.domain.request import RequestState, StateChange
from kiosk.domain.roles import Action, require
from kiosk.services.desk import Desk
from kiosk.services.issuing import CertificateOnPaper, on_paper
from kiosk.services.ports import Work


def send_to_printer(desk: Desk, command: Command, request_id: UUID) -> CertificateOnPaper:
    """Hand the queued attempt to the printer, outside any transaction; the answer is stored after.

    Raises:
        Refused: "paper.not-queued".
        Unavailable: "printer.…"; the attempt is then FAILED and may be tried anew.
    """
    require(command.officer, Action.PRINT)
    paper = desk.store.read(lambda work: on_paper(work, request_id))
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
        return on_paper(work, request_id)

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
        return on_paper(work, request_id)

    return desk.store.write(act)


def print_again(desk: Desk, command: Command, request_id: UUID) -> CertificateOnPaper:
    """Queue a new attempt after one that FAILED; nothing reprints by itself.

    Raises:
        Refused: "paper.not-failed".
    """
    require(command.officer, Action.PRINT)

    def act(work: Work) -> CertificateOnPaper:
        if work.commands.first_time(command):
            paper = on_paper(work, request_id)
            if paper.attempt.state is not PaperState.FAILED:
                raise Refused("paper.not-failed")
            work.certificates.claim_attempt(paper.issued, desk.printer.name, command.officer, command.at)
            desk.note(work, command, request_id)
        return on_paper(work, request_id)

    return desk.store.write(act)


def _sent_paper(work: Work, request_id: UUID) -> CertificateOnPaper:
    paper = on_paper(work, request_id)
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
        return on_paper(work, paper.issued.request_id)

    return desk.store.write(act)
