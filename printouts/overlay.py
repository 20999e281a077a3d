"""Facts upon a numbered blank: nothing but what belongs into its fields.  Source: domain.md 5.3 (LSP-01)."""

from __future__ import annotations

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.certificate_kind import Overlay
from kiosk.domain.paper import CertificatePaper
from printouts.lines import FLOOR, Fitted, Font, flow, one_line
from printouts.page import STRONG, TEXT, Column, written
from printouts.sheet import MM, Box, Sheet

_LEADING = 2.6 * MM
_MOST_LINES = 4


def draw(sheet: Sheet, paper: CertificatePaper, blank: Overlay) -> None:
    """Raises Refused: "paper.does-not-fit" (field), "paper.missing-glyph", "paper.photo-not-jpeg"."""
    sheet.ink(TEXT)
    for each in paper.placed:
        place = each.at
        text = written(Bilingual(each.text, each.text), place.language)
        font = STRONG[place.language].at(10.5 if place.language == "fa" else 9.5)
        fitted = _fitted(text, font, place.width * MM, place.source or place.text)
        column = Column(place.left * MM, place.width * MM, place.language)
        raised = (len(fitted.lines) - 1) * _LEADING / 2
        column.draw(sheet, fitted, sheet.height - place.top * MM + raised, _LEADING)
    if paper.photo and blank.photo_left is not None and blank.photo_top is not None:
        width, height = blank.photo_width * MM, blank.photo_height * MM
        sheet.photo(
            paper.photo,
            Box(blank.photo_left * MM, sheet.height - blank.photo_top * MM - height, width, height),
        )


def _fitted(text: str, font: Font, width: float, field: str) -> Fitted:
    """On one line if it has room at any size that can be read; otherwise small, round the same height."""
    line, floor = one_line(text, font), FLOOR[font.language]
    size = min(font.size, width * 1000 / max(line.advance, 1.0))
    return Fitted((line,), size) if size >= floor else flow(text, font.at(floor), width, _MOST_LINES, field)
