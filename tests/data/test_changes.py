"""Word of a change: from every other connection, soon, and again after the database was away."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Barrier

import pytest

from data.changes import Changes
from data.store import Store
from data.work import Work
from tests import makers
from tests.data.crowds import in_processes
from tests.databases import Database
from tests.makers import NOON, OFFICE, STAFF
from tests.postgres import Server

SOON = 1.0
"""Seconds in which every station has to know."""
LATE = 20.0
"""Only a failing test waits so long."""


class Ear:
    """Hears whether anything was told since it was last asked."""

    def __init__(self) -> None:
        self._told = threading.Event()

    def hear(self) -> None:
        self._told.set()

    def heard(self, within: float) -> bool:
        told = self._told.wait(within)
        self._told.clear()
        return told


@contextmanager
def watching(store: Store, office: str = OFFICE) -> Iterator[Ear]:
    """An ear that knows the present state."""
    ear = Ear()
    end = Changes(store.engine, office).watch(ear.hear)
    try:
        assert ear.heard(LATE)
        yield ear
    finally:
        end()


def note(work: Work) -> None:
    work.audit.append(makers.an_audit_line(1), STAFF.clerk.login, "counter-1", NOON)


def _note(database: Database, _process: int, _together: Barrier) -> list[int]:
    other = database.open()
    other.write(note)
    other.close()
    return []


def watchers() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "changes"]


def test_a_commit_is_heard_at_another_station_and_at_the_own_one(store: Store, database: Database) -> None:
    other = database.open()
    with watching(store) as ear:
        for writer in (other, store):
            writer.write(note)
            assert ear.heard(SOON)
        other.read(lambda work: work.accounts.all())
        with pytest.raises(ZeroDivisionError):
            other.write(lambda work: note(work) or 1 // 0)  # type: ignore[func-returns-value]  # a lambda of two steps
        assert not ear.heard(3 * 0.1)
    other.write(note)
    assert not ear.heard(3 * 0.1)
    assert not watchers()
    other.close()


def test_a_commit_of_another_program_is_heard(store: Store, database: Database) -> None:
    with watching(store) as ear:
        in_processes(_note, database, 1)
        assert ear.heard(SOON)


def test_another_office_on_the_same_server_is_not_woken(postgres_store: Store) -> None:
    with watching(postgres_store, "999") as ear:
        postgres_store.write(note)
        assert not ear.heard(0.5)


def test_after_a_lost_connection_everything_is_read_anew(
    postgres_store: Store, postgres_server: Server
) -> None:
    with watching(postgres_store) as ear:
        with postgres_server.connect() as administrator:
            administrator.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'"
            )
        assert ear.heard(LATE)
        postgres_store.write(note)
        assert ear.heard(SOON)


def test_a_database_that_cannot_be_reached_is_tried_again_until_it_is_there(
    sqlite_store: Store, sqlite_database: Database
) -> None:
    away = sqlite_database.file.with_name("away.db")
    sqlite_store.close()
    sqlite_database.file.rename(away)
    sqlite_database.file.mkdir()
    ear = Ear()
    end = Changes(sqlite_store.engine, OFFICE).watch(ear.hear)
    assert not ear.heard(0.3)
    sqlite_database.file.rmdir()
    away.rename(sqlite_database.file)

    assert ear.heard(LATE)
    end()
    assert not watchers()
