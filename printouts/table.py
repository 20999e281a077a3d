"""The body and the numbered rows of a bilingual paper, as blocks that know their height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.bilingual import Bilingual, Language
from kiosk.domain.paper import Row
from kiosk.text.digits import to_persian
from printouts.lines import Fitted, flow
from printouts.page import (
    ACCENT,
    BODY,
    HAIR,
    HAIRLINE,
    LABEL,
    LANGUAGES,
    SOFT,
    TEXT,
    VALUE,
    Column,
    Pair,
    written,
)
from printouts.sheet import MM, Box, Sheet

_MOST_BODY_LINES = 24
_MOST_VALUE_LINES = 8
_MOST_LABEL_LINES = 2
_NUMBER = 6 * MM
_GUTTER = 8 * MM
_LABEL_SHARE = 0.36
_LEADING: dict[Language, float] = {"fa": 5.4 * MM, "en": 4.3 * MM}
BODY_LEADING: dict[Language, float] = {"fa": 6.3 * MM, "en": 4.8 * MM}
_LABEL_LEADING = 3.7 * MM
_ABOVE = 5.0 * MM
_BELOW = 2.2 * MM


def halves(box: Box) -> dict[Language, Column]:
    """Persian at the right, English at the left."""
    width = (box.width - _GUTTER) / 2
    return {"fa": Column(box.right - width, width, "fa"), "en": Column(box.x, width, "en")}


@dataclass(frozen=True, slots=True)
class Body:
    """One paragraph a language, side by side."""

    columns: dict[Language, Column]
    texts: dict[Language, Fitted]

    @property
    def height(self) -> float:
        lines = max(len(text.lines) * BODY_LEADING[language] for language, text in self.texts.items())
        return lines + 3.5 * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.ink(TEXT)
        for language, text in self.texts.items():
            column = self.columns[language]
            draw = column.draw_justified if language == "fa" else column.draw
            draw(sheet, text, top - 4.6 * MM, BODY_LEADING[language])


def body(text: Bilingual, box: Box, fonts: Pair = BODY, field: str = "body") -> Body:
    """Raises Refused: "paper.does-not-fit", "paper.missing-glyph"."""
    columns = halves(box)
    texts = {
        language: _limited(text, fonts, columns[language], (_MOST_BODY_LINES, field))
        for language in LANGUAGES
    }
    return Body(columns, texts)


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row."""

    column: Column
    number: Fitted
    label: Fitted
    value: Fitted

    @property
    def label_column(self) -> Column:
        width = self.column.width * _LABEL_SHARE - _NUMBER
        x = self.column.x + (self.column.width - _NUMBER - width if self.column.language == "fa" else _NUMBER)
        return Column(x, width, self.column.language)

    @property
    def value_column(self) -> Column:
        width = self.column.width * (1 - _LABEL_SHARE) - 2 * MM
        x = self.column.x + (0 if self.column.language == "fa" else self.column.width - width)
        return Column(x, width, self.column.language)

    @property
    def depth(self) -> float:
        """From the first baseline to the last."""
        values = (len(self.value.lines) - 1) * _LEADING[self.column.language]
        return max(values, (len(self.label.lines) - 1) * _LABEL_LEADING)

    def draw(self, sheet: Sheet, baseline: float) -> None:
        sheet.ink(ACCENT)
        self.column.draw(sheet, self.number, baseline, 0)
        sheet.ink(SOFT)
        self.label_column.draw(sheet, self.label, baseline, _LABEL_LEADING)
        sheet.ink(TEXT)
        self.value_column.draw(sheet, self.value, baseline, _LEADING[self.column.language])


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row in both languages, between hairlines: a tint would hide the specimen mark."""

    box: Box
    cells: tuple[Cell, Cell]
    """Persian, English."""

    @property
    def height(self) -> float:
        return _ABOVE + max(cell.depth for cell in self.cells) + _BELOW

    def draw(self, sheet: Sheet, top: float) -> None:
        bottom = top - self.height
        sheet.ink(HAIR)
        # The row above draws the same line, unless it stands on the page before.
        sheet.rule((self.box.x, top), (self.box.right, top), HAIRLINE)
        sheet.rule((self.box.x, bottom), (self.box.right, bottom), HAIRLINE)
        middle = self.box.x + self.box.width / 2
        sheet.rule((middle, top), (middle, bottom), HAIRLINE)
        persian, english = self.cells
        persian.draw(sheet, top - _ABOVE)
        with sheet.deferred():
            english.draw(sheet, top - _ABOVE)


@dataclass(frozen=True, slots=True)
class WideRow:
    """A row whose value is known in Persian only: between the two labels, once for both."""

    box: Box
    cells: tuple[Cell, Cell]
    """Persian, English; without their values."""
    middle: Column
    value: Fitted

    @property
    def height(self) -> float:
        values = (len(self.value.lines) - 1) * _LEADING["fa"]
        return _ABOVE + max(values, *(cell.depth for cell in self.cells)) + _BELOW

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.ink(HAIR)
        for y in (top, top - self.height):
            sheet.rule((self.box.x, y), (self.box.right, y), HAIRLINE)
        persian, english = self.cells
        persian.draw(sheet, top - _ABOVE)
        self.middle.draw(sheet, self.value, top - _ABOVE, _LEADING["fa"])
        with sheet.deferred():
            english.draw(sheet, top - _ABOVE)


def _limited(text: Bilingual, pair: Pair, column: Column, limit: tuple[int, str]) -> Fitted:
    lines, field = limit
    language = column.language
    return flow(written(text, language), pair[language], column.width, lines, f"{field}.{language}")


def _cell(row: Row, number: int, column: Column) -> Cell:
    empty = Fitted((), 0)
    places = Cell(column, empty, empty, empty)
    count = Bilingual(to_persian(f"{number}."), f"{number}.")
    return Cell(
        column,
        number=_limited(count, LABEL, column, (1, f"rows.{number}")),
        label=_limited(row.label, LABEL, places.label_column, (_MOST_LABEL_LINES, f"rows.{number}.label")),
        value=_limited(row.value, VALUE, places.value_column, (_MOST_VALUE_LINES, f"rows.{number}.value")),
    )


def table(rows: Sequence[Row], box: Box, first: int = 1) -> list[TableRow | WideRow]:
    """Rows numbered from `first`.

    Raises Refused: "paper.does-not-fit", "paper.missing-glyph".
    """
    columns = halves(box)
    return [
        TableRow(box, (_cell(row, number, columns["fa"]), _cell(row, number, columns["en"])))
        if row.value.en or not row.value.fa
        else _wide(row, number, box)
        for number, row in enumerate(rows, start=first)
    ]


def _wide(row: Row, number: int, box: Box) -> WideRow:
    columns = halves(box)
    unsaid = Row(row.label, Bilingual("", ""))
    persian, english = _cell(unsaid, number, columns["fa"]), _cell(unsaid, number, columns["en"])
    left = english.label_column.x + english.label_column.width + 2 * MM
    middle = Column(left, persian.label_column.x - left - 2 * MM, "fa")
    value = _limited(row.value, VALUE, middle, (_MOST_VALUE_LINES, f"rows.{number}.value"))
    return WideRow(box, (persian, english), middle, value)
