"""What a simulated day scored, read from what it left in the database and from the truth that was planted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from uuid import UUID

from kiosk.demo.day.ending import Closed
from kiosk.demo.day.flooring import Visitor
from kiosk.demo.day.replay import Replay
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.line import IN_A_ROW
from kiosk.domain.queue import Ticket, TicketState
from kiosk.domain.request import RequestState
from kiosk.domain.stock import Balance, Moment
from kiosk.domain.verification import Verdict
from kiosk.domain.waiting import Interval
from kiosk.services import stock
from kiosk.services.auditing import Verification, verify_audit
from kiosk.services.desk import Desk
from kiosk.services.outlooks import group_name
from kiosk.services.ports import Work

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Truth:
    """What the simulation alone knows."""

    coming: tuple[Visitor, ...]
    told: Mapping[UUID, Interval]
    """Ticket → how long its holder was told to wait."""
    second_tickets: int
    closed: Closed


@dataclass(frozen=True, slots=True)
class Waits:
    """How long people waited for the first call, in minutes."""

    people: int
    p50: float
    p90: float
    longest: float


@dataclass(frozen=True, slots=True)
class Flaws:
    """Of the planted flaws whose papers were looked at: who found them."""

    planted: int
    by_clerks: int
    by_supervisor: int
    missed: int
    good_doubted: int
    """Good papers that a clerk doubted."""


@dataclass(frozen=True, slots=True)
class Scores:
    arrivals: int
    tickets: int
    states: Mapping[TicketState, int]
    happened: Mapping[str, int]
    """Steps of tickets by their name in the audit log → how often."""
    waits: Mapping[str, Waits]
    """By group; "all" stands for everybody."""
    names: Mapping[str, Bilingual]
    """Of the groups."""
    told: int
    held: int
    """Of the intervals that were told, those that held."""
    overtaken: int
    """The most tickets that were called before one although they count from later."""
    in_a_row: int
    unfair_calls: int
    double_calls: int
    lost_tickets: int
    second_tickets: int
    audit: Verification
    flaws: Flaws
    blanks: tuple[Balance, ...]
    counted: bool
    """Whether the stock was counted by two at the opening and at the closing."""
    requests: Mapping[RequestState, int]
    closed: Closed

    @property
    def checks(self) -> Mapping[str, bool]:
        """What must hold on any day."""
        return {
            "no-double-call": not self.double_calls,
            "no-lost-ticket": not self.lost_tickets,
            "one-ticket-each": not self.second_tickets,
            "fair-line": not self.unfair_calls and self.in_a_row <= IN_A_ROW,
            "audit-intact": self.audit.fault is None,
            "day-closed": self.closed.is_true,
            "stock-balanced": self.counted and all(each.balanced for each in self.blanks),
        }

    @property
    def sound(self) -> bool:
        return all(self.checks.values())


def score(desk: Desk, day: date, truth: Truth) -> Scores:
    tickets = desk.store.read(lambda work: work.queue.of_day(day))
    replay = desk.store.read(
        lambda work: Replay({str(each.id): each for each in tickets}).play(work.audit.events())
    )
    waited = _waited(tickets, replay)
    told = [truth.told[each].holds(wait) for each, wait in waited.items()]
    return Scores(
        arrivals=len(truth.coming),
        tickets=len(tickets),
        states=Counter(each.state for each in tickets),
        happened=replay.counts,
        waits=_waits(waited, replay),
        names={each: group_name(desk, each) for each in set(replay.groups.values())},
        told=len(told),
        held=sum(told),
        overtaken=max(replay.overtaken.values(), default=0),
        in_a_row=replay.in_a_row,
        unfair_calls=replay.unfair_calls,
        double_calls=replay.double_calls,
        lost_tickets=replay.lost,
        second_tickets=truth.second_tickets,
        audit=verify_audit(desk.store, desk.office.code),
        flaws=desk.store.read(lambda work: _flaws(work, truth.coming)),
        blanks=desk.store.read(lambda work: stock.balances(desk, work, day)),
        counted=desk.store.read(
            lambda work: not any(stock.uncounted(desk, work, day, moment) for moment in Moment)
        ),
        requests=desk.store.read(lambda work: _states(work, truth.coming)),
        closed=truth.closed,
    )


def _waited(tickets: Sequence[Ticket], replay: Replay) -> dict[UUID, timedelta]:
    """From when a ticket counts to its first call."""
    calls = {
        each.id: replay.first_calls[str(each.id)] for each in tickets if str(each.id) in replay.first_calls
    }
    since = {each.id: each.waits_from for each in tickets}
    return {each: max(at - since[each], timedelta(0)) for each, at in calls.items()}


def _waits(waited: Mapping[UUID, timedelta], replay: Replay) -> dict[str, Waits]:
    minutes: dict[str, list[float]] = {"all": []}
    for ticket, wait in waited.items():
        for group in ("all", replay.groups[str(ticket)]):
            minutes.setdefault(group, []).append(wait / _MINUTE)
    return {group: _summed(sorted(each)) for group, each in minutes.items()}


def _summed(minutes: list[float]) -> Waits:
    if not minutes:
        return Waits(0, 0.0, 0.0, 0.0)
    half, nine = (minutes[ceil(len(minutes) * share) - 1] for share in (0.5, 0.9))
    return Waits(len(minutes), round(half, 1), round(nine, 1), round(minutes[-1], 1))


def _flaws(work: Work, coming: Sequence[Visitor]) -> Flaws:
    found: Counter[str] = Counter()
    doubted = 0
    for visitor in (each for each in coming if not each.collects):
        for slot in work.walks.slots(visitor.request.id):
            if slot.verdict is None:
                continue
            if visitor.flaw is not None and visitor.flaw[0] == slot.kind:
                found[_finder(work, visitor, slot.verdict)] += 1
            else:
                doubted += slot.verdict is not Verdict.MATCH
    return Flaws(found.total(), found["clerk"], found["supervisor"], found["nobody"], doubted)


def _finder(work: Work, visitor: Visitor, verdict: Verdict) -> str:
    if verdict is Verdict.MATCH:
        return "nobody"
    history = work.requests.history(visitor.request.id)
    returned = any(
        each.before is RequestState.VERIFIED and each.after is RequestState.VERIFYING for each in history
    )
    return "supervisor" if returned else "clerk"


def _states(work: Work, coming: Sequence[Visitor]) -> Counter[RequestState]:
    return Counter(work.requests.get(each.request.id).state for each in coming)
