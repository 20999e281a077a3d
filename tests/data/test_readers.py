"""Reading from SQLite on kept connections."""

from __future__ import annotations

import pytest

from data.store import Store
from data.work import Work
from kiosk.domain.errors import NotFound
from tests import makers
from tests.data.crowds import in_threads
from tests.data.rows import count
from tests.makers import NOON


def add_person(work: Work) -> None:
    work.people.add(makers.a_file(), NOON)


def people(store: Store) -> int:
    return store.read(lambda work: count(work.connection, "person"))


def test_each_read_sees_what_was_written_before_it(sqlite_store: Store) -> None:
    before = people(sqlite_store)
    sqlite_store.write(add_person)

    assert (before, people(sqlite_store)) == (0, 1)


def test_what_is_written_through_a_read_is_undone(sqlite_store: Store) -> None:
    sqlite_store.read(add_person)

    assert people(sqlite_store) == 0


def test_a_read_that_fails_leaves_no_transaction_open(sqlite_store: Store) -> None:
    for _ in range(30):
        with pytest.raises(NotFound, match=r"person.unknown"):
            sqlite_store.read(lambda work: work.people.file(makers.person_id()))

    sqlite_store.write(add_person)
    assert people(sqlite_store) == 1


def test_reads_at_one_time_have_a_connection_each(sqlite_store: Store) -> None:
    sqlite_store.write(add_person)

    def look(_number: int) -> None:
        for _ in range(20):
            assert sqlite_store.read(lambda work: work.people.file(makers.person_id())) == makers.a_file()

    in_threads(6, look)


def test_a_read_within_a_read_sees_the_newest(sqlite_store: Store) -> None:
    def outer(work: Work) -> tuple[int, int, int]:
        first = count(work.connection, "person")
        sqlite_store.write(add_person)
        return first, people(sqlite_store), count(work.connection, "person")

    assert sqlite_store.read(outer) == (0, 1, 0)


def test_a_closed_store_holds_no_file_open(sqlite_store: Store) -> None:
    people(sqlite_store)

    sqlite_store.close()

    assert sqlite_store.engine.pool.checkedout() == 0  # type: ignore[attr-defined]  # a queue pool for files
