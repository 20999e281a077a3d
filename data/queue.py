"""Tickets, their numbers, and the claim by which two counters never call the same one.

SQLite's writers come one after the other (`data.write_queue`); in PostgreSQL a counter passes over the
tickets that others are just calling.  Source: performance.md 6, 11.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, literal_column, select, text, update

from data.table_access import TableAccess, Values, values_of
from data.tables import Counter, TicketCounter, TicketRequest
from data.tables import Ticket as TicketRow
from kiosk.domain.errors import Conflict, NotFound
from kiosk.domain.line import Call
from kiosk.domain.queue import Hold, Precedence, Priority, Ticket, TicketState
from kiosk.domain.roles import Officer
from kiosk.domain.ticket_number import TicketNumber

# Written out, since a bound value cannot be matched with the condition of an index.
_WAITING = TicketRow.state == literal_column("'WAITING'", String)
_AT_COUNTER = TicketRow.state.in_([literal_column("'CALLED'", String), literal_column("'SERVING'", String)])
_ACTIVE = text("ticket_request.active")

_TICKET = (
    TicketRow.id, TicketRow.office_day, TicketRow.letter, TicketRow.no, TicketRow.service_group,
    TicketRow.taken_at, TicketRow.counts_from, TicketRow.appointment,
    TicketRow.priority, TicketRow.priority_reason, TicketRow.priority_by, TicketRow.state,
    TicketRow.officer_id, TicketRow.station, TicketRow.called_at, TicketRow.calls,
    TicketRow.begun_at, TicketRow.ended_at, TicketRow.back_at, TicketRow.out_of_turn,
    TicketRow.note, TicketRow.version,
)  # fmt: skip


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
            "lane": ticket.lane.value,
            "priority": ticket.precedence.priority.value,
            "priority_reason": ticket.precedence.reason,
            "priority_by": ticket.precedence.by,
            "taken_at": ticket.taken_at,
            "counts_from": ticket.counts_from,
            "appointment": ticket.appointment,
        }
        self._insert(TicketRow, values | _changing(ticket))
        # In one order everywhere: two kiosks with the same family wait for each other only once.
        for line, request_id in sorted(enumerate(ticket.requests, 1), key=lambda each: each[1]):
            self._tie(ticket, line, request_id)

    def get(self, ticket_id: UUID) -> Ticket:
        """
        Raises:
            NotFound: "queue.unknown".
        """
        return self._one(TicketRow.id == ticket_id, "?")

    def by_number(self, day: date, number: TicketNumber) -> Ticket:
        """
        Raises:
            NotFound: "queue.unknown" (details: ticket).
        """
        where = (TicketRow.letter == number.letter) & (TicketRow.no == number.no)
        return self._one((TicketRow.office_day == day) & where, str(number))

    def active_of(self, request_id: UUID) -> Ticket | None:
        """The ticket that a request waits with, of whatever day."""
        ticket_id = self._connection.scalar(
            select(TicketRequest.ticket_id).where(
                TicketRequest.office == self._office, TicketRequest.request_id == request_id, _ACTIVE
            )
        )
        return None if ticket_id is None else self.get(ticket_id)

    def of_day(self, day: date) -> Sequence[Ticket]:
        """Every ticket of a day, in the order of its numbers."""
        return self._many(
            self._tickets().where(TicketRow.office_day == day).order_by(TicketRow.letter, TicketRow.no)
        )

    def at_counter(self, station: str) -> Ticket | None:
        """The ticket that this counter has called or serves."""
        return self._first(self._tickets().where(TicketRow.station == station, _AT_COUNTER))

    def claim(self, call: Call) -> Ticket | None:
        """The ticket whose turn it is at this counter, locked for this transaction; None: nobody waits."""
        waiting = self._tickets().where(
            TicketRow.office_day == call.day, _WAITING, TicketRow.service_group.in_(call.groups)
        )
        due = waiting.where(TicketRow.counts_from <= call.at)
        steps = (*(due.where(TicketRow.lane == lane.value) for lane in call.lanes), waiting)
        for step in steps:
            by_time = step.order_by(TicketRow.counts_from, TicketRow.id).limit(1)
            ticket = self._first(by_time.with_for_update(skip_locked=True))
            if ticket is not None:
                return ticket
        return None

    def coming_back(self, now: datetime) -> Sequence[Ticket]:
        """Tickets whose lease or promise is over, locked for this transaction."""
        return self._many(
            self._tickets()
            .where(TicketRow.back_at.is_not(None), TicketRow.back_at <= now)
            .with_for_update(skip_locked=True)
        )

    def save(self, ticket: Ticket) -> Ticket:
        """Write what changes of a ticket over the version it was read with.

        Raises:
            Conflict: "record.changed".
        """
        self._swap(
            update(TicketRow)
            .where(
                TicketRow.office == self._office,
                TicketRow.id == ticket.id,
                TicketRow.version == ticket.version,
            )
            .values(version=ticket.version + 1, **_changing(ticket))
            .returning(TicketRow.id)
        )
        if not ticket.is_active:
            self._untie(ticket)
        return self.get(ticket.id)

    def run_at(self, officer: Officer, at: datetime) -> int:
        """Priority calls in a row at the officer's counter, whose row is locked for this transaction."""
        mine = {"officer_id": officer.id, "called_at": at}
        run: int = self._connection.execute(
            self._insert_or(Counter, {"station": officer.station, "in_a_row": 0, **mine})
            .on_conflict_do_update(index_elements=["office", "station"], set_=mine)
            .returning(Counter.in_a_row)
        ).scalar_one()
        return run

    def count_call(self, station: str, in_a_row: int) -> None:
        self._connection.execute(
            update(Counter)
            .where(Counter.office == self._office, Counter.station == station)
            .values(in_a_row=in_a_row)
        )

    def _tie(self, ticket: Ticket, line: int, request_id: UUID) -> None:
        row = {"ticket_id": ticket.id, "line": line, "request_id": request_id, "active": True}
        tied = self._connection.execute(
            self._insert_or(TicketRequest, row).on_conflict_do_nothing().returning(TicketRequest.line)
        ).first()
        if tied is None:
            other = self.active_of(request_id)
            raise Conflict("queue.has-ticket", ticket=str(other.number) if other else "")

    def _untie(self, ticket: Ticket) -> None:
        self._connection.execute(
            update(TicketRequest)
            .where(TicketRequest.office == self._office, TicketRequest.ticket_id == ticket.id)
            .values(active=False)
        )

    def _tickets(self) -> Select[*tuple[Any, ...]]:
        return select(*_TICKET).where(TicketRow.office == self._office)

    def _one(self, condition: ColumnElement[bool], named: str) -> Ticket:
        ticket = self._first(self._tickets().where(condition))
        if ticket is None:
            raise NotFound("queue.unknown", ticket=named)
        return ticket

    def _first(self, statement: Select[*tuple[Any, ...]]) -> Ticket | None:
        row = self._connection.execute(statement).first()
        if row is None:
            return None
        requests = self._connection.scalars(
            select(TicketRequest.request_id)
            .where(TicketRequest.office == self._office, TicketRequest.ticket_id == row[0])
            .order_by(TicketRequest.line)
        ).all()
        return _ticket(tuple(row), requests)

    def _many(self, statement: Select[*tuple[Any, ...]]) -> Sequence[Ticket]:
        rows = values_of(self._connection.execute(statement))
        tied: dict[UUID, list[UUID]] = {row[0]: [] for row in rows}
        for ticket_id, request_id in self._ties(tied):
            tied[ticket_id].append(request_id)
        return [_ticket(row, tied[row[0]]) for row in rows]

    def _ties(self, tickets: Iterable[UUID]) -> Iterable[Values]:
        return values_of(
            self._connection.execute(
                select(TicketRequest.ticket_id, TicketRequest.request_id)
                .where(TicketRequest.office == self._office, TicketRequest.ticket_id.in_(tickets))
                .order_by(TicketRequest.ticket_id, TicketRequest.line)
            )
        )


def _changing(ticket: Ticket) -> dict[str, Any]:
    hold = ticket.hold
    return {
        "service_group": ticket.group,
        "state": ticket.state.value,
        "officer_id": hold and hold.officer_id,
        "station": hold and hold.station,
        "called_at": hold and hold.called_at,
        "calls": hold.calls if hold else 0,
        "begun_at": ticket.begun_at,
        "ended_at": ticket.ended_at,
        "back_at": ticket.back_at,
        "out_of_turn": ticket.out_of_turn,
        "note": ticket.note,
    }


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
    )
