"""People who come to the office and take tickets, and counters that call them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.domain.queue import Priority, Ticket
from kiosk.domain.queue_rules import QueueRules
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Officer
from kiosk.services import calling, queueing
from kiosk.services.desk import Desk
from kiosk.services.queueing import Arrival
from tests.kiosk.services.office import Counter, Wish, filed

MINUTE = timedelta(minutes=1)


def a_request(desk: Desk, number: int, state: RequestState = RequestState.RECEIPTED) -> Request:
    return filed(desk, number, Wish(state=state, documents=(), grounded=False))


def take(desk: Desk, by: Officer, *requests: Request, priority: Priority = Priority.NONE) -> Ticket:
    reason = "" if priority is Priority.NONE else "as seen at the door"
    arrival = Arrival(tuple(request.id for request in requests), None, priority, reason)
    return queueing.take_ticket(desk, desk.command("queue:ticket:taken", by), arrival)


def come(counter: Counter, number: int, priority: Priority = Priority.NONE) -> Ticket:
    """Somebody new with a receipt, a minute after the one before."""
    counter.clock.passes(MINUTE)
    return take(counter.desk, counter.clerk, a_request(counter.desk, number), priority=priority)


def call(desk: Desk, by: Officer) -> Ticket:
    return calling.call_next(desk, desk.command("queue:ticket:called", by))


def serve(desk: Desk, by: Officer) -> Ticket:
    """Call the next, and begin."""
    ticket = call(desk, by)
    return calling.begin(desk, desk.command("queue:ticket:begun", by), ticket.id)


def finish(desk: Desk, by: Officer, ticket: Ticket) -> Ticket:
    return calling.done(desk, desk.command("queue:ticket:done", by), ticket.id)


def serve_all(desk: Desk, by: Officer, count: int) -> Sequence[str]:
    """The numbers of so many, served one after the other."""
    return [str(finish(desk, by, serve(desk, by)).number) for _ in range(count)]


def with_rules(desk: Desk, rules: QueueRules) -> Desk:
    return replace(desk, office=replace(desk.office, queue=rules))


def on_the_hour(counter: Counter, hour: int) -> datetime:
    """An hour of the day on the clock, in UTC."""
    return counter.clock.at.replace(hour=hour, minute=0)
