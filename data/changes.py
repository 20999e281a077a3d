"""Word that something was committed, whoever wrote it: PostgreSQL notifies, an SQLite file is looked at.

Nothing of what changed is told: who hears of it reads again what it shows.  Source: performance.md 9.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

if TYPE_CHECKING:
    from psycopg import Connection as Listening

LOOK_SECONDS = 0.1
"""Between two looks at an SQLite file, each of which takes microseconds."""
HEAR_SECONDS = 0.2
"""So long a listener waits for word before it sees whether it should end."""
SILENT = 75
"""Waits without a word, after which PostgreSQL is asked whether it is still there."""
AGAIN_SECONDS = 1.0
"""Until the next try while the database is out of reach."""

Tell = Callable[[], None]


class Changes:
    """Each watch has a thread and a connection of its own, outside the pool."""

    def __init__(self, engine: Engine, office: str) -> None:
        self._engine = engine
        self._office = office

    def watch(self, tell: Tell) -> Callable[[], None]:
        """Call `tell` after each change, and once whenever words may have been missed; what ends it.

        `tell` is called in a thread of its own.
        """
        watch = _Watch(self._engine, self._office, tell)
        watch.start()
        return watch.end


def notify(connection: Connection, office: str) -> None:
    """Tell PostgreSQL's listeners when this transaction is committed; an SQLite file tells by itself."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_notify(%s, '')", (_channel(office),))


def _channel(office: str) -> str:
    return f"mikhak_{office}"


class _Watch(threading.Thread):
    def __init__(self, engine: Engine, office: str, tell: Tell) -> None:
        super().__init__(name="changes", daemon=True)
        self._engine = engine
        self._office = office
        self._tell = tell
        self._ended = threading.Event()

    def end(self) -> None:
        """After it nothing is told any more, and the connection is closed."""
        self._ended.set()
        if self.is_alive() and threading.current_thread() is not self:
            self.join(AGAIN_SECONDS)

    def run(self) -> None:
        dialect = self._engine.dialect
        watch = self._listen if dialect.name == "postgresql" else self._look
        while not self._ended.is_set():
            # Whoever works here hears of a lost database from his own work.
            with contextlib.suppress(self._foreign_error, SQLAlchemyError, OSError):
                watch()
            self._ended.wait(AGAIN_SECONDS)

    @property
    def _foreign_error(self) -> type[Exception]:
        module = self._engine.dialect.loaded_dbapi
        error: type[Exception] = module.Error if module is not None else OSError
        return error

    def _look(self) -> None:
        """SQLite counts the commits of all other connections, this program's too."""
        with contextlib.closing(self._apart()) as driver:
            seen = None
            while not self._ended.wait(LOOK_SECONDS if seen is not None else 0):
                (version,) = driver.execute("PRAGMA data_version").fetchone()
                if seen != version:
                    seen = version
                    self._tell_unless_ended()

    def _apart(self) -> sqlite3.Connection:
        """A connection that the pool no longer counts."""
        connection = self._engine.raw_connection()
        driver: sqlite3.Connection = connection.driver_connection  # type: ignore[assignment]  # SQLCipher's
        connection.detach()
        return driver

    def _listen(self) -> None:
        with self._listening() as connection:
            connection.execute(f'LISTEN "{_channel(self._office)}"'.encode())
            self._tell_unless_ended()
            silent = 0
            while not self._ended.is_set():
                heard = list(connection.notifies(timeout=HEAR_SECONDS, stop_after=1))
                silent = 0 if heard else silent + 1
                if heard:
                    self._tell_unless_ended()
                elif silent > SILENT:
                    connection.execute("SELECT 1")
                    silent = 0

    def _listening(self) -> Listening[tuple[object, ...]]:
        """A dead line is noticed within seconds: a listener that only waits would never."""
        import psycopg

        _, values = self._engine.dialect.create_connect_args(self._engine.url)
        return psycopg.connect(**values, autocommit=True, connect_timeout=5, tcp_user_timeout=5000)

    def _tell_unless_ended(self) -> None:
        if not self._ended.is_set():
            self._tell()
