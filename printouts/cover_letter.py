"""A letter or list to the centre: A4, one block of fields a request.  Source: domain.md 3.5."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.domain import tracking
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import CoverLetterPaper, CoverLetterRow, Row
from printouts import a4, wording
from printouts.a4 import CONTENT, Head
from printouts.blocks import Block
from printouts.grid import grid
from printouts.page import about_paper, numbered
from printouts.panels import Heading, Space, Stack, columns, sentence, signings
from printouts.sheet import MM


def render(paper: CoverLetterPaper) -> bytes:
    """The PDF; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character).
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    about = about_paper(paper.letterhead, wording.COVER_LETTER, paper.number, paper.made_at)
    return a4.render(Head(paper.letterhead, wording.COVER_LETTER), list(_blocks(paper)), about)


def _blocks(paper: CoverLetterPaper) -> Iterator[Block]:
    yield from grid(tuple(_facts(paper)), CONTENT)
    yield Space(2 * MM)
    yield sentence(wording.COVER_LETTER_INTRODUCTION, CONTENT)
    for number, row in enumerate(paper.rows, start=1):
        yield _request(row, number)
    # At the left, as on every letter: the seal's place is beside the signature.
    places = columns(CONTENT, 2)
    yield Stack(
        (
            Space(4 * MM),
            sentence(paper.signer, places[1], field="signer"),
            signings((wording.STAMP, wording.SIGNATURE), CONTENT, 30 * MM),
        )
    )


def _facts(paper: CoverLetterPaper) -> Iterator[Row]:
    yield Row(wording.NUMBER, Bilingual(wording.code(paper.number), paper.number))
    yield Row(wording.DATE, wording.both_calendars(paper.made_at.date()))
    yield Row(wording.ADDRESSEE, paper.addressee)
    yield Row(wording.SUBJECT, paper.subject)
    if paper.reminder_of:
        yield Row(wording.REMINDER_OF, Bilingual(wording.code(paper.reminder_of), paper.reminder_of))


def _request(row: CoverLetterRow, number: int) -> Block:
    code = tracking.grouped(row.tracking_code)
    fields = (
        Row(wording.NAME, row.name),
        Row(wording.NATIONAL_CODE, wording.number(row.national_code)),
        Row(wording.TRACKING_CODE, Bilingual(wording.code(code), code)),
    )
    return Stack((Heading(numbered(row.service, number), CONTENT), *grid(fields, CONTENT), Space(1.5 * MM)))
