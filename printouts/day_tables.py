"""Tables and bars of the papers of the day, as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk.domain.day_paper import Bar, Chart, Table
from printouts import ledger
from printouts.a4 import CONTENT
from printouts.blocks import Block
from printouts.lines import Fitted, flow
from printouts.page import ACCENT, GHOST, HAIR, LABEL, SOFT, TEXT, centred, written
from printouts.panels import Heading, Space, Stack, sentence
from printouts.qr_code import grid_of_text
from printouts.sheet import MM, Box, Ink, Sheet

_SERIES: tuple[Ink, Ink] = (ACCENT, HAIR)
_BAR, _STEP = 2.6 * MM, 1.6 * MM
_LABEL, _SHOWN = 0.34, 0.22
"""Shares of a chart's width: names at the right, values at the left, bars between."""
_QR = 26 * MM


def table_blocks(tables: Iterable[Table]) -> Iterator[Block]:
    """A title and its heads stay with the first line.

    Raises Refused: "paper.does-not-fit", "paper.missing-glyph".
    """
    for table in tables:
        title = (Space(2 * MM), Heading(table.title, CONTENT))
        if not table.rows:
            yield Stack((*title, sentence(table.none, CONTENT)))
            continue
        boxes = ledger.places([column.share for column in table.columns], CONTENT)
        heads = ledger.heading([column.head for column in table.columns], boxes)
        first, *rest = (ledger.line(row, boxes) for row in table.rows)
        yield Stack((*title, Space(1 * MM), heads, first))
        yield from rest


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars that grow from the right, as Persian is read."""

    box: Box
    lines: tuple[tuple[Fitted, Bar, Fitted], ...]
    most: int

    @property
    def height(self) -> float:
        return sum(self._depth(bar) for _, bar, _ in self.lines) + 2 * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        right = self.box.right - self.box.width * _LABEL
        room = self.box.width * (1 - _LABEL - _SHOWN)
        for label, bar, shown in self.lines:
            middle = top - self._depth(bar) / 2
            sheet.ink(TEXT)
            sheet.text(label.lines[0], label.size, (self.box.right, middle - 1 * MM), "right")
            sheet.ink(GHOST)
            sheet.fill(Box(right - room, top - self._depth(bar) + _STEP, room, self._depth(bar) - _STEP))
            self._bar(sheet, bar, (right, room, top))
            sheet.ink(SOFT)
            sheet.text(shown.lines[0], shown.size, (self.box.x, middle - 1 * MM), "left")
            top -= self._depth(bar)

    def _bar(self, sheet: Sheet, bar: Bar, place: tuple[float, float, float]) -> None:
        right, room, top = place
        for at, value in enumerate(bar.values):
            length = room * value / self.most
            sheet.ink(_SERIES[at])
            sheet.fill(Box(right - length, top - (at + 1) * _BAR, length, _BAR))

    def _depth(self, bar: Bar) -> float:
        return len(bar.values) * _BAR + _STEP


def chart(of: Chart, box: Box) -> Block:
    """Raises Refused: "paper.does-not-fit", "paper.missing-glyph"."""
    title = Heading(of.title, box)
    if not of.bars:
        return Stack((title, sentence(of.none, box)))
    lines = tuple(
        (
            flow(written(bar.label, "fa"), LABEL.fa, box.width * _LABEL - 2 * MM, 1, "chart"),
            bar,
            flow(written(bar.shown, "fa"), LABEL.fa, box.width * _SHOWN - 2 * MM, 1, "chart"),
        )
        for bar in of.bars
    )
    most = max(1, *(value for bar in of.bars for value in bar.values))
    return Stack((title, Space(1.5 * MM), Bars(box, lines, most)))


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code at the left, and at its right what it holds, to be compared by eye."""

    box: Box
    code: str
    lines: tuple[Fitted, ...]

    @property
    def height(self) -> float:
        return _QR + 3 * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        grid = grid_of_text(self.code)
        sheet.ink(TEXT)
        sheet.cells(grid.cells, grid.side, Box(self.box.x, top - _QR - 1 * MM, _QR, _QR))
        baseline, middle = top - 7 * MM, self.box.x + _QR + (self.box.width - _QR) / 2
        for at, line in enumerate(self.lines):
            sheet.ink(SOFT if at == 0 else TEXT)
            baseline = centred(sheet, line, (middle, baseline), 5.2 * MM)
