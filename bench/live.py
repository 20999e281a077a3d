"""From a counter's commit to what other stations show, each a program of its own.

python -m bench.live [calls]

A counter in another process calls, begins and ends; here the call display and the supervisor's board run
without a terminal.  "heard" is when word of the commit is there, "shown" when the screen holds it.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from statistics import median, quantiles

from textual.pilot import Pilot

from bench.queue_race import prepared
from data.store import Store
from kiosk import config
from kiosk.app import KioskApp
from kiosk.display import DisplayApp
from kiosk.domain.ticket_number import TicketNumber
from kiosk.services import calling
from kiosk.services.desk import Desk
from screens.display.calls import CallsScreen
from screens.supervisor.board import BoardScreen
from tests import postgres
from tests.databases import Database
from tests.kiosk.services import office
from tests.kiosk.services.callers import desk_on, fill_the_room
from tests.kiosk.services.office import Place
from tests.screens.offices import COMMON, LOGICAL
from tests.waiting import shown, until

CALLS = 60
PAUSE = 1.0
"""Mean seconds between two calls, drawn anew each time: the rest between two readings must not fit it."""
TARGET = 1.0
"""Seconds in which every station has to show it."""
ENGINES = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class Hall:
    """An office with a counter in another process, which obeys."""

    desk: Desk
    folder: Path
    counter: Connection

    async def called(self) -> tuple[str, float]:
        """The ticket, and the moment when its commit had come back."""
        self.counter.send("call")
        answer: tuple[str, float] = await asyncio.to_thread(self.counter.recv)
        return answer

    async def finished(self) -> None:
        """The counter is free, and a while has passed: what it did is heard and rested from."""
        self.counter.send("finish")
        await asyncio.to_thread(self.counter.recv)
        await asyncio.sleep(random.uniform(0.5, 1.5) * PAUSE)  # noqa: S311  # Not secret.


def main() -> None:
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else CALLS
    print("milliseconds from the commit of another process")
    print(f"engine      what      calls     p50     p99   worst  target {1000 * TARGET:g}")
    met = [_run(engine, calls) for engine in ENGINES]
    sys.exit(not all(met))


def _run(engine: str, calls: int) -> bool:
    with tempfile.TemporaryDirectory() as folder, prepared(engine, Path(folder)) as found:
        if found is None:
            print(postgres.MISSING)
            return True
        place, database = found
        fill_the_room(place, database, 3 * calls + 1)
        context = get_context("spawn")
        here, there = context.Pipe()
        counter = context.Process(target=_counter, args=(place, database, there))
        counter.start()
        hall = Hall(desk_on(place, database), place.folder, here)
        try:
            took = {
                "heard": asyncio.run(_heard(hall, calls)),
                "display": asyncio.run(_display(hall, calls)),
                "board": asyncio.run(_board(hall, calls)),
            }
        finally:
            here.send("end")
            counter.join()
            _store(hall).close()
    reports = [_report(engine, what, each) for what, each in took.items()]
    return all(reports)


def _report(engine: str, what: str, took: list[float]) -> bool:
    late = quantiles(took, n=100)[98]
    figures = "".join(f"{1000 * each:8.0f}" for each in (median(took), late, max(took)))
    print(f"{engine:11} {what:8}{len(took):7}{figures}", flush=True)
    return late <= TARGET


def _counter(place: Place, database: Database, orders: Connection) -> None:
    """Another program: each order is carried out, and its ticket and time are told."""
    desk = desk_on(place, database)
    by = replace(office.officer(desk, "clerk1"), station="counter-2")
    while orders.recv() == "call":
        ticket = calling.call_next(desk, desk.command("queue:ticket:called", by))
        orders.send((str(ticket.number), time.monotonic()))
        orders.recv()
        calling.begin(desk, desk.command("queue:ticket:begun", by), ticket.id)
        calling.done(desk, desk.command("queue:ticket:done", by), ticket.id)
        orders.send(None)
    office.store_of(desk).close()


async def _heard(hall: Hall, calls: int) -> list[float]:
    assert hall.desk.changes is not None
    words: SimpleQueue[float] = SimpleQueue()
    end = hall.desk.changes.watch(lambda: words.put(time.monotonic()))
    try:
        return [await _word(hall, words) for _each in range(calls)]
    finally:
        await asyncio.to_thread(end)


async def _word(hall: Hall, words: SimpleQueue[float]) -> float:
    while not words.empty():
        words.get()
    _number, since = await hall.called()
    word = await asyncio.to_thread(words.get)
    await hall.finished()
    return max(0.0, word - since)


async def _display(hall: Hall, calls: int) -> list[float]:
    loaded = config.load(hall.folder / "counter-1.toml")
    loaded = loaded._replace(station=loaded.station._replace(kind="display"))
    desk = replace(hall.desk, office=replace(hall.desk.office, station="display-1"))
    app = DisplayApp(loaded, LOGICAL, lambda: desk)
    async with app.run_test(size=COMMON) as pilot:
        screen = await shown(pilot, CallsScreen)
        await until(pilot, lambda: screen._shown is not None)
        return await _looked_at(hall, calls, pilot, lambda: [line.number for line in screen._shown or ()])


async def _board(hall: Hall, calls: int) -> list[float]:
    desk = hall.desk
    app = KioskApp(config.load(hall.folder / "counter-1.toml"), LOGICAL, lambda: desk)
    async with app.run_test(size=COMMON) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        app.admit(office.officer(desk, "supervisor"))
        await pilot.pause()
        app.push_screen(BoardScreen())
        screen = await shown(pilot, BoardScreen)
        await until(pilot, lambda: screen._board is not None)

        def at_counters() -> list[str]:
            board = screen._board
            here = [each.seen for each in board.counters if each.seen] if board else []
            return [str(TicketNumber(each.letter, each.no)) for each in here]

        return await _looked_at(hall, calls, pilot, at_counters)


async def _looked_at(
    hall: Hall, calls: int, pilot: Pilot[None], numbers: Callable[[], list[str]]
) -> list[float]:
    took: list[float] = []
    while len(took) < calls:
        number, since = await hall.called()
        await until(pilot, lambda number=number: number in numbers())  # type: ignore[misc]  # bound at once
        took.append(time.monotonic() - since)
        await hall.finished()
    return took


def _store(hall: Hall) -> Store:
    return office.store_of(hall.desk)


if __name__ == "__main__":
    main()
