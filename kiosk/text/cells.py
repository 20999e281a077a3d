"""One line of text on a grid of cells: letters joined, runs in the order of UAX #9, no cell won or lost.

The whole application counts in logical coordinates: column 0 is where a line starts to be read.  On a
Persian screen that is the right-most column, so the cells here run from right to left and the finished
screen is mirrored on its way out; on an English screen they run from left to right as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kiosk.text.bidi import (
    MIRROR,
    Language,
    has_rtl,
    line_levels,
    paragraph_base,
    paragraph_levels,
    reorder,
)
from kiosk.text.joining import UNSEEN, is_mark, join

_DRAWN = re.compile("([\u2500-\u259f\u2800-\u28ff]+)")
"""Boxes, bars and guides of trees are structure, not text: they stay where they are."""
_TAKES_NO_CELL = re.compile(
    "[^ -~\u00a1-\u02ff\u060c-\u060f\u061b\u061d-\u064a\u0660-\u066f\u0671-\u06d5\u06f0-\u06fc]"
).search
"""Anything that may be a mark or unseen; the ranges are those of common letters, digits and signs."""


class Line(NamedTuple):
    """`cells[k]` is what stands in the k-th place, with its marks; `source[k]` is its index in the text."""

    cells: tuple[str, ...]
    source: tuple[int, ...]


class Paragraph(NamedTuple):
    """What a wrapped line was cut from, and where it began: levels and isolates reach over line ends."""

    text: str
    offset: int


@lru_cache(16384)
def lay_out(
    text: str, language: Language, base: int | None = None, paragraph: Paragraph | None = None
) -> Line | None:
    """The line as a grid gets it; None when nothing changes.

    `language` is the screen's; `base` the level of the paragraph (0 or 1) where the caller knows it.
    """
    mirrored = language == "fa"
    right_to_left = has_rtl(text)
    if (mirrored or right_to_left) and _DRAWN.search(text):
        return _between_drawings(text, language, base)
    if not right_to_left and not mirrored and not base and not (paragraph and has_rtl(paragraph.text)):
        return None if UNSEEN.isdisjoint(text) else _seen(text)
    core = text.strip(" ")
    if not core:
        return None
    lead = len(text) - len(text.lstrip(" "))
    inner = _ordered(core, lead, _Setting(language, base, paragraph))
    end = lead + len(core)
    return Line(
        (*text[:lead], *inner.cells, *text[end:]),
        (*range(lead), *(lead + at for at in inner.source), *range(end, len(text))),
    )


def visual(text: str, language: Language, base: int | None = None) -> list[str]:
    """The cells as the eye meets them, from left to right."""
    line = lay_out(text, language, base)
    cells = list(line.cells if line else text)
    return cells[::-1] if language == "fa" else cells


class _Setting(NamedTuple):
    language: Language
    base: int | None
    paragraph: Paragraph | None


def _ordered(core: str, lead: int, setting: _Setting) -> Line:
    """A line without the blanks at its ends."""
    if core.isascii() and not setting.base and setting.paragraph is None:
        return Line(tuple(core[::-1]), tuple(range(len(core) - 1, -1, -1)))
    levels = _levels(core, lead, setting)
    cells: Sequence[str] = join(core)
    source: Sequence[int] = range(len(core))
    if _TAKES_NO_CELL(core):
        cells, source, levels = _clusters(core, cells, levels)
    order = reorder(levels)
    if setting.language == "fa":
        order.reverse()
    return Line(
        tuple([MIRROR.get(cells[k], cells[k]) if levels[k] & 1 else cells[k] for k in order]),
        tuple([source[k] for k in order]),
    )


def _levels(core: str, lead: int, setting: _Setting) -> Sequence[int]:
    """Levels of a line without the blanks at its ends, from the whole paragraph where that is known."""
    base = setting.base
    if setting.paragraph is not None:
        text, offset = setting.paragraph
        whole = paragraph_base(text, setting.language) if base is None else base
        at = offset + lead
        if at >= 0 and text.startswith(core, at):
            return line_levels(core, paragraph_levels(text, whole)[at : at + len(core)], whole)
        # Cut short with an ellipsis, or justified: only the direction is still the paragraph's.
        base = whole
    if base is None:
        base = paragraph_base(core, setting.language)
    return line_levels(core, paragraph_levels(core, base), base)


def _clusters(
    core: str, shapes: Sequence[str], levels: Sequence[int]
) -> tuple[list[str], list[int], list[int]]:
    """What stands in each cell, its index in the text and its level: marks go with their letter."""
    cells: list[str] = []
    source: list[int] = []
    for at, (char, shape) in enumerate(zip(core, shapes, strict=True)):
        if cells and shape and is_mark(char):
            cells[-1] += shape
        elif shape:
            cells.append(shape)
            source.append(at)
    return cells, source, [levels[at] for at in source]


def _between_drawings(text: str, language: Language, base: int | None) -> Line:
    cells: list[str] = []
    source: list[int] = []
    at = 0
    for number, piece in enumerate(_DRAWN.split(text)):
        line = lay_out(piece, language, base) if piece and number % 2 == 0 else None
        cells += line.cells if line else piece
        source += [at + k for k in line.source] if line else range(at, at + len(piece))
        at += len(piece)
    return Line(tuple(cells), tuple(source))


def _seen(text: str) -> Line:
    kept = [(char, at) for at, char in enumerate(text) if char not in UNSEEN]
    return Line(tuple(char for char, _ in kept), tuple(at for _, at in kept))
