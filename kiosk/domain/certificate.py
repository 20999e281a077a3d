"""Certificates: the record that is sealed, numbered and printed.  Source: domain.md 5, printing.md 7."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kiosk.domain.numbering import CertificateNumber

DIGEST_BYTES = 16


class PaperState(StrEnum):
    """One print attempt, from claimed to settled.  Source: printing.md 8."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    PRINTED = "printed"
    SPOILED = "spoiled"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate as it is stored."""

    id: UUID
    request_id: UUID
    number: CertificateNumber
    issued_at: datetime
    local_day: date
    expires_on: date | None
    issued_by: UUID
    blob: str
    sha256: bytes
    record: str
    salt: bytes
    seal: str
    verification_code: str


@dataclass(frozen=True, slots=True)
class PrintAttempt:
    certificate_id: UUID
    no: int
    printer: str
    job: str | None
    state: PaperState
    reason: str
    version: int


def digest(record: str, salt: bytes) -> bytes:
    """16 bytes over the salted record: without the salt, a name and a birth date could be guessed."""
    return hashlib.sha256(salt + record.encode()).digest()[:DIGEST_BYTES]
