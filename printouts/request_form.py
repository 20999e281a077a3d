"""The request form that is signed at the counter: A4.  Source: domain.md 5.3, S44 to S47."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import Consent, RequestFormPaper
from printouts import a4, wording
from printouts.a4 import CONTENT, Head
from printouts.blocks import Block
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
    ticks,
)
from printouts.sections import sections
from printouts.sheet import MM

_CONSENTS: Mapping[Consent, tuple[Bilingual, Bilingual]] = {
    Consent.GUARDIAN: (wording.CONSENT_GUARDIAN, wording.CONSENT_GUARDIAN_TEXT),
    Consent.SPOUSE: (wording.CONSENT_SPOUSE, wording.CONSENT_SPOUSE_TEXT),
    Consent.READER: (wording.CONSENT_READER, wording.CONSENT_READER_TEXT),
}
_SIGNING = 24 * MM


def render(paper: RequestFormPaper) -> bytes:
    """The PDF; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character), "paper.photo-not-jpeg", "paper.seal-not-digits".
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    head = Head(
        paper.letterhead,
        wording.REQUEST_FORM,
        paper.service,
        paper.tracking_code,
        paper.seal,
        photo_box=True,
        photo=paper.photo,
    )
    blocks = [*sections(paper.sections), _declaration(), *map(_consent, paper.consents), _office(paper)]
    about = about_paper(paper.letterhead, wording.REQUEST_FORM, paper.tracking_code, paper.made_at)
    return a4.render(head, blocks, about)


def _declaration() -> Block:
    labels = (wording.SIGNED_BY_APPLICANT, wording.FINGERPRINT, wording.DATE)
    return Stack(
        (
            Space(2 * MM),
            Heading(wording.DECLARATION, CONTENT),
            sentence(wording.DECLARATION_TEXT, CONTENT),
            signings(labels, CONTENT, _SIGNING),
        )
    )


def _consent(consent: Consent) -> Block:
    title, text = _CONSENTS[consent]
    right, left = columns(CONTENT, 2)
    lines = Stack((Written(right, wording.SIGNER_NAME), Written(right, wording.SIGNER_CODE)))
    return Stack(
        (
            Space(1 * MM),
            Heading(title, CONTENT),
            sentence(text, CONTENT),
            Beside((lines, signings((wording.SIGNATURE_AND_DATE,), left, 18 * MM))),
        )
    )


def _office(paper: RequestFormPaper) -> Block:
    box = inside(CONTENT)
    seen: tuple[Block, ...] = ()
    if paper.originals:
        seen = (sentence(wording.ORIGINALS_SEEN, box), *ticks(paper.originals, box))
    signers = (wording.CLERK_SIGNS, wording.OFFICER, wording.STAMP)
    inner = Stack(
        (
            Heading(wording.FOR_THE_MISSION, box),
            *seen,
            Written(box, wording.REMARKS),
            sentence(wording.DECISION, box),
            *ticks(wording.DECISIONS, box, len(wording.DECISIONS)),
            signings(signers, box, _SIGNING),
        )
    )
    return Stack((Space(3 * MM), Framed(CONTENT, inner)))
