"""Tables whose cells are data: text as it stands, never markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual.widgets import DataTable

from screens.terminal.clean import plain

Cell = Text


def cell(text: str, style: str = "") -> Cell:
    """DataTable draws Rich texts; control characters are made visible first, several lines put into one."""
    return Text(plain(text).plain.replace("\n", " "), style=style)


def build(table: DataTable[Cell], columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Fill a table anew, the cursor staying where it was."""
    at = table.cursor_row
    table.clear(columns=True)
    for column in columns:
        table.add_column(cell(column))
    for cells in rows:
        table.add_row(*cells)
    table.move_cursor(row=at)
