"""The office's day: opened, worked through, looked over, closed.

At its opening a seed is thrown and its hash is written into the audit log.  Once the work is done the seed is
revealed, and with the tracking codes of all that was finished it settles which cases are looked at again:
nobody can choose them, and anybody can compute them afterwards.  Source: domain.md 4.1, security.md threat 3.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kiosk.domain.course import RequestState
from kiosk.domain.errors import Conflict, Refused

SEED_BYTES = 32
ONE_OF = 20
"""One finished case of so many is looked at again."""
LEAST = 3
"""And never fewer, unless fewer were finished."""
_S = RequestState
FINISHED = frozenset({_S.APPROVED, _S.CONFIRMED, _S.REFUSED, _S.PRINTED, _S.STAMPED, _S.NOTIFIED})
"""A request that came to one of these on a day was finished by an officer on it."""


class DayState(StrEnum):
    OPEN = "day-open"
    CLOSING = "day-closing"
    """The sample is drawn: nothing is finished any more."""
    CLOSED = "day-closed"


class SampleVerdict(StrEnum):
    FINE = "sample-fine"
    FINDING = "sample-finding"


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """One of the office's own calendar days."""

    day: date
    opened_at: datetime
    opened_by: str
    """A sign-in name; empty: the office itself, at the first ticket."""
    commitment: bytes
    """SHA-256 of the seed."""
    locked_seed: bytes
    """Encrypted with a key of the office until the sample is drawn."""
    seed: bytes = b""
    drawn_at: datetime | None = None
    drawn_by: str = ""
    closed_at: datetime | None = None
    closed_by: str = ""
    figures: str = ""
    """Canonical JSON of the report, from the closing on."""
    head: str = ""
    """Of the audit log, when it was closed."""
    intake_ended_at: datetime | None = None
    """From here on a ticket needs an officer's reason."""
    version: int = 1

    @property
    def state(self) -> DayState:
        if self.closed_at is not None:
            return DayState.CLOSED
        return DayState.OPEN if self.drawn_at is None else DayState.CLOSING


@dataclass(frozen=True, slots=True)
class SampleCase:
    """One case of the sample."""

    request_id: UUID
    tracking_code: str
    service: str
    verdict: SampleVerdict | None = None
    finding: str = ""
    looked_by: str = ""
    looked_at: datetime | None = None


def commitment_of(seed: bytes) -> bytes:
    return hashlib.sha256(seed).digest()


def sample_size(finished: int) -> int:
    return min(finished, max(LEAST, -(-finished // ONE_OF)))


def draw(seed: bytes, codes: Iterable[str]) -> tuple[str, ...]:
    """The tracking codes of the sample; the order in which the cases are given is of no matter."""
    ranked = sorted(set(codes), key=lambda code: (_rank(seed, code), code))
    return tuple(ranked[: sample_size(len(ranked))])


def is_true_sample(day: OfficeDay, codes: Iterable[str], drawn: Iterable[str]) -> bool:
    """Whether the seed is the one that was committed to, and the sample what follows from it."""
    return commitment_of(day.seed) == day.commitment and set(draw(day.seed, codes)) == set(drawn)


def require_working(day: OfficeDay | None) -> None:
    """A day that nobody opened can be worked on.

    Raises:
        Refused: "day.closing", "day.closed" (details: day).
    """
    if day is not None and day.state is not DayState.OPEN:
        raise Refused(_NOT_OPEN[day.state], day=day.day)


def intake_ended(day: OfficeDay, at: datetime) -> OfficeDay:
    """A second time only those are sent home who came for a reason meanwhile.

    Raises: what `require_working` raises.
    """
    require_working(day)
    return replace(day, intake_ended_at=day.intake_ended_at or at)


def drawn(day: OfficeDay, seed: bytes, by: str, at: datetime) -> OfficeDay:
    """Raises: what `require_working` raises."""
    require_working(day)
    return replace(day, seed=seed, drawn_at=at, drawn_by=by)


def looked_at(case: SampleCase, found: tuple[SampleVerdict, str], by: str, at: datetime) -> SampleCase:
    """What was found stands: it is never taken back, only more is said of it.

    Raises:
        Refused: "day.finding-required", "day.finding-stands".
    """
    verdict, said = found
    if verdict is SampleVerdict.FINDING and not said:
        raise Refused("day.finding-required")
    if case.verdict is SampleVerdict.FINDING:
        if verdict is not SampleVerdict.FINDING:
            raise Refused("day.finding-stands")
        said = case.finding if said in case.finding else f"{case.finding}; {said}"
    return replace(case, verdict=verdict, finding=said, looked_by=by, looked_at=at)


def closed(day: OfficeDay, cases: Sequence[SampleCase], by: str, at: datetime) -> OfficeDay:
    """
    Raises:
        Conflict: "day.closed"; Refused: "day.not-drawn", "day.sample-open" (details: count).
    """
    if day.state is DayState.CLOSED:
        raise Conflict("day.closed", day=day.day)
    if day.state is DayState.OPEN:
        raise Refused("day.not-drawn")
    unseen = sum(case.verdict is None for case in cases)
    if unseen:
        raise Refused("day.sample-open", count=unseen)
    return replace(day, closed_at=at, closed_by=by)


_NOT_OPEN = {DayState.CLOSING: "day.closing", DayState.CLOSED: "day.closed"}


def _rank(seed: bytes, code: str) -> bytes:
    return hashlib.sha256(seed + code.encode()).digest()
