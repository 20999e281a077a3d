"""The calls in letters as large as the screen allows, the newest largest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, TypeAlias

from textual.content import Content
from textual.reactive import reactive

from screens.persian.own_direction import LeftToRight
from screens.terminal.clean import plain
from screens.widgets.block_letters import HIGH, drawn, drawn_width

Line: TypeAlias = tuple[str, str, bool]
"""Ticket, counter, and whether it is still waited for."""
_ARROW = "    "
_SCALES = (3, 2, 1)


class CallBoard(LeftToRight):
    """Ticket at the left, its counter at the right; what has no room as large letters stands small below."""

    DEFAULT_CSS: ClassVar[str] = """
    CallBoard { width: 100%; height: 1fr; text-align: center; text-wrap: nowrap; }
    """
    lines: reactive[tuple[Line, ...]] = reactive(())

    def render(self) -> Content:
        return Content("\n").join(_rows(self.lines, *self.size))


def _rows(lines: tuple[Line, ...], width: int, height: int) -> Iterator[Content]:
    """Whole rows only; the last one holds the rest in small letters."""
    room = height
    for at, line in enumerate(lines):
        scale = _scale(line, width, room if len(lines) == 1 else (height // 2 if at == 0 else HIGH + 1))
        if not scale or (HIGH * scale + 1) + (at < len(lines) - 1) > room:
            yield from _small(lines[at:], room)
            return
        room -= HIGH * scale + 1
        yield from _large(line, scale)
        yield Content()


def _scale(line: Line, width: int, height: int) -> int:
    """How large a line can be; 0: not even once as large."""
    number, counter, _waited_for = line
    return next((s for s in _SCALES if _wide(number, counter, s) <= width and HIGH * s < height), 0)


def _wide(number: str, counter: str, scale: int) -> int:
    return drawn_width(number, scale) + len(_ARROW) * scale + drawn_width(counter, scale)


def _large(line: Line, scale: int) -> Iterator[Content]:
    number, counter, waited_for = line
    style = "bold $text-warning" if waited_for else "$text-muted"
    for left, right in zip(drawn(number, scale), drawn(counter, scale), strict=True):
        yield plain(f"{left}{_ARROW * scale}{right}").stylize(style)


def _small(lines: tuple[Line, ...], room: int) -> Iterator[Content]:
    for number, counter, waited_for in lines[: max(room, 1)]:
        yield plain(f"{number} → {counter}").stylize("bold" if waited_for else "$text-muted")
