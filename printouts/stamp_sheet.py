"""The draft of a stamp or an entry, for the officer who makes it: A4.  Source: domain.md 5.3."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.output_paper import StampSheetPaper
from printouts import a4, wording
from printouts.a4 import CONTENT, Head
from printouts.blocks import Block
from printouts.grid import grid
from printouts.page import about_paper
from printouts.panels import (
    Beside,
    Framed,
    Heading,
    Space,
    Stack,
    Written,
    columns,
    inside,
    sentence,
    signings,
)
from printouts.sheet import MM


def render(paper: StampSheetPaper) -> bytes:
    """The PDF; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character), "paper.photo-not-jpeg", "paper.seal-not-digits".
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    head = Head(
        paper.letterhead,
        wording.STAMP_SHEET,
        paper.service,
        paper.tracking_code,
        paper.seal,
        photo_box=paper.photo is not None,
        photo=paper.photo,
    )
    about = about_paper(paper.letterhead, wording.STAMP_SHEET, paper.tracking_code, paper.made_at)
    return a4.render(head, list(_blocks(paper)), about)


def _blocks(paper: StampSheetPaper) -> Iterator[Block]:
    yield sentence(wording.STAMP_SHEET_INTRODUCTION, CONTENT)
    for title, rows in ((wording.HOLDER, paper.holder), (wording.ENTRY, paper.stamp)):
        if rows:
            first, *others = grid(rows, CONTENT)
            yield Stack((Heading(title, CONTENT), first))
            yield from others
            yield Space(1.5 * MM)
    yield Stack((Space(3 * MM), Framed(CONTENT, Stack(tuple(_noted(paper))))))


def _noted(paper: StampSheetPaper) -> Iterator[Block]:
    """Filled in by the officer, with the stamp dry."""
    box = inside(CONTENT)
    yield Heading(wording.NOTED_BACK, box)
    places = columns(box, 2)
    names = (*paper.noted, wording.DATE)
    for at in range(0, len(names), 2):
        lines = [Written(place, name) for place, name in zip(places, names[at : at + 2], strict=False)]
        yield Beside(tuple(lines))
    yield Space(2 * MM)
    approved = Bilingual(
        f"{wording.APPROVED_BY.fa}: {paper.approved_by.fa}",
        f"{wording.APPROVED_BY.en}: {paper.approved_by.en}",
    )
    yield sentence(approved, box)
    yield signings((wording.OFFICER, wording.STAMP, wording.RECIPIENT_SIGNS), box, 26 * MM)
