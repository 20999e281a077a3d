"""What SQLite's planner is to believe of an office's tables, however many rows they have by now.

Without statistics it holds `office = ?` for a good way in and reads all rows of the office; with those of
a young database it would do so too.  PostgreSQL counts by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

ROWS = 100_000
AMONG_MANY = 10
"""Rows that share the first columns of a key, after the office."""


def teach(connection: Connection) -> None:
    """Write the statistics of every index anew."""
    connection.exec_driver_sql("ANALYZE alembic_version")  # makes the table of statistics
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    for statistic in list(_statistics(connection)):
        connection.exec_driver_sql("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", statistic)
    connection.exec_driver_sql("ANALYZE sqlite_schema")  # reads them


def _statistics(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Table, index, and how many rows there are, then how many share 1, 2, … columns of it."""
    indexes = connection.exec_driver_sql(
        "SELECT t.name, CASE WHEN i.origin = 'pk' AND t.wr THEN t.name ELSE i.name END, i.\"unique\", "
        "(SELECT count(*) FROM pragma_index_info(i.name)) "
        "FROM pragma_table_list AS t, pragma_index_list(t.name) AS i "
        "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name <> 'alembic_version'"
    )
    for table, index, unique, columns in indexes:
        shared = [AMONG_MANY] * (columns - 1)
        if unique and columns > 1:
            shared[-1] = 1
        whole = [ROWS, ROWS, *shared] if columns > 1 else [ROWS, 1]
        yield table, index, " ".join(map(str, whole))
