"""Corrections with a reason.  Source: domain.md 4.2: an applicant cannot change a sent request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Correction:
    """What a clerk wants to change."""

    person_id: UUID
    request_id: UUID | None
    """None: a datum of the person."""
    field: str
    """Id of a field of the registration or, with a request, of one that its service asks."""
    before: str
    """As the clerk saw it, in the spelling that is stored: it must still be so."""
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction that was made, as the card's history shows it."""

    at: datetime
    login: str
    field: str
    before: str
    after: str
    reason: str
    service: str = ""
    """Whose field it is; empty for a datum of the person."""
    tracking_code: str = ""
