"""The fair queue of writers: in order, never for ever, and freed by death."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.store import Store
from data.work import Work
from data.write_queue import WriteQueue
from kiosk.domain.errors import Unavailable
from tests import makers
from tests.data.crowds import in_threads
from tests.data.holder import Holder
from tests.databases import Database
from tests.makers import NOON

SHORT = 0.05
LONG = 30.0


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "office.db"


@pytest.fixture
def holder(database: Path) -> Iterator[Holder]:
    process = Holder(database)
    process.has_the_turn()
    yield process
    process.close()


def test_threads_are_served_in_the_order_in_which_they_came(database: Path) -> None:
    queue = WriteQueue(database, LONG)
    served: list[int] = []
    threads = [threading.Thread(target=_serve, args=(queue, number, served)) for number in range(6)]
    with queue.turn():
        for waiting, thread in enumerate(threads, start=1):
            thread.start()
            until(lambda: len(queue._threads._waiting) == waiting + 1)  # noqa: B023  # Called at once.

    for thread in threads:
        thread.join()
    queue.close()
    assert served == list(range(6))


def test_who_comes_back_at_once_does_not_overtake_those_who_wait(database: Path) -> None:
    queue = WriteQueue(database, LONG)
    served: list[int] = []
    waiting = threading.Thread(target=_serve, args=(queue, 1, served))
    with queue.turn():
        waiting.start()
        until(lambda: len(queue._threads._waiting) == 2)
    with queue.turn():
        served.append(2)

    waiting.join()
    queue.close()
    assert served == [1, 2]


def test_processes_are_served_in_the_order_in_which_they_came(holder: Holder, database: Path) -> None:
    """The first waits at the desk, the second at the gate; then the holder comes back."""
    mine = WriteQueue(database, LONG)
    served: list[int] = []
    first = threading.Thread(target=_serve, args=(mine, 1, served))
    first.start()
    until(lambda: _waits_for(database, ".queue"))
    other = WriteQueue(database, LONG)
    second = threading.Thread(target=_serve, args=(other, 2, served))
    second.start()
    until(lambda: _waits_for(database, ".gate"))

    holder.give_up_the_turn()

    first.join()
    second.join()
    mine.close()
    other.close()
    assert served == [1, 2]


def test_a_process_that_comes_back_at_once_queues_at_the_gate(holder: Holder, database: Path) -> None:
    mine = WriteQueue(database, LONG)
    served: list[int] = []
    waiting = threading.Thread(target=_serve, args=(mine, 1, served))
    waiting.start()
    until(lambda: _waits_for(database, ".queue"))
    hasty = WriteQueue(database, SHORT)

    with pytest.raises(Unavailable, match=r"database.locked"), hasty.turn():
        served.append(0)
    holder.give_up_the_turn()

    waiting.join()
    with hasty.turn():
        served.append(2)
    mine.close()
    hasty.close()
    assert served == [1, 2]


def test_a_writer_gives_up_when_another_process_keeps_the_turn(holder: Holder, database: Path) -> None:
    queue = WriteQueue(database, SHORT)

    with pytest.raises(Unavailable, match=r"database.locked"), queue.turn():
        pytest.fail("two had the turn")

    holder.give_up_the_turn()
    with queue.turn():
        pass
    queue.close()


def test_a_writer_gives_up_when_another_thread_keeps_the_turn(database: Path) -> None:
    queue = WriteQueue(database, SHORT)
    problems: list[Exception] = []

    def impatient() -> None:
        try:
            with queue.turn():
                pytest.fail("two had the turn")
        except Unavailable as problem:
            problems.append(problem)

    with queue.turn():
        thread = threading.Thread(target=impatient)
        thread.start()
        thread.join()
    with queue.turn():
        pass
    queue.close()
    assert [str(problem) for problem in problems] == ["database.locked"]


def test_a_process_that_dies_frees_the_turn(holder: Holder, database: Path) -> None:
    queue = WriteQueue(database, LONG)
    served: list[int] = []
    waiting = threading.Thread(target=_serve, args=(queue, 1, served))
    waiting.start()
    until(lambda: _waits_for(database, ".queue"))

    holder.kill()

    waiting.join()
    queue.close()
    assert served == [1]


def test_the_turn_is_over_when_a_use_case_fails(database: Path) -> None:
    queue = WriteQueue(database, SHORT)

    with pytest.raises(KeyError), queue.turn():
        raise KeyError("a bug")

    with queue.turn():
        pass
    queue.close()


def test_those_who_gave_up_leave_nothing_open(holder: Holder, database: Path) -> None:
    queue = WriteQueue(database, SHORT)
    before = _open_files()
    for _ in range(5):
        with pytest.raises(Unavailable), queue.turn():
            pass

    holder.give_up_the_turn()

    until(lambda: _open_files() <= before)
    until(lambda: not any(thread.name == "write-queue" for thread in threading.enumerate()))
    queue.close()


def test_one_writes_at_a_time(database: Path) -> None:
    queues = [WriteQueue(database, LONG) for _ in range(2)]
    inside: list[int] = []
    most: list[int] = []

    def write(number: int) -> None:
        for _ in range(25):
            with queues[number % 2].turn():
                inside.append(number)
                most.append(len(inside))
                inside.remove(number)

    in_threads(4, write)

    for queue in queues:
        queue.close()
    assert len(most) == 100
    assert max(most) == 1


def test_a_store_says_that_another_process_is_writing(sqlite_database: Database) -> None:
    store = sqlite_database.open(patience=SHORT)
    process = Holder(sqlite_database.file)
    process.has_the_turn()

    with pytest.raises(Unavailable, match=r"database.locked"):
        store.write(makers.staffed)
    assert store.read(lambda work: work.accounts.all()) == []
    process.kill()
    store.write(makers.staffed)

    assert len(store.read(lambda work: work.accounts.all())) == 3
    process.close()
    store.close()


def test_readers_do_not_wait_for_writers(sqlite_store: Store) -> None:
    gate, inside = threading.Event(), threading.Event()

    def write_slowly(work: Work) -> None:
        work.people.add(makers.a_file(), NOON)
        inside.set()
        gate.wait(LONG)

    writer = threading.Thread(target=sqlite_store.write, args=(write_slowly,))
    writer.start()
    inside.wait(LONG)

    assert sqlite_store.read(lambda work: work.people.by_name("کریمی")) == []

    gate.set()
    writer.join()
    assert len(sqlite_store.read(lambda work: work.people.by_name("کریمی"))) == 1


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _serve(queue: WriteQueue, number: int, served: list[int]) -> None:
    with queue.turn():
        served.append(number)


def _waits_for(database: Path, suffix: str) -> bool:
    """Whether the kernel has somebody in line for this lock file."""
    inode = database.with_name(database.name + suffix).stat().st_ino
    lines = Path("/proc/locks").read_text().splitlines()
    return any("->" in line and f":{inode} " in line for line in lines)


def until(condition: Callable[[], bool]) -> None:
    """Wait for what must come; a limit, not a measure."""
    deadline = time.monotonic() + LONG
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        threading.Event().wait(0.001)
