"""A table of lines with a rule round each cell: columns from right to left, Persian above English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.bilingual import Bilingual, Language
from printouts.grid import said_once
from printouts.lines import Fitted, flow
from printouts.page import (
    HAIR,
    HAIRLINE,
    LABEL,
    LANGUAGES,
    SMALL_STRONG,
    SOFT,
    TEXT,
    VALUE,
    Pair,
    centred,
    written,
)
from printouts.sheet import MM, Box, Sheet

VALUES = Pair(VALUE.fa.at(9.2), VALUE.en.at(7.8), VALUE.leading)
_LEADING: dict[Language, float] = {"fa": 4.4 * MM, "en": 3.7 * MM}
_MOST_LINES = 40
_PADDING = 1.2 * MM

_Texts = tuple[tuple[Language, Fitted], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """`least`: room for a signature."""

    boxes: tuple[Box, ...]
    cells: tuple[_Texts, ...]
    least: float = 0.0
    heading: bool = False

    @property
    def height(self) -> float:
        return max(self.least, *(_depth(cell) for cell in self.cells)) + 2 * _PADDING

    def draw(self, sheet: Sheet, top: float) -> None:
        for box, cell in zip(self.boxes, self.cells, strict=True):
            sheet.ink(HAIR)
            sheet.frame(Box(box.x, top - self.height, box.width, self.height), HAIRLINE)
            baseline = top - _PADDING - 3.3 * MM - (self.height - 2 * _PADDING - _depth(cell)) / 2
            for language, text in cell:
                sheet.ink(SOFT if self.heading or language == "en" else TEXT)
                centred(sheet, text, (box.x + box.width / 2, baseline), _LEADING[language])
                baseline -= len(text.lines) * _LEADING[language]


def places(widths: Sequence[float], box: Box) -> tuple[Box, ...]:
    """Shares of the width, the first at the right."""
    boxes, right = [], box.right
    for share in widths:
        width = box.width * share / sum(widths)
        boxes.append(Box(right - width, 0, width, 0))
        right -= width
    return tuple(boxes)


def line(cells: Sequence[Bilingual], boxes: tuple[Box, ...], least: float = 0.0) -> Line:
    """Raises Refused: "paper.does-not-fit", "paper.missing-glyph"."""
    return Line(boxes, _fitted(cells, boxes, VALUES), least)


def heading(cells: Sequence[Bilingual], boxes: tuple[Box, ...]) -> Line:
    fonts = Pair(SMALL_STRONG.fa, SMALL_STRONG.en, LABEL.leading)
    return Line(boxes, _fitted(cells, boxes, fonts), heading=True)


def _fitted(cells: Sequence[Bilingual], boxes: Sequence[Box], fonts: Pair) -> tuple[_Texts, ...]:
    return tuple(
        tuple(
            (
                language,
                flow(written(text, language), fonts[language], box.width - 2 * MM, _MOST_LINES, "ledger"),
            )
            for language in LANGUAGES
            if text[language]
        )
        for text, box in zip(map(said_once, cells), boxes, strict=True)
    )


def _depth(cell: _Texts) -> float:
    return sum(len(text.lines) * _LEADING[language] for language, text in cell)
