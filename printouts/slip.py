"""What the A5 slips share: office, title, facts and items in both languages, footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.bilingual import Bilingual, Language
from kiosk.domain.paper import Letterhead
from printouts import wording
from printouts.blocks import Block, Room, draw_down, paginate
from printouts.lines import Fitted, fit, flow
from printouts.page import (
    ACCENT,
    HAIR,
    HAIRLINE,
    HEAD,
    LABEL,
    LANGUAGES,
    SOFT,
    STRONG,
    TEXT,
    TITLE,
    VALUE,
    Column,
    Pair,
    border,
    centred,
    footer,
    specimen,
    written,
)
from printouts.sheet import A5, MM, About, Box, Sheet

CONTENT = Box(14 * MM, 21 * MM, A5[0] - 28 * MM, A5[1] - 35 * MM)
MIDDLE = A5[0] / 2
_FOOTER = Box(CONTENT.x, 9.5 * MM, CONTENT.width, 9.5 * MM)
_LABEL = 30 * MM
_HEAD = 20 * MM
_HEAD_GAP = 10 * MM
_HEAD_LEADING = 3.8 * MM
_OFFICE = Pair(HEAD.fa.at(10), HEAD.en.at(7.8), _HEAD_LEADING)
_TITLE = 14 * MM
_MARK = 5 * MM
_MOST_LINES = 8
_LEADING: dict[Language, float] = {"fa": 5.0 * MM, "en": 4.1 * MM}
SMALL_VALUES = Pair(VALUE.fa.at(9), VALUE.en.at(7.8), VALUE.leading)
VALUES = Pair(VALUE.fa.at(10.5), VALUE.en.at(8.8), VALUE.leading)
STRONG_VALUES = Pair(STRONG.fa.at(10.5), STRONG.en.at(8.8), STRONG.leading)


@dataclass(frozen=True, slots=True)
class Slip:
    letterhead: Letterhead
    title: Bilingual
    mark: Bilingual | None
    """Stands under the title, as «المثنی»."""
    blocks: tuple[Block, ...]
    footer: tuple[Bilingual, ...]


def halves(gap: float) -> dict[Language, Column]:
    """Persian at the right, English at the left, `gap` between them."""
    width = (CONTENT.width - gap) / 2
    return {"fa": Column(CONTENT.right - width, width, "fa"), "en": Column(CONTENT.x, width, "en")}


def limited(
    text: Bilingual, fonts: Pair, columns: dict[Language, Column], field: str
) -> dict[Language, Fitted]:
    """Raises Refused: "paper.does-not-fit", "paper.missing-glyph"."""
    return {
        language: flow(
            written(text, language),
            fonts[language],
            columns[language].width,
            _MOST_LINES,
            f"{field}.{language}",
        )
        for language in LANGUAGES
    }


def depth(texts: dict[Language, Fitted]) -> float:
    """From the first baseline to below the last."""
    return max(len(text.lines) * _LEADING[language] for language, text in texts.items())


def draw_both(
    sheet: Sheet, texts: dict[Language, Fitted], columns: dict[Language, Column], baseline: float
) -> None:
    columns["fa"].draw(sheet, texts["fa"], baseline, _LEADING["fa"])
    with sheet.deferred():
        columns["en"].draw(sheet, texts["en"], baseline, _LEADING["en"])


@dataclass(frozen=True, slots=True)
class Fact:
    """One value in both languages; its name stands between them."""

    label: Bilingual
    columns: dict[Language, Column]
    values: dict[Language, Fitted]

    @property
    def height(self) -> float:
        return max(depth(self.values) + 3 * MM, 8.4 * MM)

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.ink(SOFT)
        sheet.words(self.label.fa, LABEL.fa.at(8), (MIDDLE, top - 3.6 * MM), "center")
        with sheet.deferred():
            sheet.words(self.label.en, LABEL.en.at(6.8), (MIDDLE, top - 6.6 * MM), "center")
        sheet.ink(TEXT)
        draw_both(sheet, self.values, self.columns, top - 5.2 * MM)
        sheet.ink(HAIR)
        sheet.rule((CONTENT.x, top - self.height), (CONTENT.right, top - self.height), HAIRLINE)


def fact(label: Bilingual, value: Bilingual, fonts: Pair = VALUES) -> Fact:
    columns = halves(_LABEL)
    return Fact(label, columns, limited(value, fonts, columns, label.en))


@dataclass(frozen=True, slots=True)
class Item:
    """A box to tick at either edge, a strong line and, if any, lines of detail."""

    columns: dict[Language, Column]
    parts: tuple[dict[Language, Fitted], ...]

    @property
    def height(self) -> float:
        return sum(depth(part) for part in self.parts) + 1 * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.ink(ACCENT)
        side = 2.6 * MM
        for x in (CONTENT.x, CONTENT.right - side):
            sheet.frame(Box(x, top - 4.6 * MM, side, side), 0.6)
        baseline = top - 4.3 * MM
        for at, part in enumerate(self.parts):
            sheet.ink(TEXT if at == 0 else SOFT)
            draw_both(sheet, part, self.columns, baseline)
            baseline -= depth(part)


def item(parts: Sequence[tuple[Bilingual, str]], first: Pair = VALUES) -> Item:
    """`parts`: each text and its name for a refusal; `first`: the fonts of the first."""
    inset = 4.6 * MM
    columns = {
        language: Column(c.x + (0 if language == "fa" else inset), c.width - inset, language)
        for language, c in halves(6 * MM).items()
    }
    fonts = [first, *[VALUES] * (len(parts) - 1)]
    fitted = [limited(text, font, columns, field) for (text, field), font in zip(parts, fonts, strict=True)]
    return Item(columns, tuple(fitted))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in both languages, one above the other, in the middle."""

    text: Bilingual
    framed: bool = False

    @property
    def height(self) -> float:
        return (13.6 if self.framed else 13) * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.ink(ACCENT)
        if self.framed:
            sheet.frame(Box(CONTENT.x, top - 13.4 * MM, CONTENT.width, 11.4 * MM), 0.8)
        for language, below in zip(LANGUAGES, (6.6 * MM, 11.2 * MM), strict=True):
            text = fit(
                written(self.text, language), STRONG_VALUES[language], CONTENT.width - 6 * MM, "sentence"
            )
            centred(sheet, text, (MIDDLE, top - below), 0)


def render(slip: Slip, about: About) -> bytes:
    """Raises Refused: "paper.does-not-fit", "paper.missing-glyph", "paper.forbidden-character"."""
    height = CONTENT.height - _office(slip.letterhead).height
    pages = paginate(slip.blocks, Room(first=height - _title_height(slip), later=height))
    sheet = Sheet(A5, about)
    for number, blocks in enumerate(pages, start=1):
        if number > 1:
            sheet.next_page()
        specimen(sheet, slip.letterhead)
        border(sheet, 6.5 * MM)
        top = _office(slip.letterhead).draw(sheet)
        if number == 1:
            top = _title(sheet, slip, top)
        draw_down(sheet, blocks, top)
        footer(sheet, [wording.page_of(number, len(pages)), *slip.footer], _FOOTER)
    return sheet.finish()


@dataclass(frozen=True, slots=True)
class _Office:
    """The lines of the office, English beside Persian."""

    lines: tuple[dict[Language, Fitted], ...]

    @property
    def height(self) -> float:
        return max(_HEAD, sum(map(_head_depth, self.lines)) + 5 * MM)

    def draw(self, sheet: Sheet) -> float:
        """Where the first block begins."""
        sheet.ink(ACCENT)
        for language, column in halves(_HEAD_GAP).items():
            baseline = CONTENT.top - 3 * MM
            for line in self.lines:
                column.draw(sheet, line[language], baseline, _HEAD_LEADING)
                baseline -= _head_depth(line)
        bottom = CONTENT.top - self.height + 3 * MM
        sheet.rule((CONTENT.x, bottom), (CONTENT.right, bottom), 0.9)
        return bottom - 3 * MM


def _head_depth(line: dict[Language, Fitted]) -> float:
    most = max(len(text.lines) for text in line.values())
    return _HEAD_LEADING * (most - 1) + 4.6 * MM


def _office(head: Letterhead) -> _Office:
    lines = dict.fromkeys((*head.lines, head.office))
    return _Office(
        tuple(
            {
                language: fit(
                    written(line, language), _OFFICE[language], column.width, f"letterhead.{language}"
                )
                for language, column in halves(_HEAD_GAP).items()
            }
            for line in lines
        )
    )


def _title(sheet: Sheet, slip: Slip, top: float) -> float:
    baseline = top - 5 * MM
    for language, size, ink in zip(LANGUAGES, (15.0, 10.0), (ACCENT, TEXT), strict=True):
        sheet.ink(ink)
        text = fit(written(slip.title, language), TITLE[language].at(size), CONTENT.width, "title")
        baseline = centred(sheet, text, (MIDDLE, baseline), 5.6 * MM)
    if slip.mark is not None:
        sheet.ink(SOFT)
        words = f"{slip.mark.fa} — {slip.mark.en}"
        sheet.words(words, STRONG.fa.at(10), (MIDDLE, baseline + 0.4 * MM), "center")
    return top - _title_height(slip)


def _title_height(slip: Slip) -> float:
    return _TITLE if slip.mark is None else _TITLE + _MARK
