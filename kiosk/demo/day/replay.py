"""The waiting room of a day played again from its audit log, against the fairness rule itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from kiosk.domain.audit import AuditEvent
from kiosk.domain.line import next_in_line, run_after
from kiosk.domain.queue import Lane, Ticket

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_QUEUE = "queue:ticket:"
_ENDS = frozenset({"done", "missed", "rebooked"})


@dataclass(slots=True)
class Replay:
    """`tickets`: those of the day by their id, as they stand in the evening."""

    tickets: Mapping[str, Ticket]
    waiting: set[str] = field(default_factory=set)
    parked: set[str] = field(default_factory=set)
    held: dict[str, str] = field(default_factory=dict)
    """Ticket → the counter that has it."""
    runs: dict[str, int] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    """Ticket → the group in which it was taken."""
    first_calls: dict[str, datetime] = field(default_factory=dict)
    overtaken: dict[str, int] = field(default_factory=dict)
    """Ordinary ticket → how many were called before it although they count from later."""
    counts: dict[str, int] = field(default_factory=dict)
    """What happened to tickets → how often."""
    double_calls: int = 0
    unfair_calls: int = 0
    """Calls at which the rule would have called another ticket."""
    in_a_row: int = 0
    """The most priority calls of one counter in a row while an ordinary ticket waited."""
    _rows: dict[str, int] = field(default_factory=dict)

    def play(self, events: Iterable[AuditEvent]) -> Replay:
        mine = [each for each in events if each.action.startswith(_QUEUE) and each.subject in self.tickets]
        for event in sorted(mine, key=lambda each: (each.at_ms, each.chain, each.seq)):
            verb = event.action.removeprefix(_QUEUE)
            self.counts[verb] = self.counts.get(verb, 0) + 1
            self._happened(event, verb)
        return self

    @property
    def lost(self) -> int:
        """Tickets that were taken and never came to an end."""
        return len(self.waiting | self.parked | self.held.keys()) + len(
            self.tickets.keys() - self.groups.keys()
        )

    def _happened(self, event: AuditEvent, verb: str) -> None:
        ticket = event.subject
        match verb:
            case "taken":
                self.groups[ticket] = str(json.loads(event.details)["group"])
                self.waiting.add(ticket)
            case "called":
                self._called(event)
                self._hold(event)
            case "called-out-of-order":
                self._hold(event)
            case "parked":
                self.parked.add(self._let_go(ticket))
            case "redirected" | "given-back":
                self.waiting.add(self._let_go(ticket))
            case _ if verb in _ENDS:
                self._let_go(ticket)

    def _let_go(self, ticket: str) -> str:
        self.held.pop(ticket, None)
        self.parked.discard(ticket)
        self.waiting.discard(ticket)
        return ticket

    def _hold(self, event: AuditEvent) -> None:
        busy = event.subject in self.held or event.station in self.held.values()
        self.double_calls += busy
        self.held[self._let_go(event.subject)] = event.station
        self.first_calls.setdefault(event.subject, _moment(event))

    def _called(self, event: AuditEvent) -> None:
        """A call by turn: by the rule, and whom it overtook."""
        at, run = _moment(event), self.runs.get(event.station, 0)
        there = [self.tickets[each] for each in self.waiting]
        ticket = self.tickets[event.subject]
        wanted = next_in_line(there, run, at)
        self.unfair_calls += wanted is None or wanted.id != ticket.id
        self.runs[event.station] = run_after(run, ticket.lane)
        others = [each for each in there if each.lane is Lane.ORDINARY and each.counts_from <= at]
        self._count_row(event.station, ticket, bool(others))
        for other in others:
            if other.counts_from < ticket.counts_from:
                self.overtaken[str(other.id)] = self.overtaken.get(str(other.id), 0) + 1

    def _count_row(self, station: str, ticket: Ticket, others_wait: bool) -> None:
        row = self._rows.get(station, 0) + 1 if others_wait and ticket.lane is Lane.PRIORITY else 0
        self._rows[station] = row
        self.in_a_row = max(self.in_a_row, row)


def _moment(event: AuditEvent) -> datetime:
    return _EPOCH + timedelta(milliseconds=event.at_ms)
