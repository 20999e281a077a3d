"""The facts on each printed paper: what `printouts` draws, and nothing it has to look up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.certificate_kind import Overlay, Place


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

    A Latin code (passport number, date) is the same text on both sides.  An empty English value: it is
    known in Persian only, and stands once for both.
    """

    label: Bilingual
    value: Bilingual


@dataclass(frozen=True, slots=True)
class Bill:
    """One line of a list of bills."""

    on: Bilingual
    item: Bilingual
    amount: Bilingual


@dataclass(frozen=True, slots=True)
class BillList:
    """Bills that are accepted, their total in each currency, and those that are not accepted."""

    accepted: tuple[Bill, ...]
    totals: tuple[Bilingual, ...]
    excluded: tuple[Bill, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperPart:
    """What follows the opening of a certificate; what is given is printed in the order of the members."""

    title: Bilingual | None = None
    text: Bilingual | None = None
    rows: tuple[Row, ...] = ()
    across: str = ""
    """In its own language over the whole width; may have several lines."""
    bills: BillList | None = None
    signing: tuple[Bilingual, ...] = ()
    """Boxes to sign or to set a finger on."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A text upon a numbered blank."""

    at: Place
    text: str


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
    parts: tuple[PaperPart, ...] = ()
    copies: int = 0
    """So many are printed, each with its number; 0: one, without."""
    deed: bool = False
    """Its parties initial each sheet."""
    overlay: Overlay | None = None
    """The blank that is printed upon; the certificate is then the file copy."""
    numbered: bool = False
    """Its rows name the blank's serial; otherwise that is written by hand."""
    placed: tuple[Placed, ...] = ()
    enclosure: Bilingual | None = None
    duplicate: int = 0
    """Which duplicate it is, «المثنی»; 0: the paper itself."""


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
    hours: Bilingual | None = None
    """When the office is open; None: it has not said."""


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


class Consent(StrEnum):
    """What has to be signed on a request form beside the applicant's own declaration."""

    GUARDIAN = "guardian"
    SPOUSE = "spouse"
    READER = "reader"
    """A trusted person who read the form out to somebody who cannot read it."""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading."""

    title: Bilingual
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RequestFormPaper:
    """The form that the applicant signs at the counter (A4).  Source: domain.md 5.3."""

    letterhead: Letterhead
    tracking_code: str
    seal: str
    """The receipt's digits: a scan of the form opens the request as well."""
    service: Bilingual
    filed_at: datetime
    made_at: datetime
    sections: tuple[Section, ...]
    originals: tuple[Bilingual, ...]
    """Documents whose original the clerk ticks."""
    consents: tuple[Consent, ...] = ()
    photo: bytes | None = None
    """JPEG; None leaves the box for a glued one."""


@dataclass(frozen=True, slots=True)
class PreviewPaper:
    """Everything entered in a registration, for the applicant to check (A4).  Source: domain.md S32."""

    letterhead: Letterhead
    masked_national_code: str
    made_at: datetime
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class LeafletDocument:
    name: Bilingual
    original: bool
    """Whether the original must be shown."""
    when: Bilingual | None = None
    """When it is needed; None: always."""


@dataclass(frozen=True, slots=True)
class LeafletField:
    label: Bilingual
    mandatory: bool
    help: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class LeafletPaper:
    """What an applicant should know of one service (A4).  Source: domain.md S38."""

    letterhead: Letterhead
    code: str
    service: Bilingual
    who: Bilingual
    made_at: datetime
    documents: tuple[LeafletDocument, ...]
    fields: tuple[LeafletField, ...]
    rules: tuple[Bilingual, ...]
    hours: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class CorrectedField:
    """One datum as it was and as it is now; both as they are said, an empty one as nothing."""

    label: Bilingual
    before: Bilingual
    after: Bilingual


@dataclass(frozen=True, slots=True)
class CorrectionPaper:
    """What a clerk corrected, for the applicant to sign (A4).  Source: domain.md 4.2."""

    letterhead: Letterhead
    name: Bilingual
    masked_national_code: str
    made_at: datetime
    fields: tuple[CorrectedField, ...]
    reason: str
    clerk: str
    """The clerk's sign-in name."""
    tracking_code: str = ""
    """Empty, with `service`, where the person's own data were corrected."""
    service: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class CoverLetterRow:
    """One request that the centre is asked about."""

    tracking_code: str
    name: Bilingual
    national_code: str
    service: Bilingual


@dataclass(frozen=True, slots=True)
class CoverLetterPaper:
    """A letter or list to the centre (A4).  Source: domain.md 3.5, 5.3."""

    letterhead: Letterhead
    number: str
    """ASCII, `723/1405/LETTER/000012`."""
    made_at: datetime
    """Aware, in the office's own time zone; the letter bears its day."""
    addressee: Bilingual
    subject: Bilingual
    rows: tuple[CoverLetterRow, ...]
    """One makes a letter, several a list."""
    signer: Bilingual
    """Name and title of the officer who sends it."""
    reminder_of: str = ""
    """The number of the letter that has had no answer; empty in a first one."""
