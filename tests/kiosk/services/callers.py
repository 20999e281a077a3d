"""Many tickets at once, and processes that call them together, each at a counter of its own."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from functools import partial
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import NamedTuple

from data.changes import Changes
from kiosk.domain.errors import NotFound
from kiosk.domain.queue import Precedence, Priority, Ticket
from kiosk.domain.roles import Officer
from kiosk.domain.ticket_number import TicketNumber
from kiosk.services import calling
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from tests import makers
from tests.data.crowds import in_processes
from tests.databases import Database
from tests.kiosk.domain.tickets import a_ticket
from tests.kiosk.services import office
from tests.kiosk.services.office import NOW, Clock, Place


class Called(NamedTuple):
    number: str
    seconds: float
    own: float
    """Of these, the seconds of the counter's own processor: what no crowd on the machine changes."""
    first: bool
    """The first of its counter on this day, which loads what all others find ready."""


ONE_IN = 4
"""Every fourth ticket has a priority."""


def desk_on(place: Place, database: Database) -> Desk:
    """The office's desk on another database."""
    opened = place.open(Clock())
    office.store_of(opened).close()
    store = database.open()
    return replace(opened, store=store, changes=Changes(store.engine, store.office))


def fill_the_room(place: Place, database: Database, count: int) -> None:
    """An office with its staff, and so many people who wait."""
    desk = desk_on(place, database)
    office.hire(desk)
    desk.store.write(lambda work: work.people.add(makers.a_file(), NOW))
    by = office.officer(desk, "supervisor")
    for start in range(1, count + 1, 1_000):
        desk.store.write(partial(_tickets, by, range(start, min(start + 1_000, count + 1))))
    office.store_of(desk).close()


def call_together(place: Place, database: Database, counters: int, pause: float = 0.0) -> list[Called]:
    """All calls of so many processes, until nobody waits; `pause`: mean seconds from one to the next."""
    return in_processes(partial(_call_all, place.folder, pause), database, counters)


def _tickets(by: Officer, numbers: range, work: Work) -> None:
    for number in numbers:
        work.requests.add(makers.a_request(number), NOW.date())
        work.queue.add(_ticket(by, number))


def _ticket(by: Officer, number: int) -> Ticket:
    ticket = replace(
        a_ticket(number, counts_from=NOW), number=TicketNumber("A", number), office_day=NOW.date()
    )
    if number % ONE_IN:
        return ticket
    return replace(ticket, precedence=Precedence(Priority.ELDERLY, "as seen", by.id))


def _call_all(
    folder: Path, pause: float, database: Database, process: int, together: Barrier
) -> list[Called]:
    desk = desk_on(Place(folder), database)
    by = replace(office.officer(desk, "clerk1"), station=f"counter-{process + 1}")
    draw = random.Random(process)  # noqa: S311  # Repeatable, not secret.
    together.wait()
    answers: list[Called] = []
    time.sleep(draw.uniform(0, pause))
    while True:
        start, own = time.perf_counter(), time.thread_time()
        ticket = _next(desk, by)
        if ticket is None:
            break
        took = time.perf_counter() - start, time.thread_time() - own
        answers.append(Called(str(ticket.number), *took, not answers))
        calling.begin(desk, desk.command("queue:ticket:begun", by), ticket.id)
        calling.done(desk, desk.command("queue:ticket:done", by), ticket.id)
        time.sleep(draw.expovariate(1 / pause) if pause else 0)
    office.store_of(desk).close()
    return answers


def _next(desk: Desk, by: Officer) -> Ticket | None:
    try:
        return calling.call_next(desk, desk.command("queue:ticket:called", by))
    except NotFound:
        return None
