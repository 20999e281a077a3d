"""Engines for both databases, each with the settings that its durability needs.

Sources: security.md F8–F10, performance.md 6, 8, 11.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

from kiosk.domain.errors import Unavailable

SQLITE_FLOOR = (3, 51, 3)
"""Older libraries can lose commits of a WAL database (F10)."""

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "cache_size=-32000",
    "temp_store=MEMORY",
)


def open_engine(url: str, key: bytes | None) -> Engine:
    """`sqlite:///file` opens an SQLCipher file with the 32-byte `key`; `postgresql://…` uses psycopg 3.

    Raises:
        Unavailable: "database.no-key" for an SQLite file without a key.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if key is None:
            raise Unavailable("database.no-key")
        return _sqlite(parsed, key)
    return _postgresql(parsed)


def _sqlite(url: URL, key: bytes) -> Engine:
    from sqlcipher3 import dbapi2

    engine = create_engine(url.set(drivername="sqlite"), module=dbapi2, pool_size=8)

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        # We send BEGIN ourselves: the driver would start too late and lose updates.
        connection.isolation_level = None
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin_sql", "BEGIN"))

    return engine


def _postgresql(url: URL) -> Engine:
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=8,
        connect_args={"connect_timeout": 5, "options": "-c timezone=UTC -c statement_timeout=20000"},
    )


def sqlite_file(url: str) -> Path | None:
    """The database file behind an SQLite address; None for PostgreSQL."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database is None:
        return None
    return Path(parsed.database)


def sqlite_version() -> tuple[int, ...]:
    """Version of the SQLite inside SQLCipher."""
    from sqlcipher3 import dbapi2

    version: tuple[int, ...] = dbapi2.sqlite_version_info
    return version


def scalar(engine: Engine, sql: str) -> Any:
    """One value, for checks of the installation."""
    with engine.connect() as connection:
        return connection.exec_driver_sql(sql).scalar()
