"""A certificate printed again for whoever lost it.  Source: domain.md 4.2, security.md threat 4."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from kiosk.domain.certificate import Issued, PaperState
from kiosk.domain.command import OfficerCommand
from kiosk.domain.course import RequestState
from kiosk.domain.duplicate import MOST, Duplicate, note
from kiosk.domain.errors import Refused
from kiosk.domain.reason import required_reason
from kiosk.domain.request import Request, StateChange
from kiosk.domain.roles import Action, require, require_disinterested
from kiosk.services.composing import compose_duplicate
from kiosk.services.desk import Desk
from kiosk.services.issuing import CertificateOnPaper, on_paper
from kiosk.services.ports import Work
from kiosk.services.working_day import require_open


def duplicate(desk: Desk, command: OfficerCommand, request_id: UUID, reason: str) -> CertificateOnPaper:
    """Draw a certificate that was handed over once more, and queue its print.

    Its number stays; its seal and its face say which duplicate it is.

    Raises:
        Refused: "reason.required", "duplicate.not-in-force" (details: state), "duplicate.being-printed",
            "duplicate.changed", "duplicate.on-a-blank", "duplicate.too-many" (limit), "paper.…", "role.…",
            "day.closing", "day.closed".
        NotFound: "certificate.none"; Conflict: "record.changed".
        Unavailable: "storage.full" and other outages; nothing is printed then.
    """
    require(command.by, Action.DUPLICATE)
    reason = required_reason(reason)

    def act(work: Work) -> CertificateOnPaper:
        if work.commands.first_time(command):
            require_open(desk, work, command.at)
            request = work.requests.get(request_id)
            require_disinterested(command.by, request.subject_id, request.filer_id)
            before = _printed(work, request)
            no = _next(work, before)
            drawn = compose_duplicate(desk, work, command, (request, replace(before, duplicate=no)))
            work.duplicates.add(_made(desk, command, drawn, reason))
            work.certificates.claim_attempt(drawn, desk.printer.name, command.by, command.at)
            _remember(work, command, request, note(no, reason))
            desk.note(work, command, request_id, number=str(drawn.number), duplicate=no)
        return on_paper(work, request_id)

    return desk.store.write(act)


def _printed(work: Work, request: Request) -> Issued:
    """The certificate in force, of which no sheet is on its way."""
    if request.state is not RequestState.DELIVERED:
        raise Refused("duplicate.not-in-force", state=request.state)
    paper = on_paper(work, request.id)
    if paper.attempt.state is not PaperState.PRINTED:
        raise Refused("duplicate.being-printed")
    return paper.issued


def _next(work: Work, issued: Issued) -> int:
    no = work.duplicates.count(issued.id) + 1
    if no > MOST:
        raise Refused("duplicate.too-many", limit=MOST)
    return no


def _made(desk: Desk, command: OfficerCommand, drawn: Issued, reason: str) -> Duplicate:
    return Duplicate(
        certificate_id=drawn.id,
        no=drawn.duplicate,
        reason=reason,
        made_by=command.by.id,
        made_at=command.at,
        local_day=desk.office.local_day(command.at),
        station=command.by.station,
        blob=drawn.blob,
        sha256=drawn.sha256,
        seal=drawn.seal,
    )


def _remember(work: Work, command: OfficerCommand, request: Request, said: str) -> None:
    """A line of history that moves no state."""
    change = StateChange(command.at, command.by.login, request.state, request.state, said)
    work.requests.record(request.id, change)
