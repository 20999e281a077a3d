"""Counters, each a process, call through the real service: is a ticket called twice or lost, and how fast?

python -m bench.queue_race [calls]

First all at once without a pause, then at the pace of a very busy hall, where the targets hold.  Each ticket
is called, begun and done; what is measured is the call, but for the first of each counter.  "own" is the
median of its processor time, which the other processes of a full machine do not change.  The floor is a
fixed calculation of as many processes at the same pace: what the machine alone makes of its slowest.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles

from kiosk.domain.queue import TicketState
from kiosk.services import queueing
from kiosk.services.auditing import verify_audit
from tests import postgres
from tests.databases import Database, copied, migrated, postgresql_at, sqlite_at
from tests.kiosk.services import office
from tests.kiosk.services.callers import Called, call_together, desk_on, fill_the_room
from tests.kiosk.services.office import CODE, NOW, Place

CALLS = 10_000
COUNTERS = 16
PACED_CALLS = 500
PAUSE = 3.0
"""Seconds between two calls of one counter; in an office it is minutes."""
FIXED = 12_000
"""Steps of the floor's calculation: about as long as a call's own time."""
TARGETS = {"sqlite": 0.025, "postgresql": 0.010}
"""Seconds that 99 of 100 calls take at most, at that pace."""


@dataclass(frozen=True, slots=True)
class Race:
    engine: str
    calls: int
    pause: float


def main() -> None:
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else CALLS
    print(f"{COUNTERS} counters; every commit reaches the disk")
    print("engine      pace       calls  doubled  lost   own ms   p50 ms   p99 ms  worst ms  target")
    _print_floor()
    sound = True
    for engine in TARGETS:
        for race in (Race(engine, calls, 0.0), Race(engine, min(calls, PACED_CALLS), PAUSE)):
            sound &= _run(race)
    sys.exit(0 if sound else 1)


def _print_floor() -> None:
    with get_context("spawn").Pool(COUNTERS) as pool:
        took = [1000 * each for one in pool.map(_calculations, range(COUNTERS)) for each in one]
    late = quantiles(took, n=100)[98]
    pace = f"{COUNTERS / PAUSE:.1f}/s"
    print(f"floor       {pace:9}{len(took):7}{median(took):33.1f}{late:9.1f}{max(took):10.1f}", flush=True)


def _calculations(process: int) -> list[float]:
    draw = random.Random(process)  # noqa: S311  # Repeatable, not secret.
    took = []
    for _each in range(PACED_CALLS // COUNTERS):
        time.sleep(draw.expovariate(1 / PAUSE))
        start = time.perf_counter()
        {number % 97: str(number) for number in range(FIXED)}
        took.append(time.perf_counter() - start)
    return took


def _run(race: Race) -> bool:
    with tempfile.TemporaryDirectory() as folder, prepared(race.engine, Path(folder)) as found:
        if found is None:
            print(postgres.MISSING)
            return True
        place, database = found
        fill_the_room(place, database, race.calls)
        called = call_together(place, database, COUNTERS, race.pause)
        return _report(race, called) and _is_whole(place, database)


@contextmanager
def prepared(engine: str, folder: Path) -> Iterator[tuple[Place, Database] | None]:
    (folder / "office").mkdir()
    template = migrated(sqlite_at(folder / "template.db"))
    place = office.build(folder / "office", template)
    if engine == "sqlite":
        yield place, copied(template, folder)
        return
    programs = postgres.binaries()
    if programs is None:
        yield None
        return
    with postgres.running(programs, settings=()) as server, server.fresh() as url:
        yield place, migrated(postgresql_at(url))


def _report(race: Race, called: list[Called]) -> bool:
    numbers, waits = (
        [each.number for each in called],
        [1000 * each.seconds for each in called if not each.first],
    )
    own = [1000 * each.own for each in called if not each.first]
    doubled, lost = len(numbers) - len(set(numbers)), race.calls - len(set(numbers))
    late, target = quantiles(waits, n=100)[98], 1000 * TARGETS[race.engine]
    pace = f"{COUNTERS / race.pause:.1f}/s" if race.pause else "flat out"
    said = f"{target:.0f}" if race.pause else "-"
    print(
        f"{race.engine:11} {pace:9}{race.calls:7}{doubled:9}{lost:6}"
        f"{median(own):9.1f}{median(waits):9.1f}{late:9.1f}{max(waits):10.1f}{said:>8}",
        flush=True,
    )
    return not doubled and not lost and (not race.pause or late <= target)


def _is_whole(place: Place, database: Database) -> bool:
    """Whether every ticket is done, and the audit log without a fault."""
    desk = desk_on(place, database)
    done = all(each.state is TicketState.DONE for each in queueing.tickets(desk, NOW.date()))
    fault = verify_audit(desk.store, CODE).fault
    office.store_of(desk).close()
    if not done or fault:
        print(f"not whole: every ticket done: {done}, audit log: {fault}")
    return done and fault is None


if __name__ == "__main__":
    main()
