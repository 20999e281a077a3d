"""The facts on the numbered sheets that are written by hand.  Source: domain.md 4.2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.hand_sheet import Serial
from kiosk.domain.paper import Letterhead


@dataclass(frozen=True, slots=True)
class HandSheetsPaper:
    """So many sheets, each a page of its own (A4)."""

    letterhead: Letterhead
    made_at: datetime
    printed_by: str
    """The supervisor's sign-in name."""
    services: tuple[Bilingual, ...]
    """Those on offer, to be ticked."""
    serials: tuple[Serial, ...]
