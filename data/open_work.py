"""What must be settled before a day is closed.  Source: domain.md 4.1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, exists, literal_column, or_, select, text
from sqlalchemy.orm import aliased

from data.table_access import TableAccess, values_of
from data.tables import Appointment, Certificate, PrintAttempt, Request, Ticket, TicketRequest
from kiosk.domain.appointment import AppointmentState
from kiosk.domain.course import RequestState
from kiosk.domain.day_figures import OpenWork
from kiosk.domain.queue import ACTIVE, AT_COUNTER, TicketState
from kiosk.domain.ticket_number import TicketNumber

# Written out, since a bound value cannot be matched with the condition of an index.
ON_ITS_WAY = PrintAttempt.state.in_(
    [literal_column(f"'{state}'", String) for state in ("queued", "sent", "failed", "uncertain")]
)
_ACTIVE = text("ticket_request.active")
OF_CERTIFICATE = (Certificate.office == PrintAttempt.office) & (Certificate.id == PrintAttempt.certificate_id)


class OpenWorks(TableAccess):
    def of_day(self, day: date, at: datetime, until: datetime) -> OpenWork:
        """`until`: past the last moment of the day; what officers hold after it belongs to another."""
        return OpenWork(
            tickets=tuple(self._tickets(day, ACTIVE - AT_COUNTER)),
            at_counters=tuple(self._tickets(day, AT_COUNTER)),
            walks=tuple(self._codes(self._in_work(day, (at, until)))),
            papers=tuple(self.papers(until)),
        )

    def _tickets(self, day: date, states: frozenset[TicketState]) -> Iterator[str]:
        chosen = select(Ticket.letter, Ticket.no).where(
            Ticket.office == self._office,
            Ticket.office_day == day,
            Ticket.state.in_(sorted(state.value for state in states)),
        )
        for letter, no in self._rows(chosen.order_by(Ticket.letter, Ticket.no)):
            yield str(TicketNumber(letter, no))

    def papers(self, until: datetime) -> Iterator[str]:
        """Of certificates in force and of their duplicates, where nobody found the last sheet good."""
        newer = aliased(PrintAttempt)
        later = exists().where(
            newer.office == PrintAttempt.office,
            newer.certificate_id == PrintAttempt.certificate_id,
            newer.no > PrintAttempt.no,
        )
        chosen = (
            select(Request.tracking_code)
            .select_from(PrintAttempt)
            .join(Certificate, OF_CERTIFICATE)
            .join(Request, (Request.office == Certificate.office) & (Request.id == Certificate.request_id))
            .where(PrintAttempt.office == self._office, ON_ITS_WAY, PrintAttempt.claimed_at < until)
            .where(Certificate.state == "issued", ~later)
        )
        for (code,) in self._rows(chosen.order_by(Request.tracking_code)):
            yield code

    def _codes(self, which: ColumnElement[bool]) -> Iterator[str]:
        chosen = select(Request.tracking_code).where(Request.office == self._office, which)
        for (code,) in self._rows(chosen.order_by(Request.tracking_code)):
            yield code

    def _in_work(self, day: date, when: tuple[datetime, datetime]) -> ColumnElement[bool]:
        """A request that an officer holds; and one whose visit is over while its walk is not, and that nobody
        expects on another day: somebody must decide it, or give it a time."""
        at, until = when
        nobodys = or_(Request.held_until.is_(None), Request.held_until <= at)
        left = nobodys & ~_waits() & ~_booked(Appointment.local_day > day) & self._was_here(day)
        open_now = or_(Request.held_until > at, left) if at < until else left
        return (Request.state == RequestState.VERIFYING.value) & open_now

    def _was_here(self, day: date) -> ColumnElement[bool]:
        """It had a ticket of the day, or an appointment by then that was not kept."""
        with_ticket = (
            select(TicketRequest.request_id)
            .select_from(Ticket)
            .join(
                TicketRequest,
                (TicketRequest.office == Ticket.office) & (TicketRequest.ticket_id == Ticket.id),
            )
            .where(Ticket.office == self._office, Ticket.office_day == day)
        )
        return or_(Request.id.in_(with_ticket), _booked(Appointment.local_day <= day))

    def _rows(self, chosen: Select[*tuple[Any, ...]]) -> Sequence[tuple[Any, ...]]:
        return values_of(self._connection.execute(chosen))


def _waits() -> ColumnElement[bool]:
    return exists().where(
        TicketRequest.office == Request.office,
        TicketRequest.request_id == Request.id,
        _ACTIVE,
    )


def _booked(when: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        Appointment.office == Request.office,
        Appointment.request_id == Request.id,
        Appointment.state == AppointmentState.BOOKED.value,
        when,
    )
