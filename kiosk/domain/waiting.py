"""How long somebody will wait: an interval taught by the office's own last days.  Source: domain.md 4.1, 5.3.

The work before a ticket, shared among the counters that serve its group, is a first estimate.  How the waits
of the last days compared with such estimates says how far to trust it: the interval goes from the tenth to
the ninetieth hundredth of those ratios.  So what no sum knows of (priorities that come later, breaks, papers
that are fetched, those who do not come) is in it all the same, as far as it was in those days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from statistics import mean, median

from kiosk.domain.line import in_order
from kiosk.domain.queue import Ticket, TicketState

HELD = 0.8
"""The share of waits that the interval is to hold."""
FEWEST = 20
"""Waits like this one below which all others are asked as well."""
GUESSED_VISIT = timedelta(minutes=8)
"""A visit where nothing was learned yet (domain.md 4.1)."""
GUESSED_RATIOS = (0.3, 2.5)
FRESH = timedelta(minutes=30)
"""A counter that called nobody for so long is closed."""
_MINUTE = timedelta(minutes=1)
_SOON, _LONG = 1.0, 4.0

Serves = Mapping[str, frozenset[str]]
"""Station → the groups it serves; one that is not named serves all."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What somebody finds who takes a ticket."""

    ahead: tuple[str, ...]
    """The groups of those who are called before."""
    busy: int
    """Counters that serve somebody."""
    counters: int

    @property
    def kind(self) -> int:
        """Short lines are more uncertain than long ones, in proportion: 0, 1 or 2."""
        depth = (len(self.ahead) + self.busy / 2) / self.counters
        return (depth >= _SOON) + (depth >= _LONG)


@dataclass(frozen=True, slots=True)
class Learned:
    """What the last days of this office have taught."""

    visits: Mapping[str, timedelta] = field(default_factory=dict)
    """Group → how long a counter has a ticket, in the mean."""
    visit: timedelta = GUESSED_VISIT
    counters: int = 1
    """Open on a usual day."""
    ratios: Mapping[int, tuple[float, ...]] = field(default_factory=dict)
    """Kind of scene → wait by estimate of each visit, the smallest first."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Four of five wait so long; whole minutes."""

    least: timedelta
    most: timedelta
    seen: int
    """The waits that it rests on; 0: nothing but a guess."""

    def holds(self, waited: timedelta) -> bool:
        return self.least <= waited <= self.most


def learn(days: Sequence[Sequence[Ticket]], serves: Serves) -> Learned:
    """From whole days' tickets, the last two weeks or so."""
    times: dict[str, list[float]] = {}
    for ticket in (each for day in days for each in day):
        # The end of the day is the end of no visit.
        if ticket.hold and ticket.ended_at and ticket.state is not TicketState.REBOOKED:
            seconds = (ticket.ended_at - ticket.hold.called_at).total_seconds()
            times.setdefault(ticket.group, []).append(seconds)
    if not times:
        return Learned()
    learned = Learned(
        visits={group: timedelta(seconds=mean(each)) for group, each in times.items()},
        visit=timedelta(seconds=mean(second for each in times.values() for second in each)),
        counters=max(1, round(median(len(_stations(day)) for day in days))),
    )
    ratios: dict[int, list[float]] = {}
    for day in days:
        for kind, ratio in _ratios(learned, day, serves):
            ratios.setdefault(kind, []).append(ratio)
    return Learned(
        learned.visits,
        learned.visit,
        learned.counters,
        {kind: tuple(sorted(each)) for kind, each in ratios.items()},
    )


def scene_of(ticket: Ticket, day: Sequence[Ticket], serves: Serves, usual: int) -> Scene:
    """What this ticket found when it was taken; `day`: all of its day, as they are known by now."""
    at, others = ticket.taken_at, [each for each in day if each.id != ticket.id]
    calls = [each.hold for each in others if each.hold is not None and each.hold.called_at <= at]
    stations = {
        hold.station
        for hold in calls
        if hold.called_at > at - FRESH and serves_group(serves, hold.station, ticket.group)
    }
    just_opened = all(hold.called_at > at - FRESH for hold in calls)
    line = in_order([*(each for each in others if _waits(each, at)), ticket], 0, at)
    before = line[: line.index(ticket)]
    return Scene(
        ahead=tuple(each.group for each in before if _is_served_by(serves, stations, each.group)),
        busy=sum(_is_at(each, stations, at) for each in others),
        counters=max(1, len(stations), usual if just_opened else 1),
    )


def expect(learned: Learned, scene: Scene) -> Interval:
    """The interval for somebody who finds this scene."""
    base, ratios = _estimate(learned, scene), learned.ratios.get(scene.kind, ())
    if len(ratios) < FEWEST:
        ratios = tuple(sorted(ratio for each in learned.ratios.values() for ratio in each))
    low, high = GUESSED_RATIOS
    if len(ratios) >= FEWEST:
        low, high = _share(ratios, (1 - HELD) / 2), _share(ratios, (1 + HELD) / 2)
    seen = len(ratios) if len(ratios) >= FEWEST else 0
    return Interval(base * low // _MINUTE * _MINUTE, -(-base * high // _MINUTE) * _MINUTE, seen)


def waited(ticket: Ticket) -> timedelta | None:
    """From when a ticket counts to its first call; None before it.

    What comes after that call (set aside until a time promised, sent to other counters) is no wait.
    """
    if ticket.first_called_at is None:
        return None
    return max(ticket.first_called_at - ticket.waits_from, timedelta(0))


def _estimate(learned: Learned, scene: Scene) -> timedelta:
    """The work before a ticket, shared among the counters; a minute more, since no call comes at once."""
    ahead = sum((learned.visits.get(group, learned.visit) for group in scene.ahead), timedelta(0))
    return (ahead + scene.busy * learned.visit / 2) / scene.counters + _MINUTE


def _ratios(learned: Learned, day: Sequence[Ticket], serves: Serves) -> Iterable[tuple[int, float]]:
    for ticket in day:
        wait = waited(ticket)
        if wait is not None and ticket.state is not TicketState.REBOOKED:
            scene = scene_of(ticket, day, serves, learned.counters)
            yield scene.kind, wait / _estimate(learned, scene)


def _share(ratios: Sequence[float], share: float) -> float:
    """The ratio below which so many of the next ones are to be expected."""
    return ratios[min(len(ratios), max(1, ceil((len(ratios) + 1) * share))) - 1]


def _stations(day: Sequence[Ticket]) -> set[str]:
    return {each.hold.station for each in day if each.hold is not None}


def serves_group(serves: Serves, station: str, group: str) -> bool:
    """Whether this counter calls tickets of this group."""
    return station not in serves or group in serves[station]


def _is_served_by(serves: Serves, stations: set[str], group: str) -> bool:
    """Before the first call nobody knows which counters open: then everybody counts."""
    return not stations or any(serves_group(serves, station, group) for station in stations)


def _waits(ticket: Ticket, at: datetime) -> bool:
    """Whether it stood in the line at that moment: taken by then, and called later or not at all."""
    over = ticket.ended_at is not None and ticket.ended_at <= at
    called = ticket.hold is not None and ticket.hold.called_at <= at
    returned = ticket.state is TicketState.WAITING
    return ticket.taken_at <= at and not over and (returned or not called)


def _is_at(ticket: Ticket, stations: set[str], at: datetime) -> bool:
    """Whether one of these counters had it at that moment."""
    if ticket.hold is None or ticket.state in (TicketState.WAITING, TicketState.PARKED):
        return False
    running = ticket.hold.called_at <= at and (ticket.ended_at is None or ticket.ended_at > at)
    return running and ticket.hold.station in stations
