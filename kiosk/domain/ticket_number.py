"""Ticket numbers: a letter and three digits, anew each day of the office.  Source: domain.md 3.6."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kiosk.domain.errors import Refused
from kiosk.text.digits import to_ascii
from kiosk.text.fold import normalise

_NUMBER = r"([A-Z])[ -]?([0-9]{3,6})"
_SHORT = re.compile(_NUMBER)
_USUAL = re.compile(r"[A-Z][ -]?[0-9]{3}")
"""Four digits begin a passport number; a ticket with so many is scanned."""
_WHOLE = re.compile(r"([1-9][0-9]{0,4})/([0-9]{4}-[0-9]{2}-[0-9]{2})/" + _NUMBER)


@dataclass(frozen=True, slots=True)
class TicketNumber:
    """Written `A012`; a day with more than 999 tickets of a letter takes a fourth digit."""

    letter: str
    no: int

    def __str__(self) -> str:
        return f"{self.letter}{self.no:03d}"


@dataclass(frozen=True, slots=True)
class TicketCode:
    """What a ticket carries as its QR: written `723/2026-11-24/A012`, so no other day's passes for it."""

    office: str
    day: date
    number: TicketNumber

    def __str__(self) -> str:
        return f"{self.office}/{self.day.isoformat()}/{self.number}"


def is_ticket(text: str) -> bool:
    """Whether this can be nothing but a ticket, scanned or typed."""
    folded = _folded(text)
    return bool(_USUAL.fullmatch(folded) or _WHOLE.fullmatch(folded))


def read_ticket(text: str, office: str, today: date) -> TicketCode:
    """A ticket's QR; or the number alone, as it is typed or called out, which is this office's of today.

    Raises:
        Refused: "queue.ticket-code".
    """
    folded = _folded(text)
    if short := _SHORT.fullmatch(folded):
        return TicketCode(office, today, TicketNumber(short[1], int(short[2])))
    whole = _WHOLE.fullmatch(folded)
    if whole is None:
        raise Refused("queue.ticket-code")
    try:
        day = date.fromisoformat(whole[2])
    except ValueError as error:
        raise Refused("queue.ticket-code") from error
    return TicketCode(whole[1], day, TicketNumber(whole[3], int(whole[4])))


def _folded(text: str) -> str:
    return to_ascii(normalise(text)).strip().upper()
