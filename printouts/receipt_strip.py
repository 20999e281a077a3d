"""The applicant's receipt on a strip of 80 mm, as long as it needs; black only, for thermal printers.

Source: domain.md 5.3; printing.md 8.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk.domain import tracking
from kiosk.domain.bilingual import Bilingual, Language
from kiosk.domain.paper import ReceiptPaper
from printouts import seal_qr, wording
from printouts.blocks import Block, draw_down
from printouts.grid import VALUES, beside, flowed, said_once
from printouts.lines import Fitted, Font, fit
from printouts.page import HEAD, LANGUAGES, STRONG, TEXT, TITLE, Column, Pair, about_paper, centred
from printouts.panels import Stack
from printouts.receipt import masked
from printouts.sheet import MM, About, Box, Sheet

WIDTH = 80 * MM
PRINTED = 72 * MM
"""What the print heads of 80 mm printers reach."""
_BOX = Box((WIDTH - PRINTED) / 2, 0, PRINTED, 0)
_DOT = 1.2 * MM
_LISTED = PRINTED - 2.5 * _DOT
_EDGE = 5 * MM
MIDDLE = WIDTH / 2
_LEADING: dict[Language, float] = {"fa": 5 * MM, "en": 4 * MM}
_MOST_LINES = 12
_TITLE = Pair(TITLE.fa.at(14), TITLE.en.at(9.5), TITLE.leading)
_OFFICE = Pair(HEAD.fa.at(10), HEAD.en.at(7.8), HEAD.leading)
_STRONG = Pair(STRONG.fa.at(10.5), STRONG.en.at(8.6), STRONG.leading)
_CODE = Font(STRONG.en.style, 17, "en")


def render(paper: ReceiptPaper) -> bytes:
    """The PDF, one page of its own length; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character), "paper.seal-not-digits".
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    about = about_paper(paper.letterhead, wording.RECEIPT, paper.tracking_code, paper.filed_at)
    return on_strip(_blocks(paper), about)


def on_strip(blocks: Iterable[Block], about: About) -> bytes:
    """One page of the roll, as long as the blocks are together."""
    whole = Stack(tuple(blocks))
    sheet = Sheet((WIDTH, whole.height + 2 * _EDGE), about)
    draw_down(sheet, [whole], sheet.height - _EDGE)
    return sheet.finish()


def _blocks(paper: ReceiptPaper) -> Iterator[Block]:
    for line in dict.fromkeys((*paper.letterhead.lines, paper.letterhead.office)):
        yield centre(line, _OFFICE, "letterhead")
    if paper.letterhead.demonstration:
        yield centre(Bilingual(wording.SPECIMEN, ""), _STRONG, "specimen")
    yield Rule()
    yield centre(wording.RECEIPT, _TITLE, "title")
    if paper.duplicate:
        yield centre(wording.DUPLICATE, _STRONG, "duplicate")
    yield _Code(paper.tracking_code, paper.seal)
    yield centre(paper.service, _STRONG, "service")
    yield centre(said_once(paper.name), _STRONG, "name")
    code = wording.labelled(wording.NATIONAL_CODE, masked(paper.masked_national_code))
    yield centre(code, VALUES, "national-code")
    yield centre(wording.moment(paper.filed_at), VALUES, "filed-at")
    yield Rule()
    uploaded = wording.labelled(wording.UPLOADED, wording.count_of(len(paper.uploaded), paper.expected))
    yield centre(uploaded, VALUES, "uploaded")
    yield from (_listed(document) for document in paper.uploaded)
    if paper.bring:
        yield Rule()
        yield centre(wording.BRING, _STRONG, "bring")
        yield from (_listed(document) for document in paper.bring)
    yield Rule()
    if paper.hours:
        yield centre(wording.labelled(wording.HOURS, paper.hours), VALUES, "hours")
    yield centre(wording.FREE_OF_CHARGE, _STRONG, "free")


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the strip."""

    @property
    def height(self) -> float:
        return 3.5 * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.ink(TEXT)
        sheet.rule((_BOX.x, top - 1.6 * MM), (_BOX.right, top - 1.6 * MM), 0.7)


@dataclass(frozen=True, slots=True)
class _Centred:
    """Persian, and English below it."""

    texts: tuple[tuple[Language, Fitted], ...]

    @property
    def height(self) -> float:
        return sum(len(text.lines) * _LEADING[language] for language, text in self.texts) + 0.8 * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.ink(TEXT)
        for language, text in self.texts:
            centred(sheet, text, (MIDDLE, top - 0.76 * _LEADING[language]), _LEADING[language])
            top -= len(text.lines) * _LEADING[language]


def centre(text: Bilingual, fonts: Pair, field: str) -> _Centred:
    """Raises Refused: "paper.does-not-fit", "paper.missing-glyph"."""
    return _Centred(_texts(text, fonts, PRINTED, field))


@dataclass(frozen=True, slots=True)
class _Listed:
    """One document: Persian at the right behind a dot, English at the left, below it if both are long."""

    texts: tuple[tuple[Language, Fitted], ...]
    one_line: bool

    @property
    def height(self) -> float:
        depths = [len(text.lines) * _LEADING[language] for language, text in self.texts]
        return (max(depths) if self.one_line else sum(depths)) + 0.6 * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.ink(TEXT)
        sheet.fill(Box(_BOX.right - _DOT, top - 3.6 * MM, _DOT, _DOT))
        baseline = top - 0.76 * _LEADING["fa"]
        for language, text in self.texts:
            column = Column(_BOX.x, _LISTED, language)
            column.draw(sheet, text, baseline, _LEADING[language])
            baseline -= 0 if self.one_line else len(text.lines) * _LEADING[language]


def _listed(document: Bilingual) -> _Listed:
    texts = _texts(document, VALUES, _LISTED, document.en)
    return _Listed(texts, beside(document, VALUES, _LISTED))


def _texts(text: Bilingual, fonts: Pair, width: float, field: str) -> tuple[tuple[Language, Fitted], ...]:
    return tuple(
        (language, flowed(text, language, (fonts[language], width), (_MOST_LINES, f"{field}.{language}")))
        for language in LANGUAGES
        if text[language]
    )


@dataclass(frozen=True, slots=True)
class _Code:
    """The tracking code, and its seal below."""

    tracking_code: str
    seal: str

    @property
    def height(self) -> float:
        return 13 * MM + seal_qr.side(self.seal)

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.ink(TEXT)
        name = f"{wording.TRACKING_CODE.fa} · {wording.TRACKING_CODE.en}"
        sheet.words(name, VALUES.fa.at(9), (MIDDLE, top - 4 * MM), "center")
        text = fit(tracking.grouped(self.tracking_code), _CODE, PRINTED, "tracking-code")
        sheet.text(text.lines[0], text.size, (MIDDLE, top - 11 * MM), "center")
        side = seal_qr.side(self.seal)
        seal_qr.draw(sheet, self.seal, (MIDDLE - side / 2, top - 12.5 * MM - side))
