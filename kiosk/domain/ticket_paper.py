"""The facts on a ticket of the waiting room: nothing on it tells who somebody is.  Source: domain.md 5.3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import Letterhead


@dataclass(frozen=True, slots=True)
class TicketPaper:
    letterhead: Letterhead
    number: str
    """As it is called, `A012`."""
    code: str
    """With office and day, for the QR: no other day's ticket passes for it."""
    group: Bilingual
    taken_at: datetime
    """Aware, in the office's own time zone."""
    ahead: int
    """How many are called before."""
    minutes: tuple[int, int]
    """How long most people wait, at least and at most."""
    learned: bool = True
    """False: the minutes are a guess, since the office has learned nothing yet."""
