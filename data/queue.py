"""Tickets, their numbers, and the claim by which two counters never call the same one.

SQLite's writers come one after the other (`data.write_queue`); in PostgreSQL a counter passes over the
tickets that others are just calling.  Source: performance.md 6, 11.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from data.prepared import Prepared
from data.queue_statements import (
    AT_COUNTER,
    AT_COUNTERS,
    BY_ID,
    BY_NUMBER,
    CHANGING,
    COMING_BACK,
    COUNT_CALL,
    OF_DAY,
    REQUESTS,
    REQUESTS_OF_MANY,
    SAVE,
    TAKE_PLACE,
    TICKET_OF_REQUEST,
    TIE,
    UNTIE,
    next_due,
    next_early,
)
from data.table_access import TableAccess, Values, values_of
from data.tables import Ticket as TicketRow
from data.tables import TicketCounter
from kiosk.domain.errors import Conflict, NotFound
from kiosk.domain.line import Call
from kiosk.domain.queue import Hold, Precedence, Priority, Ticket, TicketState
from kiosk.domain.roles import Officer
from kiosk.domain.ticket_number import TicketNumber


class Queue(TableAccess):
    def next_number(self, day: date, letter: str) -> TicketNumber:
        """The next number; the counter's row stays locked until the transaction ends, so none is doubled."""
        no = self._connection.execute(
            self._insert_or(TicketCounter, {"office_day": day, "letter": letter, "last": 1})
            .on_conflict_do_update(
                index_elements=["office", "office_day", "letter"], set_={"last": TicketCounter.last + 1}
            )
            .returning(TicketCounter.last)
        ).scalar_one()
        return TicketNumber(letter, no)

    def add(self, ticket: Ticket) -> None:
        """
        Raises:
            Conflict: "queue.has-ticket" when another kiosk gave one of the requests a ticket at this moment.
        """
        values = {
            "id": ticket.id,
            "office_day": ticket.office_day,
            "letter": ticket.number.letter,
            "no": ticket.number.no,
            "taken_at": ticket.taken_at,
            "counts_from": ticket.counts_from,
            "appointment": ticket.appointment,
        }
        self._insert(TicketRow, {**values, **_changing(ticket)})
        # In one order everywhere: two kiosks with the same family wait for each other only once.
        for line, request_id in sorted(enumerate(ticket.requests, 1), key=lambda each: each[1]):
            self._tie(ticket, line, request_id)

    def get(self, ticket_id: UUID) -> Ticket:
        """
        Raises:
            NotFound: "queue.unknown".
        """
        return self._known(self._one(BY_ID, id=ticket_id), "?")

    def by_number(self, day: date, number: TicketNumber) -> Ticket:
        """
        Raises:
            NotFound: "queue.unknown" (details: ticket).
        """
        found = self._one(BY_NUMBER, day=day, letter=number.letter, no=number.no)
        return self._known(found, str(number))

    def active_of(self, request_id: UUID) -> Ticket | None:
        """The ticket that a request waits with, of whatever day."""
        rows = TICKET_OF_REQUEST.rows(self._connection, {"office": self._office, "id": request_id})
        return self.get(rows[0][0]) if rows else None

    def of_day(self, day: date) -> Sequence[Ticket]:
        """Every ticket of a day, in the order of its numbers."""
        return self._many(OF_DAY, day=day)

    def at_counter(self, station: str) -> Ticket | None:
        """The ticket that this counter has called or serves."""
        return self._one(AT_COUNTER, station=station)

    def at_counters(self) -> Sequence[Ticket]:
        """What all counters have called or serve, of whatever day."""
        return self._many(AT_COUNTERS)

    def claim(self, call: Call) -> Ticket | None:
        """The ticket whose turn it is at this counter, locked for this transaction; None: nobody waits."""
        groups = {f"group_{no}": group for no, group in enumerate(call.groups)}
        asked = {"office": self._office, "day": call.day, **groups}
        for lane in call.lanes:
            due = {**asked, "at": call.at, "lane": lane.value}
            for row in next_due(len(groups)).rows(self._connection, due):
                return self._with_requests(row)
        for row in next_early(len(groups)).rows(self._connection, asked):
            return self._with_requests(row)
        return None

    def coming_back(self, now: datetime) -> Sequence[Ticket]:
        """Tickets whose lease or promise is over, locked for this transaction."""
        return self._many(COMING_BACK, at=now)

    def save(self, ticket: Ticket) -> Ticket:
        """Write what changes of a ticket over the version it was read with.

        Raises:
            Conflict: "record.changed".
        """
        key = {"of": self._office, "ticket": ticket.id}
        new = {f"new_{name}": value for name, value in _changing(ticket).items()}
        if not SAVE.rows(self._connection, {**key, "read": ticket.version, **new}):
            raise Conflict("record.changed")
        if not ticket.is_active:
            UNTIE.rows(self._connection, key)
        return replace(ticket, version=ticket.version + 1)

    def run_at(self, officer: Officer, at: datetime) -> int:
        """Priority calls in a row at the officer's counter, whose row is locked for this transaction."""
        place = {
            "office": self._office,
            "station": officer.station,
            "officer_id": officer.id,
            "called_at": at,
        }
        ((run,),) = TAKE_PLACE.rows(self._connection, {**place, "in_a_row": 0})
        return int(run)

    def count_call(self, station: str, in_a_row: int) -> None:
        COUNT_CALL.rows(self._connection, {"of": self._office, "at_station": station, "run": in_a_row})

    def _tie(self, ticket: Ticket, line: int, request_id: UUID) -> None:
        row = {"office": self._office, "ticket_id": ticket.id, "line": line, "request_id": request_id}
        if not TIE.rows(self._connection, {**row, "active": True}):
            other = self.active_of(request_id)
            raise Conflict("queue.has-ticket", ticket=str(other.number) if other else "")

    def _one(self, statement: Prepared, **values: object) -> Ticket | None:
        rows = statement.rows(self._connection, {"office": self._office, **values})
        return self._with_requests(rows[0]) if rows else None

    def _known(self, ticket: Ticket | None, named: str) -> Ticket:
        if ticket is None:
            raise NotFound("queue.unknown", ticket=named)
        return ticket

    def _with_requests(self, row: Values) -> Ticket:
        tied = REQUESTS.rows(self._connection, {"office": self._office, "id": row[0]})
        return _ticket(row, [request_id for (request_id,) in tied])

    def _many(self, statement: Prepared, **values: object) -> Sequence[Ticket]:
        rows = statement.rows(self._connection, {"office": self._office, **values})
        tied: dict[UUID, list[UUID]] = {row[0]: [] for row in rows}
        if rows:
            asked = {"office": self._office, "ids": list(tied)}
            for ticket_id, request_id in values_of(self._connection.execute(REQUESTS_OF_MANY, asked)):
                tied[ticket_id].append(request_id)
        return [_ticket(row, tied[row[0]]) for row in rows]


def _changing(ticket: Ticket) -> Mapping[str, Any]:
    hold, first = ticket.hold, ticket.precedence
    held = (hold.officer_id, hold.station, hold.called_at, hold.calls) if hold else (None, None, None, 0)
    values = (
        ticket.group, ticket.state.value, *held,
        ticket.begun_at, ticket.ended_at, ticket.back_at, ticket.out_of_turn, ticket.note,
        ticket.lane.value, first.priority.value, first.reason, first.by,
        ticket.first_called_at,
    )  # fmt: skip
    return dict(zip(CHANGING, values, strict=True))


def _ticket(values: Values, requests: Sequence[UUID]) -> Ticket:
    officer_id, station, called_at, calls = values[12:16]
    return Ticket(
        id=values[0],
        office_day=values[1],
        number=TicketNumber(values[2], values[3]),
        group=values[4],
        requests=tuple(requests),
        taken_at=values[5],
        counts_from=values[6],
        appointment=values[7],
        precedence=Precedence(Priority(values[8]), values[9], values[10]),
        state=TicketState(values[11]),
        hold=Hold(officer_id, station, called_at, calls) if station else None,
        begun_at=values[16],
        ended_at=values[17],
        back_at=values[18],
        out_of_turn=values[19],
        note=values[20],
        version=values[21],
        first_called_at=values[22],
    )
