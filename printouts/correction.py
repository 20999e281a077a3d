"""What a clerk corrected, for the applicant to sign.  Source: domain.md 4.2."""

from __future__ import annotations

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import CorrectionPaper
from kiosk.text.bidi import has_rtl
from printouts import slip, wording
from printouts.receipt import masked
from printouts.sheet import About

_TITLE = Bilingual("برگ اصلاح اطلاعات", "Correction of data")
_BEFORE, _AFTER = Bilingual("پیش از اصلاح", "Before"), Bilingual("پس از اصلاح", "After")
_REASON = Bilingual("دلیل", "Reason")


def render(paper: CorrectionPaper) -> bytes:
    """The PDF."""
    rtl = has_rtl(paper.reason)
    reason = Bilingual(paper.reason if rtl else "", "" if rtl else paper.reason)
    blocks = [
        slip.fact(wording.NAME, paper.name),
        slip.fact(wording.NATIONAL_CODE, masked(paper.masked_national_code)),
        slip.fact(wording.MADE_AT, wording.moment(paper.made_at)),
    ]
    for field in paper.fields:
        blocks += [
            slip.fact(_BEFORE, wording.labelled(field.label, field.before)),
            slip.fact(_AFTER, wording.labelled(field.label, field.after)),
        ]
    blocks.append(slip.fact(_REASON, reason))
    footer = (wording.labelled(wording.CLERK, Bilingual(wording.code(paper.clerk), paper.clerk)),)
    about = About(_TITLE.en, paper.letterhead.office.en, paper.tracking_code, paper.made_at)
    return slip.render(slip.Slip(paper.letterhead, _TITLE, None, tuple(blocks), footer), about)
