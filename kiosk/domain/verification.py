"""The verification walk: each original against its scan.  Source: domain.md 3.5, 4.2."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kiosk.domain.errors import Refused

NOTE_LIMIT = 500


class Verdict(StrEnum):
    MATCH = "MATCH"
    MISMATCH = "MISMATCH"
    ORIGINAL_MISSING = "ORIGINAL_MISSING"
    UNREADABLE = "UNREADABLE"
    DOUBT = "DOUBT"
    NOT_APPLICABLE = "NOT_APPLICABLE"


NEEDS_REASON = frozenset({Verdict.MISMATCH, Verdict.UNREADABLE, Verdict.DOUBT, Verdict.NOT_APPLICABLE})


class Source(StrEnum):
    """Where a differing value was read."""

    SCAN = "scan"
    ORIGINAL = "original"


@dataclass(frozen=True, slots=True)
class FieldCheck:
    """One field as it was compared: the request's value, and what stood elsewhere if it differed.

    None in `scan_seen` or `original_seen` says: equal to `expected`.
    """

    field: str
    expected: str
    scan_seen: str | None = None
    original_seen: str | None = None

    @property
    def differs(self) -> bool:
        return self.scan_seen is not None or self.original_seen is not None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the clerk says of one document."""

    verdict: Verdict
    fields: tuple[FieldCheck, ...] = ()
    failed_points: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OriginalCheck:
    """A judgement as it was stored."""

    no: int
    judgement: Judgement
    login: str
    station: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """One document of a request, with its newest check."""

    line: int
    kind: str
    mandatory: bool
    original_required: bool
    version: int
    scan: ScanFile | None = None
    check: OriginalCheck | None = None

    @property
    def verdict(self) -> Verdict | None:
        return self.check.judgement.verdict if self.check else None


@dataclass(frozen=True, slots=True)
class ScanFile:
    """An uploaded scan: where its encrypted bytes lie and what they are."""

    no: int
    blob: str
    size: int
    uploaded_at: datetime
    format: str = ""
    """A JPEG is one page, a PDF several; empty: not looked up."""
    quality: str = ""
    """How it was judged when it came, a `kiosk.domain.quality.Quality`; empty or "unchecked": it was not."""


@dataclass(frozen=True, slots=True)
class Passed:
    """Who had a walk last, until when, and what was noted for whoever goes on."""

    login: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """The officer who has the originals of a request."""

    officer_id: UUID
    login: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Hands:
    """Through whose hands an unfinished walk has gone, and who has the originals."""

    documents: int = 0
    checked: tuple[tuple[str, int], ...] = ()
    """Who judged how many of the documents, as they stand now."""
    passed: Passed | None = None
    """None: nobody has judged or noted anything yet."""
    originals: Holder | None = None
    """None: they are with the applicant."""


@dataclass(frozen=True, slots=True)
class Walk:
    """The walk of one request as a counter shows it."""

    request_id: UUID
    tracking_code: str
    service: str
    slots: tuple[Slot, ...]
    expected: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    """For each line, field id → the value that the request gives."""
    dates: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """For each line, the fields that hold a day."""
    hands: Hands = Hands()
    """As they were when it was opened."""

    @property
    def next_line(self) -> int | None:
        """The first document without a verdict; None when each has one."""
        return next((slot.line for slot in self.slots if slot.check is None), None)

    def said(self, line: int) -> Judgement | None:
        """The present judgement of a document."""
        return next((slot.check.judgement for slot in self.slots if slot.line == line and slot.check), None)


class Outcome(StrEnum):
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    DOUBT = "doubt"


def judge(slot: Slot, judgement: Judgement) -> Judgement:
    """The judgement, tidied, once the rules allow it.

    Raises:
        Refused: "verdict.reason-required", "verdict.note-too-long", "verdict.fields-differ" (a match
            that names a difference), "verdict.nothing-differs" (a mismatch that names none),
            "verdict.mandatory" (a mandatory document cannot be "not applicable").
    """
    reason = judgement.reason.strip()
    if len(reason) > NOTE_LIMIT:
        raise Refused("verdict.note-too-long", limit=NOTE_LIMIT)
    differs = any(check.differs for check in judgement.fields) or bool(judgement.failed_points)
    if judgement.verdict is Verdict.MATCH and differs:
        raise Refused("verdict.fields-differ")
    if judgement.verdict is Verdict.NOT_APPLICABLE and slot.mandatory:
        raise Refused("verdict.mandatory")
    if judgement.verdict is Verdict.MISMATCH and not differs:
        raise Refused("verdict.nothing-differs")
    if (
        judgement.verdict in NEEDS_REASON
        and not reason
        and not (judgement.verdict is Verdict.MISMATCH and differs)
    ):
        raise Refused("verdict.reason-required")
    return Judgement(judgement.verdict, judgement.fields, judgement.failed_points, reason)


def outcome(slots: Sequence[Slot], excused: Collection[int] = ()) -> Outcome:
    """What the verdicts add up to: a doubt outweighs everything, then anything missing or differing.

    `excused`: lines whose mismatch a rule has answered.

    Raises:
        Refused: "walk.unfinished" (details: line) while a document has no verdict;
            "walk.no-such-document" for a request without documents, where nothing could be verified.
    """
    if not slots:
        raise Refused("walk.no-such-document", line=1)
    for slot in slots:
        if slot.verdict is None:
            raise Refused("walk.unfinished", line=slot.line)
    verdicts = {slot.verdict for slot in slots if slot.line not in excused}
    if Verdict.DOUBT in verdicts:
        return Outcome.DOUBT
    if verdicts <= {Verdict.MATCH, Verdict.NOT_APPLICABLE}:
        return Outcome.COMPLETE
    return Outcome.INCOMPLETE


def corrected_since(walk: Walk) -> int | None:
    """The first document that matched a value which has been corrected since; None when there is none."""
    for slot in walk.slots:
        now = walk.expected.get(slot.line, {})
        compared = slot.check.judgement.fields if slot.check and slot.verdict is Verdict.MATCH else ()
        if any(each.expected != now.get(each.field, each.expected) for each in compared):
            return slot.line
    return None


def deficient(slots: Sequence[Slot], excused: Collection[int] = ()) -> tuple[Slot, ...]:
    """The documents that keep a request from being complete."""
    fine = {None, Verdict.MATCH, Verdict.NOT_APPLICABLE}
    return tuple(slot for slot in slots if slot.verdict not in fine and slot.line not in excused)
