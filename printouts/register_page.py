"""The delivery register of a day, with a place to sign on each line: A4.  Source: domain.md 5.3."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.output_paper import RegisterLine, RegisterPaper
from kiosk.text.bidi import isolate_ltr
from kiosk.text.digits import to_persian
from printouts import a4, ledger, wording
from printouts.a4 import CONTENT, Head
from printouts.blocks import Block
from printouts.page import about_paper
from printouts.panels import Space, Stack, sentence, signings
from printouts.sheet import MM, Box

_WIDTHS = (8, 36, 28, 27, 26, 13, 26)
_LINE = 13 * MM
_HEADS = (
    wording.ROW,
    wording.NUMBER,
    wording.NAME,
    wording.RECIPIENT,
    wording.IDENTITY_PAPER,
    wording.HOUR,
    wording.SIGNATURE_ONLY,
)


def render(paper: RegisterPaper) -> bytes:
    """The PDF; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character).
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    about = about_paper(paper.letterhead, wording.REGISTER, paper.day.isoformat(), paper.made_at)
    head = Head(paper.letterhead, wording.REGISTER, wording.both_calendars(paper.day))
    boxes = ledger.places(_WIDTHS, CONTENT)
    heads = ledger.heading(_HEADS, boxes)
    return a4.render(head, list(_blocks(paper, boxes, heads)), about, heads)


def _blocks(paper: RegisterPaper, boxes: tuple[Box, ...], heads: Block) -> Iterator[Block]:
    lines = [_line(line, number, boxes) for number, line in enumerate(paper.lines, start=1)]
    clerk = wording.labelled(wording.CLERK, Bilingual(wording.code(paper.clerk), paper.clerk))
    signed: tuple[Block, ...] = (
        Space(3 * MM),
        sentence(clerk, CONTENT),
        signings((wording.CLERK_SIGNS, wording.OFFICER), CONTENT, 22 * MM),
    )
    yield Stack((Space(1 * MM), heads, *lines[:1]))
    yield from lines[1:-1]
    if not lines:
        signed = (sentence(wording.NOTHING_HANDED_OVER, CONTENT), *signed)
    # Nobody signs a page without a line.
    yield Stack((*lines[1:][-1:], *signed))


def _given(line: RegisterLine) -> Bilingual:
    fa = f"{wording.number(line.number).fa} {line.service.fa}"
    if not line.duplicate:
        return Bilingual(fa, line.service.en)
    mark = wording.duplicate(line.duplicate)
    return Bilingual(f"{fa}، {mark.fa}", f"{line.service.en}, {mark.en}")


def _line(line: RegisterLine, number: int, boxes: tuple[Box, ...]) -> ledger.Line:
    clock = f"{line.at:%H:%M}"
    identity = line.identity
    if line.identity_no:
        identity = Bilingual(
            f"{identity.fa}، {wording.code(line.identity_no)}", f"{identity.en}, {line.identity_no}"
        )
    cells = (
        Bilingual(to_persian(str(number)), str(number)),
        _given(line),
        line.name,
        Bilingual(line.recipient, line.recipient),
        identity,
        Bilingual(isolate_ltr(to_persian(clock)), clock),
        Bilingual("", ""),
    )
    return ledger.line(cells, boxes, _LINE)
