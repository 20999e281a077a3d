"""SQLite connections kept for reading, so that a look-up costs little more than its own queries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from data.engine import driver_of, outside_transactions


class Readers:
    """As many connections as there were ever reads at one time.

    The driver begins and ends these transactions: the way through the pool and SQLAlchemy's own
    transactions takes as long as the three queries of an applicant card.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = outside_transactions(engine)
        self._free: list[Connection] = []

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection that sees one moment; what is written through it is undone."""
        connection = self._take()
        driver = driver_of(connection)
        try:
            driver.execute("BEGIN")
            yield connection
            connection.rollback()
            driver.rollback()
        except BaseException:
            connection.close()
            raise
        self._free.append(connection)

    def close(self) -> None:
        while self._free:
            self._free.pop().close()

    def _take(self) -> Connection:
        try:
            return self._free.pop()
        except IndexError:
            return self._engine.connect()
