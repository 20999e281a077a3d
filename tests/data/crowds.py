"""Many at once: threads and processes that start together."""

from __future__ import annotations

import threading
from collections.abc import Callable
from multiprocessing import SimpleQueue, get_context
from multiprocessing.synchronize import Barrier
from typing import TypeAlias, TypeVar

from tests.databases import Database

Answer = TypeVar("Answer")
Job: TypeAlias = Callable[[Database, int, Barrier], list[Answer]]
"""What a process does with the database; the number tells the processes apart."""


def in_threads(threads: int, work: Callable[[int], object]) -> None:
    """Run `work(number)` in several threads that start together."""
    together = threading.Barrier(threads)
    errors: list[BaseException] = []

    def run(number: int) -> None:
        together.wait()
        try:
            work(number)
        except BaseException as error:  # noqa: BLE001  # Raised again in the test's own thread.
            errors.append(error)

    started = [threading.Thread(target=run, args=(number,)) for number in range(threads)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
    if errors:
        raise errors[0]


def in_processes(job: Job[Answer], database: Database, processes: int) -> list[Answer]:
    """All answers of `job`, run in several processes at once."""
    context = get_context("spawn")
    together = context.Barrier(processes, timeout=120)
    answers: SimpleQueue[list[Answer]] = context.SimpleQueue()
    started = [
        context.Process(target=_report, args=(job, database, number, together, answers))
        for number in range(processes)
    ]
    for process in started:
        process.start()
    given = [answer for _process in started for answer in answers.get()]
    for process in started:
        process.join()
    return given


def _report(
    job: Job[Answer], database: Database, number: int, together: Barrier, answers: SimpleQueue[list[Answer]]
) -> None:
    done: list[Answer] = []
    try:
        done = job(database, number, together)
    finally:
        # Even with empty hands, so that nobody waits for ever.
        answers.put(done)
