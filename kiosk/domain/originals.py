"""Who has the originals of a request: one named officer, from the first look at them until they go back.

Source: domain.md 4.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kiosk.domain.verification import Holder, Slot, Verdict

_UNSEEN = frozenset({Verdict.ORIGINAL_MISSING, Verdict.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Move:
    """They went from one hand to another; None: the applicant's own."""

    at: datetime
    before: UUID | None
    after: UUID | None


@dataclass(frozen=True, slots=True)
class Lying:
    """A request whose originals an officer has."""

    request_id: UUID
    tracking_code: str
    holder: Holder


def is_shown(slot: Slot, verdict: Verdict) -> bool:
    """Whether a verdict says that the officer had an original in hand."""
    return slot.original_required and verdict not in _UNSEEN
