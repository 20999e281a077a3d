"""What happened to a sheet that was written by hand, and is told beside the history of its request.

It is no change of state, and stands in no history of them: who decided last is read there.
Source: domain.md 4.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kiosk.domain.hand_sheet import Done, Entry


class SheetStep(StrEnum):
    ENTERED = "entered"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class SheetNote:
    """One step with an entry, with what was entered, which later steps may replace."""

    no: int
    step: SheetStep
    entry: Entry
    at: datetime
    by: UUID
    """Whose step it is; all officers by their accounts."""
    reason: str = ""
    """Why an entry was taken back."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """The same as an applicant's card shows it."""

    no: int
    tracking_code: str
    step: SheetStep
    done: Done
    said_at: datetime
    written_by: str
    """A sign-in name."""
    at: datetime
    login: str
    reason: str
