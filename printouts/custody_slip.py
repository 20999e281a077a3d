"""Which originals the office keeps, and until when: A5.  Source: domain.md 5.3."""

from __future__ import annotations

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.output_paper import CustodySlipPaper, Kept
from printouts import clerk_slip, slip, wording
from printouts.blocks import Block
from printouts.page import numbered
from printouts.panels import Space, Stack, signings
from printouts.sheet import MM


def render(paper: CustodySlipPaper) -> bytes:
    """The PDF; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character).
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    return clerk_slip.render(paper, wording.CUSTODY_SLIP, paper.made_at, _blocks(paper))


def _blocks(paper: CustodySlipPaper) -> list[Block]:
    return [
        slip.fact(wording.KEPT_SINCE, wording.moment(paper.made_at)),
        slip.Sentence(wording.CUSTODY_INTRODUCTION),
        *(_item(kept, number) for number, kept in enumerate(paper.kept, start=1)),
        slip.Sentence(wording.CUSTODY_RETURN, framed=True),
        Stack(
            (
                Space(1 * MM),
                signings((wording.CLERK_SIGNS, wording.RETURNED_TO_ME), slip.CONTENT, 20 * MM),
            )
        ),
    ]


def _item(kept: Kept, number: int) -> slip.Item:
    pages = wording.sheets(kept.pages)
    back = wording.WITH_THE_OUTPUT if kept.return_on is None else wording.both_calendars(kept.return_on)
    detail = Bilingual(
        f"{pages.fa}؛ {wording.RETURN_ON.fa}: {back.fa}", f"{pages.en}; {wording.RETURN_ON.en}: {back.en}"
    )
    at = f"kept.{number}"
    return slip.item(
        [(numbered(kept.document, number), f"{at}.document"), (detail, f"{at}.detail")], slip.STRONG_VALUES
    )
