"""The shift hand-over sheet: A4, signed by who gives and who takes.  Source: domain.md 5.3."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.domain import day_words
from kiosk.domain.day_paper import ShiftPaper
from printouts import a4, wording
from printouts.a4 import CONTENT, Head
from printouts.blocks import Block
from printouts.day_tables import table_blocks
from printouts.grid import grid
from printouts.page import about_paper
from printouts.panels import Space, Stack, signings
from printouts.sheet import MM


def render(paper: ShiftPaper) -> bytes:
    """The PDF; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character).
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    day = paper.made_at.date()
    about = about_paper(paper.letterhead, day_words.SHIFT, day.isoformat(), paper.made_at)
    head = Head(paper.letterhead, day_words.SHIFT, wording.both_calendars(day))
    return a4.render(head, list(_blocks(paper)), about)


def _blocks(paper: ShiftPaper) -> Iterator[Block]:
    yield from grid(paper.facts, CONTENT)
    yield from table_blocks(paper.tables)
    yield Stack((Space(4 * MM), signings((day_words.GIVER, day_words.TAKER), CONTENT, 30 * MM)))
