"""Who is called next: the fairness rule of the waiting room.  Source: domain.md 4.1, 4.2.

1. Priority goes first; but after two priority calls in a row a counter calls an ordinary ticket.
2. Within each of the two, whoever counts from the earliest time: a walk-in from the arrival, an appointment
   from its time.
3. Whoever is here before the time of the appointment is called early only when nobody else waits.

So an ordinary ticket with n ordinary ones before it is called by a counter of its group at the latest
with that counter's call number 3(n + 1), whatever priorities come; a priority ticket with n before it at
call number 2(n + 1).  No priority is for sale, and each is in the daily report.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kiosk.domain.queue import Lane, Ticket

IN_A_ROW = 2
"""Priority calls of one counter after which an ordinary ticket has its turn."""


@dataclass(frozen=True, slots=True)
class Call:
    """Whom a counter asks for."""

    day: date
    """The office's own calendar day."""
    groups: tuple[str, ...]
    lanes: tuple[Lane, Lane]
    at: datetime


def lanes(in_a_row: int) -> tuple[Lane, Lane]:
    """Where a counter looks first, and then, after so many priority calls in a row."""
    if in_a_row >= IN_A_ROW:
        return Lane.ORDINARY, Lane.PRIORITY
    return Lane.PRIORITY, Lane.ORDINARY


def run_after(in_a_row: int, lane: Lane) -> int:
    """The counter's priority calls in a row, once it has called a ticket of this lane."""
    return in_a_row + 1 if lane is Lane.PRIORITY else 0


def next_in_line(waiting: Iterable[Ticket], in_a_row: int, now: datetime) -> Ticket | None:
    """The ticket that a counter calls; None when nobody waits."""
    first, _then = lanes(in_a_row)

    def turn(ticket: Ticket) -> tuple[bool, bool, datetime, UUID]:
        early = ticket.counts_from > now
        return early, not early and ticket.lane is not first, ticket.counts_from, ticket.id

    return min(waiting, key=turn, default=None)


def in_order(waiting: Iterable[Ticket], in_a_row: int, now: datetime) -> list[Ticket]:
    """All of them as one counter would call them now, one after the other."""
    by_time = sorted(waiting, key=lambda ticket: (ticket.counts_from, ticket.id))
    due = [ticket for ticket in by_time if ticket.counts_from <= now]
    lines = {lane: deque(ticket for ticket in due if ticket.lane is lane) for lane in Lane}
    order = []
    while any(lines.values()):
        lane = next(lane for lane in lanes(in_a_row) if lines[lane])
        order.append(lines[lane].popleft())
        in_a_row = run_after(in_a_row, lane)
    return order + by_time[len(due) :]


def ahead_of(ticket: Ticket, waiting: Iterable[Ticket], now: datetime) -> int:
    """How many of its group are called before it, if nobody else comes."""
    line = in_order((each for each in waiting if each.group == ticket.group), 0, now)
    return next((place for place, each in enumerate(line) if each.id == ticket.id), len(line))
