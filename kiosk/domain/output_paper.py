"""The facts on the papers round an output: stamp sheet, slips for what is kept and handed over, register.

Source: domain.md 5.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import Letterhead, Row


@dataclass(frozen=True, slots=True)
class StampSheetPaper:
    """What the officer stamps or writes into a document, and what is noted back (A4)."""

    letterhead: Letterhead
    tracking_code: str
    seal: str
    """The receipt's digits: a scan of the sheet opens the request."""
    service: Bilingual
    made_at: datetime
    holder: tuple[Row, ...]
    """Whose document it is, and which."""
    stamp: tuple[Row, ...]
    """Days, uses, companions: what the request states."""
    noted: tuple[Bilingual, ...]
    """What is written in by hand, such as the page of the passport."""
    approved_by: Bilingual
    photo: bytes | None = None
    """JPEG."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One original that stays at the office for a while."""

    document: Bilingual
    pages: int
    return_on: date | None = None
    """None: with the output."""


@dataclass(frozen=True, slots=True)
class CustodySlipPaper:
    """Which originals are kept (A5)."""

    letterhead: Letterhead
    tracking_code: str
    service: Bilingual
    name: Bilingual
    masked_national_code: str
    made_at: datetime
    kept: tuple[Kept, ...]
    clerk: str
    """The clerk's sign-in name."""


@dataclass(frozen=True, slots=True)
class HandOverSlipPaper:
    """Who took a booklet or a paper away (A5)."""

    letterhead: Letterhead
    tracking_code: str
    service: Bilingual
    name: Bilingual
    masked_national_code: str
    handed_at: datetime
    items: tuple[Row, ...]
    """What was handed over, and its number; what was taken back in exchange."""
    recipient: str
    capacity: Bilingual
    identity: Bilingual
    """Kind of the paper that the recipient showed."""
    identity_no: str
    clerk: str
    proxy_paper: str = ""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    number: str
    """Of the certificate or the output, ASCII."""
    service: Bilingual
    name: Bilingual
    recipient: str
    identity: Bilingual
    identity_no: str
    at: datetime
    duplicate: int = 0
    """Which duplicate of a certificate; 0: the paper itself."""


@dataclass(frozen=True, slots=True)
class RegisterPaper:
    """The delivery register of one day, with room to sign (A4)."""

    letterhead: Letterhead
    day: date
    made_at: datetime
    lines: tuple[RegisterLine, ...]
    clerk: str
