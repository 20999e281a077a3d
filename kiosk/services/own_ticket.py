"""A ticket at the lobby screen, by the receipt alone.  Source: domain.md 4.1; security.md threat 19.

A receipt that was photographed and is shown at two screens at once still gives one ticket: who comes second
is shown the first one's number, and nothing that tells who somebody is.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.command import Command
from kiosk.domain.errors import Conflict, NotFound
from kiosk.domain.queue import Ticket
from kiosk.domain.request import Request
from kiosk.domain.roles import Actor
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.queueing import Arrival, take_ticket
from kiosk.services.receipts import sealed_code


@dataclass(frozen=True, slots=True)
class OwnTicket:
    ticket: Ticket
    again: bool
    """It was taken before; this is the same one."""


def take(desk: Desk, command: Command[Actor], digits: str) -> OwnTicket:
    """The ticket of the request on this receipt; one that waits already has one.

    Raises:
        Refused: what is wrong with the seal, "seal.foreign", "seal.forged", "receipt.wrong-kind",
            "receipt.not-yet", "queue.request-over", and what the office's day asks.
        NotFound: "receipt.unknown".
    """
    code = sealed_code(desk, digits)
    request = desk.store.read(lambda work: _request(work, code))
    waiting = desk.store.read(lambda work: waiting_today(desk, work, request))
    if waiting is not None:
        return OwnTicket(waiting, again=True)
    try:
        return OwnTicket(take_ticket(desk, command, Arrival((request.id,))), again=False)
    except Conflict as taken:
        if taken.key != "queue.has-ticket":
            raise
        # Another screen was faster by a moment.
        waiting = desk.store.read(lambda work: waiting_today(desk, work, request))
        if waiting is None:
            raise
        return OwnTicket(waiting, again=True)


def waiting_today(desk: Desk, work: Work, request: Request) -> Ticket | None:
    """Today's ticket of a request; None when it does not wait."""
    ticket = work.queue.active_of(request.id)
    return ticket if ticket is not None and ticket.office_day == desk.today() else None


def _request(work: Work, code: str) -> Request:
    try:
        return work.requests.by_tracking_code(code)
    except NotFound as missing:
        raise NotFound("receipt.unknown") from missing
