"""Databases before their first migration."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from data.engine import open_engine
from tests.databases import Database


@pytest.fixture
def engine(empty: Database) -> Iterator[Engine]:
    opened = open_engine(empty.url, empty.key)
    yield opened
    opened.dispose()
