"""Headings, sentences, lists to tick and boxes to sign: the parts of the A4 forms beside their fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.bilingual import Bilingual, Language
from printouts.blocks import Block, draw_down
from printouts.grid import VALUES, beside, flowed
from printouts.lines import Fitted, fit
from printouts.page import (
    ACCENT,
    HAIR,
    HAIRLINE,
    LABEL,
    LANGUAGES,
    SMALL,
    SOFT,
    STRONG,
    TEXT,
    Column,
    Pair,
    centred,
    written,
)
from printouts.sheet import MM, Box, Sheet

PLAIN = Pair(VALUES.fa.at(10), VALUES.en.at(8.4), VALUES.leading)
_LEADING: dict[Language, float] = {"fa": 5.2 * MM, "en": 4.2 * MM}
_HEADING = Pair(STRONG.fa.at(11), STRONG.en.at(8.8), STRONG.leading)
_MOST_LINES = 40
_TICK = 3 * MM
_GAP = 6 * MM


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks that stay on one page, such as a heading and what it begins."""

    blocks: tuple[Block, ...]

    @property
    def height(self) -> float:
        return sum(block.height for block in self.blocks)

    def draw(self, sheet: Sheet, top: float) -> None:
        draw_down(sheet, self.blocks, top)


@dataclass(frozen=True, slots=True)
class Space:
    height: float

    def draw(self, sheet: Sheet, top: float) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class Heading:
    text: Bilingual
    box: Box

    @property
    def height(self) -> float:
        return 8.6 * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        width = self.box.width / 2 - 2 * MM
        sheet.ink(ACCENT)
        for language in LANGUAGES:
            x = self.box.right - width if language == "fa" else self.box.x
            text = fit(written(self.text, language), _HEADING[language], width, f"heading.{language}")
            Column(x, width, language).draw(sheet, text, top - 5.4 * MM, 0)
        sheet.rule((self.box.x, top - 7.2 * MM), (self.box.right, top - 7.2 * MM), 0.7)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Persian and English beside each other where both are short, else English below."""

    box: Box
    texts: tuple[tuple[Language, Fitted], ...]
    one_line: bool

    @property
    def height(self) -> float:
        depths = [len(text.lines) * _LEADING[language] for language, text in self.texts]
        return (max(depths, default=0.0) if self.one_line else sum(depths)) + 1.6 * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        baseline = top - 4.6 * MM
        for language, text in self.texts:
            sheet.ink(TEXT if language == "fa" else SOFT)
            Column(self.box.x, self.box.width, language).draw(sheet, text, baseline, _LEADING[language])
            baseline -= 0 if self.one_line else len(text.lines) * _LEADING[language]


def sentence(text: Bilingual, box: Box, fonts: Pair = PLAIN, field: str = "sentence") -> Sentence:
    """Raises Refused: "paper.does-not-fit", "paper.missing-glyph"."""
    texts = tuple(
        (language, flowed(text, language, (fonts[language], box.width), (_MOST_LINES, f"{field}.{language}")))
        for language in LANGUAGES
        if text[language]
    )
    return Sentence(box, texts, "\n" not in text.fa + text.en and beside(text, fonts, box.width))


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick at the right, and what it stands for."""

    box: Box
    text: Sentence

    @property
    def height(self) -> float:
        return self.text.height

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.ink(ACCENT)
        sheet.frame(Box(self.box.right - _TICK, top - 4.8 * MM, _TICK, _TICK), 0.7)
        self.text.draw(sheet, top)


def tick(text: Bilingual, box: Box, field: str = "tick") -> Tick:
    inner = Box(box.x, box.y, box.width - _TICK - 2 * MM, box.height)
    return Tick(box, sentence(text, inner, PLAIN, field))


@dataclass(frozen=True, slots=True)
class Beside:
    """Blocks beside each other, the first at the right."""

    blocks: tuple[Block, ...]

    @property
    def height(self) -> float:
        return max(block.height for block in self.blocks)

    def draw(self, sheet: Sheet, top: float) -> None:
        for block in self.blocks:
            block.draw(sheet, top)


def columns(box: Box, count: int) -> list[Box]:
    """Equal parts of a box, the first at the right."""
    width = (box.width - (count - 1) * _GAP) / count
    return [Box(box.right - width - at * (width + _GAP), box.y, width, box.height) for at in range(count)]


def ticks(texts: Sequence[Bilingual], box: Box, count: int = 2) -> list[Block]:
    """So many of them beside each other."""
    places = columns(box, count)
    return [
        Beside(tuple(tick(text, place) for text, place in zip(texts[at:], places, strict=False)))
        for at in range(0, len(texts), count)
    ]


@dataclass(frozen=True, slots=True)
class Signing:
    """A box with a name at its top, to be signed, stamped or filled in by hand."""

    box: Box
    label: Bilingual
    depth: float

    @property
    def height(self) -> float:
        return self.depth + 3 * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        frame = Box(self.box.x, top - self.depth - 1.5 * MM, self.box.width, self.depth)
        sheet.ink(HAIR)
        sheet.frame(frame, 0.6)
        sheet.ink(SOFT)
        middle, room = frame.x + frame.width / 2, frame.width - 2 * MM
        for language, below in zip(LANGUAGES, (4 * MM, 7.2 * MM), strict=True):
            text = fit(written(self.label, language), SMALL[language], room, "signing")
            centred(sheet, text, (middle, frame.top - below), 3.2 * MM)


def signings(labels: Sequence[Bilingual], box: Box, depth: float) -> Beside:
    places = columns(box, len(labels))
    return Beside(tuple(Signing(place, label, depth) for label, place in zip(labels, places, strict=True)))


@dataclass(frozen=True, slots=True)
class Framed:
    """A stack in a frame of its own."""

    box: Box
    inner: Stack
    padding: float = 3 * MM

    @property
    def height(self) -> float:
        return self.inner.height + 2 * self.padding + 2 * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        bottom = top - self.height + 2 * MM
        sheet.ink(ACCENT)
        sheet.frame(Box(self.box.x, bottom, self.box.width, top - bottom), 0.8)
        self.inner.draw(sheet, top - self.padding)


def inside(box: Box, padding: float = 3 * MM) -> Box:
    return Box(box.x + padding, box.y, box.width - 2 * padding, box.height)


@dataclass(frozen=True, slots=True)
class Written:
    """A name and a line to write on."""

    box: Box
    label: Bilingual

    @property
    def height(self) -> float:
        return 9 * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.ink(SOFT)
        name = f"{self.label.fa} · {self.label.en}"
        text = fit(name, LABEL.fa, self.box.width, "line")
        Column(self.box.x, self.box.width, "fa").draw(sheet, text, top - 3.4 * MM, 3 * MM)
        sheet.ink(HAIR)
        sheet.rule((self.box.x, top - 8 * MM), (self.box.right, top - 8 * MM), HAIRLINE)
