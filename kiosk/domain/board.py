"""What the tickets of a day tell: who waits for what, how long, and how it went.  Source: domain.md 4.1.

Hundredths with their number, not means: one long visit moves no median (peers.md 1.6).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from math import ceil
from typing import NamedTuple

from kiosk.domain.line import IN_A_ROW
from kiosk.domain.queue import AT_COUNTER, Lane, TicketState
from kiosk.domain.ticket_number import TicketNumber
from kiosk.domain.waiting import FRESH, Scene, Serves, serves_group

HALF_HOUR = timedelta(minutes=30)
_NINTH = 0.9
_S = TicketState


class Seen(NamedTuple):
    """One ticket of the day, as far as the board needs it: hundreds are read at once."""

    letter: str
    no: int
    group: str
    state: str
    lane: str
    taken_at: datetime
    counts_from: datetime
    station: str | None
    called_at: datetime | None
    begun_at: datetime | None
    ended_at: datetime | None
    back_at: datetime | None
    first_called_at: datetime | None

    @property
    def number(self) -> str:
        return str(TicketNumber(self.letter, self.no))

    @property
    def since(self) -> datetime:
        """From when it waits: nobody waits before the time of an appointment."""
        return max(self.taken_at, self.counts_from)

    @property
    def waited(self) -> timedelta | None:
        """To its first call; None for one that was not called, or waits again."""
        if self.first_called_at is None or self.state == _S.WAITING:
            return None
        return max(self.first_called_at - self.since, timedelta(0))

    @property
    def served(self) -> timedelta | None:
        """How long a visit took that is over."""
        if self.begun_at is None or self.ended_at is None or self.state != _S.DONE:
            return None
        return self.ended_at - self.begun_at


@dataclass(frozen=True, slots=True)
class Spread:
    """How long it took `count` times."""

    count: int = 0
    median: timedelta = timedelta(0)
    ninth: timedelta = timedelta(0)
    """Nine of ten took no longer."""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """What waits for one group of services, and what it had today."""

    group: str
    waiting: int
    longest: timedelta
    """How long whoever has waited longest does so; nothing when nobody waits."""
    parked: int
    done: int
    missed: int


@dataclass(frozen=True, slots=True)
class HalfHour:
    """Half an hour of the day, by the office's clock."""

    begins: datetime
    came: int
    """Tickets that were taken in it."""
    waits: Spread
    """Of those that were called in it."""


def spread(times: Iterable[timedelta | None]) -> Spread:
    """The smallest of these times that half, and nine of ten, do not pass; without interpolation."""
    known = sorted(each for each in times if each is not None)
    if not known:
        return Spread()
    return Spread(len(known), *(known[ceil(len(known) * share) - 1] for share in (0.5, _NINTH)))


def by_group(groups: Iterable[str], day: Sequence[Seen], now: datetime) -> tuple[GroupLine, ...]:
    """One line for each of the groups, and for those that only a ticket names."""
    of: dict[str, list[Seen]] = {group: [] for group in groups}
    for each in day:
        of.setdefault(each.group, []).append(each)
    return tuple(_line(group, tickets, now) for group, tickets in of.items())


def longest(day: Iterable[Seen], now: datetime) -> timedelta:
    """How long the one who has waited longest does so."""
    waits = (now - each.since for each in day if each.state == _S.WAITING)
    return max([timedelta(0), *waits])


def scenes_now(day: Sequence[Seen], serves: Serves, usual: int, now: datetime) -> Callable[[str], Scene]:
    """What somebody finds who takes an ordinary ticket of a group now: `waiting.scene_of` for many groups."""
    called = [each for each in day if each.called_at is not None]
    fresh = [each for each in called if each.called_at is not None and each.called_at > now - FRESH]
    just_opened = len(fresh) == len(called)
    line = [each.group for each in before(day, now)]
    here = [each.station for each in day if each.state in AT_COUNTER]
    calling = {each.station for each in fresh if each.station}

    @cache
    def found(stations: frozenset[str]) -> Scene:
        """Where all counters serve all groups it is the same for each of them."""
        ahead = {group for group in set(line) if _called_by(serves, stations, group)}
        return Scene(
            ahead=tuple(group for group in line if group in ahead),
            busy=sum(station in stations for station in here),
            counters=max(1, len(stations), usual if just_opened else 1),
        )

    return lambda group: found(frozenset(each for each in calling if serves_group(serves, each, group)))


def before(day: Iterable[Seen], now: datetime) -> list[Seen]:
    """Who is called before somebody ordinary that comes now, as the fairness rule wants it."""
    due = [each for each in day if each.state == _S.WAITING and each.counts_from <= now]
    ordinary = [each for each in due if each.lane == Lane.ORDINARY]
    first = sorted((each for each in due if each.lane != Lane.ORDINARY), key=lambda each: each.counts_from)
    return ordinary + first[: IN_A_ROW * (len(ordinary) + 1)]


def half_hours(day: Iterable[Seen], local: Callable[[datetime], datetime]) -> tuple[HalfHour, ...]:
    """From the first ticket of the day to the last call, without a gap; `local`: to the office's clock."""
    came: dict[datetime, int] = {}
    waits: dict[datetime, list[timedelta | None]] = {}
    for each in day:
        half = _half(local(each.taken_at))
        came[half] = came.get(half, 0) + 1
        if each.first_called_at is not None and each.waited is not None:
            waits.setdefault(_half(local(each.first_called_at)), []).append(each.waited)
    if not came:
        return ()
    begins, last = min(came), max([*came, *waits])
    count = (last - begins) // HALF_HOUR + 1
    halves = (begins + HALF_HOUR * at for at in range(count))
    return tuple(HalfHour(half, came.get(half, 0), spread(waits.get(half, ()))) for half in halves)


def _line(group: str, tickets: Sequence[Seen], now: datetime) -> GroupLine:
    states = [each.state for each in tickets]
    return GroupLine(
        group=group,
        waiting=states.count(_S.WAITING),
        longest=longest(tickets, now),
        parked=states.count(_S.PARKED),
        done=states.count(_S.DONE),
        missed=states.count(_S.NO_SHOW),
    )


def _called_by(serves: Serves, stations: Set[str], group: str) -> bool:
    """Before the first call nobody knows which counters open: then everybody counts."""
    return not stations or any(serves_group(serves, station, group) for station in stations)


def _half(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // 30 * 30, second=0, microsecond=0)
