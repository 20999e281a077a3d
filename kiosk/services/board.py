"""The supervisor's board: the whole office at one look.  Source: domain.md 4.1, peers.md 1.6.

Numbers, codes of services and sign-in names of officers: no applicant is named, so nothing is written down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.board import (
    GroupLine,
    HalfHour,
    Seen,
    Spread,
    by_group,
    half_hours,
    longest,
    scenes_now,
    spread,
)
from kiosk.domain.queue import AT_COUNTER, TicketState
from kiosk.domain.roles import Action, Officer, require
from kiosk.domain.waiting import Interval, expect
from kiosk.services import waiting_lists
from kiosk.services.desk import Desk
from kiosk.services.outlooks import Lessons, lessons_for
from kiosk.services.ports import Work
from kiosk.services.waiting_lists import Overview

SOON = timedelta(days=3)
"""What expires within so many days, and was not collected, is shown."""
SILENT = timedelta(minutes=3)
"""A counter says that it is alive once a minute."""
_S = TicketState


@dataclass(frozen=True, slots=True)
class CounterLine:
    """One counter that called somebody today, or has a ticket."""

    station: str
    login: str
    """Who called there last."""
    since: datetime
    """Of the call or the beginning; of the last call where the counter is free."""
    seen: Seen | None
    """Its ticket."""
    services: tuple[str, ...]
    silent: timedelta
    """How long nothing was heard of it while it has a ticket; nothing for one that is alive."""


@dataclass(frozen=True, slots=True)
class Late:
    """What is late or stands still, beside the numbers of the lists."""

    due: Mapping[str, int]
    """Service → inquiries whose answer was due by today."""
    expiring: Mapping[str, int]
    """Service → papers that nobody collected and that end soon."""
    mails: int
    failing: int
    """Of those mails, the ones that were tried in vain."""
    oldest_mail: datetime | None
    unjudged: int
    """Papers of which nobody said whether they are good."""
    unanswered: int
    """Papers of which the printer has not said what became."""


@dataclass(frozen=True, slots=True)
class Board:
    at: datetime
    counters: tuple[CounterLine, ...]
    groups: tuple[GroupLine, ...]
    expected: Mapping[str, Interval]
    """Group → what somebody may expect who comes now."""
    parked: tuple[Seen, ...]
    """Set aside, the earliest promise first."""
    longest: timedelta
    waits: Spread
    visits: Spread
    lists: Overview
    late: Late
    lessons: Lessons
    """Give them back at the next look."""

    @property
    def waiting(self) -> int:
        return sum(each.waiting for each in self.groups)

    @property
    def done(self) -> int:
        return sum(each.done for each in self.groups)

    @property
    def missed(self) -> int:
        return sum(each.missed for each in self.groups)


def board(desk: Desk, officer: Officer, lessons: Lessons | None = None) -> Board:
    """
    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.LIST_WAITING)
    lessons = lessons_for(desk, desk.today(), lessons)
    return desk.store.read(lambda work: _board(desk, work, lessons))


def half_hours_of_today(desk: Desk, officer: Officer) -> tuple[HalfHour, ...]:
    """How many came in each half hour, and how long those waited who were called in it.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.LIST_WAITING)
    return half_hours(desk.store.read(lambda work: work.boards.seen(desk.today())), desk.office.local)


def _board(desk: Desk, work: Work, lessons: Lessons) -> Board:
    now, day = desk.now(), work.boards.seen(desk.today())
    rules, learned = desk.office.queue, lessons.learned
    groups = by_group(rules.groups(desk.catalogue.groups), day, now)
    scene = scenes_now(day, rules.counters, learned.counters, now)
    found = {each.group: scene(each.group) for each in groups}
    expected = {each: expect(learned, each) for each in set(found.values())}
    return Board(
        at=now,
        counters=_counters(desk, work, day),
        groups=groups,
        expected={group: expected[each] for group, each in found.items()},
        parked=tuple(sorted((each for each in day if each.state == _S.PARKED), key=_promise)),
        longest=longest(day, now),
        waits=spread(each.waited for each in day),
        visits=spread(each.served for each in day),
        lists=waiting_lists.counted(desk, work),
        late=_late(desk, work),
        lessons=lessons,
    )


def _promise(parked: Seen) -> datetime:
    return parked.back_at or parked.taken_at


def _counters(desk: Desk, work: Work, day: Sequence[Seen]) -> tuple[CounterLine, ...]:
    here = {each.station: each for each in day if each.state in AT_COUNTER}
    services = work.boards.services_at_counters(desk.today()) if here else {}
    return tuple(
        CounterLine(
            station=station,
            login=login,
            since=_since(here.get(station), called_at),
            seen=here.get(station),
            services=tuple(services.get(station, ())),
            silent=_silence(desk, here.get(station)),
        )
        for station, login, called_at in work.boards.counters(desk.office.day_begins(desk.today()))
    )


def _since(seen: Seen | None, called_at: datetime) -> datetime:
    if seen is None:
        return called_at
    return (seen.begun_at if seen.state == _S.SERVING else seen.called_at) or called_at


def _silence(desk: Desk, seen: Seen | None) -> timedelta:
    """Each sign of life begins the lease anew."""
    if seen is None or seen.back_at is None:
        return timedelta(0)
    silent = desk.now() - (seen.back_at - desk.office.queue.lease)
    return silent if silent >= SILENT else timedelta(0)


def _late(desk: Desk, work: Work) -> Late:
    today = desk.today()
    return Late(
        work.boards.due(today),
        work.boards.expiring(today + SOON),
        *work.boards.mails(),
        *work.boards.papers(),
    )
