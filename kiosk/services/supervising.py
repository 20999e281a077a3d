"""What a supervisor does with tickets that wait or stand still.  Source: domain.md 4.1, 4.2, peers.md 1.6.

Nobody is named in these lists: numbers, services and officers.  Each change has its line in the audit log.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from kiosk.domain import queue
from kiosk.domain.audit import AuditEvent, Detail
from kiosk.domain.command import OfficerCommand
from kiosk.domain.errors import Refused
from kiosk.domain.line import in_order
from kiosk.domain.queue import AT_COUNTER, COLLECTION, Precedence, Priority, Ticket, TicketState
from kiosk.domain.reason import entry, required_entry
from kiosk.domain.request import Request
from kiosk.domain.roles import Action, Officer, require, require_disinterested
from kiosk.services.calling import NOTE_LIMIT
from kiosk.services.desk import Desk
from kiosk.services.ports import Work

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose tickets: those of a counter, of a group, or all of today."""

    station: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class TicketLine:
    ticket: Ticket
    services: tuple[str, ...]
    decided_by: str
    """Who granted the priority."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a ticket."""

    at: datetime
    login: str
    station: str
    action: str
    """As the audit log names it."""
    details: Mapping[str, Detail]


@dataclass(frozen=True, slots=True)
class TicketFile:
    line: TicketLine
    requests: tuple[Request, ...]
    steps: tuple[Step, ...]
    """The oldest first."""


def tickets(desk: Desk, officer: Officer, place: Place) -> tuple[TicketLine, ...]:
    """Today's tickets of a place: at the counters first, then as they will be called, then what is over.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.LIST_WAITING)

    def act(work: Work) -> tuple[TicketLine, ...]:
        today = [each for each in work.queue.of_day(desk.today()) if _stands_at(each, place)]
        services, logins = work.boards.services(desk.today()), _logins(work)
        return tuple(_line(each, services.get(each.id, ()), logins) for each in _sorted(desk, today))

    return desk.store.read(act)


def ticket_file(desk: Desk, officer: Officer, ticket_id: UUID) -> TicketFile:
    """One ticket and all that happened to it.

    Raises:
        Refused: "role.not-allowed"; NotFound: "queue.unknown".
    """
    require(officer, Action.LIST_WAITING)

    def act(work: Work) -> TicketFile:
        ticket = work.queue.get(ticket_id)
        requests = tuple(work.requests.get(each) for each in ticket.requests)
        steps = tuple(_step(event) for event in work.audit.about(str(ticket_id)))
        line = _line(ticket, [each.service for each in requests], _logins(work))
        return TicketFile(line, requests, steps)

    return desk.store.read(act)


def reassign(desk: Desk, command: OfficerCommand, ticket_id: UUID, to: tuple[str, str]) -> Ticket:
    """`to`: the other group, and a note for its counters; number and place stay.

    Raises:
        Refused: "queue.held", "queue.same-group", "queue.other-day", "text.…", "role.…".
        Conflict: "queue.served", "queue.missed", "queue.rebooked", "record.changed".
        NotFound: "queue.unknown", "catalogue.no-such-group".
    """
    group, note = to[0], entry(to[1], "note", NOTE_LIMIT)
    if group != COLLECTION:
        desk.catalogue.group(group)

    def rule(ticket: Ticket) -> tuple[Ticket, dict[str, Detail]]:
        return queue.reassigned(ticket, group, note), {"before": ticket.group, "group": group}

    return _directed(desk, command, ticket_id, rule)


def take_back(desk: Desk, command: OfficerCommand, ticket_id: UUID, reason: str) -> Ticket:
    """From a counter that does nothing with it, into the line at the place it had; verdicts stay.

    Raises:
        Refused: "queue.not-held", "text.empty", and what `reassign` raises.
    """
    reason = required_entry(reason, "reason")

    def rule(ticket: Ticket) -> tuple[Ticket, dict[str, Detail]]:
        station = ticket.hold.station if ticket.hold else ""
        return queue.taken_back(ticket, reason), {"counter": station}

    return _directed(desk, command, ticket_id, rule)


def prioritise(desk: Desk, command: OfficerCommand, ticket_id: UUID, granted: tuple[Priority, str]) -> Ticket:
    """`granted`: another priority, or none, and what that rests on.

    Raises:
        Refused: "queue.same-priority", "text.empty", and what `reassign` raises.
    """
    priority, reason = granted[0], required_entry(granted[1], "reason")
    by = None if priority is Priority.NONE else command.by.id

    def rule(ticket: Ticket) -> tuple[Ticket, dict[str, Detail]]:
        before = ticket.precedence.priority.value
        details: dict[str, Detail] = {"before": before, "priority": priority.value, "priority_reason": reason}
        return queue.prioritised(ticket, Precedence(priority, reason, by)), details

    return _directed(desk, command, ticket_id, rule)


def _directed(
    desk: Desk,
    command: OfficerCommand,
    ticket_id: UUID,
    rule: Callable[[Ticket], tuple[Ticket, dict[str, Detail]]],
) -> Ticket:
    require(command.by, Action.DIRECT)

    def act(work: Work) -> Ticket:
        ticket = work.queue.get(ticket_id)
        if not work.commands.first_time(command):
            return ticket
        if ticket.office_day != desk.office.local_day(command.at):
            raise Refused("queue.other-day", day=ticket.office_day)
        changed, details = rule(ticket)
        for request_id in ticket.requests:
            request = work.requests.get(request_id)
            require_disinterested(command.by, request.subject_id, request.filer_id)
            _let_go(work, ticket, changed, request)
        desk.note(work, command, ticket.id, ticket=str(ticket.number), **details)
        return work.queue.save(changed)

    return desk.store.write(act)


def _let_go(work: Work, before: Ticket, after: Ticket, request: Request) -> None:
    """A counter that lost its ticket need not be waited for at the verification either."""
    taken = before.state in AT_COUNTER and after.state not in AT_COUNTER
    if not taken or request.hold is None or before.hold is None:
        return
    if request.hold.officer_id == before.hold.officer_id:
        work.requests.hold(request, None)


def _stands_at(ticket: Ticket, place: Place) -> bool:
    if place.station:
        return ticket.hold is not None and ticket.hold.station == place.station
    return place.group in ("", ticket.group)


def _sorted(desk: Desk, tickets_of_place: list[Ticket]) -> list[Ticket]:
    waiting = [each for each in tickets_of_place if each.state is TicketState.WAITING]
    here = [each for each in tickets_of_place if each.state in AT_COUNTER]
    aside = [each for each in tickets_of_place if each.state is TicketState.PARKED]
    over = [each for each in tickets_of_place if not each.is_active]
    over.sort(key=lambda each: each.ended_at or each.taken_at, reverse=True)
    return [*here, *in_order(waiting, 0, desk.now()), *aside, *over]


def _logins(work: Work) -> Mapping[UUID, str]:
    return {each.id: each.login for each in work.accounts.all()}


def _line(ticket: Ticket, services: Iterable[str], logins: Mapping[UUID, str]) -> TicketLine:
    by = ticket.precedence.by
    return TicketLine(ticket, tuple(dict.fromkeys(services)), logins.get(by, "") if by else "")


def _step(event: AuditEvent) -> Step:
    at = _BEGINNING + timedelta(milliseconds=event.at_ms)
    return Step(at, event.actor, event.station, event.action, json.loads(event.details))
