"""Draws a picture with quarter blocks: four points to a cell, two colours each.  Runs in a worker thread."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

if TYPE_CHECKING:
    from PIL.Image import Image

# Index: bit 0 upper left, bit 1 upper right, bit 2 lower left, bit 3 lower right.
QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
UPPER_HALF = "▀"
COARSE = 0xF8
"""Colours are rounded to 32 steps: equal neighbours then share a segment."""

Colour = tuple[int, int, int]
Cell = tuple[str, Colour, Colour]
"""Glyph, its colour, the colour behind it."""


def points(columns: int, rows: int, quadrants: bool) -> tuple[int, int]:
    """Size in pixels of the picture that fills so many cells."""
    return columns * (2 if quadrants else 1), rows * 2


# Few points have to carry print: paper becomes white whatever its noise, and grey strokes darker.
PAPER, DARKER = 232, 1.4
CONTRAST = [round(255 * min(1.0, value / PAPER) ** DARKER) for value in range(256)] * 3


def strips(picture: Image, quadrants: bool) -> list[Strip]:
    width = picture.width
    stride = width * 3 * 2
    pixels = picture.point(CONTRAST).tobytes()
    line = _quarter_line if quadrants else _half_line
    return [line(pixels[at : at + stride], width) for at in range(0, len(pixels) // stride * stride, stride)]


def _half_line(pair: bytes, width: int) -> Strip:
    upper, lower = pair[: width * 3], pair[width * 3 :]
    cells = [(UPPER_HALF, _coarse(upper, at), _coarse(lower, at)) for at in range(0, width * 3, 3)]
    return _strip(cells)


def _quarter_line(pair: bytes, width: int) -> Strip:
    below = width * 3
    return _strip([_cell(pair, (at, at + 3, at + below, at + below + 3)) for at in range(0, below, 6)])


def _cell(pair: bytes, places: tuple[int, int, int, int]) -> Cell:
    """Splits four points at the middle of their brightness; each side gets its mean colour."""
    lights = [pair[at] * 2 + pair[at + 1] * 5 + pair[at + 2] for at in places]
    brightest, darkest = max(lights), min(lights)
    if brightest - darkest < 96:
        mean = _mean(pair, places)
        return " ", mean, mean
    middle = (brightest + darkest) / 2
    shape = sum(1 << bit for bit, light in enumerate(lights) if light > middle)
    light = _mean(pair, [at for at, value in zip(places, lights, strict=True) if value > middle])
    dark = _mean(pair, [at for at, value in zip(places, lights, strict=True) if value <= middle])
    return QUADRANTS[shape], light, dark


def _mean(pair: bytes, places: list[int] | tuple[int, ...]) -> Colour:
    count = len(places)
    red, green, blue = (sum(pair[at + part] for at in places) // count for part in (0, 1, 2))
    return red & COARSE, green & COARSE, blue & COARSE


def _coarse(row: bytes, at: int) -> Colour:
    return row[at] & COARSE, row[at + 1] & COARSE, row[at + 2] & COARSE


def _strip(cells: list[Cell]) -> Strip:
    segments = [
        Segment("".join(cell[0] for cell in run), _style(*colours))
        for colours, run in groupby(cells, key=itemgetter(1, 2))
    ]
    return Strip(segments, len(cells))


@lru_cache(16_384)
def _style(fore: Colour, back: Colour) -> Style:
    return Style(color=Color.from_rgb(*fore), bgcolor=Color.from_rgb(*back))
