"""The applicant card: what a clerk sees of one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kiosk.domain.correction import Corrected
from kiosk.domain.person import Contact, Permit, Person, Residence
from kiosk.domain.request import Hold, RequestState
from kiosk.domain.sheet_note import SheetLine


@dataclass(frozen=True, slots=True)
class RequestSummary:
    id: UUID
    service: str
    tracking_code: str
    state: RequestState
    filed_at: datetime
    hold: Hold | None
    documents: int
    judged: int
    certificate: str | None = None
    """Number of the newest certificate."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of state of one of the person's requests."""

    at: datetime
    tracking_code: str
    login: str
    before: RequestState
    after: RequestState
    reason: str


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A person with the present residence, permit and contact (None: never recorded)."""

    person: Person
    residence: Residence | None
    permit: Permit | None
    contact: Contact | None
    photo_blob: str | None
    version: int = 1
    """Of the whole: whoever changes a part of it must have read this one."""


@dataclass(frozen=True, slots=True)
class ApplicantCard:
    file: PersonFile
    requests: tuple[RequestSummary, ...]
    """Newest first; those of the person as subject, then those filed for others."""
    history: tuple[HistoryLine, ...]
    """Newest first."""
    corrections: tuple[Corrected, ...] = ()
    """Newest first."""
    sheets: tuple[SheetLine, ...] = ()
    """What was entered from sheets written by hand; newest first."""

    @property
    def person(self) -> Person:
        return self.file.person


MATCH_LIMIT = 20
"""The longest list of people that anybody gets to see.  Source: security.md threat 7."""


@dataclass(frozen=True, slots=True)
class Match:
    """One line of a masked list: enough to choose by, too little to learn from."""

    person_id: UUID
    name_fa: str
    name_lat: str
    national_code: str
    """In full here; screens and commands show it masked unless it is the only one."""
    birth_year: int
    by_sound: bool = False
    """Only the sound of the name agrees, so somebody else may be meant: a list of one is a list."""
