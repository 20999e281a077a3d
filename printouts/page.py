"""What the papers share: palette, letterhead, columns of text, footer, specimen mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from kiosk.domain.bilingual import Bilingual, Language
from kiosk.domain.paper import Letterhead
from kiosk.text.digits import to_persian
from printouts import wording
from printouts.faces import NASKH, NASKH_BOLD, SANS, SANS_BOLD
from printouts.lines import Fitted, Font, fit, flow, one_line
from printouts.sheet import MM, About, Align, Box, Ink, Sheet

TEXT: Ink = (0.09, 0.10, 0.12)
ACCENT: Ink = (0.05, 0.25, 0.33)
SOFT: Ink = (0.36, 0.40, 0.43)
HAIR: Ink = (0.70, 0.74, 0.76)
WHITE: Ink = (1.0, 1.0, 1.0)
GHOST: Ink = (0.90, 0.92, 0.925)

HAIRLINE = 0.4


@dataclass(frozen=True, slots=True)
class Pair:
    """The fonts of one kind of text in both languages, and its leading in points."""

    fa: Font
    en: Font
    leading: float

    def __getitem__(self, language: Language) -> Font:
        return self.fa if language == "fa" else self.en


def _pair(fa: float, en: float, leading: float) -> Pair:
    return Pair(Font(NASKH, fa, "fa"), Font(NASKH, en, "en"), leading * MM)


def _bold(fa: float, en: float, leading: float) -> Pair:
    return Pair(Font(NASKH_BOLD, fa, "fa"), Font(NASKH_BOLD, en, "en"), leading * MM)


BODY = _pair(12.5, 10, 6.6)
VALUE = _pair(11.5, 9.5, 5.2)
STRONG = _bold(11.5, 9.5, 5.2)
LABEL = Pair(Font(SANS, 8.5, "fa"), Font(SANS, 7.6, "en"), 4.2 * MM)
SMALL = Pair(Font(SANS, 7.4, "fa"), Font(SANS, 6.8, "en"), 3.6 * MM)
SMALL_STRONG = Pair(Font(SANS_BOLD, 7.4, "fa"), Font(SANS_BOLD, 6.8, "en"), 3.6 * MM)
TITLE = _bold(19, 12.5, 7)
HEAD = _bold(11.5, 8, 5)
CODE = Font(NASKH_BOLD, 10.5, "en")

_HEAD_LEADING: dict[Language, float] = {"fa": 5 * MM, "en": 3.5 * MM}
_UNDER_EMBLEM = 5 * MM

LANGUAGES: tuple[Language, Language] = ("fa", "en")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one language: Persian starts at its right edge, English at its left."""

    x: float
    width: float
    language: Language

    @property
    def edge(self) -> tuple[float, Align]:
        return (self.x + self.width, "right") if self.language == "fa" else (self.x, "left")

    def draw(self, sheet: Sheet, text: Fitted, baseline: float, leading: float) -> None:
        edge, align = self.edge
        for at, line in enumerate(text.lines):
            sheet.text(line, text.size, (edge, baseline - at * leading), align)

    def draw_justified(self, sheet: Sheet, text: Fitted, baseline: float, leading: float) -> None:
        if not text.lines:
            return
        *full, last = text.lines
        for at, line in enumerate(full):
            sheet.justified(line, text.size, (self.x, baseline - at * leading), self.width)
        edge, align = self.edge
        sheet.text(last, text.size, (edge, baseline - len(full) * leading), align)


def written(text: Bilingual, language: Language) -> str:
    return wording.persian(text.fa) if language == "fa" else text.en


def centred(sheet: Sheet, text: Fitted, top: tuple[float, float], leading: float) -> float:
    """`top`: centre and first baseline; gives the next baseline."""
    x, baseline = top
    for at, line in enumerate(text.lines):
        sheet.text(line, text.size, (x, baseline - at * leading), "center")
    return baseline - len(text.lines) * leading


def about_paper(head: Letterhead, title: Bilingual, subject: str, made_at: datetime) -> About:
    """`subject`: a code or number that names the paper to the office alone."""
    return About(f"{title.fa} / {title.en}", head.office.en, subject, made_at)


def numbered(text: Bilingual, number: int) -> Bilingual:
    """One line of a list."""
    return Bilingual(f"{to_persian(str(number))}. {text.fa}", f"{number}. {text.en}")


def specimen(sheet: Sheet, letterhead: Letterhead) -> None:
    """Under everything else, so that no text becomes hard to read."""
    if not letterhead.demonstration:
        return
    sheet.ink(GHOST)
    with sheet.turned((sheet.width / 2, sheet.height / 2), 52):
        text = fit(wording.SPECIMEN, Font(NASKH_BOLD, 150, "fa"), sheet.height * 0.82, "specimen")
        sheet.text(text.lines[0], text.size, (0, -text.size * 0.3), "center")


def border(sheet: Sheet, inset: float) -> None:
    sheet.ink(ACCENT)
    for distance, weight in ((inset, 1.1), (inset + 1.3 * MM, 0.35)):
        sheet.frame(Box(distance, distance, sheet.width - 2 * distance, sheet.height - 2 * distance), weight)


def corner_marks(sheet: Sheet, box: Box) -> None:
    """Where the emblem is on pre-printed paper: only four faint corners, never an emblem of ours."""
    sheet.ink(HAIR)
    arm = 2.2 * MM
    for x, inward_x in ((box.x, arm), (box.right, -arm)):
        for y, inward_y in ((box.y, arm), (box.top, -arm)):
            sheet.rule((x, y), (x + inward_x, y), HAIRLINE)
            sheet.rule((x, y), (x, y + inward_y), HAIRLINE)


@dataclass(frozen=True, slots=True)
class Head:
    """The lines of the office, Persian above English."""

    texts: tuple[tuple[Language, Fitted], ...]

    @property
    def height(self) -> float:
        """Below the emblem, to where the next thing may begin."""
        return _UNDER_EMBLEM + sum(len(text.lines) * _HEAD_LEADING[language] for language, text in self.texts)

    def draw(self, sheet: Sheet, centre: float, top: float) -> None:
        baseline = top - _UNDER_EMBLEM
        for language, text in self.texts:
            sheet.ink(ACCENT if language == "fa" else SOFT)
            baseline = centred(sheet, text, (centre, baseline), _HEAD_LEADING[language])


@lru_cache(16)
def letterhead(head: Letterhead, width: float) -> Head:
    """Raises Refused: "paper.does-not-fit", "paper.missing-glyph"."""
    lines = dict.fromkeys((*head.lines, head.office))
    return Head(
        tuple(
            (language, fit(written(line, language), HEAD[language], width, f"letterhead.{language}"))
            for language in LANGUAGES
            for line in lines
        )
    )


def footer(sheet: Sheet, cells: list[Bilingual], box: Box) -> None:
    """Cells from right to left, each in both languages; a long one takes room from the others.

    Raises Refused: "paper.does-not-fit", "paper.missing-glyph".
    """
    sheet.ink(HAIR)
    sheet.rule((box.x, box.top), (box.right, box.top), HAIRLINE)
    needed = [max(_width(cell[language], SMALL[language]) for language in LANGUAGES) for cell in cells]
    spare = (box.width - sum(needed)) / len(cells)
    sheet.ink(SOFT)
    right = box.right
    for cell, width in zip(cells, needed, strict=True):
        room = width + spare if spare > 0 else width * box.width / sum(needed)
        for language, below in zip(LANGUAGES, (4.2 * MM, 7.6 * MM), strict=True):
            text = flow(cell[language], SMALL[language], room, 1, "footer")
            centred(sheet, text, (right - room / 2, box.top - below), SMALL.leading)
        right -= room


def _width(text: str, font: Font) -> float:
    return one_line(text, font).width(font.size)
