"""The foot of a certificate's sheets: seal, stamp and signature, or what joins a sheet to the next."""

from __future__ import annotations

from itertools import pairwise

from kiosk.domain.paper import CertificatePaper
from printouts import seal_qr, wording
from printouts.lines import fit
from printouts.page import (
    CODE,
    HAIR,
    HAIRLINE,
    LABEL,
    LANGUAGES,
    SMALL,
    SOFT,
    STRONG,
    TEXT,
    Column,
    centred,
    corner_marks,
    written,
)
from printouts.sheet import MM, Box, Sheet

CONTENT = Box(20 * MM, 26 * MM, 170 * MM, 250 * MM)
CLOSING = 47 * MM
_STAMP = 44 * MM
_WORTH_CLOSING = 5 * MM


def continued(sheet: Sheet, paper: CertificatePaper, first: bool) -> None:
    """`first`: later sheets have the seal at their head."""
    if first:
        quiet = seal_qr.QUIET * seal_qr.MODULE
        side = seal_qr.side(paper.seal)
        seal_qr.draw(sheet, paper.seal, (CONTENT.right - side + quiet, CONTENT.y - quiet / 2))
    sheet.ink(SOFT)
    for language, above in zip(LANGUAGES, (6 * MM, 2 * MM), strict=True):
        column = Column(CONTENT.x, CONTENT.width / 4, "en")
        text = fit(wording.CONTINUED[language], LABEL[language], column.width, "continued")
        column.draw(sheet, text, CONTENT.y + above, LABEL.leading)
    if paper.deed:
        _initials(sheet)


def _initials(sheet: Sheet) -> None:
    left, line = CONTENT.x + CONTENT.width * 0.36, CONTENT.y + 5.5 * MM
    sheet.ink(HAIR)
    sheet.rule((left, line), (left + 46 * MM, line), HAIRLINE)
    sheet.ink(SOFT)
    sheet.words(wording.both(wording.INITIALS), SMALL.fa, (left + 23 * MM, line - 3.6 * MM), "center")


def joining(sheet: Sheet) -> None:
    """In the margin of each sheet: laid out like a fan, one stamp meets them all."""
    left, bottom = 11.4 * MM, sheet.height / 2 - 18 * MM
    corner_marks(sheet, Box(left, bottom, 6.6 * MM, 36 * MM))
    sheet.ink(SOFT)
    with sheet.turned((left + 4.1 * MM, sheet.height / 2), 90):
        sheet.words(wording.both(wording.JOINING), SMALL.fa.at(6), (0, 0), "center")


def close(sheet: Sheet, top: float) -> None:
    """A stroke through what is left empty, so that nothing can be added to it."""
    bottom = CONTENT.y + CLOSING + 2 * MM
    upper = top - 4 * MM
    if upper - bottom < _WORTH_CLOSING:
        return
    sheet.ink(HAIR)
    corners = [(CONTENT.x, upper), (CONTENT.right, upper), (CONTENT.x, bottom), (CONTENT.right, bottom)]
    for start, end in pairwise(corners):
        sheet.rule(start, end, 0.8)


def closing(sheet: Sheet, paper: CertificatePaper) -> None:
    stamp = Box(CONTENT.x, CONTENT.y + 1 * MM, _STAMP, _STAMP)
    corner_marks(sheet, stamp)
    sheet.ink(SOFT)
    middle = stamp.x + stamp.width / 2
    sheet.words(wording.STAMP.fa, LABEL.fa, (middle, stamp.top - 5 * MM), "center")
    sheet.words(wording.STAMP.en, LABEL.en, (middle, stamp.y + 2.5 * MM), "center")
    side = seal_qr.side(paper.seal)
    quiet = seal_qr.QUIET * seal_qr.MODULE
    code = Box(CONTENT.right - side + quiet, stamp.top - side + quiet, side, side)
    seal_qr.draw(sheet, paper.seal, (code.x, code.y))
    _verification(sheet, paper, code)
    _signature(sheet, paper, Box(stamp.right, stamp.y, code.x - stamp.right, _STAMP))


def _verification(sheet: Sheet, paper: CertificatePaper, code: Box) -> None:
    middle = code.x + code.width / 2
    sheet.ink(SOFT)
    sheet.words(wording.VERIFICATION_CODE.fa, SMALL.fa, (middle, code.y - 1.4 * MM), "center")
    sheet.words(wording.VERIFICATION_CODE.en, SMALL.en, (middle, code.y - 4.6 * MM), "center")
    sheet.ink(TEXT)
    room = max(code.width - 2 * seal_qr.QUIET * seal_qr.MODULE, 27 * MM)
    text = fit(paper.verification_code, CODE, room, "verification-code")
    centred(sheet, text, (middle, code.y - 9.4 * MM), 4 * MM)


def _signature(sheet: Sheet, paper: CertificatePaper, box: Box) -> None:
    middle = box.x + box.width / 2
    room = box.width - 8 * MM
    baseline = box.top - 5 * MM
    for language, ink in zip(LANGUAGES, (TEXT, SOFT), strict=True):
        sheet.ink(ink)
        text = fit(written(paper.signer, language), STRONG[language], room, f"signer.{language}")
        baseline = centred(sheet, text, (middle, baseline), 5 * MM)
    line = box.y + 8 * MM
    sheet.ink(HAIR)
    sheet.rule((middle - room / 2, line), (middle + room / 2, line), HAIRLINE)
    sheet.ink(SOFT)
    sheet.words(wording.SIGNATURE.fa, SMALL.fa, (middle, line - 4 * MM), "center")
    sheet.words(wording.SIGNATURE.en, SMALL.en, (middle, line - 7.4 * MM), "center")
