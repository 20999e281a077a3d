"""What a day came to, for the daily report.  Source: domain.md 5.3 (گزارش روزانه).

Plain values only: a closed day keeps its figures as JSON, and they are read back as they were.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from statistics import fmean, median
from typing import Any, TypeVar

TOP_REASONS = 3
"""So many reasons for incomplete documents are named for each service."""

Part = TypeVar("Part")


class Exceptional(StrEnum):
    """What is listed with its reason, for fairness."""

    OVERRIDE = "override"
    PRIORITY = "priority"
    OUT_OF_TURN = "out-of-turn"
    ALONE = "alone"
    """Verified and approved by one person."""
    VOID = "void"


class TimerKind(StrEnum):
    INQUIRY = "inquiry"
    CERTIFICATE = "certificate"
    """Of a paper with an end, such as the laissez-passer."""
    REQUEST = "request"
    """A deadline of the request itself."""


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What is not settled yet."""

    tickets: tuple[str, ...]
    """Those that wait, or were set aside."""
    at_counters: tuple[str, ...]
    walks: tuple[str, ...]
    """Tracking codes of requests that somebody works on, or whose visit ended before their walk."""
    papers: tuple[str, ...]
    """Tracking codes of what was printed, and nobody has looked at the sheet."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """What made documents incomplete."""

    document: str
    verdict: str
    count: int


@dataclass(frozen=True, slots=True)
class ServiceFigures:
    service: str
    received: int
    """Requests that came in since the end of the last day that was opened."""
    served: int
    """Requests whose ticket was served to its end."""
    complete: int
    incomplete: int
    refused: int
    waiting: int
    """Requests whose ticket is still open."""
    reasons: tuple[Lacking, ...] = ()


@dataclass(frozen=True, slots=True)
class Waits:
    """In whole seconds, of those who came to the counter; `group`: empty for all together."""

    group: str
    sample: int
    """How many the others rest on."""
    average: int
    median: int
    p90: int
    longest: int


@dataclass(frozen=True, slots=True)
class ClerkLoad:
    login: str
    tickets: int
    seconds: int
    """At the counter, of all the tickets together."""
    decided: int
    issued: int


@dataclass(frozen=True, slots=True)
class NumberRange:
    """Certificates of a service, from the first number to the last."""

    service: str
    first: str
    last: str
    count: int


@dataclass(frozen=True, slots=True)
class Noted:
    kind: str
    subject: str
    """A ticket's number or a tracking code."""
    detail: str
    """The rule, the priority or the service."""
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Timer:
    """What is due until the next working day."""

    kind: str
    subject: str
    service: str
    due: str
    """ISO."""


@dataclass(frozen=True, slots=True)
class Blanks:
    """One kind of numbered form: what was there and came is what went and is there."""

    kind: str
    opening: int
    received: int
    used: int
    spoiled: int
    returned: int
    written_off: int
    in_hands: int
    closing: int
    """In stock."""
    missing: tuple[str, ...]
    """Serials that nobody can show."""
    balanced: bool
    opening_counted: bool
    """Whether two people have counted, then and at the closing; where nothing was there, nobody did."""
    counted: bool
    came_back: int = 0
    """Used or written off on a former day, and not any more."""

    @property
    def was_there(self) -> bool:
        """Whether anything was left at the closing that two people could count."""
        return bool(self.closing or self.in_hands or self.missing)


@dataclass(frozen=True, slots=True)
class Looked:
    """One case of the sample."""

    tracking_code: str
    service: str
    verdict: str
    finding: str
    by: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How the day was opened and closed; moments as ISO in the office's own time, empty where not yet."""

    state: str
    opened_at: str
    opened_by: str
    closed_at: str
    closed_by: str
    commitment: str
    seed: str
    head: str
    """Of the audit log."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Single numbers; None: of what waits at the moment, asked later than on that day."""

    tickets: int
    no_show: int
    rebooked: int
    reprints: int
    referred: int | None
    uncollected: int | None
    overdue: int | None
    """Of the inquiries."""
    finished: int
    sheets: int = 0
    """Sheets written by hand that were entered; days that were closed before there were any say nothing."""


@dataclass(frozen=True, slots=True)
class DayFigures:
    office: str
    day: str
    standing: Standing
    counts: Counts
    services: tuple[ServiceFigures, ...]
    waits: tuple[Waits, ...]
    """The first of all together, then by group; empty where nobody came to a counter."""
    hours: tuple[tuple[int, int], ...]
    """Hour of the office's day, tickets taken in it."""
    clerks: tuple[ClerkLoad, ...]
    numbers: tuple[NumberRange, ...]
    exceptions: tuple[Noted, ...]
    timers: tuple[Timer, ...]
    blanks: tuple[Blanks, ...]
    sample: tuple[Looked, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.services or self.counts.tickets or self.numbers or self.counts.finished)


def waits_of(group: str, seconds: Sequence[int]) -> Waits:
    """`seconds`: at least one; the 90th percentile is the least that nine of ten did not wait longer than."""
    ranked = sorted(seconds)
    ninth = ranked[-(-9 * len(ranked) // 10) - 1]
    return Waits(group, len(ranked), round(fmean(ranked)), round(median(ranked)), ninth, ranked[-1])


def as_json(figures: DayFigures) -> dict[str, Any]:
    """What `kiosk report --json` prints and a closed day keeps."""
    return asdict(figures)


def from_json(values: Mapping[str, Any]) -> DayFigures:
    """The figures as they were kept."""
    return DayFigures(
        office=values["office"],
        day=values["day"],
        standing=Standing(**values["standing"]),
        counts=Counts(**values["counts"]),
        services=tuple(
            ServiceFigures(**{**each, "reasons": _parts(Lacking, each["reasons"])})
            for each in values["services"]
        ),
        waits=_parts(Waits, values["waits"]),
        hours=tuple((hour, count) for hour, count in values["hours"]),
        clerks=_parts(ClerkLoad, values["clerks"]),
        numbers=_parts(NumberRange, values["numbers"]),
        exceptions=_parts(Noted, values["exceptions"]),
        timers=_parts(Timer, values["timers"]),
        blanks=tuple(Blanks(**{**each, "missing": tuple(each["missing"])}) for each in values["blanks"]),
        sample=_parts(Looked, values["sample"]),
    )


def left_at_the_end(figures: str, kind: str) -> int:
    """For how many forms of a kind the office answered when the day of these kept figures ended."""
    for each in json.loads(figures)["blanks"]:
        if each["kind"] == kind:
            return int(each["in_hands"] + each["closing"] + len(each["missing"]))
    return 0


def without_words(figures: DayFigures) -> DayFigures:
    """What was written in words, and codes that lead to a person, left out."""
    return replace(
        figures,
        exceptions=tuple(replace(each, subject="", reason="") for each in figures.exceptions),
        timers=tuple(
            replace(each, subject="") if each.kind != TimerKind.CERTIFICATE else each
            for each in figures.timers
        ),
        sample=tuple(replace(each, tracking_code="", finding="") for each in figures.sample),
    )


def names_of(part: type[Any]) -> tuple[str, ...]:
    """The columns of a part, as a table has them."""
    return tuple(field.name for field in fields(part))


def _parts(part: type[Part], rows: Sequence[Mapping[str, Any]]) -> tuple[Part, ...]:
    return tuple(part(**row) for row in rows)
