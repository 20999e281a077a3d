"""Everything entered in a registration, to be checked before it is confirmed: A4.  Source: domain.md S32."""

from __future__ import annotations

from kiosk.domain.paper import PreviewPaper, Row
from printouts import a4, wording
from printouts.a4 import CONTENT, Head
from printouts.blocks import Block
from printouts.grid import grid
from printouts.page import about_paper
from printouts.panels import Space, Stack, sentence, signings
from printouts.receipt import masked
from printouts.sections import sections
from printouts.sheet import MM


def render(paper: PreviewPaper) -> bytes:
    """The PDF; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character).
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    whose = grid((Row(wording.NATIONAL_CODE, masked(paper.masked_national_code)),), CONTENT)
    signed = Stack(
        (
            Space(2 * MM),
            sentence(wording.PREVIEW_CHECKED, CONTENT),
            signings((wording.SIGNED_BY_APPLICANT, wording.DATE), CONTENT, 20 * MM),
        )
    )
    blocks: list[Block] = [
        sentence(wording.PREVIEW_INTRODUCTION, CONTENT),
        *whose,
        *sections(paper.sections),
        signed,
    ]
    about = about_paper(paper.letterhead, wording.PREVIEW, wording.PREVIEW.en, paper.made_at)
    return a4.render(Head(paper.letterhead, wording.PREVIEW), blocks, about)
