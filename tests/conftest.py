"""Fixtures for all tests: stores on a real SQLite file and on a real PostgreSQL server."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from data.store import Store
from data.tables import Base
from tests import demo_office as demo
from tests import postgres
from tests.databases import Database, copied, migrated, postgresql_at, sqlite_at

ENGINES = ("sqlite", "postgresql")
NEW_OBJECTS = 50_000
"""How many are made before Python looks for forgotten ones: a fifth of the tests' time went there."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """Half as many again as there are cores: the tests wait for a third of their time."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    return len(os.sched_getaffinity(0)) * 3 // 2


def pytest_collection_finish() -> None:
    """What is imported and collected now stays until the end."""
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """`KIOSK_TEST_POSTGRESQL=required` makes its absence a failure."""
    programs = postgres.binaries()
    if programs is None:
        if os.environ.get("KIOSK_TEST_POSTGRESQL") == "required":
            pytest.fail(postgres.MISSING)
        pytest.skip(postgres.MISSING)
    with postgres.running(programs) as server:
        yield server


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: postgres.Server) -> Iterator[URL]:
    with postgres_server.fresh() as url:
        migrated(postgresql_at(url))
        yield url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Database:
    return migrated(sqlite_at(tmp_path_factory.mktemp("template") / "office.db"))


@pytest.fixture(scope="session")
def demo_office(tmp_path_factory: pytest.TempPathFactory) -> demo.DemoOffice:
    base = tmp_path_factory.getbasetemp()
    return demo.made_once(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture
def sqlite_database(migrated_sqlite: Database, tmp_path: Path) -> Database:
    return copied(migrated_sqlite, tmp_path)


@pytest.fixture
def postgres_database(postgres_server: postgres.Server, migrated_postgres: URL) -> Iterator[Database]:
    """One database for all tests, emptied after each."""
    yield postgresql_at(migrated_postgres)
    postgres_server.empty(str(migrated_postgres.database), Base.metadata.tables)


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest) -> Database:
    """A migrated, empty database on each engine."""
    name = "sqlite_database" if request.param == "sqlite" else "postgres_database"
    made = request.getfixturevalue(name)
    assert isinstance(made, Database)
    return made


@pytest.fixture(params=ENGINES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    if request.param == "sqlite":
        yield sqlite_at(tmp_path / "empty.db")
        return
    server = request.getfixturevalue("postgres_server")
    assert isinstance(server, postgres.Server)
    with server.fresh() as url:
        yield postgresql_at(url)


@pytest.fixture
def store(database: Database) -> Iterator[Store]:
    """A store on each engine."""
    yield from _opened(database)


@pytest.fixture
def sqlite_store(sqlite_database: Database) -> Iterator[Store]:
    yield from _opened(sqlite_database)


@pytest.fixture
def postgres_store(postgres_database: Database) -> Iterator[Store]:
    yield from _opened(postgres_database)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if any(postgres.MISSING in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(f"\n!!! {postgres.MISSING} !!!", red=True, bold=True)


def _opened(database: Database) -> Iterator[Store]:
    opened = database.open()
    yield opened
    opened.close()
