"""The daily report of a full day: counted, drawn and written as a table, beside reading its tickets alone.

python -m bench.report [requests]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from data.store import Store
from kiosk.domain import day_csv
from kiosk.domain.queue import Hold, Ticket, TicketState
from kiosk.domain.request import RequestState, StateChange
from kiosk.domain.ticket_number import TicketNumber
from kiosk.services import day_figures, day_report
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from tests import makers, postgres
from tests.databases import migrated, postgresql_at, sqlite_at
from tests.kiosk.domain.tickets import a_ticket
from tests.kiosk.services import office
from tests.kiosk.services.office import Clock

REQUESTS = 1_000
ROUNDS = 7
TARGET_SECONDS = 1.0
ONE_IN = 7
"""One request in so many is incomplete, and one ticket called out of its turn."""


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REQUESTS
    print(f"one day of {count} requests, each with its ticket; the best of {ROUNDS} rounds, in milliseconds")
    print("engine       tickets alone  figures  ratio   paper  table   all together")
    sound = [_measure(engine, desk, count) for engine, desk in _desks()]
    print(f"target: at most {TARGET_SECONDS:.0f} s all together")
    sys.exit(not all(sound))


def _desks() -> Iterator[tuple[str, Desk]]:
    with tempfile.TemporaryDirectory() as folder:
        place = office.build(Path(folder), migrated(sqlite_at(Path(folder) / "template.db")))
        desk = place.open(Clock())
        office.hire(desk)
        yield "sqlite", desk
        with _postgresql() as store:
            if store is not None:
                other = replace(desk, store=store)
                office.hire(other)
                yield "postgresql", other
        office.store_of(desk).close()


@contextmanager
def _postgresql() -> Iterator[Store | None]:
    programs = postgres.binaries()
    if programs is None:
        print(postgres.MISSING)
        yield None
        return
    with postgres.running(programs, settings=()) as server, server.fresh() as url:
        database = migrated(postgresql_at(url))
        store = Store.open(database.url, database.key, makers.OFFICE)
        yield store
        store.close()


def _measure(engine: str, desk: Desk, count: int) -> bool:
    """Print a line; true when the report came in time."""
    desk.store.write(lambda work: _fill(desk, work, count))
    day = desk.today()
    figures = desk.store.read(lambda work: day_figures.of_day(desk, work, day))
    acts: tuple[Callable[[], object], ...] = (
        lambda: desk.store.read(lambda work: work.queue.of_day(day)),
        lambda: desk.store.read(lambda work: day_figures.of_day(desk, work, day)),
        lambda: day_report.drawn(desk, figures),
        lambda: day_csv.as_csv(figures),
    )
    times: list[list[float]] = [[] for _ in acts]
    for _ in range(ROUNDS):
        for act, taken in zip(acts, times, strict=True):
            begun = time.perf_counter()
            act()
            taken.append((time.perf_counter() - begun) * 1000)
    floor, counted, drawn, table = (min(taken) for taken in times)
    whole = counted + drawn + table
    ratio = counted / floor
    print(f"{engine:<12} {floor:13.1f} {counted:8.1f} {ratio:5.1f}× {drawn:7.1f} {table:6.1f} {whole:14.1f}")
    return whole <= TARGET_SECONDS * 1000


def _fill(desk: Desk, work: Work, count: int) -> None:
    clerk = office.officer(desk, "clerk1")
    for number in range(1, count + 1):
        person = makers.a_person(1_000 + number)
        work.people.add(makers.a_bare_file(person), desk.now())
        request = replace(makers.a_request(number, subject=person.id), filed_at=desk.now())
        work.requests.add(request, desk.today())
        came = StateChange(desk.now(), "portal", RequestState.INITIAL, RequestState.RECEIPTED, "")
        work.requests.record(request.id, came)
        after = RequestState.VERIFIED if number % ONE_IN else RequestState.INCOMPLETE
        change = StateChange(desk.now(), clerk.login, RequestState.VERIFYING, after, "")
        work.requests.record(request.id, change)
        work.queue.add(_served(desk, number, Hold(clerk.id, clerk.station, desk.now())))


def _served(desk: Desk, number: int, hold: Hold) -> Ticket:
    begun = desk.now() + timedelta(minutes=1)
    return replace(
        a_ticket(),
        id=makers.an_id(number, 9),
        number=TicketNumber("ABCD"[number % 4], number),
        office_day=desk.today(),
        requests=(makers.request_id(number),),
        taken_at=desk.now() - timedelta(seconds=number),
        counts_from=desk.now() - timedelta(seconds=number),
        state=TicketState.DONE,
        hold=hold,
        first_called_at=hold.called_at,
        begun_at=begun,
        ended_at=begun + timedelta(minutes=4),
        out_of_turn="" if number % ONE_IN else "a train",
    )


if __name__ == "__main__":
    main()
