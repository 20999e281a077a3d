"""Requests: their states, their documents, and who may move them on.  Source: domain.md 2.0, 3.5."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kiosk.domain.errors import Refused


class RequestState(StrEnum):
    """Every state a request can be in; the Persian labels stand in `kiosk.words`."""

    INITIAL = "INITIAL"
    RECEIPTED = "RECEIPTED"
    ARRIVED = "ARRIVED"
    VERIFYING = "VERIFYING"
    VERIFIED = "VERIFIED"
    SENT = "SENT"
    REPLY_OK = "REPLY_OK"
    REPLY_NO = "REPLY_NO"
    APPROVED = "APPROVED"
    PRINTED = "PRINTED"
    QC_OK = "QC_OK"
    DELIVERED = "DELIVERED"
    CONFIRMED = "CONFIRMED"
    NOTIFIED = "NOTIFIED"
    STAMPED = "STAMPED"
    RETURNED = "RETURNED"
    INCOMPLETE = "INCOMPLETE"
    RETURNED_FOR_CORRECTION = "RETURNED_FOR_CORRECTION"
    SUSPENDED = "SUSPENDED"
    REFUSED = "REFUSED"
    CANCELLED = "CANCELLED"
    NO_SHOW = "NO_SHOW"
    EXPIRED = "EXPIRED"
    VOIDED = "VOIDED"


_S = RequestState
TRANSITIONS: Mapping[RequestState, frozenset[RequestState]] = {
    _S.INITIAL: frozenset({_S.RECEIPTED}),
    _S.RECEIPTED: frozenset({_S.ARRIVED, _S.VERIFYING}),
    _S.ARRIVED: frozenset({_S.VERIFYING}),
    # An applicant comes back with the missing paper, or a doubt is cleared: the walk opens again.
    _S.INCOMPLETE: frozenset({_S.VERIFYING}),
    _S.NO_SHOW: frozenset({_S.VERIFYING}),
    _S.VERIFYING: frozenset({_S.VERIFIED, _S.INCOMPLETE, _S.SUSPENDED}),
    _S.SUSPENDED: frozenset({_S.VERIFYING}),
    _S.VERIFIED: frozenset({_S.APPROVED, _S.VERIFYING}),
    _S.APPROVED: frozenset({_S.PRINTED}),
    _S.PRINTED: frozenset({_S.QC_OK}),
}
"""What the counter of this version can do; a state that is no key stays as it is here."""

WALKABLE = frozenset(state for state, onward in TRANSITIONS.items() if _S.VERIFYING in onward) | {
    _S.VERIFYING
}
"""States that lead into the verification walk.

A supervisor alone takes a request out of SUSPENDED and VERIFIED; a clerk has `CLERK_WALKABLE`.
"""

CLERK_WALKABLE = WALKABLE - {_S.SUSPENDED, _S.VERIFIED}


def advance(current: RequestState, to: RequestState) -> RequestState:
    """The new state.

    Raises:
        Refused: "request.transition" when the counter may not go from one to the other.
    """
    if to not in TRANSITIONS.get(current, frozenset()):
        raise Refused("request.transition", current=current.value, to=to.value)
    return to


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


@dataclass(frozen=True, slots=True)
class StateChange:
    """One line of a request's history."""

    at: datetime
    login: str
    before: RequestState
    after: RequestState
    reason: str
