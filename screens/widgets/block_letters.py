"""Letters and digits as high as a hand: seven rows of the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive

from screens.persian.own_direction import LeftToRight

HIGH, WIDE = 7, 5
CELL = 2 * WIDE + 2
"""Columns of a letter and the gap behind it."""

GLYPHS: Mapping[str, tuple[str, ...]] = {
    letter: tuple(rows.split())
    for letter, rows in {
        "A": ".###. #...# #...# ##### #...# #...# #...#",
        "B": "####. #...# #...# ####. #...# #...# ####.",
        "C": ".#### #.... #.... #.... #.... #.... .####",
        "D": "####. #...# #...# #...# #...# #...# ####.",
        "E": "##### #.... #.... ####. #.... #.... #####",
        "F": "##### #.... #.... ####. #.... #.... #....",
        "G": ".###. #...# #.... #.### #...# #...# .###.",
        "H": "#...# #...# #...# ##### #...# #...# #...#",
        "I": ".###. ..#.. ..#.. ..#.. ..#.. ..#.. .###.",
        "J": "..### ...#. ...#. ...#. ...#. #..#. .##..",
        "K": "#...# #..#. #.#.. ##... #.#.. #..#. #...#",
        "L": "#.... #.... #.... #.... #.... #.... #####",
        "M": "#...# ##.## #.#.# #.#.# #...# #...# #...#",
        "N": "#...# ##..# ##..# #.#.# #..## #..## #...#",
        "O": ".###. #...# #...# #...# #...# #...# .###.",
        "P": "####. #...# #...# ####. #.... #.... #....",
        "Q": ".###. #...# #...# #...# #.#.# #..#. .##.#",
        "R": "####. #...# #...# ####. #.#.. #..#. #...#",
        "S": ".#### #.... #.... .###. ....# ....# ####.",
        "T": "##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..",
        "U": "#...# #...# #...# #...# #...# #...# .###.",
        "V": "#...# #...# #...# #...# #...# .#.#. ..#..",
        "W": "#...# #...# #...# #.#.# #.#.# ##.## #...#",
        "X": "#...# #...# .#.#. ..#.. .#.#. #...# #...#",
        "Y": "#...# #...# .#.#. ..#.. ..#.. ..#.. ..#..",
        "Z": "##### ....# ...#. ..#.. .#... #.... #####",
        "0": ".###. #...# #...# #...# #...# #...# .###.",
        "1": "..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.",
        "2": ".###. #...# ....# ..##. .#... #.... #####",
        "3": "####. ....# ....# .###. ....# ....# ####.",
        "4": "#..#. #..#. #..#. ##### ...#. ...#. ...#.",
        "5": "##### #.... ####. ....# ....# #...# .###.",
        "6": ".###. #.... #.... ####. #...# #...# .###.",
        "7": "##### ....# ...#. ...#. ..#.. ..#.. ..#..",
        "8": ".###. #...# #...# .###. #...# #...# .###.",
        "9": ".###. #...# #...# .#### ....# ....# .###.",
        "۰": "..... ..... ..#.. .###. ..#.. ..... .....",
        "۱": "#.... ##... .#... .#... .#... .#... .#...",
        "۲": "#...# #..## ####. #.... #.... #.... #....",
        "۳": "#.#.# #.#.# ##### #.... #.... #.... #....",
        "۴": "#..## #.#.. ###.. #.##. #.... #.... #....",
        "۵": "..#.. .#.#. #...# #...# #.#.# ##.## .....",
        "۶": ".###. #.... #.... .###. ..#.. .#... #....",
        "۷": "#...# #...# #...# .#.#. .#.#. ..#.. ..#..",
        "۸": "..#.. ..#.. .#.#. .#.#. #...# #...# #...#",
        "۹": ".##.. #..#. #..#. .###. ...#. ...#. ...#.",
    }.items()
}
_BLANK = ("." * WIDE,) * HIGH


class LargeCode(LeftToRight):
    """A number as one calls it, to be read from afar; letters that have no drawing stay blank."""

    DEFAULT_CSS: ClassVar[str] = """
    LargeCode {
        width: 100%;
        height: 7;
        content-align: center middle;
        text-align: center;
        text-wrap: nowrap;
    }
    """
    code: reactive[str] = reactive("")

    def __init__(self, code: str, id: str | None = None) -> None:  # noqa: A002 - as Textual's own
        super().__init__(id=id)
        self.set_reactive(LargeCode.code, code)

    def render(self) -> Content:
        return Content("\n".join(drawn(self.code)))


def drawn(code: str, scale: int = 1) -> list[str]:
    """Rows of equal width, `scale` times as high and as wide."""
    glyphs = [GLYPHS.get(letter, _BLANK) for letter in code]
    inked, empty = "██" * scale, "  " * scale
    return [
        empty.join("".join(inked if dot == "#" else empty for dot in glyph[row]) for glyph in glyphs)
        for row in range(HIGH)
        for _ in range(scale)
    ]


def drawn_width(code: str, scale: int = 1) -> int:
    """Columns of such a row."""
    return (CELL * len(code) - 2) * scale
