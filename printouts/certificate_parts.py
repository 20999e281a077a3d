"""The parts of a certificate below its opening: clauses, parties, deeds, bills, boxes to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.domain.bilingual import Bilingual, Language
from kiosk.domain.paper import PaperPart
from kiosk.text.bidi import has_rtl
from printouts.bills import bill_blocks
from printouts.blocks import Block
from printouts.grid import paragraphs
from printouts.lines import Line, flow
from printouts.page import BODY, TEXT, Column, Pair
from printouts.panels import Heading, Space, Stack, signings
from printouts.sheet import MM, Box, Sheet
from printouts.table import body, table

_CLAUSE = Pair(BODY.fa.at(11.5), BODY.en.at(9.3), BODY.leading)
_ACROSS = Pair(BODY.fa.at(12), BODY.en.at(10.5), BODY.leading)
_LEADING: dict[Language, float] = {"fa": 6.2 * MM, "en": 5.2 * MM}
_MOST_LINES = 400
_SIGNING = 25 * MM
_TOGETHER = 2
"""So many lines of a paragraph are not parted at its beginning and its end."""


@dataclass(frozen=True, slots=True)
class AcrossLine:
    """One line of a text over the whole width, which pages may part."""

    column: Column
    line: Line
    size: float
    full: bool
    """Not the last of its paragraph."""

    @property
    def height(self) -> float:
        return _LEADING[self.column.language]

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.ink(TEXT)
        baseline = top - 0.72 * self.height
        if self.full and self.column.language == "fa":
            sheet.justified(self.line, self.size, (self.column.x, baseline), self.column.width)
            return
        edge, align = self.column.edge
        sheet.text(self.line, self.size, (edge, baseline), align)


def part_blocks(parts: Sequence[PaperPart], box: Box, first: int) -> list[Block]:
    """All parts one below the other; the rows are numbered from `first`.

    Raises Refused: "paper.does-not-fit", "paper.missing-glyph".
    """
    blocks: list[Block] = []
    for part in parts:
        blocks += _headed(part, box, first)
        first += len(part.rows)
        if part.signing:
            # Nobody signs a sheet that says nothing.
            signed = Stack((*blocks[-1:], Space(1.5 * MM), signings(part.signing, box, _SIGNING)))
            blocks[-1:] = [signed]
    return blocks


def _headed(part: PaperPart, box: Box, first: int) -> list[Block]:
    """A heading stays with what it begins."""
    blocks = list(_blocks(part, box, first))
    if part.title:
        heading = Stack((Space(1.5 * MM), Heading(part.title, box), Space(1.2 * MM), *blocks[:1]))
        blocks[:1] = [heading]
    return blocks


def _blocks(part: PaperPart, box: Box, first: int) -> Iterator[Block]:
    if part.text:
        yield Stack((Space(1.5 * MM), body(part.text, box, _CLAUSE, "part")))
    yield from table(part.rows, box, first)
    if part.across:
        yield from _across(part.across, box)
    if part.bills:
        yield from bill_blocks(part.bills, box)


def _across(text: str, box: Box) -> Iterator[Block]:
    """Each paragraph in the direction of its own language."""
    for typed in text.splitlines():
        language: Language = "fa" if has_rtl(typed) else "en"
        for paragraph in paragraphs(Bilingual(typed, typed), language):
            yield from _paragraph(paragraph, Column(box.x, box.width, language))


def _paragraph(text: str, column: Column) -> Iterator[Block]:
    """No line of it stands alone at the head or the foot of a page."""
    language = column.language
    fitted = flow(text, _ACROSS[language], column.width, _MOST_LINES, "part")
    last = len(fitted.lines) - 1
    lines: list[Block] = [
        AcrossLine(column, line, fitted.size, at < last) for at, line in enumerate(fitted.lines)
    ]
    if len(lines) < 2 * _TOGETHER:
        yield Stack((*lines, Space(1.2 * MM)))
        return
    yield Stack(tuple(lines[:_TOGETHER]))
    yield from lines[_TOGETHER:-_TOGETHER]
    yield Stack((*lines[-_TOGETHER:], Space(1.2 * MM)))
