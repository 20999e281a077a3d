"""An office with hours, and appointments in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

from kiosk.domain.appointment import Appointment
from kiosk.domain.opening import Span, Week
from kiosk.domain.queue import Ticket
from kiosk.domain.request import Request
from kiosk.domain.roles import Officer
from kiosk.services import appointments, queueing
from kiosk.services.appointments import Wish
from kiosk.services.desk import Desk
from kiosk.services.queueing import Arrival
from tests.kiosk.services.office import Counter

MORNINGS: Week = {day: (Span(time(9), time(13)),) for day in range(5)}
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)
"""The day on the clock of tests, and the next."""


def with_hours(desk: Desk, week: Week = MORNINGS, **queue: object) -> Desk:
    """The same desk in an office that is open at these hours."""
    office = desk.office
    rules = replace(office.queue, **queue)  # type: ignore[arg-type]  # mypy cannot see the names
    return replace(desk, office=replace(office, calendar=replace(office.calendar, opening=week), queue=rules))


def in_hours(office: Counter) -> Counter:
    """The same people where the office has hours, so that there are appointments."""
    return replace(office, desk=with_hours(office.desk))


def at(desk: Desk, hour: int, minute: int = 0, day: date = WEDNESDAY) -> datetime:
    """A time of the office's own day."""
    return desk.office.moment(day, time(hour, minute))


def expect(desk: Desk, by: Officer, request: Request | UUID, when: datetime) -> Appointment:
    key = request if isinstance(request, UUID) else request.id
    return appointments.book(desk, desk.command(appointments.SET, by), Wish(key, when))


def arrive(desk: Desk, by: Officer, *requests: Request, outside: str = "") -> Ticket:
    command = desk.command("queue:ticket:taken", by)
    arrival = Arrival(tuple(each.id for each in requests), outside=outside)
    return queueing.take_ticket(desk, command, arrival)
