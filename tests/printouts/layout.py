"""Where on its page each line of text came to lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from unittest.mock import patch

from printouts.lines import Line
from printouts.sheet import Align, Box, Sheet

# What of a line must be free of others, as shares of its size: from below the baseline to the height of an x.
_BELOW, _ABOVE = 0.1, 0.55
_SHARE_BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True, slots=True)
class Printed:
    """`text`: of the pieces in visual order, each in the order it is read."""

    page: int
    text: str
    box: Box


class _Recorder:
    def __init__(self) -> None:
        self.printed: list[Printed] = []
        self.page = 1
        self.listening = True

    @contextmanager
    def recording(self) -> Iterator[None]:
        text, justified, cells, next_page = Sheet.text, Sheet.justified, Sheet.cells, Sheet.next_page
        turned = Sheet.turned

        def on_text(
            sheet: Sheet, line: Line, size: float, at: tuple[float, float], align: Align = "left"
        ) -> None:
            self._line(line, size, (at[0] - line.width(size) * _SHARE_BEFORE[align], at[1]), line.width(size))
            text(sheet, line, size, at, align)

        def on_justified(
            sheet: Sheet, line: Line, size: float, at: tuple[float, float], width: float
        ) -> None:
            self._line(line, size, at, width)
            justified(sheet, line, size, at, width)

        def on_cells(sheet: Sheet, dark: bytes, side: int, box: Box) -> None:
            self.printed.append(Printed(self.page, "", box))
            cells(sheet, dark, side, box)

        def on_next_page(sheet: Sheet, size: tuple[float, float] | None = None) -> None:
            self.page += 1
            next_page(sheet, size)

        @contextmanager
        def on_turned(sheet: Sheet, around: tuple[float, float], degrees: float) -> Iterator[None]:
            # Its places are measured along other axes.
            self.listening = False
            with turned(sheet, around, degrees):
                yield
            self.listening = True

        with (
            patch.object(Sheet, "text", on_text),
            patch.object(Sheet, "justified", on_justified),
            patch.object(Sheet, "cells", on_cells),
            patch.object(Sheet, "next_page", on_next_page),
            patch.object(Sheet, "turned", on_turned),
        ):
            yield

    def _line(self, line: Line, size: float, at: tuple[float, float], width: float) -> None:
        if not self.listening:
            return
        text = "".join(atom.piece.text for atom in line.atoms)
        box = Box(at[0], at[1] - _BELOW * size, width, (_BELOW + _ABOVE) * size)
        self.printed.append(Printed(self.page, text, box))


def printed_by(render: Callable[[], bytes]) -> list[Printed]:
    """Every line of text and every code that `render` draws."""
    recorder = _Recorder()
    with recorder.recording():
        render()
    return recorder.printed


def _meet(one: Box, other: Box) -> bool:
    return (
        min(one.right, other.right) - max(one.x, other.x) > 0.1
        and min(one.top, other.top) - max(one.y, other.y) > 0.1
    )


def over_each_other(printed: list[Printed]) -> list[tuple[str, str]]:
    return [
        (one.text, other.text)
        for one, other in combinations(printed, 2)
        if one.page == other.page and _meet(one.box, other.box)
    ]


def outside(printed: list[Printed], frame: Box) -> list[str]:
    return [
        line.text
        for line in printed
        if line.box.x < frame.x - 0.1
        or line.box.right > frame.right + 0.1
        or line.box.y < frame.y
        or line.box.top > frame.top
    ]
