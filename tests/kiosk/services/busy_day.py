"""A day of many counters at once: people come while others are called, in several processes and threads.

Every process has an entrance, where the requests of its people are given tickets, and some counters.  Some
receipts are shown at two entrances, some people do not come, some visits are interrupted or sent on.
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from multiprocessing.synchronize import Barrier
from typing import NamedTuple
from uuid import UUID

from kiosk.domain.applicant import Lobby
from kiosk.domain.errors import Conflict, KioskError, NotFound
from kiosk.domain.queue import Priority, Ticket, TicketState
from kiosk.domain.roles import Officer
from kiosk.services import calling, own_ticket, queueing
from kiosk.services.auditing import verify_audit
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.queueing import Arrival
from kiosk.services.receipts import receipt_seal
from tests import makers
from tests.data.crowds import in_processes
from tests.databases import Database
from tests.kiosk.services import office
from tests.kiosk.services.callers import desk_on
from tests.kiosk.services.office import CODE, NOW, Place

SERVICES = ("STU-02", "PAS-02", "CIV-06", "PCC-02")
ONE_IN_TWICE, ONE_IN_FIRST = 10, 6
"""Receipts that are shown at two entrances, and people with a priority."""
MISSED, PARKED, SENT_ON = 0.05, 0.05, 0.05
PROMISE = timedelta(seconds=0.3)
LOOKS = 8
"""How often a counter looks in vain, once everybody has come, before it closes."""
LOOK = 0.1


@dataclass(frozen=True, slots=True)
class Plan:
    processes: int
    counters: int
    """Of each process."""
    people: int
    """Who come to the entrance of each process."""
    pause: float = 0.0
    """Mean seconds of a visit."""

    @property
    def everybody(self) -> int:
        return self.processes * self.people


class Step(NamedTuple):
    what: str
    """`take`, `call`, or `error`."""
    about: str
    """A request's or a ticket's id, or a key."""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Evening:
    """What the day left."""

    steps: tuple[Step, ...]
    errors: tuple[str, ...]
    doubled: int
    """Calls of a ticket that another counter had."""
    lost: int
    """Requests without a ticket, and tickets that came to no end."""
    audit_is_whole: bool

    def seconds(self, what: str) -> list[float]:
        return [step.seconds for step in self.steps if step.what == what]


def live(place: Place, database: Database, plan: Plan) -> Evening:
    """Prepare the office, let the day pass, and see what is left of it."""
    desk = desk_on(place, database)
    office.hire(desk)
    desk.store.write(lambda work: work.people.add(makers.a_file(), NOW))
    for start in range(1, plan.everybody + 1, 500):
        numbers = range(start, min(start + 500, plan.everybody + 1))
        desk.store.write(partial(_file, numbers))
    steps = in_processes(partial(_work, place, plan, time.time()), database, plan.processes)
    evening = _evening(desk, plan, tuple(steps))
    office.store_of(desk).close()
    return evening


def _file(numbers: range, work: Work) -> None:
    for number in numbers:
        service = SERVICES[number % len(SERVICES)]
        work.requests.add(makers.a_request(number, service=service), NOW.date())


def _evening(desk: Desk, plan: Plan, steps: tuple[Step, ...]) -> Evening:
    tickets = queueing.tickets(desk, NOW.date())
    ended = sum(each.state in (TicketState.DONE, TicketState.NO_SHOW) for each in tickets)
    waited = {request for each in tickets for request in each.requests}
    log = verify_audit(desk.store, CODE)
    return Evening(
        steps=steps,
        errors=tuple(step.about for step in steps if step.what == "error"),
        doubled=_called_twice(desk),
        lost=plan.everybody - len(waited) + len(tickets) - ended,
        audit_is_whole=log.fault is None and log.entries >= 4 * len(tickets),
    )


def _called_twice(desk: Desk) -> int:
    """More calls than a ticket's ways back into the line explain, by the audit log."""
    calls: Counter[str] = Counter()
    for event in desk.store.read(lambda work: list(work.audit.events())):
        match event.action:
            case "queue:ticket:called":
                calls[event.subject] += 1
            case "queue:ticket:redirected" | "queue:ticket:given-back":
                calls[event.subject] -= 1
    return sum(max(0, count - 1) for count in calls.values())


@dataclass(slots=True)
class _Process:
    """What the threads of one process share."""

    opened: Desk
    plan: Plan
    database: Database
    number: int
    began: float
    all_came: threading.Event = field(default_factory=threading.Event)
    steps: list[Step] = field(default_factory=list)

    def desk(self) -> Desk:
        """One of its own for each thread, with a clock that runs and no grace for those who do not come."""
        rules = replace(self.opened.office.queue, grace=timedelta(0))
        open_today = replace(self.opened.office, queue=rules)
        return replace(self.opened, office=open_today, store=self.database.open(), now=self._now)

    def _now(self) -> datetime:
        return NOW + timedelta(seconds=time.time() - self.began)

    def timed(self, what: str, act: Callable[[], Ticket]) -> Ticket | None:
        """The ticket, with how long it took; None when there is none."""
        start = time.perf_counter()
        try:
            ticket = act()
        except KioskError as error:
            if not isinstance(error, NotFound) or error.key != "queue.nobody-waits":
                self.steps.append(Step("error", error.key))
            return None
        self.steps.append(Step(what, str(ticket.id), time.perf_counter() - start))
        return ticket


def _work(
    place: Place, plan: Plan, began: float, database: Database, number: int, together: Barrier
) -> list[Step]:
    opened = desk_on(place, database)
    process = _Process(opened, plan, database, number, began)
    together.wait()
    with ThreadPoolExecutor(plan.counters + 1) as pool:
        jobs = [pool.submit(_serve, process, counter) for counter in range(plan.counters)]
        jobs.append(pool.submit(_give_tickets, process, together))
        for job in jobs:
            job.result()
    office.store_of(opened).close()
    return process.steps


def _give_tickets(process: _Process, together: Barrier) -> None:
    desk = process.desk()
    by = replace(office.officer(desk, "supervisor"), station=f"reception-{process.number}")
    lobby = Lobby(f"lobby-{process.number}")
    pause = process.plan.pause / process.plan.counters
    draw = random.Random(process.number)  # noqa: S311  # Repeatable, not secret.
    try:
        for number, is_mine in _coming(process):
            if number % ONE_IN_TWICE == 0:
                process.timed("take", partial(_by_receipt, desk, lobby, number))
            elif is_mine:
                process.timed("take", partial(_at_the_desk, desk, by, number))
            time.sleep(draw.expovariate(1 / pause) if pause else 0)
    finally:
        together.wait()
        process.all_came.set()
        office.store_of(desk).close()


def _coming(process: _Process) -> Iterator[tuple[int, bool]]:
    """The people of this entrance, and those of the next one, of whom some come to both."""
    plan = process.plan
    mine, other = process.number, (process.number + 1) % plan.processes
    for number in range(1, plan.people + 1):
        yield mine * plan.people + number, True
        yield other * plan.people + number, False


def _by_receipt(desk: Desk, lobby: Lobby, number: int) -> Ticket:
    """Raises Conflict, "queue.two-tickets", where the request then has two that count."""
    asked = makers.request_id(number)
    receipt = receipt_seal(desk, desk.store.read(lambda work: work.requests.get(asked)))
    taken = own_ticket.take(desk, desk.command("queue:ticket:taken", lobby), receipt)
    if not taken.again:
        active = [each for each in queueing.tickets(desk) if asked in each.requests and each.is_active]
        if len(active) > 1:
            raise Conflict("queue.two-tickets")
    return taken.ticket


def _at_the_desk(desk: Desk, by: Officer, number: int) -> Ticket:
    first = number % ONE_IN_FIRST == 0
    arrival = Arrival((makers.request_id(number),))
    if first:
        arrival = replace(arrival, priority=Priority.ELDERLY, reason="as seen")
    return queueing.take_ticket(desk, desk.command("queue:ticket:taken", by), arrival)


def _serve(process: _Process, counter: int) -> None:
    desk = process.desk()
    station = f"counter-{process.number * process.plan.counters + counter + 1}"
    by = replace(office.officer(desk, "clerk1"), station=station)
    draw = random.Random(station)  # noqa: S311  # Repeatable, not secret.
    interrupted: set[UUID] = set()
    in_vain = 0
    while in_vain < LOOKS:
        ticket = process.timed(
            "call", lambda: calling.call_next(desk, desk.command("queue:ticket:called", by))
        )
        if ticket is None:
            in_vain += process.all_came.is_set()
            time.sleep(LOOK)
            continue
        in_vain = 0
        try:
            _visit(desk, by, ticket, draw.random() if ticket.id not in interrupted else 1.0)
        except KioskError as error:
            process.steps.append(Step("error", error.key))
        interrupted.add(ticket.id)
        time.sleep(draw.expovariate(1 / process.plan.pause) if process.plan.pause else 0)
    office.store_of(desk).close()


def _call(desk: Desk, by: Officer) -> Ticket:
    return calling.call_next(desk, desk.command("queue:ticket:called", by))


def _visit(desk: Desk, by: Officer, ticket: Ticket, chance: float) -> None:
    """`chance`: from 0 to 1, what becomes of it."""
    if chance < MISSED:
        calling.no_show(desk, desk.command("queue:ticket:missed", by), ticket.id)
        return
    calling.begin(desk, desk.command("queue:ticket:begun", by), ticket.id)
    if chance < MISSED + PARKED:
        calling.park(desk, desk.command("queue:ticket:parked", by), ticket.id, desk.now() + PROMISE)
    elif chance < MISSED + PARKED + SENT_ON:
        other = "civil" if ticket.group != "civil" else "student"
        calling.redirect(desk, desk.command("queue:ticket:redirected", by), ticket.id, (other, "seen"))
    else:
        calling.done(desk, desk.command("queue:ticket:done", by), ticket.id)
