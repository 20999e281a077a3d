"""What the services use beside the database: vault, seals, papers, printers, decoders, mail.

Implemented in `data`, `printouts` and `kiosk.adapters`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Event
from typing import Protocol

from kiosk.domain.letter import OutgoingMail
from kiosk.domain.mail import MailboxLetter
from kiosk.domain.media import Entry, Place, Way
from kiosk.domain.paper import (
    CertificatePaper,
    CorrectionPaper,
    DeficiencyPaper,
    LeafletPaper,
    PreviewPaper,
    ReceiptPaper,
    RequestFormPaper,
)
from kiosk.domain.scan import Page
from kiosk.domain.seal import CertificateSeal, ReceiptSeal, Sealed
from kiosk.domain.upload import TakenIn


class DocumentStore(Protocol):
    def put(self, content: bytes) -> str: ...
    def get(self, name: str) -> bytes: ...


class Seals(Protocol):
    def seal(self, seal: ReceiptSeal | CertificateSeal) -> str: ...
    def check(self, text: str) -> Sealed: ...


class Credentials(Protocol):
    def hash_password(self, password: str) -> str: ...
    def password_matches(self, stored: str | None, password: str) -> bool: ...
    def new_totp_secret(self) -> str: ...
    def totp_step(self, secret: str, code: str, now: datetime) -> int | None: ...
    def totp_code(self, secret: str, now: datetime) -> str: ...
    def totp_uri(self, secret: str, login: str, office: str) -> str: ...
    def code_digest(self, said: str) -> bytes: ...
    def code_matches(self, digest: bytes, said: str) -> bool: ...
    def lock_away(self, secret: str) -> bytes: ...
    def take_out(self, locked: bytes) -> str: ...


class Renderer(Protocol):
    def certificate(self, paper: CertificatePaper) -> bytes: ...
    def receipt(self, paper: ReceiptPaper) -> bytes: ...
    def deficiency(self, paper: DeficiencyPaper) -> bytes: ...
    def request_form(self, paper: RequestFormPaper) -> bytes: ...
    def preview(self, paper: PreviewPaper) -> bytes: ...
    def leaflet(self, paper: LeafletPaper) -> bytes: ...
    def correction(self, paper: CorrectionPaper) -> bytes: ...


class Printer(Protocol):
    @property
    def name(self) -> str: ...

    def send(self, pdf: bytes, title: str) -> str:
        """Hand a document over; the job's id, or the path of the file.

        Raises:
            Unavailable: "printer.missing", "printer.refused", "printer.none", "storage.full".
        """
        ...


class Intake(Protocol):
    def __call__(self, data: bytes) -> TakenIn: ...


class Media(Protocol):
    def places(self) -> tuple[Place, ...]: ...
    def listing(self, place: Place, way: Way = ()) -> tuple[Entry, ...]: ...
    def read(self, place: Place, way: Way) -> bytes: ...


class Scanner(Protocol):
    @property
    def there(self) -> bool: ...
    def scan(self, progress: Callable[[int], None], stop: Event) -> bytes: ...


class Sender(Protocol):
    def send(self, message: OutgoingMail) -> None:
        """Hand a letter over.

        Raises:
            Unavailable: "mail.…"; it is tried again.
            Refused: "mail.rejected"; it never is.
        """
        ...


class Mailbox(Protocol):
    def letters(self) -> Sequence[MailboxLetter]: ...


class Bundle(Protocol):
    """Requests of the online portal, each with its files."""

    @property
    def requests(self) -> tuple[str, ...]: ...
    def names(self, request: str) -> frozenset[str]: ...
    def read(self, request: str, name: str, limit: int) -> bytes: ...


class Decoder(Protocol):
    def __call__(self, data: bytes, page: int = 0) -> Page: ...
