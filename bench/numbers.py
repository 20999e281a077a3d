"""Certificates issued by several processes at once: how many a second, and is a number doubled or lost?

python -m bench.numbers [certificates]
"""

from __future__ import annotations

import contextlib
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from multiprocessing.synchronize import Barrier
from pathlib import Path

from data.work import Work
from kiosk.domain.errors import Refused
from tests import makers, postgres
from tests.data.crowds import in_processes
from tests.databases import Database, migrated, postgresql_at, sqlite_at
from tests.makers import NOON, SERVICE, STAFF, YEAR

CERTIFICATES = 1_000
PROCESSES = (1, 2, 4)
ONE_IN = 20
FIRST = 1_000
"""Number of the first applicant, beyond those of the staff."""

Issue = tuple[int, float, float]
"""Serial, and when it was begun and committed."""


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else CERTIFICATES
    print(f"{count} certificates, one use case in {ONE_IN} fails; every commit reaches the disk")
    print("engine       processes  per second   p50 ms  worst ms  doubled  lost")
    sound = [_race(engine, database, processes, count) for engine, database, processes in _databases()]
    sys.exit(not all(sound))


def _databases() -> Iterator[tuple[str, Database, int]]:
    for processes in PROCESSES:
        with tempfile.TemporaryDirectory() as folder:
            yield "sqlite", migrated(sqlite_at(Path(folder) / "office.db")), processes
    programs = postgres.binaries()
    if programs is None:
        print(postgres.MISSING)
        return
    with postgres.running(programs, settings=()) as server:
        for processes in PROCESSES:
            with server.fresh() as url:
                yield "postgresql", migrated(postgresql_at(url)), processes


def _race(engine: str, database: Database, processes: int, count: int) -> bool:
    """Print a line; true when every number stands in the database once and none was skipped."""
    share = count // processes
    store = database.open()
    store.write(lambda work: _approve(work, share * processes))
    issues = in_processes(partial(_issue_share, share), database, processes)
    stored = store.read(lambda work: work.certificates.numbers(SERVICE, YEAR))
    store.close()
    begins, ends = [issue[1] for issue in issues], [issue[2] for issue in issues]
    waits = [end - begin for begin, end in zip(begins, ends, strict=True)]
    rate = len(issues) / (max(ends) - min(begins))
    doubled = len(issues) - len({serial for serial, _begin, _end in issues})
    lost = len(set(range(1, share * processes + 1)) - set(stored))
    middle, worst = statistics.median(waits) * 1e3, max(waits) * 1e3
    print(f"{engine:12}{processes:10}{rate:12.0f}{middle:9.1f}{worst:10.1f}{doubled:9}{lost:6}")
    return (doubled, lost, len(stored)) == (0, 0, share * processes)


def _approve(work: Work, count: int) -> None:
    makers.staffed(work)
    for number in range(FIRST, FIRST + count):
        makers.approved(work, number)


def _issue_share(share: int, database: Database, process: int, together: Barrier) -> list[Issue]:
    """What one process issues: number, certificate, print attempt and audit in one transaction each."""
    store = database.open()
    store.read(lambda work: work.accounts.all())
    together.wait()
    issues = []
    for number in range(FIRST + process * share, FIRST + (process + 1) * share):
        if number % ONE_IN == 0:
            with contextlib.suppress(Refused):
                store.write(partial(_fail, process, number))
        began = time.perf_counter()
        serial = store.write(partial(_issue, process, number))
        issues.append((serial, began, time.perf_counter()))
    store.close()
    return issues


def _issue(process: int, number: int, work: Work) -> int:
    drawn = work.certificates.next_number(SERVICE, YEAR)
    request = makers.request_id(number)
    issued = replace(makers.an_issued(number, request=request), number=drawn)
    work.certificates.add(issued)
    work.certificates.claim_attempt(issued, "folder", STAFF.clerk, NOON)
    work.audit.append(makers.an_audit_line(number), STAFF.clerk.login, f"counter-{process}", NOON)
    return drawn.serial


def _fail(process: int, number: int, work: Work) -> None:
    _issue(process, number, work)
    raise Refused("paper.does-not-fit")


if __name__ == "__main__":
    main()
