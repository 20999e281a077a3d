"""What the A4 forms share: head with office, title, code and photo; pages; footer."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain import tracking
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import Letterhead
from printouts import seal_qr, wording
from printouts.blocks import Block, Room, draw_down, paginate
from printouts.lines import fit, flow
from printouts.page import (
    ACCENT,
    CODE,
    HAIR,
    HAIRLINE,
    HEAD,
    LABEL,
    LANGUAGES,
    SMALL,
    SOFT,
    STRONG,
    TEXT,
    TITLE,
    Column,
    border,
    centred,
    footer,
    letterhead,
    specimen,
    written,
)
from printouts.sheet import A4, MM, About, Box, Sheet

CONTENT = Box(16 * MM, 25 * MM, A4[0] - 32 * MM, A4[1] - 25 * MM - 13 * MM)
_FOOTER = Box(CONTENT.x, 12.5 * MM, CONTENT.width, 10 * MM)
_OFFICE = 54 * MM
_PHOTO = (30 * MM, 40 * MM)
_GAP = 4 * MM
_TITLE_LINE = 6.4 * MM
_SHORT_HEAD = 13 * MM
_UNDER_HEAD = 4 * MM


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the first page's blocks; `seal` and `photo_box` make it as high as they need."""

    letterhead: Letterhead
    title: Bilingual
    subtitle: Bilingual | None = None
    tracking_code: str = ""
    seal: str = ""
    photo_box: bool = False
    photo: bytes | None = None

    @property
    def height(self) -> float:
        texts = letterhead(self.letterhead, _OFFICE).height
        photo = _PHOTO[1] if self.photo_box else 0.0
        return max(texts, photo, _middle_height(self)) + _UNDER_HEAD


def _middle_height(head: Head) -> float:
    titles = 2 * _TITLE_LINE + (9 * MM if head.subtitle else 0.0) + 3 * MM
    if head.seal:
        return titles + seal_qr.side(head.seal) - seal_qr.QUIET * seal_qr.MODULE
    return titles + (12 * MM if head.tracking_code else 0.0)


def render(head: Head, blocks: list[Block], about: About, again: Block | None = None) -> bytes:
    """`again` stands at the top of each later page, as the heads of a table do.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character), "paper.photo-not-jpeg", "paper.seal-not-digits".
    """
    later = CONTENT.height - _SHORT_HEAD - (again.height if again else 0.0)
    pages = paginate(blocks, Room(CONTENT.height - head.height, later))
    sheet = Sheet(A4, about)
    for number, held in enumerate(pages, start=1):
        if number > 1:
            sheet.next_page()
        specimen(sheet, head.letterhead)
        border(sheet, 8.5 * MM)
        top = _first_head(sheet, head) if number == 1 else _short_head(sheet, head)
        if again and number > 1:
            top = draw_down(sheet, [again], top)
        draw_down(sheet, held, top)
        footer(sheet, _footer_cells(head, about, wording.page_of(number, len(pages))), _FOOTER)
    return sheet.finish()


def _first_head(sheet: Sheet, head: Head) -> float:
    letterhead(head.letterhead, _OFFICE).draw(sheet, CONTENT.right - _OFFICE / 2, CONTENT.top + 2 * MM)
    left = CONTENT.x
    if head.photo_box:
        _photo(sheet, head, Box(CONTENT.x, CONTENT.top - _PHOTO[1], *_PHOTO))
        left += _PHOTO[0]
    _middle(sheet, head, Box(left + _GAP, 0, CONTENT.right - _OFFICE - left - 2 * _GAP, 0))
    bottom = CONTENT.top - head.height + _UNDER_HEAD * 0.6
    sheet.ink(ACCENT)
    sheet.rule((CONTENT.x, bottom), (CONTENT.right, bottom), 0.9)
    return CONTENT.top - head.height


def _photo(sheet: Sheet, head: Head, box: Box) -> None:
    if head.photo:
        box = sheet.photo(head.photo, box)
        sheet.ink(HAIR)
        sheet.frame(box, HAIRLINE)
        return
    sheet.ink(SOFT)
    sheet.frame(box, 0.6)
    middle = box.x + box.width / 2
    sheet.words(wording.PHOTO_BOX.fa, LABEL.fa, (middle, box.top - 18 * MM), "center")
    sheet.words(wording.PHOTO_BOX.en, SMALL.en, (middle, box.top - 22 * MM), "center")


def _middle(sheet: Sheet, head: Head, box: Box) -> None:
    middle, baseline = box.x + box.width / 2, CONTENT.top - 5 * MM
    for language, size, ink in zip(LANGUAGES, (16.0, 10.5), (ACCENT, TEXT), strict=True):
        sheet.ink(ink)
        text = fit(written(head.title, language), TITLE[language].at(size), box.width, f"title.{language}")
        baseline = centred(sheet, text, (middle, baseline), _TITLE_LINE)
    if head.subtitle:
        for language, ink in zip(LANGUAGES, (TEXT, SOFT), strict=True):
            sheet.ink(ink)
            font = STRONG[language].at(10 if language == "fa" else 8.4)
            text = fit(written(head.subtitle, language), font, box.width, f"subtitle.{language}")
            baseline = centred(sheet, text, (middle, baseline), 4.4 * MM)
    if head.seal:
        _sealed_code(sheet, head, Box(box.x, baseline, box.width, 0))
    elif head.tracking_code:
        _code(sheet, head.tracking_code, Box(box.x, baseline - 2 * MM, box.width, 0))


def _sealed_code(sheet: Sheet, head: Head, box: Box) -> None:
    side = seal_qr.side(head.seal)
    seal_qr.draw(sheet, head.seal, (box.x - seal_qr.QUIET * seal_qr.MODULE / 2, box.y + 4 * MM - side))
    left = box.x + side
    _code(sheet, head.tracking_code, Box(left, box.y - 7 * MM, box.right - left, 0))


def _code(sheet: Sheet, code: str, box: Box) -> None:
    """The tracking code under its name, in the middle of `box` from its `y` down."""
    middle = box.x + box.width / 2
    sheet.ink(SOFT)
    name = f"{wording.TRACKING_CODE.fa} · {wording.TRACKING_CODE.en}"
    sheet.words(name, SMALL.fa, (middle, box.y), "center")
    sheet.ink(TEXT)
    text = fit(tracking.grouped(code), CODE.at(14), box.width, "tracking-code")
    sheet.text(text.lines[0], text.size, (middle, box.y - 6.2 * MM), "center")


def _short_head(sheet: Sheet, head: Head) -> float:
    """Later pages repeat the title: sheets that part can be matched; the footer has the code."""
    for language, ink in zip(LANGUAGES, (ACCENT, SOFT), strict=True):
        sheet.ink(ink)
        width = CONTENT.width / 2 - _GAP
        column = Column(CONTENT.right - width if language == "fa" else CONTENT.x, width, language)
        text = flow(written(head.title, language), HEAD[language], width, 1, f"title.{language}")
        column.draw(sheet, text, CONTENT.top - 4 * MM, 0)
    sheet.ink(ACCENT)
    sheet.rule((CONTENT.x, CONTENT.top - 7 * MM), (CONTENT.right, CONTENT.top - 7 * MM), 0.6)
    return CONTENT.top - _SHORT_HEAD


def _footer_cells(head: Head, about: About, page: Bilingual) -> list[Bilingual]:
    cells = [page, wording.labelled(wording.PRINTED_AT, wording.moment(about.made_at))]
    if head.tracking_code:
        code = tracking.grouped(head.tracking_code)
        cells.append(wording.labelled(wording.TRACKING_CODE, Bilingual(wording.code(code), code)))
    return cells
