"""A table that is read again and again: only cells that are others are drawn anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from textual.coordinate import Coordinate
from textual.widgets import DataTable

from screens.widgets.table import Cell, build_in

_Said: TypeAlias = list[list[tuple[str, str]]]
"""Text and style of each cell."""


class SteadyTable(DataTable[Cell]):
    """Built anew only where a line comes or goes, or a column must become wider."""

    def __init__(self, id: str) -> None:  # noqa: A002 - as Textual's own
        super().__init__(id=id, cursor_type="row", zebra_stripes=True)
        self._room = (0, 0)
        self._headings: Sequence[str] = ()
        self._said: _Said = []

    def show(self, headings: Sequence[str], rows: Sequence[Sequence[Cell]], room: tuple[int, int]) -> None:
        """`room` as for `build_in`."""
        said = [[(each.plain, str(each.style)) for each in cells] for cells in rows]
        before, self._said = self._said, said
        same = (room, tuple(headings), len(rows)) == (self._room, self._headings, len(before))
        changed = _changed(before, said) if same else []
        widths = [column.width for column in self.ordered_columns]
        if not same or any(_at(rows, at).cell_len > widths[at.column] for at in changed):
            self._room, self._headings = room, tuple(headings)
            build_in(self, headings, rows, room)
            return
        for at in changed:
            self.update_cell_at(at, _at(rows, at))


def _at(rows: Sequence[Sequence[Cell]], at: Coordinate) -> Cell:
    return rows[at.row][at.column]


def _changed(before: _Said, after: _Said) -> list[Coordinate]:
    return [
        Coordinate(row, column)
        for row, (old, new) in enumerate(zip(before, after, strict=True))
        for column, (was, now) in enumerate(zip(old, new, strict=True))
        if was != now
    ]
