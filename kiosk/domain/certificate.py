"""Certificates: the record that is sealed, numbered and printed.  Source: domain.md 5, printing.md 7."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from kiosk.domain.errors import Refused
from kiosk.domain.numbering import CertificateNumber

DIGEST_BYTES = 16
ANSWER_TIME = timedelta(minutes=1)
"""A printer that works has said yes or no by then; station clocks may differ by some seconds."""


class PaperState(StrEnum):
    """One print attempt, from claimed to settled.  Source: printing.md 8."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    PRINTED = "printed"
    SPOILED = "spoiled"
    UNCERTAIN = "uncertain"
    """In the hands of one station's printer, which has not answered: a sheet may lie there, or none."""


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
    duplicate: int = 0
    """Which duplicate this sheet is; 0: the paper itself."""
    blank: str = ""
    """Kind and serial of the numbered form that this sheet is printed on."""

    @property
    def replaces(self) -> str | None:
        """Number of the void certificate that this one stands in for, as its record says."""
        number = json.loads(self.record).get("replaces")
        return str(number) if number else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The numbered form in the printer, and what was drawn for it."""

    blank: str
    """Kind and serial, such as `laissez-passer:LP-000101`."""
    blob: str
    sha256: bytes

    @property
    def serial(self) -> str:
        return self.blank.partition(":")[2]


@dataclass(frozen=True, slots=True)
class PrintAttempt:
    certificate_id: UUID
    no: int
    printer: str
    job: str | None
    state: PaperState
    reason: str
    handed_over_at: datetime | None
    version: int
    duplicate: int = 0
    sheet: Sheet | None = None
    """None where no numbered form is printed upon, or where it was not used after all."""

    @property
    def unused(self) -> Sheet | None:
        """The numbered form that still lies in the printer as it was."""
        return None if self.state is PaperState.SPOILED else self.sheet


def require_sheet(attempt: PrintAttempt, now: datetime) -> None:
    """Nobody judges a sheet that cannot be there.

    Raises:
        Refused: "paper.not-sent" (details: state), "paper.being-sent".
    """
    if attempt.state not in (PaperState.SENT, PaperState.UNCERTAIN):
        raise Refused("paper.not-sent", state=attempt.state)
    _require_answer(attempt, now)


def require_no_sheet(attempt: PrintAttempt, now: datetime) -> None:
    """A second sheet of one number is printed only when the first did not come out, or is spoiled.

    Raises:
        Refused: "paper.not-failed", "paper.being-sent".
    """
    if attempt.state not in (PaperState.FAILED, PaperState.UNCERTAIN, PaperState.SPOILED):
        raise Refused("paper.not-failed")
    _require_answer(attempt, now)


def _require_answer(attempt: PrintAttempt, now: datetime) -> None:
    handed_over = attempt.handed_over_at
    if attempt.state is not PaperState.UNCERTAIN or handed_over is None:
        return
    # A clock that was set back by hours must not keep a paper waiting for hours.
    if abs(now - handed_over) < ANSWER_TIME:
        raise Refused("paper.being-sent")


def digest(record: str, salt: bytes) -> bytes:
    """16 bytes over the salted record: without the salt, a name and a birth date could be guessed."""
    return hashlib.sha256(salt + record.encode()).digest()[:DIGEST_BYTES]
