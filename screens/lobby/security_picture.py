"""The security code in letters as high as a hand: a little uneven for machines, plain for old eyes."""

from __future__ import annotations

import random
from typing import ClassVar

from textual.content import Content

from screens.persian.own_direction import LeftToRight
from screens.widgets.block_letters import CELL, GLYPHS, HIGH

_DUST = 0.05
"""Part of the empty cells that have a speck."""


class SecurityPicture(LeftToRight):
    DEFAULT_CSS: ClassVar[str] = """
    SecurityPicture {
        width: 100%;
        height: 8;
        content-align: center middle;
        text-align: center;
        color: $text;
        text-wrap: nowrap;
    }
    """

    def __init__(self, code: str) -> None:
        super().__init__(id="picture")
        self._rows = picture(code)

    def render(self) -> Content:
        return Content("\n".join(self._rows))


def picture(code: str) -> list[str]:
    """Rows of equal width; the same code is always disturbed in the same way."""
    chance = random.Random(code)  # noqa: S311 - only the look
    height = HIGH + 1
    columns: list[list[str]] = []
    for letter in code:
        glyph, drop, lean = GLYPHS[letter], chance.randrange(2), chance.randrange(2)
        rows = [" " * CELL] * height
        for row, dots in enumerate(glyph):
            shift = lean if row < HIGH // 2 else 0
            drawn = "".join("██" if dot == "#" else "  " for dot in dots)
            rows[row + drop] = (" " * shift + drawn).ljust(CELL)
        columns.append(rows)
    whole = ["".join(rows[row] for rows in columns) for row in range(height)]
    return [
        "".join("·" if cell == " " and chance.random() < _DUST else cell for cell in row) for row in whole
    ]
