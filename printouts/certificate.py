"""The certificate: A4, Persian at the right, English at the left, the same numbering of rows.

Source of the layout: domain.md 5.1 and 5.2.
"""

from __future__ import annotations

from kiosk.domain import tracking
from kiosk.domain.bilingual import Bilingual, Language
from kiosk.domain.paper import CertificatePaper
from printouts import certificate_foot, overlay, seal_qr, wording
from printouts.blocks import Block, Room, draw_down, paginate
from printouts.certificate_foot import CLOSING, CONTENT
from printouts.certificate_parts import part_blocks
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
    about_paper,
    border,
    centred,
    corner_marks,
    footer,
    letterhead,
    specimen,
    written,
)
from printouts.panels import Space, Stack, Written
from printouts.sheet import A4, MM, About, Box, Sheet
from printouts.table import body, table

_TOP = A4[1] - 15 * MM
_FOOTER = Box(CONTENT.x, 13 * MM, CONTENT.width, 10 * MM)
_EMBLEM = 20 * MM
_ABOVE_TOP = 2 * MM
_LEFT_BLOCK = 62 * MM
_RIGHT_BLOCK = 66 * MM
_PHOTO = (28 * MM, 37 * MM)
_HEADER = 50 * MM
_FOOT = 11 * MM


def render(paper: CertificatePaper) -> bytes:
    """The PDF; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character), "paper.photo-not-jpeg", "paper.seal-not-digits".
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    pages = _pages(paper)
    if paper.overlay is None:
        sheet = Sheet(A4, _about(paper))
    else:
        sheet = Sheet((paper.overlay.width * MM, paper.overlay.height * MM), _about(paper))
        overlay.draw(sheet, paper, paper.overlay)
        sheet.next_page(A4)
    marks = _marks(paper)
    for at, mark in enumerate(marks):
        if at:
            sheet.next_page()
        _draw(sheet, paper, pages, mark)
    return sheet.finish()


def _marks(paper: CertificatePaper) -> list[Bilingual | None]:
    """What each copy is called; None for the only one."""
    if paper.duplicate:
        return [wording.duplicate(paper.duplicate)]
    if paper.copies:
        return [wording.copy_of(number, paper.copies) for number in range(1, paper.copies + 1)]
    return [wording.FILE_COPY if paper.overlay else None]


def _draw(sheet: Sheet, paper: CertificatePaper, pages: list[list[Block]], mark: Bilingual | None) -> None:
    for number, blocks in enumerate(pages, start=1):
        if number > 1:
            sheet.next_page()
        specimen(sheet, paper.letterhead)
        border(sheet, 9 * MM)
        top = _header(sheet, paper, mark) if number == 1 else _short_header(sheet, paper)
        top = draw_down(sheet, blocks, top)
        if len(pages) > 1:
            certificate_foot.joining(sheet)
        if number == len(pages):
            certificate_foot.close(sheet, top)
            certificate_foot.closing(sheet, paper)
        else:
            certificate_foot.continued(sheet, paper, first=number == 1)
        footer(sheet, _footer_cells(paper, wording.page_of(number, len(pages)), mark), _FOOTER)


def _about(paper: CertificatePaper) -> About:
    return about_paper(paper.letterhead, paper.title, paper.number, paper.issued_at)


def _pages(paper: CertificatePaper) -> list[list[Block]]:
    blocks: list[Block] = [body(paper.body, CONTENT), *table(paper.rows, CONTENT), *_parts(paper)]
    room = _TOP - CONTENT.y
    first, later = room - _header_height(paper) - _title_height(paper), room - _short_height(paper)
    pages = paginate(blocks, Room(first, later, CLOSING))
    if len(pages) == 1:
        return pages
    # The first of several sheets carries the seal at its foot; others say there that more follows.
    return paginate(blocks, Room(first - seal_qr.side(paper.seal), later - _FOOT, CLOSING - _FOOT))


def _parts(paper: CertificatePaper) -> list[Block]:
    """All rows of a certificate count on, so that one can be named."""
    blocks = part_blocks(paper.parts, CONTENT, len(paper.rows) + 1)
    if paper.overlay and not paper.numbered:
        blocks.append(Stack((Space(2 * MM), Written(CONTENT, wording.BLANK_NO))))
    return blocks


def _short_height(paper: CertificatePaper) -> float:
    return seal_qr.side(paper.seal)


def _header_height(paper: CertificatePaper) -> float:
    return max(_HEADER, _EMBLEM - _ABOVE_TOP + letterhead(paper.letterhead, _RIGHT_BLOCK).height)


def _titles(paper: CertificatePaper) -> dict[Language, Fitted]:
    return {
        language: fit(written(paper.title, language), TITLE[language], CONTENT.width, f"title.{language}")
        for language in LANGUAGES
    }


def _title_height(paper: CertificatePaper) -> float:
    lines = sum(len(text.lines) for text in _titles(paper).values())
    return lines * TITLE.leading + (12 if _marks(paper)[0] else 6) * MM


def _header(sheet: Sheet, paper: CertificatePaper, mark: Bilingual | None) -> float:
    """Where the body begins."""
    middle = CONTENT.x + CONTENT.width / 2
    sheet.ink(TEXT)
    sheet.words(wording.IN_THE_NAME_OF_GOD, HEAD.fa.at(12.5), (middle, _TOP - 4 * MM), "center")
    centre, emblem = CONTENT.right - _RIGHT_BLOCK / 2, _TOP + _ABOVE_TOP - _EMBLEM
    corner_marks(sheet, Box(centre - _EMBLEM / 2, emblem, _EMBLEM, _EMBLEM))
    letterhead(paper.letterhead, _RIGHT_BLOCK).draw(sheet, centre, emblem)
    if paper.photo:
        lies = sheet.photo(paper.photo, Box(middle - _PHOTO[0] / 2, _TOP - 46 * MM, *_PHOTO))
        sheet.ink(HAIR)
        sheet.frame(lies, HAIRLINE)
    _facts(sheet, paper, _TOP + 1 * MM)
    return _title(sheet, paper, mark, _TOP - _header_height(paper))


def _facts(sheet: Sheet, paper: CertificatePaper, top: float) -> None:
    """Date, number and attachment, at the top left as in an Iranian letter."""
    facts = [
        (wording.NUMBER, wording.number(paper.number)),
        (wording.DATE, wording.day(paper.issued_at.date())),
        (wording.PLACE, paper.letterhead.city),
        (wording.ATTACHMENT, paper.enclosure or wording.NONE),
    ]
    if paper.expires_on is not None:
        facts.append((wording.VALID_UNTIL, wording.day(paper.expires_on)))
    right = CONTENT.x + _LEFT_BLOCK
    for at, (label, value) in enumerate(facts):
        text = wording.labelled(label, value)
        first = top - at * 9.2 * MM
        for language, ink, below in zip(LANGUAGES, (TEXT, SOFT), (3.4 * MM, 7.0 * MM), strict=True):
            sheet.ink(ink)
            font = VALUE.fa.at(10.5) if language == "fa" else LABEL.en
            line = flow(text[language], font, _LEFT_BLOCK, 1, f"head.{label.en}")
            Column(CONTENT.x, _LEFT_BLOCK, language).draw(sheet, line, first - below, LABEL.leading)
        sheet.ink(HAIR)
        sheet.rule((CONTENT.x, first - 8.6 * MM), (right, first - 8.6 * MM), HAIRLINE)


def _title(sheet: Sheet, paper: CertificatePaper, mark: Bilingual | None, top: float) -> float:
    middle = CONTENT.x + CONTENT.width / 2
    baseline = top - 5 * MM
    for text, ink in zip(_titles(paper).values(), (ACCENT, TEXT), strict=True):
        sheet.ink(ink)
        baseline = centred(sheet, text, (middle, baseline), TITLE.leading)
    if mark:
        sheet.ink(SOFT)
        sheet.words(f"{mark.fa} — {mark.en}", STRONG.fa.at(10), (middle, baseline), "center")
        baseline -= 6 * MM
    sheet.ink(ACCENT)
    rule = baseline + 3.2 * MM
    for half, below, weight in ((22, 0.0, 0.9), (12, 0.9, 0.35)):
        y = rule - below * MM
        sheet.rule((middle - half * MM, y), (middle + half * MM, y), weight)
    return top - _title_height(paper)


def _short_header(sheet: Sheet, paper: CertificatePaper) -> float:
    """Later pages repeat the seal, the title and the number: sheets that part can be matched."""
    side = seal_qr.side(paper.seal)
    seal_qr.draw(sheet, paper.seal, (CONTENT.x - seal_qr.QUIET * seal_qr.MODULE, _TOP - side + 2 * MM))
    baseline = _TOP - 8 * MM
    for language, ink in zip(LANGUAGES, (ACCENT, SOFT), strict=True):
        sheet.ink(ink)
        room = CONTENT.width - side
        text = fit(written(paper.title, language), HEAD[language], room, f"title.{language}")
        baseline = centred(sheet, text, (CONTENT.right - room / 2, baseline), 5.5 * MM)
    return _TOP - _short_height(paper)


def _footer_cells(paper: CertificatePaper, page: Bilingual, mark: Bilingual | None) -> list[Bilingual]:
    tracking_code = tracking.grouped(paper.tracking_code)
    cells = [
        page,
        wording.labelled(wording.NUMBER, wording.number(paper.number)),
        wording.labelled(wording.TRACKING_CODE, Bilingual(wording.code(tracking_code), tracking_code)),
    ]
    return [*cells, mark] if mark else cells
