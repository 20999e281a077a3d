"""The calls in letters as large as the screen allows, the newest largest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, TypeAlias

from textual import getters
from textual.content import Content
from textual.reactive import reactive

from screens.persian.own_direction import LeftToRight
from screens.station import StationApp
from screens.terminal.clean import plain
from screens.widgets.block_letters import HIGH, drawn, drawn_width

Line: TypeAlias = tuple[str, str, bool]
"""What stands at the left and at the right, and whether it is still waited for."""
_LEAST_GAP, _MOST_GAP = 4, 20
"""Columns between ticket and counter for each size of the letters: one must not read them as one."""
_SCALES = (3, 2, 1)


class CallBoard(LeftToRight):
    """Ticket first and its counter behind it, as the language is read; the numbers run from left to right.

    What has no room as large letters stands small below.
    """

    app = getters.app(StationApp)
    DEFAULT_CSS: ClassVar[str] = """
    CallBoard { width: 100%; height: 1fr; text-align: center; text-wrap: nowrap; }
    """
    lines: reactive[tuple[Line, ...]] = reactive(())
    """Ticket and counter."""

    def render(self) -> Content:
        widest = max((len(counter) for _number, counter, _waited_for in self.lines), default=0)
        lines = tuple((number, counter.ljust(widest), waits) for number, counter, waits in self.lines)
        if self.app.words.language == "fa":
            turned = tuple((counter, number, waits) for number, counter, waits in lines)
            return Content("\n").join(_rows(turned, self.size, " ← "))
        return Content("\n").join(_rows(lines, self.size, " → "))


def _rows(lines: tuple[Line, ...], size: tuple[int, int], arrow: str) -> Iterator[Content]:
    """Whole rows only; the last ones hold the rest in small letters."""
    width, room = size
    for at, line in enumerate(lines):
        scale = _scale(line, width, _height(at, len(lines), size[1]))
        if not scale or (HIGH * scale + 1) + (at < len(lines) - 1) > room:
            yield from _small(lines[at : at + max(room, 1)], arrow)
            return
        room -= HIGH * scale + 1
        yield from _large(line, scale, width, arrow.strip())
        yield Content()


def _height(at: int, count: int, height: int) -> int:
    """What a line may take: all of it alone, the newest half of it, every other one as little as it can."""
    if count == 1:
        return height
    return height // 2 if at == 0 else HIGH + 1


def _scale(line: Line, width: int, height: int) -> int:
    """How large a line can be; 0: not even once as large."""
    left, right, _waited_for = line
    return next((s for s in _SCALES if _wide(left, right, s) <= width and HIGH * s < height), 0)


def _wide(left: str, right: str, scale: int) -> int:
    return drawn_width(left, scale) + _LEAST_GAP * scale + drawn_width(right, scale)


def _large(line: Line, scale: int, width: int, arrow: str) -> Iterator[Content]:
    left, right, waited_for = line
    style = "bold $text-warning" if waited_for else "$text-muted"
    left_over = width - drawn_width(left, scale) - drawn_width(right, scale)
    gap = min(left_over, _MOST_GAP * scale)
    middle = HIGH * scale // 2
    for row, (one, other) in enumerate(zip(drawn(left, scale), drawn(right, scale), strict=True)):
        between = _shaft(arrow, gap) if row == middle else " " * gap
        yield plain(f"{one}{between}{other}").stylize(style)


def _shaft(arrow: str, gap: int) -> str:
    """An arrow from the ticket to its counter, where there is room for one."""
    if gap < 2 * _LEAST_GAP:
        return " " * gap
    shaft = "━" * (gap - 2 * _LEAST_GAP + 1)
    pointing = f"◀{shaft}" if arrow == "←" else f"{shaft}▶"
    return pointing.center(gap)


def _small(lines: tuple[Line, ...], arrow: str) -> Iterator[Content]:
    for left, right, waited_for in lines:
        said = f"{left.strip()}{arrow}{right.strip()}"
        yield plain(said).stylize("bold" if waited_for else "$text-muted")
