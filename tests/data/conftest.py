"""Databases before their first migration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data.engine import open_engine
from tests import postgres
from tests.conftest import ENGINES
from tests.databases import Database, postgresql_at, sqlite_at


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
def engine(empty: Database) -> Iterator[Engine]:
    opened = open_engine(empty.url, empty.key)
    yield opened
    opened.dispose()
