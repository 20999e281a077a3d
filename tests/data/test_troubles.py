"""When the database cannot: every trouble has its sentence, and nothing is half done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data.engine import open_engine
from data.store import TRIES, Store
from data.work import Work
from kiosk.domain.errors import Conflict, Refused, Unavailable
from tests import makers, postgres
from tests.data.test_store import add_person, people
from tests.databases import Database, postgresql_at, sqlite_at
from tests.makers import NOON, TODAY


def test_a_foreign_lock_on_the_sqlite_file_is_said(sqlite_database: Database) -> None:
    foreign = open_engine(sqlite_database.url, sqlite_database.key)
    store = sqlite_database.open(patience=0.05)
    with foreign.connect() as holder:
        holder.exec_driver_sql("ROLLBACK")
        holder.exec_driver_sql("BEGIN IMMEDIATE")

        with pytest.raises(Unavailable, match=r"database.locked"):
            store.write(add_person())
        assert people(store) == 0

    store.write(add_person())
    assert people(store) == 1
    store.close()
    foreign.dispose()


def test_a_foreign_lock_on_a_postgresql_row_is_said(postgres_database: Database) -> None:
    store = postgres_database.open(patience=0.05)
    store.write(lambda work: work.certificates.next_number("STU-02", 1405))
    with store.engine.connect() as holder:
        holder.exec_driver_sql("SELECT * FROM certificate_counter FOR UPDATE")

        with pytest.raises(Unavailable, match=r"database.locked"):
            store.write(lambda work: work.certificates.next_number("STU-02", 1405))

    assert store.write(lambda work: work.certificates.next_number("STU-02", 1405)).serial == 2
    store.close()


def test_a_full_disk_is_said_and_nothing_is_half_done(sqlite_store: Store) -> None:
    def fill(work: Work) -> None:
        pages = work.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        work.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        for number in range(1, 200):
            add_person(number)(work)

    with pytest.raises(Unavailable, match=r"database.full"):
        sqlite_store.write(fill)

    assert people(sqlite_store) == 0
    with sqlite_store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


@pytest.mark.parametrize(
    ("sqlstate", "key"),
    [
        ("53100", "database.full"),
        ("55P03", "database.locked"),
        ("57014", "database.locked"),
        ("53300", "database.unreachable"),
    ],
)
def test_troubles_of_the_server_are_said(postgres_store: Store, sqlstate: str, key: str) -> None:
    def trouble(work: Work) -> None:
        work.connection.exec_driver_sql(f"DO $$ BEGIN RAISE SQLSTATE '{sqlstate}'; END $$")

    with pytest.raises(Unavailable, match=key):
        postgres_store.write(trouble)


def test_a_server_that_is_gone_is_said(postgres_server: postgres.Server) -> None:
    url = postgres_server.url("test").set(query={"host": str(postgres_server.socket_folder / "nowhere")})
    store = postgresql_at(url).open()

    with pytest.raises(Unavailable, match=r"database.unreachable"):
        store.read(lambda work: work.accounts.all())

    store.close()


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"database.unreachable"):
        sqlite_at(tmp_path / "gone" / "office.db").open()


def test_a_lost_connection_is_made_anew(postgres_store: Store) -> None:
    assert people(postgres_store) == 0
    drop_connections(postgres_store)
    assert people(postgres_store) == 0
    drop_connections(postgres_store)
    postgres_store.write(add_person())
    assert people(postgres_store) == 1


def test_a_prepared_statement_meets_a_lost_connection_too(postgres_store: Store) -> None:
    def tickets() -> int:
        return len(postgres_store.read(lambda work: work.queue.of_day(TODAY)))

    assert tickets() == 0
    drop_connections(postgres_store)
    assert tickets() == 0
    drop_connections(postgres_store)
    assert postgres_store.write(lambda work: work.commands.first_time(makers.a_command()))


def test_a_prepared_statement_that_breaks_a_rule_is_a_conflict(store: Store) -> None:
    stranger = makers.an_officer()

    with pytest.raises(Conflict, match=r"database.conflict"):
        store.write(lambda work: work.queue.run_at(stranger, NOON))

    assert store.write(lambda work: work.commands.first_time(makers.a_command()))


def test_a_prepared_statement_with_a_code_that_is_too_long_is_refused(store: Store) -> None:
    command = replace(makers.a_command(), name="x" * 200)

    with pytest.raises(Refused, match=r"database.too-long"):
        store.write(lambda work: work.commands.first_time(command))


def test_a_prepared_statement_waits_for_a_foreign_lock_only_so_long(postgres_database: Database) -> None:
    store = postgres_database.open(patience=0.05)
    store.write(makers.staffed)
    store.write(lambda work: work.queue.run_at(makers.STAFF.clerk, NOON))
    with store.engine.connect() as holder:
        holder.exec_driver_sql("SELECT * FROM counter FOR UPDATE")

        with pytest.raises(Unavailable, match=r"database.locked"):
            store.write(lambda work: work.queue.run_at(makers.STAFF.clerk, NOON))

    assert store.write(lambda work: work.queue.run_at(makers.STAFF.clerk, NOON)) == 0
    store.close()


@pytest.mark.parametrize("sqlstate", ["40001", "40P01"])
def test_a_deadlock_is_tried_again_from_the_start(postgres_store: Store, sqlstate: str) -> None:
    tries = []

    def at_the_third(work: Work) -> int:
        tries.append(1)
        add_person()(work)
        if len(tries) < 3:
            work.connection.exec_driver_sql(f"DO $$ BEGIN RAISE SQLSTATE '{sqlstate}'; END $$")
        return len(tries)

    assert postgres_store.write(at_the_third) == 3
    assert people(postgres_store) == 1


def test_a_deadlock_without_end_is_given_up(postgres_store: Store) -> None:
    tries = []

    def never(work: Work) -> None:
        tries.append(1)
        work.connection.exec_driver_sql("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$")

    with pytest.raises(Unavailable, match=r"database.unreachable"):
        postgres_store.write(never)

    assert len(tries) == TRIES


def drop_connections(store: Store) -> None:
    """As if the server had been started anew, before anybody noticed."""
    other = open_engine(store.engine.url, None)
    with other.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    other.dispose()
