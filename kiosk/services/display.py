"""What the call display shows: numbers and counters, and nobody's name.  Source: domain.md 4.1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.queue import Hold, Ticket, TicketState
from kiosk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Shown:
    """One ticket at one counter."""

    number: str
    station: str
    called_at: datetime
    """The last call: once more is as good as anew."""
    waited_for: bool
    """Called, and not come yet."""


def shown(desk: Desk) -> tuple[Shown, ...]:
    """Today's tickets at the counters, the last called first.  Everybody may see them."""
    today = desk.today()
    tickets = desk.store.read(lambda work: work.queue.at_counters())
    lines = [_line(each, each.hold) for each in tickets if each.hold and each.office_day == today]
    return tuple(sorted(lines, key=lambda line: (line.called_at, line.number), reverse=True))


def _line(ticket: Ticket, hold: Hold) -> Shown:
    waited_for = ticket.state is TicketState.CALLED
    return Shown(str(ticket.number), hold.station, hold.called_at, waited_for)
