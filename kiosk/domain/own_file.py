"""What applicants see of themselves: their file, their children, and how far each request is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.card import PersonFile
from kiosk.domain.draft import Draft
from kiosk.domain.person import Person
from kiosk.domain.request import RequestState


@dataclass(frozen=True, slots=True)
class OwnStep:
    """One change of state, without who made it and why: that is the office's own."""

    at: datetime
    state: RequestState


@dataclass(frozen=True, slots=True)
class OwnRequest:
    id: UUID
    subject_id: UUID
    service: str
    tracking_code: str
    state: RequestState
    """As the applicant may know it: see `shown`."""
    filed_at: datetime
    history: tuple[OwnStep, ...]
    """Oldest first."""
    done: int
    """Documents that have a scan."""
    asked: int
    """Documents that the request has."""
    next_step: str
    """What happens now, or what the applicant has to do: an English sentence to be translated."""
    next_service: Bilingual | None = None
    """What its {service} is."""


@dataclass(frozen=True, slots=True)
class OwnFile:
    person: PersonFile
    children: tuple[Person, ...]
    requests: tuple[OwnRequest, ...]
    """Newest first."""
    drafts: tuple[Draft, ...]
    """What was begun and not registered yet, newest first."""


def shown(state: RequestState) -> RequestState:
    """A doubt is no accusation: to the applicant the documents are still being verified (domain.md 4.2)."""
    return RequestState.VERIFYING if state is RequestState.SUSPENDED else state
