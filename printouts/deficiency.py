"""The deficiency slip: A5, exactly what is missing or differs.  Source: domain.md 5.3."""

from __future__ import annotations

from kiosk.domain import tracking
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import Deficiency, DeficiencyPaper
from kiosk.text.bidi import has_rtl
from kiosk.text.digits import to_persian
from printouts import slip, wording
from printouts.blocks import Block
from printouts.receipt import masked
from printouts.sheet import About


def render(paper: DeficiencyPaper) -> bytes:
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
            title=wording.DEFICIENCY,
            mark=None,
            blocks=tuple(_blocks(paper, code)),
            footer=(
                wording.labelled(wording.TRACKING_CODE, Bilingual(wording.code(code), code)),
                wording.labelled(wording.CLERK, Bilingual(wording.code(paper.clerk), paper.clerk)),
            ),
        ),
        About(
            title=f"{wording.DEFICIENCY.fa} / {wording.DEFICIENCY.en}",
            author=paper.letterhead.office.en,
            subject=paper.tracking_code,
            made_at=paper.made_at,
        ),
    )


def _blocks(paper: DeficiencyPaper, code: str) -> list[Block]:
    until = wording.both_calendars(paper.walk_in_until)
    return [
        slip.fact(wording.TRACKING_CODE, Bilingual(wording.code(code), code), slip.STRONG_VALUES),
        slip.fact(wording.SERVICE, paper.service),
        slip.fact(wording.NAME, paper.name),
        slip.fact(wording.NATIONAL_CODE, masked(paper.masked_national_code)),
        slip.fact(wording.MADE_AT, wording.moment(paper.made_at)),
        slip.Sentence(wording.DEFICIENCY_INTRODUCTION),
        *(_item(deficiency, number) for number, deficiency in enumerate(paper.deficiencies, start=1)),
        slip.Sentence(wording.labelled(wording.WALK_IN_UNTIL, until), framed=True),
    ]


def _item(deficiency: Deficiency, number: int) -> slip.Item:
    parts = [
        (_numbered(deficiency.document, number), f"deficiencies.{number}.document"),
        (deficiency.reason, f"deficiencies.{number}.reason"),
    ]
    if deficiency.note:
        # A clerk's note is in one language only and stands on that language's side.
        rtl = has_rtl(deficiency.note)
        note = Bilingual(deficiency.note if rtl else "", "" if rtl else deficiency.note)
        parts.append((note, f"deficiencies.{number}.note"))
    return slip.item(parts, slip.STRONG_VALUES)


def _numbered(document: Bilingual, number: int) -> Bilingual:
    return Bilingual(f"{to_persian(str(number))}. {document.fa}", f"{number}. {document.en}")
