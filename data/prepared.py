"""Statements compiled once, for what somebody waits for.

SQLAlchemy takes longer to find a wide statement in its cache, and to describe its result, than SQLite takes
to fetch the rows or PostgreSQL to send them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from sqlalchemy import Connection, Dialect, Select, bindparam, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.dml import UpdateBase

from data.engine import driver_of
from data.table_access import InsertOr, Values, insert_or
from data.tables.base import Base

Statement: TypeAlias = Select[*tuple[Any, ...]] | UpdateBase


class Prepared:
    """A statement, ready to be sent.

    Its constants must be written out where an index is meant: SQLite plans anew for bound ones.
    """

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self._ready: dict[str, _Ready] = {}

    def rows(self, connection: Connection, values: Mapping[str, object]) -> list[Values]:
        """All rows as plain values, converted by the types of their columns; none if none are returned.

        Raises:
            DBAPIError: what SQLAlchemy itself would raise.
        """
        dialect = connection.dialect
        ready = self._ready.get(dialect.name)
        if ready is None:
            ready = self._ready[dialect.name] = _Ready(self._on(dialect), dialect)
        return ready.rows(connection, values)

    def _on(self, _dialect: Dialect) -> Statement:
        return self.statement


class PreparedInsert(Prepared):
    """An INSERT of whole rows; `then` says what happens when the row is there already."""

    def __init__(self, table: type[Base], then: Callable[[InsertOr], Statement]) -> None:
        columns = table.__table__.columns
        self._row = {column.name: bindparam(column.name, type_=column.type) for column in columns}
        self._table = table
        self._then = then
        super().__init__(insert(table).values(self._row))

    def _on(self, dialect: Dialect) -> Statement:
        return self._then(insert_or(self._table, dialect).values(self._row))


class _Ready:
    """The words of a statement on one database, and what turns values into the database's and back."""

    def __init__(self, statement: Statement, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        columns = [column.type.dialect_impl(dialect) for column in statement.exported_columns]
        self._sql = str(compiled)
        self._places = compiled.positiontup
        self._constants = {name: bind.value for name, bind in binds.items() if not bind.required}
        self._given = [
            (name, bind.type.dialect_impl(dialect).bind_processor(dialect)) for name, bind in binds.items()
        ]
        self._returns = bool(columns)
        self._taken = [
            (place, convert)
            for place, kind in enumerate(columns)
            if (convert := kind.result_processor(dialect, None))
        ]

    def rows(self, connection: Connection, values: Mapping[str, object]) -> list[Values]:
        values = {**self._constants, **values}
        given = {name: convert(values[name]) if convert else values[name] for name, convert in self._given}
        rows = self._sent(
            connection, given if self._places is None else [given[name] for name in self._places]
        )
        return [self._converted(row) for row in rows] if self._taken else rows

    def _sent(self, connection: Connection, given: Any) -> list[Values]:
        dialect, driver = connection.dialect, driver_of(connection)
        try:
            cursor = driver.execute(self._sql, given)
            return cursor.fetchall() if self._returns else []
        except dialect.loaded_dbapi.Error as error:
            lost = dialect.is_disconnect(error, connection.connection, None)
            if lost:
                connection.invalidate(error)
            raise DBAPIError.instance(
                self._sql, None, error, dialect.loaded_dbapi.Error,
                hide_parameters=True, connection_invalidated=lost, dialect=dialect,
            ) from error  # fmt: skip

    def _converted(self, row: Values) -> Values:
        values = list(row)
        for place, convert in self._taken:
            if values[place] is not None:
                values[place] = convert(values[place])
        return tuple(values)
