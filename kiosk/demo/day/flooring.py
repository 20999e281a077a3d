"""The waiting room of a simulated day: who is in it, what happens next, and the clock that follows."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from uuid import UUID

from kiosk.demo.flaws import Flaw
from kiosk.demo.seeded import SetClock
from kiosk.domain.queue import Priority, Ticket
from kiosk.domain.request import Request
from kiosk.domain.roles import Officer
from kiosk.domain.waiting import Interval
from kiosk.services import outlooks
from kiosk.services.desk import Desk
from kiosk.services.outlooks import Lessons


@dataclass(frozen=True, slots=True)
class Officers:
    counters: tuple[Officer, ...]
    reception: Officer
    supervisor: Officer


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who comes, and what becomes of the visit."""

    comes: datetime
    request: Request
    receipt: str
    """Its sealed digits."""
    flaw: tuple[str, Flaw] | None = None
    """A document kind, and what is wrong with it: the known truth."""
    collects: bool = False
    at_lobby: bool = False
    """Takes the ticket by the receipt alone, and not at the reception."""
    shows_again: bool = False
    """Shows the same receipt at another screen a moment later."""
    appointment: datetime | None = None
    priority: Priority = Priority.NONE
    urgent: bool = False
    """Is called before all others, with a reason."""
    leaves: bool = False
    """Is not there when called."""
    fetches: bool = False
    """Has to fetch something in the middle of the visit."""
    strays: bool = False
    """Was sent to the wrong counter first."""


class Agenda:
    """What happens, the earliest first; the clock goes with it and never back."""

    def __init__(self, clock: SetClock, now: datetime) -> None:
        self._clock = clock
        self._order = count()
        self._acts: list[tuple[datetime, int, Callable[[], None]]] = []
        self.now = now

    def at(self, moment: datetime, act: Callable[[], None]) -> None:
        heapq.heappush(self._acts, (moment, next(self._order), act))

    def after(self, pause: timedelta, act: Callable[[], None]) -> None:
        self.at(self.now + pause, act)

    def run(self) -> None:
        while self._acts:
            moment, _order, act = heapq.heappop(self._acts)
            self.now = max(self.now, moment, self._clock())
            self._clock.set(self.now)
            act()


@dataclass(slots=True)
class Floor:
    """What all who work and wait on this day share."""

    desk: Desk
    agenda: Agenda
    draw: Random
    officers: Officers
    visitors: dict[UUID, Visitor] = field(default_factory=dict)
    """Ticket → who has it."""
    told: dict[UUID, Interval] = field(default_factory=dict)
    """Ticket → how long its holder was told to wait."""
    urgent: list[UUID] = field(default_factory=list)
    interrupted: set[UUID] = field(default_factory=set)
    """Tickets that were set aside or sent on; once is enough."""
    second_tickets: int = 0
    """Receipts for which a second ticket was given while the first waited."""
    idle: list[Callable[[], None]] = field(default_factory=list)
    """What each counter does when somebody may be waiting."""
    lessons: Lessons | None = None

    def came(self, visitor: Visitor, ticket: Ticket) -> None:
        """Somebody has a ticket, and is told how long it takes."""
        self.visitors[ticket.id] = visitor
        said = outlooks.outlook(self.desk, ticket, self.lessons)
        self.lessons, self.told[ticket.id] = said.lessons, said.interval
        if visitor.urgent:
            self.urgent.append(ticket.id)
        self.wake()

    def wake(self) -> None:
        for look in self.idle:
            look()
