"""Tickets: their states, the ways between them, and each step as a rule.  Source: domain.md 4.1, 4.2.

The order in which they are called stands in `kiosk.domain.line`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from kiosk.domain.errors import Conflict, Refused
from kiosk.domain.ticket_number import TicketNumber

COLLECTION = "collection"
"""The group of those who only collect (تحویل): the fast lane beside the catalogue's groups."""


class TicketState(StrEnum):
    WAITING = "WAITING"
    CALLED = "CALLED"
    SERVING = "SERVING"
    PARKED = "PARKED"
    DONE = "DONE"
    NO_SHOW = "NO_SHOW"
    REBOOKED = "REBOOKED"
    """The day ended before its turn came."""


_S = TicketState
WAYS: Mapping[TicketState, frozenset[TicketState]] = {
    _S.WAITING: frozenset({_S.CALLED, _S.REBOOKED}),
    # Back into the line goes what was called at the wrong counter, or at one that died.
    _S.CALLED: frozenset({_S.SERVING, _S.NO_SHOW, _S.WAITING, _S.REBOOKED}),
    _S.SERVING: frozenset({_S.DONE, _S.PARKED, _S.WAITING, _S.REBOOKED}),
    _S.PARKED: frozenset({_S.WAITING, _S.CALLED, _S.REBOOKED}),
    _S.DONE: frozenset(),
    _S.NO_SHOW: frozenset(),
    _S.REBOOKED: frozenset(),
}
ACTIVE = frozenset(state for state, onward in WAYS.items() if onward)
"""States in which a ticket still counts: a request has one such ticket at most."""
AT_COUNTER = frozenset({_S.CALLED, _S.SERVING})
"""States in which a counter has the ticket; it has one at most."""
_OVER = {_S.DONE: "queue.served", _S.NO_SHOW: "queue.missed", _S.REBOOKED: "queue.rebooked"}


class Priority(StrEnum):
    """Why somebody is called before others; who decided so, and on what, stands beside it."""

    NONE = "no-priority"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    PREGNANT = "pregnant"
    INFANT = "infant"
    TRAVEL_48H = "travel-48h"


class Lane(StrEnum):
    PRIORITY = "priority"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True)
class Precedence:
    """A priority with its reason and the officer who granted it."""

    priority: Priority = Priority.NONE
    reason: str = ""
    by: UUID | None = None

    @property
    def lane(self) -> Lane:
        return Lane.ORDINARY if self.priority is Priority.NONE else Lane.PRIORITY


@dataclass(frozen=True, slots=True)
class Hold:
    """The counter that has a ticket, or had it last."""

    officer_id: UUID
    station: str
    called_at: datetime
    """The last call: it is from here that the grace counts."""
    calls: int = 1


@dataclass(frozen=True, slots=True)
class Ticket:
    """One place in the line, for one request or for several of a family."""

    id: UUID
    office_day: date
    """The office's own calendar day."""
    number: TicketNumber
    group: str
    """Where it waits now; its letter tells where it began."""
    requests: tuple[UUID, ...]
    taken_at: datetime
    counts_from: datetime
    """Its place: the arrival, or the time of the appointment."""
    precedence: Precedence = Precedence()
    appointment: datetime | None = None
    state: TicketState = TicketState.WAITING
    hold: Hold | None = None
    first_called_at: datetime | None = None
    """Here its wait is over, whatever comes between this call and the end."""
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    back_at: datetime | None = None
    """When it comes back into the line by itself: the end of a counter's lease, or the time promised."""
    out_of_turn: str = ""
    """Why an officer called it before others."""
    note: str = ""
    """What has been done so far, for the next counter."""
    version: int = 1

    @property
    def lane(self) -> Lane:
        return self.precedence.lane

    @property
    def waits_from(self) -> datetime:
        """Nobody waits before the time of an appointment, nor before coming."""
        return max(self.taken_at, self.counts_from)

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE


def place_of(arrived: datetime, appointment: datetime | None, late: timedelta) -> datetime:
    """From when somebody counts: an appointment from its time and never before, a walk-in from the arrival.

    Who comes later than `late` after the appointment has lost it and counts as a walk-in.
    """
    if appointment is None or arrived > appointment + late:
        return arrived
    return appointment


def require_active(ticket: Ticket) -> None:
    """
    Raises:
        Conflict: "queue.served", "queue.missed", "queue.rebooked" for a ticket whose time is over.
    """
    if ticket.state in _OVER:
        raise Conflict(_OVER[ticket.state], ticket=str(ticket.number))


def require_way(ticket: Ticket, to: TicketState) -> None:
    """
    Raises:
        Refused: "queue.transition" (details: ticket, current, to) when no way leads there.
        Conflict: what `require_active` raises.
    """
    require_active(ticket)
    if to not in WAYS[ticket.state]:
        raise Refused("queue.transition", ticket=str(ticket.number), current=ticket.state.value, to=to.value)


def called(ticket: Ticket, hold: Hold, back_at: datetime) -> Ticket:
    """Raises: what `require_way` raises."""
    require_way(ticket, TicketState.CALLED)
    first = ticket.first_called_at or hold.called_at
    return replace(ticket, state=TicketState.CALLED, hold=hold, first_called_at=first, back_at=back_at)


def recalled(ticket: Ticket, now: datetime, back_at: datetime) -> Ticket:
    """Call once more; the grace begins anew.

    Raises:
        Refused: "queue.not-called"; Conflict: what `require_active` raises.
    """
    require_active(ticket)
    if ticket.state is not TicketState.CALLED or ticket.hold is None:
        raise Refused("queue.not-called", ticket=str(ticket.number))
    hold = replace(ticket.hold, called_at=now, calls=ticket.hold.calls + 1)
    return replace(ticket, hold=hold, back_at=back_at)


def begun(ticket: Ticket, now: datetime, back_at: datetime) -> Ticket:
    """Whoever was called has come.  Raises: what `require_way` raises."""
    require_way(ticket, TicketState.SERVING)
    return replace(ticket, state=TicketState.SERVING, begun_at=now, back_at=back_at)


def missed(ticket: Ticket, now: datetime, grace: timedelta) -> Ticket:
    """Nobody came.

    Raises:
        Refused: "queue.grace" (details: ticket, seconds) until then, and what `require_way` raises.
    """
    require_way(ticket, TicketState.NO_SHOW)
    left = grace - (now - ticket.hold.called_at) if ticket.hold else timedelta(0)
    if left > timedelta(0):
        seconds = -(-left // timedelta(seconds=1))
        raise Refused("queue.grace", ticket=str(ticket.number), seconds=seconds)
    return _ended(ticket, TicketState.NO_SHOW, now)


def parked(ticket: Ticket, promised: datetime, now: datetime) -> Ticket:
    """Set aside until the time promised: something has to be fetched, paid or copied first.

    Raises:
        Refused: "queue.promise" for a time that is not ahead, and what `require_way` raises.
    """
    require_way(ticket, TicketState.PARKED)
    if promised <= now:
        raise Refused("queue.promise", ticket=str(ticket.number))
    return replace(ticket, state=TicketState.PARKED, back_at=promised)


def returned(ticket: Ticket) -> Ticket:
    """Back into the line, at the place it had.  Raises: what `require_way` raises."""
    require_way(ticket, TicketState.WAITING)
    return replace(ticket, state=TicketState.WAITING, back_at=None)


def unparked(ticket: Ticket) -> Ticket:
    """
    Raises:
        Refused: "queue.not-parked"; Conflict: what `require_active` raises.
    """
    require_active(ticket)
    if ticket.state is not TicketState.PARKED:
        raise Refused("queue.not-parked", ticket=str(ticket.number))
    return returned(ticket)


def redirected(ticket: Ticket, group: str, note: str) -> Ticket:
    """To another group's counters, with number, place and what was done so far.

    Raises:
        Refused: "queue.same-group", and what `require_way` raises.
    """
    if group == ticket.group:
        raise Refused("queue.same-group", ticket=str(ticket.number))
    return replace(returned(ticket), group=group, note=note)


def reassigned(ticket: Ticket, group: str, note: str) -> Ticket:
    """By a supervisor, to another group's counters, wherever it waits; its number and place stay.

    Raises:
        Refused: "queue.held" while a counter has it, "queue.same-group".
        Conflict: what `require_active` raises.
    """
    require_active(ticket)
    if ticket.state in AT_COUNTER:
        raise Refused("queue.held", ticket=str(ticket.number))
    if group == ticket.group:
        raise Refused("queue.same-group", ticket=str(ticket.number))
    return replace(ticket, group=group, note=note or ticket.note)


def taken_back(ticket: Ticket, because: str) -> Ticket:
    """By a supervisor, from a counter into the line; the next counter reads why.

    Raises:
        Refused: "queue.not-held"; Conflict: what `require_active` raises.
    """
    require_active(ticket)
    if ticket.state not in AT_COUNTER:
        raise Refused("queue.not-held", ticket=str(ticket.number))
    return replace(returned(ticket), note="; ".join(filter(None, (ticket.note, because))))


def prioritised(ticket: Ticket, precedence: Precedence) -> Ticket:
    """
    Raises:
        Refused: "queue.same-priority"; Conflict: what `require_active` raises.
    """
    require_active(ticket)
    if precedence.priority is ticket.precedence.priority:
        raise Refused("queue.same-priority", ticket=str(ticket.number))
    return replace(ticket, precedence=precedence)


def done(ticket: Ticket, now: datetime) -> Ticket:
    """Raises: what `require_way` raises."""
    require_way(ticket, TicketState.DONE)
    return _ended(ticket, TicketState.DONE, now)


def rebooked(ticket: Ticket, now: datetime) -> Ticket:
    """Raises: what `require_way` raises."""
    require_way(ticket, TicketState.REBOOKED)
    return _ended(ticket, TicketState.REBOOKED, now)


def _ended(ticket: Ticket, state: TicketState, now: datetime) -> Ticket:
    return replace(ticket, state=state, ended_at=now, back_at=None)
