"""The deficiency slip: A5, exactly what is missing or differs.  Source: domain.md 5.3."""

from __future__ import annotations

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import Deficiency, DeficiencyPaper
from kiosk.text.bidi import has_rtl
from printouts import clerk_slip, slip, wording
from printouts.blocks import Block
from printouts.page import numbered


def render(paper: DeficiencyPaper) -> bytes:
    """The PDF; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character).
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    return clerk_slip.render(paper, wording.DEFICIENCY, paper.made_at, _blocks(paper))


def _blocks(paper: DeficiencyPaper) -> list[Block]:
    until = wording.both_calendars(paper.walk_in_until)
    return [
        slip.fact(wording.MADE_AT, wording.moment(paper.made_at)),
        slip.Sentence(wording.DEFICIENCY_INTRODUCTION),
        *(_item(deficiency, number) for number, deficiency in enumerate(paper.deficiencies, start=1)),
        slip.Sentence(wording.labelled(wording.WALK_IN_UNTIL, until), framed=True),
    ]


def _item(deficiency: Deficiency, number: int) -> slip.Item:
    parts = [
        (numbered(deficiency.document, number), f"deficiencies.{number}.document"),
        (deficiency.reason, f"deficiencies.{number}.reason"),
    ]
    if deficiency.note:
        # A clerk's note is in one language only and stands on that language's side.
        rtl = has_rtl(deficiency.note)
        note = Bilingual(deficiency.note if rtl else "", "" if rtl else deficiency.note)
        parts.append((note, f"deficiencies.{number}.note"))
    return slip.item(parts, slip.STRONG_VALUES)
