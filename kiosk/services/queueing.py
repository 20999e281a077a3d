"""Coming to the waiting room: taking a ticket, and finding one again.  Source: domain.md 4.1, 4.2.

What counters do with tickets stands in `kiosk.services.calling`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from kiosk.domain.appointment import AppointmentState
from kiosk.domain.audit import Detail
from kiosk.domain.command import Command
from kiosk.domain.course import ARRIVES_FROM, RequestState
from kiosk.domain.day import require_working
from kiosk.domain.errors import Conflict, Refused
from kiosk.domain.hand_over import collectable
from kiosk.domain.queue import (
    COLLECTION,
    Precedence,
    Priority,
    Ticket,
    place_of,
    rebooked,
    require_active,
)
from kiosk.domain.reason import required_reason
from kiosk.domain.request import Request, StateChange
from kiosk.domain.roles import Action, Actor, Officer, require, require_disinterested
from kiosk.domain.ticket_number import read_ticket
from kiosk.services.desk import Desk
from kiosk.services.intake import outside_intake
from kiosk.services.ports import Work
from kiosk.services.working_day import opened

_S = RequestState
_OVER = frozenset({_S.DELIVERED, _S.RETURNED, _S.NOTIFIED, _S.REFUSED, _S.CANCELLED, _S.EXPIRED})


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who has come: one request, or several of a person or a family, which share a ticket."""

    requests: tuple[UUID, ...]
    appointment: datetime | None = None
    priority: Priority = Priority.NONE
    reason: str = ""
    """What the priority rests on."""
    outside: str = ""
    """Why the ticket is given though no tickets are given now."""


def take_ticket(desk: Desk, command: Command[Actor], arrival: Arrival) -> Ticket:
    """A place in today's line; requests that were expected have arrived.

    Raises:
        Refused: "queue.no-request", "queue.request-over", "receipt.not-yet", "queue.appointment-day",
            "queue.priority-by-officer", "reason.required", "role.…", "day.closing", "day.closed", and what
            `require_intake` raises.
        Conflict: "queue.has-ticket" (details: ticket) when one of the requests waits already.
        NotFound: "request.unknown".
    """
    if isinstance(command.by, Officer):
        require(command.by, Action.GIVE_TICKET)
    if not arrival.requests:
        raise Refused("queue.no-request")
    precedence = _precedence(command.by, arrival)
    _require_today(desk, command, arrival)

    def act(work: Work) -> Ticket:
        if not work.commands.first_time(command):
            return work.queue.get(command.key)
        require_working(opened(desk, work, command))
        requests = [_expected(desk, work, command, each) for each in dict.fromkeys(arrival.requests)]
        ticket = _new(desk, work, command, requests)
        outside = outside_intake(desk.office, command, ticket.group, arrival.outside)
        appointment = arrival.appointment or _expected_now(work, ticket)
        counts_from = place_of(command.at, appointment, desk.office.queue.late)
        ticket = replace(ticket, precedence=precedence, appointment=appointment, counts_from=counts_from)
        work.queue.add(ticket)
        for request in requests:
            _arrive(work, command, request)
        _note_taken(desk, work, command, ticket, **outside)
        return ticket

    return desk.store.write(act)


def may_wait(state: RequestState) -> bool:
    """Whether a request in this state can be given a ticket."""
    return state is not _S.INITIAL and state not in _OVER


def ticket_of(desk: Desk, officer: Officer, text: str) -> Ticket:
    """The ticket that was scanned, or whose number was typed.

    Raises:
        Refused: "queue.ticket-code", "queue.other-office", "queue.other-day", "role.not-allowed".
        NotFound: "queue.unknown"; Conflict: "queue.served", "queue.missed", "queue.rebooked".
    """
    require(officer, Action.CALL)
    code = read_ticket(text, desk.office.code, desk.today())
    if code.office != desk.office.code:
        raise Refused("queue.other-office", office=code.office)
    if code.day != desk.today():
        raise Refused("queue.other-day", day=code.day)
    ticket = desk.store.read(lambda work: work.queue.by_number(code.day, code.number))
    require_active(ticket)
    return ticket


def at_counter(desk: Desk, officer: Officer) -> tuple[Ticket, ...]:
    """The ticket that the officer's counter has called or serves; none, or one.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.CALL)
    ticket = desk.store.read(lambda work: work.queue.at_counter(officer.station))
    return () if ticket is None else (ticket,)


def visit(desk: Desk, officer: Officer, ticket: Ticket) -> tuple[Request, ...]:
    """What whoever has this ticket came for, in the order it was said at the reception.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.CALL)
    return desk.store.read(lambda work: tuple(work.requests.get(each) for each in ticket.requests))


def tickets(desk: Desk, day: date | None = None) -> Sequence[Ticket]:
    """Every ticket of a day of the office, today's by default: nothing in them tells who somebody is."""
    return desk.store.read(lambda work: work.queue.of_day(day or desk.today()))


def _precedence(by: Actor, arrival: Arrival) -> Precedence:
    if arrival.priority is Priority.NONE:
        return Precedence()
    if not isinstance(by, Officer):
        raise Refused("queue.priority-by-officer")
    return Precedence(arrival.priority, required_reason(arrival.reason), by.id)


def _require_today(desk: Desk, command: Command[Actor], arrival: Arrival) -> None:
    appointment = arrival.appointment
    if appointment is not None and desk.office.local_day(appointment) != desk.office.local_day(command.at):
        raise Refused("queue.appointment-day", day=desk.office.local_day(appointment))


def _expected(desk: Desk, work: Work, command: Command[Actor], request_id: UUID) -> Request:
    """A request that may be given a ticket now; one that waits since another day lets go of that ticket."""
    request = work.requests.get(request_id)
    if isinstance(command.by, Officer):
        require_disinterested(command.by, request.subject_id, request.filer_id)
    if request.state is _S.INITIAL:
        raise Refused("receipt.not-yet")
    if request.state in _OVER:
        raise Refused("queue.request-over", code=request.tracking_code, state=request.state)
    former = work.queue.active_of(request_id)
    if former is None:
        return request
    if former.office_day == desk.office.local_day(command.at):
        raise Conflict("queue.has-ticket", ticket=str(former.number))
    work.queue.save(rebooked(former, command.at))
    desk.note(work, replace(command, name="queue:ticket:rebooked"), former.id, ticket=str(former.number))
    return request


def _new(desk: Desk, work: Work, command: Command[Actor], requests: Sequence[Request]) -> Ticket:
    day, group = desk.office.local_day(command.at), group_of(desk, requests)
    letter = desk.office.queue.letter(group, desk.catalogue.groups)
    return Ticket(
        id=command.key,
        office_day=day,
        number=work.queue.next_number(day, letter),
        group=group,
        requests=tuple(request.id for request in requests),
        taken_at=command.at,
        counts_from=command.at,
    )


def group_of(desk: Desk, requests: Sequence[Request]) -> str:
    """That of the first request with work to do; the fast lane when everything is only to be collected."""
    to_do = [request for request in requests if not collectable(request.state, request.course)]
    return desk.catalogue.service(to_do[0].service).group if to_do else COLLECTION


def _arrive(work: Work, command: Command[Actor], request: Request) -> None:
    if request.state in ARRIVES_FROM:
        change = StateChange(command.at, command.by.login, request.state, _S.ARRIVED, "")
        work.requests.move(request, change, None)


def _expected_now(work: Work, ticket: Ticket) -> datetime | None:
    """The time for which those who came were expected today, the earliest of several; it has been kept."""
    booked = [work.appointments.booked_for(each) for each in ticket.requests]
    today = [each for each in booked if each is not None and each.local_day == ticket.office_day]
    for each in today:
        work.appointments.save(replace(each, state=AppointmentState.KEPT))
    return min((each.starts_at for each in today), default=None)


def _note_taken(desk: Desk, work: Work, command: Command[Actor], ticket: Ticket, **details: Detail) -> None:
    first = ticket.precedence
    if first.reason:
        details["priority_reason"] = first.reason
    desk.note(
        work,
        command,
        ticket.id,
        ticket=str(ticket.number),
        group=ticket.group,
        priority=first.priority.value,
        requests=len(ticket.requests),
        **details,
    )
