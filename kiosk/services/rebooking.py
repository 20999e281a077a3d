"""Who waited in vain: at the end of the day a ticket becomes an appointment.  Source: domain.md 4.1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from kiosk.domain import queue
from kiosk.domain.appointment import Appointment, Source
from kiosk.domain.command import OfficerCommand
from kiosk.domain.course import CLERK_WALKABLE
from kiosk.domain.hand_over import collectable
from kiosk.domain.mail import MailKind
from kiosk.domain.queue import Ticket
from kiosk.domain.request import Request
from kiosk.services.appointment_mail import tell_appointment
from kiosk.services.appointments import SET, Wish, first_free, put
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.queueing import group_of

NAME = "queue:ticket:rebooked"


def rebook(desk: Desk, work: Work, command: OfficerCommand, ticket: Ticket) -> tuple[Appointment, ...]:
    """Within the caller's transaction: the ticket ends, and those of its requests that still need a visit
    come together at the first free time of a later working day.  The applicants are told by mail.

    Raises:
        Conflict: "queue.served", "queue.missed", "queue.rebooked" for a ticket that is over,
            "appointment.none-free", "record.changed".
    """
    command = replace(command, name=NAME)
    ended = work.queue.save(queue.rebooked(ticket, command.at))
    requests = [_let_go(work, ticket, each) for each in ticket.requests]
    waiting = [each for each in requests if _must_come(each)]
    desk.note(work, command, ended.id, ticket=str(ended.number), requests=len(waiting))
    kept = {each.id: work.appointments.booked_for(each.id) for each in waiting}
    later = {key: made for key, made in kept.items() if made and made.local_day > ticket.office_day}
    # Who has another appointment ahead keeps that one.
    anew = [each for each in waiting if each.id not in later]
    return (*later.values(), *_expect(desk, work, command, (ticket, anew)))


def _must_come(request: Request) -> bool:
    """To be compared, or to collect; what the office or the centre has to do goes on without a visit."""
    return request.state in CLERK_WALKABLE or collectable(request.state, request.course)


def _let_go(work: Work, ticket: Ticket, request_id: UUID) -> Request:
    """The request, no longer in the hands of who had the ticket."""
    request = work.requests.get(request_id)
    if request.hold and ticket.hold and request.hold.officer_id == ticket.hold.officer_id:
        return work.requests.hold(request, None)
    return request


def _expect(
    desk: Desk, work: Work, command: OfficerCommand, party: tuple[Ticket, Sequence[Request]]
) -> Iterator[Appointment]:
    ticket, requests = party
    if not requests:
        return
    group = group_of(desk, requests)
    at = first_free(desk, work, ticket.office_day, (ticket.id, group))
    command = replace(command, name=SET)
    for request in requests:
        wish = Wish(request.id, at, source=Source.REBOOKED, party=ticket.id, group=group)
        made = put(desk, work, command, wish)
        tell_appointment(desk, work, request, (MailKind.REBOOKED, made))
        yield made


def rebook_rest(desk: Desk, work: Work, command: OfficerCommand, day: date) -> tuple[Appointment, ...]:
    """Within the caller's transaction, every ticket of that day that is not over, in the order of arrival.

    Raises: as `rebook`.
    """
    tickets = sorted(work.queue.of_day(day), key=lambda each: (each.taken_at, each.id))
    return tuple(made for each in tickets if each.is_active for made in rebook(desk, work, command, each))
