"""Bills with their day and amount, totals by currency, and those that are not accepted apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import Bill, BillList
from kiosk.text.digits import to_persian
from printouts import wording
from printouts.blocks import Block
from printouts.lines import Fitted, fit, flow
from printouts.page import (
    ACCENT,
    HAIR,
    HAIRLINE,
    LABEL,
    LANGUAGES,
    SOFT,
    STRONG,
    TEXT,
    VALUE,
    Column,
    Pair,
    centred,
    written,
)
from printouts.panels import Stack, sentence
from printouts.sheet import MM, Box, Sheet

_SMALLER = Pair(VALUE.fa.at(10), VALUE.en.at(8.6), VALUE.leading)
_SUM = Pair(STRONG.fa.at(10), STRONG.en.at(8.6), STRONG.leading)
_NUMBER, _DAY, _AMOUNT = 9 * MM, 26 * MM, 40 * MM


@dataclass(frozen=True, slots=True)
class _Cells:
    """Number, day, item and amount, from right to left; the days of both calendars one below the other."""

    number: Box
    day: Box
    item: Box
    amount: Box


def _cells(box: Box) -> _Cells:
    number = Box(box.right - _NUMBER, 0, _NUMBER, 0)
    day = Box(number.x - _DAY, 0, _DAY, 0)
    amount = Box(box.x, 0, _AMOUNT, 0)
    item = Box(amount.right + 2 * MM, 0, day.x - amount.right - 4 * MM, 0)
    return _Cells(number, day, item, amount)


@dataclass(frozen=True, slots=True)
class _Line:
    box: Box
    number: Fitted
    days: tuple[Fitted, Fitted]
    items: tuple[Fitted, Fitted]
    amounts: tuple[Fitted, Fitted]

    @property
    def height(self) -> float:
        return 10 * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        cells = _cells(self.box)
        baseline = top - 4.6 * MM
        sheet.ink(ACCENT)
        _middle(sheet, self.number, cells.number, baseline)
        for pair, box in ((self.days, cells.day), (self.items, cells.item), (self.amounts, cells.amount)):
            for text, ink, below in zip(pair, (TEXT, SOFT), (0.0, 3.7 * MM), strict=True):
                sheet.ink(ink)
                _middle(sheet, text, box, baseline - below)
        sheet.ink(HAIR)
        for y in (top, top - self.height):
            sheet.rule((self.box.x, y), (self.box.right, y), HAIRLINE)


@dataclass(frozen=True, slots=True)
class _Heads:
    box: Box

    @property
    def height(self) -> float:
        return 9 * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        cells = _cells(self.box)
        heads = (
            (cells.day, wording.DATE),
            (cells.item, wording.BILL_ITEM),
            (cells.amount, wording.AMOUNT),
        )
        sheet.ink(SOFT)
        for box, name in heads:
            for language, below in zip(LANGUAGES, (4 * MM, 7.4 * MM), strict=True):
                text = fit(written(name, language), LABEL[language], box.width, "bills")
                _middle(sheet, text, box, top - below)


@dataclass(frozen=True, slots=True)
class _Total:
    box: Box
    label: Fitted
    amounts: tuple[Fitted, Fitted]

    @property
    def height(self) -> float:
        return 10 * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        cells = _cells(self.box)
        sheet.ink(TEXT)
        for money, below in zip(self.amounts, (4.8 * MM, 8.5 * MM), strict=True):
            _middle(sheet, money, cells.amount, top - below)
        Column(cells.item.x, self.box.right - cells.item.x, "fa").draw(sheet, self.label, top - 6 * MM, 0)
        sheet.ink(ACCENT)
        sheet.rule((self.box.x, top - self.height), (self.box.right, top - self.height), 0.7)


def bill_blocks(bills: BillList, box: Box) -> Iterator[Block]:
    """Raises Refused: "paper.does-not-fit", "paper.missing-glyph"."""
    yield from _table(bills.accepted, box, 1)
    for total in bills.totals:
        label = fit(wording.both(wording.TOTAL), _SUM.fa, box.width - _AMOUNT - 4 * MM, "bills.total")
        yield _Total(box, label, _two(total, _SUM, _AMOUNT))
    if bills.excluded:
        head, *lines = _table(bills.excluded, box, len(bills.accepted) + 1)
        yield Stack((sentence(wording.NOT_ACCEPTED, box), head))
        yield from lines


def _table(bills: Sequence[Bill], box: Box, first: int) -> list[Block]:
    """The heads stay with the first line."""
    lines: list[Block] = [_line(bill, number, box) for number, bill in enumerate(bills, start=first)]
    return [Stack((_Heads(box), *lines[:1])), *lines[1:]]


def _line(bill: Bill, number: int, box: Box) -> _Line:
    cells, at = _cells(box), f"bills.{number}"
    return _Line(
        box,
        flow(to_persian(f"{number}."), LABEL.fa, cells.number.width, 1, at),
        _two(bill.on, LABEL, cells.day.width),
        _two(bill.item, _SMALLER, cells.item.width),
        _two(bill.amount, _SMALLER, cells.amount.width),
    )


def _two(text: Bilingual, fonts: Pair, width: float) -> tuple[Fitted, Fitted]:
    persian, english = (
        flow(written(text, language), fonts[language], width, 1, "bills") for language in LANGUAGES
    )
    return persian, english


def _middle(sheet: Sheet, text: Fitted, box: Box, baseline: float) -> None:
    centred(sheet, text, (box.x + box.width / 2, baseline), 0)
