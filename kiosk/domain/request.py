"""Requests: their states, their documents, and who may move them on.  Source: domain.md 2.0, 3.5."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kiosk.domain.course import Course, RequestState

__all__ = [
    "ALONE",
    "AloneApproval",
    "Channel",
    "Hold",
    "Request",
    "RequestState",
    "Standing",
    "StateChange",
]


class Channel(StrEnum):
    PORTAL = "portal"
    ASSISTED = "assisted"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Hold:
    """Who works on a request now: the lease of the verification walk."""

    officer_id: UUID
    login: str
    station: str
    until: datetime

    def blocks(self, officer_id: UUID, now: datetime) -> bool:
        """True while somebody else's lease runs; one's own walk goes on at any counter."""
        return officer_id != self.officer_id and now < self.until


@dataclass(frozen=True, slots=True)
class Request:
    """A request of one subject, filed by that person or for them (domain.md 1.6)."""

    id: UUID
    subject_id: UUID
    filer_id: UUID
    service: str
    tracking_code: str
    state: RequestState
    filed_at: datetime
    version: int
    purpose: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    basis: str = "self"
    channel: Channel = Channel.PORTAL
    legacy_code: str = ""
    hold: Hold | None = None
    course: Course | None = None
    """None until its walk was decided."""
    follows: UUID | None = None
    """An earlier request that this one belongs to: the crosser's permit, the paper it replaces."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many requests are in one state on one course, and how many of them have been so for long."""

    state: RequestState
    course: Course | None
    count: int
    old: int


@dataclass(frozen=True, slots=True)
class StateChange:
    """One line of a request's history."""

    at: datetime
    login: str
    before: RequestState
    after: RequestState
    reason: str


ALONE = "alone"
"""The reason that an approval's line of history bears when the approver had verified it too."""


@dataclass(frozen=True, slots=True)
class AloneApproval:
    """An approval by somebody who had verified the request too.  Source: domain.md 4.2."""

    at: datetime
    login: str
    """The account that approved."""
    request_id: UUID
    tracking_code: str
    service: str
