"""The applicant's receipt: A5, the tracking code to be read at arm's length.  Source: domain.md 5.3."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain import tracking
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import ReceiptPaper
from kiosk.text.digits import to_persian
from printouts import seal_qr, slip, wording
from printouts.blocks import Block
from printouts.faces import NASKH_BOLD
from printouts.lines import Font, fit
from printouts.page import HAIR, LABEL, SMALL, SOFT, TEXT, about_paper
from printouts.sheet import MM, Box, Sheet

_CODE = Font(NASKH_BOLD, 22, "en")


def render(paper: ReceiptPaper) -> bytes:
    """The PDF; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character), "paper.seal-not-digits".
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    code = tracking.grouped(paper.tracking_code)
    return slip.render(
        slip.Slip(
            letterhead=paper.letterhead,
            title=wording.RECEIPT,
            mark=wording.DUPLICATE if paper.duplicate else None,
            blocks=tuple(_blocks(paper)),
            footer=(wording.labelled(wording.TRACKING_CODE, Bilingual(wording.code(code), code)),),
        ),
        about_paper(paper.letterhead, wording.RECEIPT, paper.tracking_code, paper.filed_at),
    )


def _blocks(paper: ReceiptPaper) -> list[Block]:
    blocks: list[Block] = [
        _Code(paper.tracking_code, paper.seal),
        slip.fact(wording.SERVICE, paper.service, slip.STRONG_VALUES),
        slip.fact(wording.NAME, paper.name),
        slip.fact(wording.NATIONAL_CODE, masked(paper.masked_national_code)),
        slip.fact(wording.FILED_AT, wording.moment(paper.filed_at)),
        slip.fact(wording.UPLOADED, _uploaded(paper), slip.SMALL_VALUES),
    ]
    if paper.bring:
        blocks.append(slip.Sentence(wording.BRING))
        blocks += [slip.item([(document, "bring")]) for document in paper.bring]
    if paper.hours:
        blocks.append(slip.fact(wording.HOURS, paper.hours, slip.SMALL_VALUES))
    blocks.append(slip.Sentence(wording.FREE_OF_CHARGE, framed=True))
    return blocks


def _uploaded(paper: ReceiptPaper) -> Bilingual:
    """How many, and which, unless the list of the originals says just that."""
    count = wording.count_of(len(paper.uploaded), paper.expected)
    if not paper.uploaded or set(paper.uploaded) == set(paper.bring):
        return count
    names = Bilingual(
        "، ".join(document.fa for document in paper.uploaded),
        ", ".join(document.en for document in paper.uploaded),
    )
    return Bilingual(f"{count.fa}: {names.fa}", f"{count.en}: {names.en}")


def masked(code: str) -> Bilingual:
    """`••••••1234` is one code in both languages: its dots stay on the left."""
    return Bilingual(wording.code(to_persian(code)), code)


@dataclass(frozen=True, slots=True)
class _Code:
    """The tracking code and its sealed QR."""

    tracking_code: str
    seal: str

    @property
    def height(self) -> float:
        return seal_qr.side(self.seal) + 1 * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        side = seal_qr.side(self.seal)
        quiet = seal_qr.QUIET * seal_qr.MODULE
        left = slip.CONTENT.right - side + quiet
        seal_qr.draw(sheet, self.seal, (left, top - side + quiet / 2))
        box = Box(slip.CONTENT.x, top - side + quiet * 1.5, left - slip.CONTENT.x, side - 2 * quiet)
        sheet.ink(HAIR)
        sheet.frame(box, 0.6)
        middle = box.x + box.width / 2
        sheet.ink(SOFT)
        sheet.words(wording.TRACKING_CODE.fa, LABEL.fa, (middle, box.top - 5.4 * MM), "center")
        sheet.words(wording.TRACKING_CODE.en, SMALL.en, (middle, box.y + 3.2 * MM), "center")
        text = fit(tracking.grouped(self.tracking_code), _CODE, box.width - 6 * MM, "tracking-code")
        sheet.ink(TEXT)
        baseline = box.y + box.height / 2 - text.size * 0.34
        sheet.text(text.lines[0], text.size, (middle, baseline), "center")
