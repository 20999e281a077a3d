"""Engines for both databases, each with the settings that its durability needs.

Sources: security.md F8–F10, performance.md 6, 8, 11.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

from data.write_queue import PATIENCE_SECONDS
from kiosk.domain.errors import Unavailable

SQLITE_FLOOR = (3, 51, 3)
"""Older libraries can lose commits of a WAL database (F10)."""

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    # Without it, INSERT OR REPLACE would remove a row and no trigger would hear of it.
    "recursive_triggers=ON",
    "cache_size=-32000",
    "temp_store=MEMORY",
)


def open_engine(url: str | URL, key: bytes | None, patience: float = PATIENCE_SECONDS) -> Engine:
    """`sqlite:///file` opens an SQLCipher file with the 32-byte `key`; `postgresql://…` uses psycopg 3.

    `patience`: seconds to wait for somebody else's lock.

    Raises:
        Unavailable: "database.no-key" for an SQLite file without a key.
    """
    parsed = make_url(url)
    milliseconds = round(patience * 1000)
    if parsed.get_backend_name() == "sqlite":
        if key is None:
            raise Unavailable("database.no-key")
        return _sqlite(parsed, key, milliseconds)
    return _postgresql(parsed, milliseconds)


def _sqlite(url: URL, key: bytes, patience: int) -> Engine:
    from sqlcipher3 import dbapi2

    engine = create_engine(url.set(drivername="sqlite"), module=dbapi2, pool_size=8)

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        # We send BEGIN ourselves: the driver would start too late and lose updates.
        connection.isolation_level = None
        # SQLCipher would write its complaints over the screen.
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        connection.execute(f"PRAGMA busy_timeout={patience}")
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        begin_sql = connection.get_execution_options().get("begin_sql", "BEGIN")
        if begin_sql:
            connection.exec_driver_sql(begin_sql)

    return engine


def _postgresql(url: URL, patience: int) -> Engine:
    options = f"-c timezone=UTC -c statement_timeout=20000 -c lock_timeout={patience}"
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=8,
        connect_args={"connect_timeout": 5, "options": options},
    )


def for_reading(engine: Engine) -> Engine:
    """The same PostgreSQL engine, for transactions that see one moment and change nothing."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def for_writing(engine: Engine) -> Engine:
    """The same engine, for transactions that take SQLite's write lock at their start (F8)."""
    return engine.execution_options(begin_sql="BEGIN IMMEDIATE")


def outside_transactions(engine: Engine) -> Engine:
    """The same SQLite engine, which begins no transaction by itself."""
    return engine.execution_options(begin_sql="")


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection; psycopg's, too, takes a statement and its values at once."""
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]  # SQLCipher's
    return driver


def sqlite_file(url: str | URL) -> Path | None:
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


def scalar(engine: Engine, sql: str) -> object:
    """One value, for checks of the installation."""
    with engine.connect() as connection:
        return connection.exec_driver_sql(sql).scalar()
