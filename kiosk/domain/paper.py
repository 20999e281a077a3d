"""The facts on each printed paper: what `printouts` draws, and nothing it has to look up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of every paper of one office."""

    office: Bilingual
    city: Bilingual
    lines: tuple[Bilingual, ...]
    demonstration: bool = False
    """True prints «نمونه / SPECIMEN» across the sheet: a demonstration office issues nothing valid."""


@dataclass(frozen=True, slots=True)
class Row:
    """One numbered line of a paper: its name and its value in both languages.

    A Latin code (passport number, date) is the same text on both sides.
    """

    label: Bilingual
    value: Bilingual


@dataclass(frozen=True, slots=True)
class CertificatePaper:
    """Everything on a certificate's face.  Source: domain.md 5.1–5.3."""

    letterhead: Letterhead
    title: Bilingual
    number: str
    """ASCII, `723/1405/STU-02/000123`."""
    issued_at: datetime
    """Aware, in the office's own time zone."""
    expires_on: date | None
    tracking_code: str
    body: Bilingual
    """The sentence of the certificate, filled in, one paragraph a language; plain text, never markup."""
    rows: tuple[Row, ...]
    photo: bytes | None
    """JPEG."""
    seal: str
    """Decimal digits for the QR."""
    verification_code: str
    signer: Bilingual
    """Name and title of the officer who approved."""
    copy_no: int = 0


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """The applicant's receipt (A5).  Source: domain.md 5.3."""

    letterhead: Letterhead
    tracking_code: str
    seal: str
    service: Bilingual
    name: Bilingual
    masked_national_code: str
    filed_at: datetime
    uploaded: tuple[Bilingual, ...]
    expected: int
    bring: tuple[Bilingual, ...]
    """Documents whose original must be shown."""
    duplicate: bool = False
    """True prints «المثنی / duplicate»."""


@dataclass(frozen=True, slots=True)
class Deficiency:
    """One thing that is missing or differs."""

    document: Bilingual
    reason: Bilingual
    note: str = ""


@dataclass(frozen=True, slots=True)
class DeficiencyPaper:
    """The slip that names exactly what to bring.  Source: domain.md 5.3."""

    letterhead: Letterhead
    tracking_code: str
    service: Bilingual
    name: Bilingual
    masked_national_code: str
    made_at: datetime
    walk_in_until: date
    deficiencies: tuple[Deficiency, ...]
    clerk: str
    """The clerk's sign-in name."""
