"""Transactions: the one way in and out of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError

from data.engine import open_engine, sqlite_file
from data.work import Work
from data.write_queue import WriteQueue
from kiosk.domain.errors import Conflict, KioskError, Unavailable

Answer = TypeVar("Answer")

TRIES = 4
_AGAIN = frozenset({"40001", "40P01"})
"""PostgreSQL's serialization failure and deadlock: the whole use case is run again."""


class Store:
    """Runs use cases in transactions; SQLite writers queue, PostgreSQL's are tried again on a deadlock."""

    def __init__(self, engine: Engine, office: str) -> None:
        self.engine = engine
        self.office = office
        file = sqlite_file(str(engine.url))
        self._queue = WriteQueue(file.with_name(file.name + ".queue")) if file else None
        self._writes = engine.execution_options(begin_sql="BEGIN IMMEDIATE")

    @classmethod
    def open(cls, url: str, key: bytes | None, office: str) -> Store:
        return cls(open_engine(url, key), office)

    def read(self, act: Callable[[Work], Answer]) -> Answer:
        """Run `act` in a transaction that sees one moment.

        Raises:
            Unavailable: the database is out of reach.
        """
        with translated(), self.engine.begin() as connection:
            return act(Work(connection, self.office))

    def write(self, act: Callable[[Work], Answer]) -> Answer:
        """Run `act` and commit; everything in it stands or falls together.

        `act` may run more than once (deadlock, lost connection): it changes nothing but the database,
        and a command's key keeps a repeat from counting twice.

        Raises:
            Unavailable: "database.locked", "database.full" or "database.unreachable".
            Conflict: "database.conflict" when a constraint of the schema said no.
        """
        for tries_left in range(TRIES - 1, -1, -1):
            try:
                with translated(), self._turn(), self._writes.begin() as connection:
                    return act(Work(connection, self.office))
            except _Repeatable as problem:
                if not tries_left:
                    raise Unavailable("database.unreachable") from problem
        raise AssertionError("the loop returns or raises")

    def close(self) -> None:
        self.engine.dispose()
        if self._queue:
            self._queue.close()

    def _turn(self) -> AbstractContextManager[None]:
        return self._queue.turn() if self._queue else nullcontext()


class _Repeatable(Exception):
    """The transaction left no trace and may be run again."""


@contextmanager
def translated() -> Iterator[None]:
    """Driver errors become ours, at this one place."""
    try:
        yield
    except KioskError:
        raise
    except IntegrityError as error:
        raise Conflict("database.conflict") from error
    except (OperationalError, InterfaceError, DBAPIError) as error:
        raise _ours(error) from error


def _ours(error: DBAPIError) -> Exception:
    if error.connection_invalidated or getattr(error.orig, "sqlstate", None) in _AGAIN:
        return _Repeatable()
    text = str(error.orig).lower()
    if "locked" in text or "busy" in text:
        return Unavailable("database.locked")
    if "full" in text or "no space" in text:
        return Unavailable("database.full")
    if isinstance(error, OperationalError | InterfaceError):
        return Unavailable("database.unreachable")
    return error
