"""The fields of a form: two beside each other, or one across the page where it needs the room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.domain.bilingual import Bilingual, Language
from kiosk.domain.paper import Row
from printouts.lines import Fitted, Font, flow, one_line
from printouts.page import HAIR, HAIRLINE, LANGUAGES, SMALL, SOFT, TEXT, VALUE, Column, Pair, written
from printouts.sheet import MM, Box, Sheet

VALUES = Pair(VALUE.fa.at(10.5), VALUE.en.at(8.8), VALUE.leading)
_GAP = 8 * MM
_BETWEEN = 3 * MM
_MOST_LABEL_LINES = 3
_MOST_LINES = 60
_ABOVE = 3.4 * MM
_LABEL_LEADING = 3.2 * MM
_TO_VALUE = 4.6 * MM
_BELOW = 1.9 * MM
_LEADING: dict[Language, float] = {"fa": 4.9 * MM, "en": 4.1 * MM}

Texts = tuple[tuple[Language, Fitted], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A field: its name in both languages, and below it what was said."""

    box: Box
    """Its `x` and `width`; the rest is given when it is drawn."""
    labels: Texts
    values: Texts
    label_lines: int
    """1 where both names stand on one line; otherwise one below the other."""
    value_beside: bool
    """Persian and English on one line."""

    @property
    def height(self) -> float:
        lines = [len(text.lines) * _LEADING[language] for language, text in self.values]
        values = max(lines, default=0.0) if self.value_beside else sum(lines)
        first = _LEADING[self.values[0][0]] if self.values else 0.0
        return _ABOVE + (self.label_lines - 1) * _LABEL_LEADING + _TO_VALUE + values - first + _BELOW

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.ink(SOFT)
        baseline = top - _ABOVE
        for language, text in self.labels:
            self._column(language).draw(sheet, text, baseline, _LABEL_LEADING)
            baseline -= 0 if self.label_lines == 1 else len(text.lines) * _LABEL_LEADING
        sheet.ink(TEXT)
        baseline = top - _ABOVE - (self.label_lines - 1) * _LABEL_LEADING - _TO_VALUE
        for language, text in self.values:
            self._column(language).draw(sheet, text, baseline, _LEADING[language])
            baseline -= 0 if self.value_beside else len(text.lines) * _LEADING[language]

    def _column(self, language: Language) -> Column:
        return Column(self.box.x, self.box.width, language)


@dataclass(frozen=True, slots=True)
class Line:
    """One or two cells, the first at the right."""

    box: Box
    cells: tuple[Cell, ...]

    @property
    def height(self) -> float:
        return max(cell.height for cell in self.cells)

    def draw(self, sheet: Sheet, top: float) -> None:
        for cell in self.cells:
            cell.draw(sheet, top)
        bottom = top - self.height
        sheet.ink(HAIR)
        sheet.rule((self.box.x, bottom), (self.box.right, bottom), HAIRLINE)


def grid(rows: Sequence[Row], box: Box) -> list[Line]:
    """
    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph", "paper.forbidden-character".
    """
    width = (box.width - _GAP) / 2
    right = Box(box.right - width, 0, width, 0)
    left = Box(box.x, 0, width, 0)
    lines: list[Line] = []
    waiting: Cell | None = None
    for row in rows:
        if not _is_short(row, width):
            lines += [Line(box, (waiting,))] if waiting else []
            lines.append(Line(box, (_cell(row, box),)))
            waiting = None
        elif waiting:
            lines.append(Line(box, (waiting, _cell(row, left))))
            waiting = None
        else:
            waiting = _cell(row, right)
    return lines + ([Line(box, (waiting,))] if waiting else [])


def said_once(value: Bilingual) -> Bilingual:
    """A text that both languages would show alike stands once, on the side of its letters' readers."""
    if value.fa != value.en or not any(letter.isalpha() for letter in value.fa):
        return value
    return Bilingual(value.fa, "")


def paragraphs(text: Bilingual, language: Language) -> Iterator[str]:
    """What was typed in several lines keeps them."""
    for line in text[language].split("\n"):
        if line.strip():
            yield written(Bilingual(line, line), language)


def flowed(text: Bilingual, language: Language, room: tuple[Font, float], limit: tuple[int, str]) -> Fitted:
    """All paragraphs at the size of the smallest."""
    (font, width), (lines, field) = room, limit
    parts = [flow(each, font, width, lines, field) for each in paragraphs(text, language)]
    size = min((part.size for part in parts), default=font.size)
    at_size = [flow(each, font.at(size), width, lines, field) for each in paragraphs(text, language)]
    return Fitted(tuple(line for part in at_size for line in part.lines), size)


def _is_short(row: Row, width: float) -> bool:
    value = said_once(row.value)
    if "\n" in value.fa or "\n" in value.en:
        return False
    return beside(row.label, SMALL, width) and beside(value, VALUES, width)


def beside(text: Bilingual, fonts: Pair, width: float) -> bool:
    """Whether both languages have room on one line."""
    return sum(_width(text, fonts, language) for language in LANGUAGES) + _BETWEEN <= width


def _width(text: Bilingual, fonts: Pair, language: Language) -> float:
    font = fonts[language]
    return one_line(written(text, language), font).width(font.size) if text[language] else 0.0


def _cell(row: Row, box: Box) -> Cell:
    value = said_once(row.value)
    name = row.label.en
    labels = tuple(
        (language, flowed(row.label, language, (SMALL[language], box.width), (_MOST_LABEL_LINES, name)))
        for language in LANGUAGES
        if row.label[language]
    )
    values = tuple(
        (language, flowed(value, language, (VALUES[language], box.width), (_MOST_LINES, name)))
        for language in LANGUAGES
        if value[language]
    )
    names_beside = beside(row.label, SMALL, box.width)
    single = "\n" not in value.fa + value.en
    return Cell(
        box,
        labels,
        values,
        label_lines=1 if names_beside else sum(len(text.lines) for _, text in labels),
        value_beside=single and beside(value, VALUES, box.width),
    )
