"""Tables whose cells are data: text as it stands, never markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual.widgets import DataTable

from screens.terminal.clean import plain

Cell = Text

NARROWEST = 8
"""Cells that an elastic column keeps at least."""


def cell(text: str, style: str = "") -> Cell:
    """DataTable draws Rich texts; control characters are made visible first."""
    return Text(plain(text).plain, style=style)


def build(
    table: DataTable[Cell], columns: Sequence[str], rows: Iterable[Sequence[Cell]], elastic: int = 0
) -> None:
    """Fill a table anew where it stands, cursor and all; in a narrow terminal one column gives way."""
    build_in(table, columns, rows, (elastic, table.app.size.width))


def build_in(
    table: DataTable[Cell], columns: Sequence[str], rows: Iterable[Sequence[Cell]], room: tuple[int, int]
) -> None:
    """As `build`; `room`: the column that gives way, and the columns of the terminal for the table."""
    elastic, _width = room
    lines = [[cell(column) for column in columns], *rows]
    widths = [max(each.cell_len for each in column) for column in zip(*lines, strict=True)]
    widths[elastic] = min(widths[elastic], _width_left(table, widths, room))
    for line in lines:
        line[elastic].truncate(widths[elastic], overflow="ellipsis")
    _redraw(table, list(zip(lines[0], widths, strict=True)), lines[1:])


def _redraw(
    table: DataTable[Cell], heading: Sequence[tuple[Cell, int]], rows: Iterable[Sequence[Cell]]
) -> None:
    at, top = table.cursor_row, table.scroll_y
    table.clear(columns=True)
    # Told, not left to the table: what it paints before it has measured its rows stays cut to the headings.
    for column, width in heading:
        table.add_column(column, width=width)
    for cells in rows:
        table.add_row(*cells)
    # Once the rows are measured, and before the cursor is brought into view.
    table.call_after_refresh(table.scroll_to, y=top, animate=False)
    table.move_cursor(row=at)


def _width_left(table: DataTable[Cell], widths: Sequence[int], room: tuple[int, int]) -> int:
    """What the other columns leave."""
    elastic, width = room
    beside = sum(widths) - widths[elastic] + 2 * table.cell_padding * len(widths)
    left: int = width - table.styles.scrollbar_size_vertical - beside
    return max(NARROWEST, left)
