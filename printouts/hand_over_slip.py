"""Who took a booklet or a paper away, to be signed by both: A5.  Source: domain.md 4.2, 5.3."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.output_paper import HandOverSlipPaper
from kiosk.text.bidi import has_rtl
from printouts import clerk_slip, slip, wording
from printouts.blocks import Block
from printouts.panels import Space, Stack, signings
from printouts.sheet import MM


def render(paper: HandOverSlipPaper) -> bytes:
    """The PDF; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character).
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    return clerk_slip.render(paper, wording.HAND_OVER_SLIP, paper.handed_at, _blocks(paper))


def _blocks(paper: HandOverSlipPaper) -> Iterator[Block]:
    for row in paper.items:
        yield slip.fact(row.label, row.value, slip.STRONG_VALUES)
    yield slip.fact(wording.HANDED_AT, wording.moment(paper.handed_at))
    yield slip.fact(wording.RECIPIENT, _in_its_language(paper.recipient))
    yield slip.fact(wording.CAPACITY, paper.capacity)
    yield slip.fact(wording.IDENTITY_PAPER, _numbered(paper.identity, paper.identity_no))
    if paper.proxy_paper:
        yield slip.fact(wording.PROXY_PAPER, _in_its_language(paper.proxy_paper))
    yield Stack(
        (
            slip.Sentence(wording.RECEIVED_SOUND, framed=True),
            Space(1 * MM),
            signings((wording.RECIPIENT_SIGNS, wording.CLERK_SIGNS), slip.CONTENT, 22 * MM),
        )
    )


def _numbered(paper: Bilingual, number: str) -> Bilingual:
    if not number:
        return paper
    return Bilingual(f"{paper.fa}، {wording.code(number)}", f"{paper.en}, {number}")


def _in_its_language(text: str) -> Bilingual:
    """What was taken down in one language stands on that language's side."""
    return Bilingual(text, "") if has_rtl(text) else Bilingual("", text)
