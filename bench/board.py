"""One refresh of the supervisor's board with 500 tickets: the reading, and the screen.

python -m bench.board [tickets]

Processor time of one thread.  The floor of the reading is the same rows by SQLite's own driver.  Only what
is ours has a target; Textual's painting is shown beside it.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median

from data.engine import driver_of
from data.store import Store
from kiosk import config
from kiosk.app import KioskApp
from kiosk.services import board, calling, queueing
from kiosk.services.board import Board
from kiosk.services.desk import Desk
from screens.supervisor.board import BoardScreen
from tests.databases import migrated, sqlite_at
from tests.kiosk.services import office
from tests.kiosk.services.callers import desk_on, fill_the_room
from tests.kiosk.services.office import Clock
from tests.screens.offices import LOGICAL, NARROW
from tests.waiting import shown, until

TICKETS = 500
COUNTERS = 16
SERVED = 12
"""Tickets that each counter has finished."""
ROUNDS = 40
TARGET_MS = 30.0


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else TICKETS
    with tempfile.TemporaryDirectory() as folder:
        desk = _busy(Path(folder), count)
        reading, floor = _readings(desk)
        filled, painted = asyncio.run(_screen(desk, Path(folder)))
        office.store_of(desk).close()
    print(f"{count} tickets, {COUNTERS} counters; processor time, median of {ROUNDS}")
    print(f"rows by the driver {floor:5.1f} ms")
    print(f"reading            {reading:5.1f} ms   {reading / floor:.1f}× the rows")
    print(f"filling the screen {filled:5.1f} ms")
    print(f"refresh            {reading + filled:5.1f} ms, target {TARGET_MS:g}")
    print(f"Textual's painting {painted:5.1f} ms")
    sys.exit(reading + filled > TARGET_MS)


def _busy(folder: Path, count: int) -> Desk:
    (folder / "office").mkdir()
    template = migrated(sqlite_at(folder / "template.db"))
    place = office.build(folder / "office", template)
    fill_the_room(place, template, count)
    desk = desk_on(place, template)
    clerk = office.officer(desk, "clerk1")
    for number in range(1, COUNTERS + 1):
        by = replace(clerk, station=f"counter-{number}")
        for _each in range(SERVED):
            ticket = calling.call_next(desk, desk.command("queue:ticket:called", by))
            calling.begin(desk, desk.command("queue:ticket:begun", by), ticket.id)
            calling.done(desk, desk.command("queue:ticket:done", by), ticket.id)
        calling.call_next(desk, desk.command("queue:ticket:called", by))
    return desk


def _readings(desk: Desk) -> tuple[float, float]:
    """Milliseconds of the reading and of its floor, in turns."""
    boss = office.officer(desk, "supervisor")
    seen = board.board(desk, boss)
    read, rows = [], []
    for _each in range(ROUNDS):
        read.append(_took(lambda: board.board(desk, boss, seen.lessons)))
        rows.append(_took(lambda: _rows(office.store_of(desk))))
    return median(read), median(rows)


def _rows(store: Store) -> None:
    with store.engine.connect() as connection:
        driver_of(connection).execute("SELECT * FROM ticket ORDER BY letter, no").fetchall()


async def _screen(desk: Desk, folder: Path) -> tuple[float, float]:
    """Milliseconds of filling the screen after each call, and of painting it."""
    app = KioskApp(config.load(folder / "office" / "counter-1.toml"), LOGICAL, lambda: desk)
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        app.admit(office.officer(desk, "supervisor"))
        await pilot.pause()
        app.push_screen(BoardScreen())
        screen = await shown(pilot, BoardScreen)
        await until(pilot, lambda: screen._board is not None)
        took = [await _shown(screen, seen) for seen in _calls(desk)]
        return median(each[0] for each in took), median(each[1] for each in took)


def _calls(desk: Desk) -> Iterator[Board]:
    """Each a while after the one before, with another ticket at one of the counters."""
    boss, clerk = office.officer(desk, "supervisor"), office.officer(desk, "clerk1")
    by = replace(clerk, station="counter-3")
    for _each in range(ROUNDS):
        assert isinstance(desk.now, Clock)
        desk.now.passes(timedelta(seconds=20))
        (here,) = queueing.at_counter(desk, by)
        calling.begin(desk, desk.command("queue:ticket:begun", by), here.id)
        calling.done(desk, desk.command("queue:ticket:done", by), here.id)
        calling.call_next(desk, desk.command("queue:ticket:called", by))
        yield board.board(desk, boss)


async def _shown(screen: BoardScreen, seen: Board) -> tuple[float, float]:
    screen._board = seen
    filled = _took(screen.fill)
    return filled, _took(screen._compositor.render_strips)


def _took(act: Callable[[], object]) -> float:
    start = time.thread_time()
    act()
    return 1e3 * (time.thread_time() - start)


if __name__ == "__main__":
    main()
