"""What a clerk corrected, to be signed by both: A4.  Source: domain.md 4.2."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import CorrectedField, CorrectionPaper, Row
from kiosk.text.bidi import has_rtl
from printouts import a4, wording
from printouts.a4 import CONTENT, Head
from printouts.blocks import Block
from printouts.grid import grid
from printouts.page import about_paper
from printouts.panels import Heading, Space, Stack, sentence, signings
from printouts.receipt import masked
from printouts.sheet import MM


def render(paper: CorrectionPaper) -> bytes:
    """The PDF; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character).
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    head = Head(paper.letterhead, wording.CORRECTION, paper.service, paper.tracking_code)
    about = about_paper(
        paper.letterhead, wording.CORRECTION, paper.tracking_code or wording.CORRECTION.en, paper.made_at
    )
    return a4.render(head, list(_blocks(paper)), about)


def _blocks(paper: CorrectionPaper) -> Iterator[Block]:
    whose = (
        Row(wording.NAME, paper.name),
        Row(wording.NATIONAL_CODE, masked(paper.masked_national_code)),
        Row(wording.MADE_AT, wording.moment(paper.made_at)),
        Row(wording.CLERK, Bilingual(wording.code(paper.clerk), paper.clerk)),
    )
    yield from grid(whose, CONTENT)
    yield Space(2 * MM)
    yield sentence(wording.CORRECTION_INTRODUCTION, CONTENT)
    for field in paper.fields:
        yield _corrected(field)
    labels = (wording.SIGNED_BY_APPLICANT, wording.FINGERPRINT, wording.CLERK_SIGNS)
    # Nobody signs a sheet that says nothing of what was corrected.
    yield Stack(
        (
            Space(2 * MM),
            Heading(wording.REASON, CONTENT),
            _in_its_language(paper.reason),
            Space(4 * MM),
            sentence(wording.CORRECTION_AGREED, CONTENT),
            signings(labels, CONTENT, 26 * MM),
        )
    )


def _corrected(field: CorrectedField) -> Block:
    rows = (Row(wording.BEFORE, _or_empty(field.before)), Row(wording.AFTER, _or_empty(field.after)))
    return Stack((Heading(field.label, CONTENT), *grid(rows, CONTENT), Space(1.5 * MM)))


def _or_empty(value: Bilingual) -> Bilingual:
    return value if value.fa.strip() or value.en.strip() else wording.EMPTY


def _in_its_language(text: str) -> Block:
    """A clerk writes in one language only."""
    rtl = has_rtl(text)
    return sentence(Bilingual(text if rtl else "", "" if rtl else text), CONTENT, field="reason")
