"""The ticket of the waiting room on a strip of 80 mm: a large number, and how long it will take.

Source: domain.md 4.1, 5.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.ticket_paper import TicketPaper
from kiosk.text.digits import to_persian
from printouts import wording
from printouts.blocks import Block
from printouts.grid import VALUES
from printouts.lines import Font, fit
from printouts.page import HEAD, STRONG, TEXT, TITLE, WHITE, Pair, about_paper, centred
from printouts.qr_code import grid_of_text
from printouts.receipt_strip import MIDDLE, PRINTED, Rule, centre, on_strip
from printouts.seal_qr import QUIET
from printouts.sheet import MM, Box, Sheet

TICKET = Bilingual("برگ نوبت", "Ticket")
AHEAD = Bilingual("افراد پیش از شما", "People before you")
MOST_WAIT = Bilingual("انتظار بیشتر مراجعان", "Most people wait")
GUESSED = Bilingual("برآورد زمان انتظار", "Estimated wait")
WATCH = Bilingual(
    "شماره شما روی نمایشگر نشان داده می‌شود. لطفاً در سالن بمانید.",
    "Your number is shown on the display. Please stay in the hall.",
)
TODAY_ONLY = Bilingual("این نوبت تنها برای همین روز معتبر است.", "This ticket is valid on this day only.")
_OFFICE = Pair(HEAD.fa.at(10), HEAD.en.at(7.8), HEAD.leading)
_TITLE = Pair(TITLE.fa.at(14), TITLE.en.at(9.5), TITLE.leading)
_LARGE = Pair(STRONG.fa.at(12.5), STRONG.en.at(10), STRONG.leading)
_NUMBER = Font(STRONG.en.style, 66, "en")
_MODULE = 0.6 * MM


def render(paper: TicketPaper) -> bytes:
    """The PDF, one page of its own length; the same paper gives the same bytes.

    Raises:
        Refused: "paper.does-not-fit" (field), "paper.missing-glyph" (character),
            "paper.forbidden-character" (character).
        Unavailable: "paper.font-missing", "paper.font-changed" (font).
    """
    return on_strip(_blocks(paper), about_paper(paper.letterhead, TICKET, paper.number, paper.taken_at))


def minutes(least: int, most: int) -> Bilingual:
    """An interval in words."""
    if least == most:
        return Bilingual(to_persian(f"{most} دقیقه"), f"{most} minute{'' if most == 1 else 's'}")
    return Bilingual(to_persian(f"{least} تا {most} دقیقه"), f"{least} to {most} minutes")


def _blocks(paper: TicketPaper) -> Iterator[Block]:
    yield centre(paper.letterhead.office, _OFFICE, "letterhead")
    if paper.letterhead.demonstration:
        yield centre(Bilingual(wording.SPECIMEN, ""), _LARGE, "specimen")
    yield Rule()
    yield centre(TICKET, _TITLE, "title")
    yield _Number(paper.number)
    yield centre(paper.group, _LARGE, "group")
    yield centre(wording.moment(paper.taken_at), VALUES, "taken-at")
    yield Rule()
    ahead = str(paper.ahead)
    yield centre(wording.labelled(AHEAD, Bilingual(to_persian(ahead), ahead)), _LARGE, "ahead")
    waits = MOST_WAIT if paper.learned else GUESSED
    yield centre(wording.labelled(waits, minutes(*paper.minutes)), _LARGE, "wait")
    yield Rule()
    yield centre(WATCH, VALUES, "watch")
    yield centre(TODAY_ONLY, VALUES, "today-only")
    yield _Code(paper.code)


@dataclass(frozen=True, slots=True)
class _Number:
    number: str

    @property
    def height(self) -> float:
        return 25 * MM

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.ink(TEXT)
        centred(sheet, fit(self.number, _NUMBER, PRINTED, "number"), (MIDDLE, top - 20.5 * MM), 0)


@dataclass(frozen=True, slots=True)
class _Code:
    """For the scanner of a counter or the reception."""

    code: str

    @property
    def height(self) -> float:
        return (grid_of_text(self.code).side + 2 * QUIET) * _MODULE

    def draw(self, sheet: Sheet, top: float) -> None:
        side, quiet, code = self.height, QUIET * _MODULE, grid_of_text(self.code)
        x, y, inner = MIDDLE - side / 2, top - side, code.side * _MODULE
        sheet.ink(WHITE)
        sheet.fill(Box(x, y, side, side))
        sheet.ink(TEXT)
        sheet.cells(code.cells, code.side, Box(x + quiet, y + quiet, inner, inner))
