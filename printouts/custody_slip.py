"""Which originals the office keeps, and until when: A5.  Source: domain.md 5.3."""

from __future__ import annotations

from kiosk.domain import tracking
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.output_paper import CustodySlipPaper, Kept
from kiosk.text.digits import to_persian
from printouts import slip, wording
from printouts.blocks import Block
from printouts.panels import Space, Stack, signings
from printouts.receipt import masked
from printouts.sheet import MM, About


def render(paper: CustodySlipPaper) -> bytes:
    """The PDF; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character).
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    code = tracking.grouped(paper.tracking_code)
    return slip.render(
        slip.Slip(
            letterhead=paper.letterhead,
            title=wording.CUSTODY_SLIP,
            mark=None,
            blocks=tuple(_blocks(paper, code)),
            footer=(
                wording.labelled(wording.TRACKING_CODE, Bilingual(wording.code(code), code)),
                wording.labelled(wording.CLERK, Bilingual(wording.code(paper.clerk), paper.clerk)),
            ),
        ),
        About(
            title=f"{wording.CUSTODY_SLIP.fa} / {wording.CUSTODY_SLIP.en}",
            author=paper.letterhead.office.en,
            subject=paper.tracking_code,
            made_at=paper.made_at,
        ),
    )


def _blocks(paper: CustodySlipPaper, code: str) -> list[Block]:
    return [
        slip.fact(wording.TRACKING_CODE, Bilingual(wording.code(code), code), slip.STRONG_VALUES),
        slip.fact(wording.SERVICE, paper.service),
        slip.fact(wording.NAME, paper.name),
        slip.fact(wording.NATIONAL_CODE, masked(paper.masked_national_code)),
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
    document = Bilingual(f"{to_persian(str(number))}. {kept.document.fa}", f"{number}. {kept.document.en}")
    pages = wording.sheets(kept.pages)
    back = wording.WITH_THE_OUTPUT if kept.return_on is None else wording.both_calendars(kept.return_on)
    detail = Bilingual(
        f"{pages.fa}؛ {wording.RETURN_ON.fa}: {back.fa}", f"{pages.en}; {wording.RETURN_ON.en}: {back.en}"
    )
    at = f"kept.{number}"
    return slip.item([(document, f"{at}.document"), (detail, f"{at}.detail")], slip.STRONG_VALUES)
