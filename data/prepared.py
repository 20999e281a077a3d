"""Statements compiled once, for what a clerk waits for.

SQLAlchemy takes longer to find a wide statement in its cache, and to describe its result, than SQLite takes
to fetch the rows.  PostgreSQL's round trip hides that, so there everything goes the usual way.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Dialect, Select

from data.engine import driver_of
from data.table_access import Values, values_of


class Prepared:
    """A SELECT, ready to be sent.  Its constants must be written out: SQLite plans anew for bound ones."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self.statement = statement
        self._sqlite: _OnSqlite | None = None

    def rows(self, connection: Connection, values: Mapping[str, object]) -> list[Values]:
        """All rows as plain values, converted by the types of their columns."""
        dialect = connection.dialect
        if dialect.name != "sqlite" or dialect.loaded_dbapi is None:
            return values_of(connection.execute(self.statement, values))
        if self._sqlite is None:
            self._sqlite = _OnSqlite(self.statement, dialect)
        try:
            return self._sqlite.rows(connection, values)
        except dialect.loaded_dbapi.Error:
            # Let SQLAlchemy meet the trouble too, and give it its name.
            return values_of(connection.execute(self.statement, values))


class _OnSqlite:
    """The words of a statement, and what turns values into the database's and back."""

    def __init__(self, statement: Select[*tuple[Any, ...]], dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        kinds = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items()}
        columns = [column.type.dialect_impl(dialect) for column in statement.selected_columns]
        self._sql = str(compiled)
        self._given = [(name, kinds[name].bind_processor(dialect)) for name in compiled.positiontup or ()]
        self._taken = [
            (place, convert)
            for place, kind in enumerate(columns)
            if (convert := kind.result_processor(dialect, None))
        ]

    def rows(self, connection: Connection, values: Mapping[str, object]) -> list[Values]:
        given = [convert(values[name]) if convert else values[name] for name, convert in self._given]
        rows = driver_of(connection).execute(self._sql, given).fetchall()
        return [self._converted(row) for row in rows]

    def _converted(self, row: Values) -> Values:
        values = list(row)
        for place, convert in self._taken:
            if values[place] is not None:
                values[place] = convert(values[place])
        return tuple(values)
