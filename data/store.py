"""Transactions: the one way in and out of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, StatementError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from data.changes import notify
from data.engine import for_reading, for_writing, open_engine, sqlite_file
from data.readers import Readers
from data.work import Work
from data.write_queue import PATIENCE_SECONDS, WriteQueue
from kiosk.domain.errors import Conflict, KioskError, Refused, Unavailable

Answer = TypeVar("Answer")

TRIES = 4
_AGAIN = frozenset({"40001", "40P01"})
"""PostgreSQL's serialization failure and deadlock: the whole use case is run again."""

_POSTGRESQL = {
    "55P03": "database.locked",  # lock_timeout
    "57014": "database.locked",  # statement_timeout
    "53100": "database.full",
    "28P01": "database.wrong-key",
    "28000": "database.wrong-key",
}
_SQLITE = {
    5: "database.locked",  # BUSY
    6: "database.locked",  # LOCKED
    8: "database.unreachable",  # READONLY
    10: "database.unreachable",  # IOERR
    11: "database.damaged",  # CORRUPT
    13: "database.full",  # FULL
    14: "database.unreachable",  # CANTOPEN
    26: "database.wrong-key",  # NOTADB: the first page does not decrypt
}


class Store:
    """Runs use cases in transactions; SQLite writers queue, PostgreSQL's are tried again on a deadlock."""

    def __init__(self, engine: Engine, office: str, patience: float = PATIENCE_SECONDS) -> None:
        """
        Raises:
            Unavailable: "database.unreachable" when an SQLite file's folder is missing or closed to us.
        """
        self.engine = engine
        self.office = office
        file = sqlite_file(engine.url)
        self._queue = WriteQueue(file, patience) if file else None
        self._readers = Readers(engine) if file else None
        self._reading: Callable[[], AbstractContextManager[Connection]] = (
            self._readers.transaction if self._readers else for_reading(engine).begin
        )
        self._writes = for_writing(engine)

    @classmethod
    def open(
        cls, url: str | URL, key: bytes | None, office: str, patience: float = PATIENCE_SECONDS
    ) -> Store:
        return cls(open_engine(url, key, patience), office, patience)

    def read(self, act: Callable[[Work], Answer]) -> Answer:
        """Run `act` in a transaction that sees one moment and changes nothing.

        Raises:
            Unavailable: the database is out of reach.
        """
        return _until_done(lambda: self._read(act))

    def write(self, act: Callable[[Work], Answer]) -> Answer:
        """Run `act` and commit; everything in it stands or falls together.

        `act` may run more than once (deadlock, lost connection): it changes nothing but the database,
        and a command's key keeps a repeat from counting twice.

        Raises:
            Unavailable: "database.locked", "database.full" or "database.unreachable".
            Conflict: "database.conflict" when a constraint of the schema said no.
        """

        def in_turn() -> Answer:
            with self._turn(), self._writes.begin() as connection:
                answer = act(Work(connection, self.office))
                notify(connection, self.office)
                return answer

        return _until_done(in_turn)

    def close(self) -> None:
        if self._readers:
            self._readers.close()
        self.engine.dispose()
        if self._queue:
            self._queue.close()

    def _read(self, act: Callable[[Work], Answer]) -> Answer:
        with self._reading() as connection:
            return act(Work(connection, self.office))

    def _turn(self) -> AbstractContextManager[None]:
        return self._queue.turn() if self._queue else nullcontext()


class _Repeatable(Exception):
    """The transaction left no trace and may be run again."""


def _until_done(run: Callable[[], Answer]) -> Answer:
    for tries_left in range(TRIES - 1, -1, -1):
        try:
            with _translated():
                return run()
        except _Repeatable as problem:
            if not tries_left:
                raise Unavailable("database.unreachable") from problem
    raise AssertionError("the loop returns or raises")


@contextmanager
def translated() -> Iterator[None]:
    """Driver errors become ours, at this one place.

    Raises:
        Unavailable: "database.…"; Conflict: see `Store.write`.
        Refused: "database.characters", "database.too-long" for text that the schema cannot hold.
    """
    try:
        with _translated():
            yield
    except _Repeatable as problem:
        raise Unavailable("database.unreachable") from problem


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise Conflict("database.conflict") from error
    except StatementError as error:
        raise _ours(error) from error
    except PoolExhausted as error:
        raise Unavailable("database.unreachable") from error
    except UnicodeEncodeError as error:
        # Half a surrogate pair: no database can store it.
        raise Refused("database.characters") from error


def _ours(error: StatementError) -> Exception:
    if isinstance(error.orig, KioskError):
        return error.orig
    if not isinstance(error, DBAPIError):
        return error
    sqlstate = getattr(error.orig, "sqlstate", None)
    if error.connection_invalidated or sqlstate in _AGAIN:
        return _Repeatable()
    code = getattr(error.orig, "sqlite_errorcode", 0)
    known = _POSTGRESQL.get(sqlstate or "") or _SQLITE.get(code & 0xFF)
    if known:
        return Unavailable(known)
    if isinstance(error, OperationalError) and not code:
        return Unavailable("database.unreachable")
    return error
