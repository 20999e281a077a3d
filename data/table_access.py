"""What all access classes share: a connection, the office, and how an insert is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import Connection, Dialect, Executable, Result, insert
from sqlalchemy.dialects import sqlite

from data.tables.base import Base
from kiosk.domain.errors import Conflict

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

InsertOr: TypeAlias = "postgresql.Insert | sqlite.Insert"
Values: TypeAlias = tuple[Any, ...]
"""A row as plain values; each access class names what stands where at once."""


def values_of(result: Result[*Values]) -> list[Values]:
    """All rows of a result as plain tuples."""
    return [tuple(row) for row in result]


def insert_or(table: type[Base], dialect: Dialect) -> InsertOr:
    """An INSERT in the database's own words, which can say what happens when the row is there already."""
    if dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    return sqlite.insert(table)


class TableAccess:
    """Rows of one office through one connection."""

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection = connection
        self._office = office

    def _insert(self, table: type[Base], *rows: Mapping[str, Any]) -> None:
        self._connection.execute(insert(table), [{"office": self._office, **row} for row in rows])

    def _insert_or(self, table: type[Base], row: Mapping[str, Any]) -> InsertOr:
        """An INSERT that can say what happens when the row is there already."""
        return insert_or(table, self._connection.dialect).values(office=self._office, **row)

    def _swap(self, statement: Executable) -> None:
        """Run an UPDATE … RETURNING that must hit the version it read.

        Raises:
            Conflict: "record.changed" when somebody else changed the row first.
        """
        changed: Sequence[Any] = self._connection.execute(statement).all()
        if not changed:
            raise Conflict("record.changed")
