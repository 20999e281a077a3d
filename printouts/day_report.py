"""The daily report: A4, figures, charts, tables, and the head of the audit log.  Source: domain.md 5.3."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.domain import day_words
from kiosk.domain.day_paper import DayReportPaper
from printouts import a4, wording
from printouts.a4 import CONTENT, Head
from printouts.blocks import Block
from printouts.day_tables import Code, chart, table_blocks
from printouts.grid import grid
from printouts.lines import Fitted, flow
from printouts.page import CODE, LABEL, about_paper
from printouts.panels import Beside, Heading, Space, Stack, columns, signings
from printouts.sheet import MM

_IN_A_ROW = 32
"""Hexadecimal digits of the head on one line, in groups of eight."""


def render(paper: DayReportPaper) -> bytes:
    """The PDF; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character).
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    about = about_paper(paper.letterhead, day_words.DAY_REPORT, paper.day.isoformat(), paper.made_at)
    head = Head(paper.letterhead, day_words.DAY_REPORT, wording.both_calendars(paper.day))
    return a4.render(head, list(_blocks(paper)), about)


def _blocks(paper: DayReportPaper) -> Iterator[Block]:
    yield from grid(paper.facts, CONTENT)
    places = columns(CONTENT, len(paper.charts))
    drawn = tuple(chart(each, place) for each, place in zip(paper.charts, places, strict=True))
    yield Stack((Space(2 * MM), Beside(drawn)))
    yield from table_blocks(paper.tables)
    yield Stack(
        (
            Space(2 * MM),
            Heading(day_words.AUDIT_HEAD, CONTENT),
            Code(CONTENT, paper.head_code, tuple(_head(paper.head))),
            signings((wording.STAMP, wording.OFFICER), CONTENT, 30 * MM),
        )
    )


def _head(digits: str) -> Iterator[Fitted]:
    yield flow(wording.both(day_words.COMPARE_HEAD), LABEL.fa, CONTENT.width - 40 * MM, 2, "head")
    for at in range(0, len(digits), _IN_A_ROW):
        row = digits[at : at + _IN_A_ROW]
        grouped = " ".join(row[group : group + 8] for group in range(0, len(row), 8))
        yield flow(grouped, CODE.at(11), CONTENT.width - 40 * MM, 1, "head")
