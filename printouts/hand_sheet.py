"""Numbered sheets to be written by hand while the machines are dead: A4, one page each.

Source: domain.md 4.2 (power or network down).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Refused
from kiosk.domain.hand_sheet import Serial
from kiosk.domain.sheet_paper import HandSheetsPaper
from kiosk.text.bidi import isolate_ltr
from printouts import seal_qr, wording
from printouts.a4 import CONTENT
from printouts.blocks import Block, draw_down
from printouts.lines import Fitted, Font, fit
from printouts.page import (
    ACCENT,
    CODE,
    HAIR,
    LANGUAGES,
    SMALL,
    SOFT,
    TEXT,
    TITLE,
    Column,
    Pair,
    about_paper,
    border,
    centred,
    footer,
    letterhead,
    specimen,
    written,
)
from printouts.panels import PLAIN, Beside, Heading, Space, columns, sentence
from printouts.sheet import A4, MM, Box, Sheet

TITLE_WORDS = Bilingual("برگ کار در قطع برق یا شبکه", "Counter sheet for a power cut")
_WHAT_TO_DO = Bilingual(
    "با خودکار، برای هر مراجعه‌کننده یک برگ؛ بعداً با همین شماره ثبت می‌شود.",
    "In ink, one sheet for each applicant; entered later under this number.",
)
_NO_CERTIFICATE = Bilingual(
    "این برگ گواهی نیست؛ هیچ گواهی‌ای به صورت دست‌نویس صادر نمی‌شود.",
    "This sheet is no certificate, and no certificate is written by hand.",
)
_WHOM = Bilingual("متقاضی", "Applicant")
_WHICH = Bilingual("خدمت (علامت بزنید)", "Service (tick)")
_WHAT = Bilingual("آنچه انجام شد (علامت بزنید)", "What was done (tick)")
_DATE_AND_TIME = Bilingual("تاریخ و ساعت", "Date and time")
_COUNTER = Bilingual("باجه", "Counter")
_OFFICER = Bilingual("نام کارشناس", "Officer's name")
_FATHER = Bilingual("نام پدر", "Father's name")
_PHONE = Bilingual("تلفن", "Phone")
_EMAIL = Bilingual("ایمیل", "E-mail")
_CODE = Bilingual("کد رهگیری، اگر دارد", "Tracking code, if any")
_DONE = (
    Bilingual("آمد و برگردانده شد", "came, and was sent away"),
    Bilingual("درخواست پذیرفته شد", "request taken in"),
    Bilingual("اصل مدارک دیده شد", "originals seen"),
    Bilingual("گواهی آماده تحویل داده شد", "finished paper handed over"),
)
_CERTIFICATE = Bilingual("شماره آنچه تحویل شد", "Its number, if handed over")
_RECIPIENT = Bilingual("گیرنده و نسبت او", "Who took it, as what")
_IDENTITY = Bilingual("مدرک هویتی و شماره آن", "Identity paper and its number")
_MISSING = Bilingual("کسری مدارک، و آنچه به متقاضی گفته شد", "What is missing, what was said")
_APPLICANT_SIGNS = Bilingual("امضای متقاضی", "Applicant's signature")
_OFFICER_SIGNS = Bilingual("امضای کارشناس", "Officer's signature")
_ENTERED = Bilingual("ثبت در سامانه: تاریخ و امضا", "Entered: date and signature")

_PRINTED_BY = Bilingual("چاپ‌کننده", "Printed by")

_OFFICE = 54 * MM
_NUMBER = 44 * MM
_UNDER_HEAD = 3 * MM
_CHOICES = Pair(PLAIN.fa.at(8.6), PLAIN.en.at(6.8), PLAIN.leading)
_CHOICE = 4.5 * MM
_NEXT_LINE = 2.7 * MM
_TICK = 2.7 * MM
_BEFORE = _TICK + 1.5 * MM
_UNDER_BOX = 1.6 * MM
_LEAST = 14 * MM


def render(paper: HandSheetsPaper) -> bytes:
    """The PDF; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character).
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    first, last = paper.serials[0], paper.serials[-1]
    about = about_paper(paper.letterhead, TITLE_WORDS, f"{first}–{last}", paper.made_at)
    sheet, blocks = Sheet(A4, about), _blocks(paper)
    for serial in paper.serials:
        if serial is not first:
            sheet.next_page()
        specimen(sheet, paper.letterhead)
        border(sheet, 8.5 * MM)
        draw_down(sheet, blocks, _head(sheet, paper, serial))
        footer(sheet, _foot(paper, serial), Box(CONTENT.x, 12.5 * MM, CONTENT.width, 10 * MM))
    return sheet.finish()


def _head_height(paper: HandSheetsPaper) -> float:
    code = seal_qr.side(paper.serials[0].digits) + 7 * MM
    return max(letterhead(paper.letterhead, _OFFICE).height, code) + _UNDER_HEAD


def _head(sheet: Sheet, paper: HandSheetsPaper, serial: Serial) -> float:
    """Office, title, and the number with its code; gives where the blocks begin."""
    letterhead(paper.letterhead, _OFFICE).draw(sheet, CONTENT.right - _OFFICE / 2, CONTENT.top + 2 * MM)
    width = CONTENT.width - _OFFICE - _NUMBER
    middle, baseline = CONTENT.x + _NUMBER + width / 2, CONTENT.top - 9 * MM
    for language, size, ink in zip(LANGUAGES, (15.0, 10.0), (ACCENT, TEXT), strict=True):
        sheet.ink(ink)
        text = fit(written(TITLE_WORDS, language), TITLE[language].at(size), width, f"title.{language}")
        baseline = centred(sheet, text, (middle, baseline), 6.4 * MM)
    side = seal_qr.side(serial.digits)
    corner = (CONTENT.x + (_NUMBER - side) / 2, CONTENT.top - side + seal_qr.QUIET * seal_qr.MODULE / 2)
    seal_qr.draw(sheet, serial.digits, corner)
    sheet.ink(TEXT)
    number = fit(str(serial), CODE.at(15), _NUMBER, "serial")
    sheet.text(number.lines[0], number.size, (CONTENT.x + _NUMBER / 2, corner[1] - 3.6 * MM), "center")
    bottom = CONTENT.top - _head_height(paper) + _UNDER_HEAD * 0.5
    sheet.ink(ACCENT)
    sheet.rule((CONTENT.x, bottom), (CONTENT.right, bottom), 0.9)
    return CONTENT.top - _head_height(paper)


def _blocks(paper: HandSheetsPaper) -> list[Block]:
    """What is missing has the room that the other blocks leave."""
    above, below = list(_above(paper)), list(_below())
    left = CONTENT.height - _head_height(paper) - sum(block.height for block in (*above, *below))
    if left < _LEAST:
        raise Refused("paper.does-not-fit", field="page")
    return [*above, _boxes((_MISSING,), left - _UNDER_BOX), *below]


def _above(paper: HandSheetsPaper) -> Iterator[Block]:
    yield sentence(_WHAT_TO_DO, CONTENT, _CHOICES)
    yield _boxes((_DATE_AND_TIME, _COUNTER, _OFFICER))
    yield Heading(_WHOM, CONTENT)
    yield _boxes((wording.NAME, _FATHER, wording.NATIONAL_CODE))
    yield _boxes((_PHONE, _EMAIL, _CODE))
    yield Heading(_WHICH, CONTENT)
    yield from _choices(paper.services)
    yield Heading(_WHAT, CONTENT)
    yield from _choices(_DONE)
    yield Space(1.2 * MM)
    yield _boxes((_CERTIFICATE, _RECIPIENT, _IDENTITY))


def _below() -> Iterator[Block]:
    yield _boxes((_APPLICANT_SIGNS, _OFFICER_SIGNS, _ENTERED), 17.5 * MM)
    yield Space(1 * MM)
    yield sentence(_NO_CERTIFICATE, CONTENT, _CHOICES)


def _foot(paper: HandSheetsPaper, serial: Serial) -> list[Bilingual]:
    no = Bilingual(isolate_ltr(str(serial)), str(serial))
    by = Bilingual(wording.code(paper.printed_by), paper.printed_by)
    return [
        wording.labelled(wording.NUMBER, no),
        wording.labelled(wording.PRINTED_AT, wording.moment(paper.made_at)),
        wording.labelled(_PRINTED_BY, by),
    ]


@dataclass(frozen=True, slots=True)
class _ToWrite:
    """A frame with its name in the corner, Persian at the right and English at the left."""

    box: Box
    label: Bilingual
    depth: float

    @property
    def height(self) -> float:
        return self.depth + _UNDER_BOX

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.ink(HAIR)
        sheet.frame(Box(self.box.x, top - self.depth, self.box.width, self.depth), 0.6)
        sheet.ink(SOFT)
        width = self.box.width / 2 - 1 * MM
        for language in LANGUAGES:
            x = self.box.right - width - 1 * MM if language == "fa" else self.box.x + 1 * MM
            text = fit(written(self.label, language), _label(language), width, f"box.{language}")
            Column(x, width, language).draw(sheet, text, top - 3 * MM, 0)


def _label(language: str) -> Font:
    return SMALL.fa.at(6.8) if language == "fa" else SMALL.en.at(5.6)


def _boxes(labels: Sequence[Bilingual], depth: float = 10.8 * MM) -> Beside:
    gap = 2 * MM
    width = (CONTENT.width - (len(labels) - 1) * gap) / len(labels)
    places = [
        Box(CONTENT.right - width - at * (width + gap), CONTENT.y, width, CONTENT.height)
        for at in range(len(labels))
    ]
    return Beside(tuple(_ToWrite(place, label, depth) for place, label in zip(places, labels, strict=True)))


@dataclass(frozen=True, slots=True)
class _Choice:
    """A small box to tick, and what it stands for: Persian at the right, English in the room that is left."""

    box: Box
    fa: Fitted
    en: Fitted

    @property
    def height(self) -> float:
        return _CHOICE + (max(len(self.fa.lines), len(self.en.lines)) - 1) * _NEXT_LINE

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.ink(ACCENT)
        sheet.frame(Box(self.box.right - _TICK, top - 3.7 * MM, _TICK, _TICK), 0.6)
        width = self.box.width - _BEFORE
        for language, text in zip(LANGUAGES, (self.fa, self.en), strict=True):
            sheet.ink(TEXT if language == "fa" else SOFT)
            Column(self.box.x, width, language).draw(sheet, text, top - 3.5 * MM, _NEXT_LINE)


def _choice(text: Bilingual, box: Box) -> _Choice:
    room = box.width - _BEFORE
    fa = fit(written(text, "fa"), _CHOICES.fa, room * 0.62, "service.fa")
    taken = max(line.width(fa.size) for line in fa.lines)
    return _Choice(box, fa, fit(text.en, _CHOICES.en, room - taken - 2 * MM, "service.en"))


def _choices(names: Sequence[Bilingual]) -> list[Block]:
    """Two columns, read down the first and then down the second."""
    places, rows = columns(CONTENT, 2), -(-len(names) // 2)
    return [
        Beside(tuple(_choice(text, place) for text, place in zip(names[at::rows], places, strict=False)))
        for at in range(rows)
    ]
