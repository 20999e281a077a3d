"""Who comes to an invented waiting room, when, and how long a visit takes; the same for the same seed.

A `Day` lives minute by minute under the real fairness rule, by the rules alone: no office, no database.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from kiosk.domain.line import next_in_line, run_after
from kiosk.domain.queue import Hold, Precedence, Priority, Ticket, TicketState, place_of
from kiosk.domain.ticket_number import TicketNumber

MINUTE = timedelta(minutes=1)
INTAKE = 225
"""Minutes in which people come; who has come is served."""
LATE = 15 * MINUTE
GRACE = 3 * MINUTE
PRIORITY, APPOINTMENT, MISSES = 0.10, 0.15, 0.04


class Visits(NamedTuple):
    """How long the visits of one group are, and how many of a hundred people come for it."""

    median: float
    """Minutes."""
    spread: float
    share: int


GROUPS: Mapping[str, Visits] = {
    "passport": Visits(8.0, 0.5, 40),
    "student": Visits(6.5, 0.45, 30),
    "attestation": Visits(11.0, 0.6, 15),
    "collection": Visits(2.2, 0.3, 15),
}


@dataclass(slots=True)
class Day:
    """One day's people and counters."""

    draw: random.Random
    opens: datetime
    counters: int
    clerk: UUID
    """Who serves at every counter."""
    new_id: Callable[[int], UUID]
    """A ticket's id, by its number."""
    groups: Mapping[str, Visits] = field(default_factory=lambda: GROUPS)
    tickets: list[Ticket] = field(default_factory=list)
    waiting: list[Ticket] = field(default_factory=list)
    runs: dict[int, int] = field(default_factory=dict)
    idle: set[int] = field(default_factory=set)
    breaks: dict[int, datetime] = field(default_factory=dict)

    def lived(self) -> list[Ticket]:
        """Every ticket, as it stands in the evening."""
        events: list[tuple[datetime, int, object]] = []
        for counter in range(self.counters):
            late = self.draw.uniform(0, 6) * MINUTE
            self.breaks[counter] = self.opens + self.draw.uniform(90, 170) * MINUTE
            heapq.heappush(events, (self.opens + late, counter, counter))
        for order, ticket in enumerate(self._arrivals(), 1_000):
            heapq.heappush(events, (ticket.taken_at, order, ticket))
        while events:
            now, order, what = heapq.heappop(events)
            if isinstance(what, Ticket):
                self.waiting.append(what)
            else:
                self.idle.add(order)
            for counter, free in self._calls(now):
                heapq.heappush(events, (free, counter, counter))
        return sorted(self.tickets, key=lambda ticket: ticket.taken_at)

    def _calls(self, now: datetime) -> Iterator[tuple[int, datetime]]:
        """Each idle counter with a ticket or in its break, and when it is free again."""
        for counter in sorted(self.idle):
            pause = self.breaks[counter]
            if pause <= now:
                self.breaks[counter] = now + timedelta(days=1)
                self.idle.remove(counter)
                yield counter, now + self.draw.uniform(8, 20) * MINUTE
                continue
            ticket = next_in_line(self.waiting, self.runs.get(counter, 0), now)
            if ticket is None:
                return
            self.idle.remove(counter)
            self.waiting.remove(ticket)
            self.runs[counter] = run_after(self.runs.get(counter, 0), ticket.lane)
            yield counter, self._visited(ticket, counter, now) + self.draw.expovariate(3) * MINUTE

    def _visited(self, ticket: Ticket, counter: int, now: datetime) -> datetime:
        """When the visit is over."""
        hold = Hold(self.clerk, f"counter-{counter + 1}", now)
        comes = self.draw.random() > MISSES
        ended = now + (length(self.groups[ticket.group], self.draw) if comes else GRACE)
        state = TicketState.DONE if comes else TicketState.NO_SHOW
        self.tickets.append(replace(ticket, state=state, hold=hold, first_called_at=now, ended_at=ended))
        return ended

    def _arrivals(self) -> Iterator[Ticket]:
        """More in the first hour than later, and never quite as many as the counters could serve."""
        people = round(self.counters * INTAKE / 8.2 * self.draw.uniform(0.8, 1.05))
        for number in range(1, people + 1):
            yield self._ticket(number, self.opens + arrival(self.draw))

    def _ticket(self, number: int, at: datetime) -> Ticket:
        draw = self.draw
        (group,) = draw.choices(list(self.groups), [each.share for each in self.groups.values()])
        preferred = draw.random() < PRIORITY
        granted = Precedence(Priority.ELDERLY, "as seen", self.clerk) if preferred else Precedence()
        appointment = at + draw.uniform(-3, 12) * MINUTE if draw.random() < APPOINTMENT else None
        return Ticket(
            id=self.new_id(number),
            office_day=at.date(),
            number=TicketNumber("A", number),
            group=group,
            requests=(),
            taken_at=at,
            counts_from=place_of(at, appointment, LATE),
            precedence=granted,
            appointment=appointment,
        )


def arrival(draw: random.Random) -> timedelta:
    """How long after the opening somebody comes."""
    return INTAKE * draw.betavariate(1.1, 1.6) * MINUTE


def length(visits: Visits, draw: random.Random) -> timedelta:
    return visits.median * draw.lognormvariate(0, visits.spread) * MINUTE
