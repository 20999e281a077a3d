"""What somebody with a ticket may expect: how many are called before, and an honest interval.

Source: domain.md 4.1, 5.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.queue import COLLECTION, Ticket
from kiosk.domain.roles import Action, Actor, Officer, require
from kiosk.domain.ticket_number import TicketCode
from kiosk.domain.ticket_paper import TicketPaper
from kiosk.domain.waiting import Interval, Learned, expect, learn, scene_of
from kiosk.services.desk import Desk
from kiosk.services.ports import Work

DAYS = 14
ENOUGH = 1_000
"""Tickets of the last days from which no further day is asked: learning takes longer than that is worth."""
COLLECT = Bilingual("تحویل", "Collection")
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the days before this one have taught; it does not change before the next."""

    day: date
    learned: Learned


@dataclass(frozen=True, slots=True)
class Outlook:
    ticket: Ticket
    ahead: int
    """How many are called before it, by the counters that serve it."""
    interval: Interval
    lessons: Lessons
    """Give them back with the next ticket."""

    @property
    def minutes(self) -> tuple[int, int]:
        return self.interval.least // _MINUTE, self.interval.most // _MINUTE


def outlook(desk: Desk, ticket: Ticket, lessons: Lessons | None = None) -> Outlook:
    """As the line was when the ticket was taken."""
    lessons = lessons_for(desk, ticket.office_day, lessons)
    serves, learned = desk.office.queue.counters, lessons.learned
    today = desk.store.read(lambda work: work.queue.of_day(ticket.office_day))
    scene = scene_of(ticket, today, serves, learned.counters)
    return Outlook(ticket, len(scene.ahead), expect(learned, scene), lessons)


def waiting_with(desk: Desk, officer: Officer, request_id: UUID) -> tuple[Ticket, ...]:
    """Today's ticket that a request waits with, if it has one.  Raises Refused: "role.not-allowed"."""
    require(officer, Action.GIVE_TICKET)
    ticket = desk.store.read(lambda work: work.queue.active_of(request_id))
    return (ticket,) if ticket is not None and ticket.office_day == desk.today() else ()


def ticket_paper(desk: Desk, by: Actor, said: Outlook) -> bytes:
    """The ticket as PDF, the first time and again.

    Raises:
        Refused: "role.not-allowed", "paper.…".
    """
    if isinstance(by, Officer):
        require(by, Action.GIVE_TICKET)
    ticket = said.ticket
    paper = TicketPaper(
        letterhead=desk.office.letterhead,
        number=str(ticket.number),
        code=str(TicketCode(desk.office.code, ticket.office_day, ticket.number)),
        group=group_name(desk, ticket.group),
        taken_at=desk.office.local(ticket.taken_at),
        ahead=said.ahead,
        minutes=said.minutes,
        learned=said.interval.seen > 0,
    )
    return desk.renderer.ticket(paper)


def group_name(desk: Desk, group: str) -> Bilingual:
    return COLLECT if group == COLLECTION else desk.catalogue.group(group).name


def lessons_for(desk: Desk, day: date, known: Lessons | None) -> Lessons:
    """What is known already, if it is of this day; else what the days before it teach."""
    if known is not None and known.day == day:
        return known
    serves = desk.office.queue.counters
    return Lessons(day, learn(desk.store.read(lambda work: _last_days(work, day)), serves))


def _last_days(work: Work, day: date) -> Sequence[Sequence[Ticket]]:
    days: list[Sequence[Ticket]] = []
    for back in range(1, DAYS + 1):
        days.append(work.queue.of_day(day - timedelta(days=back)))
        if _count(days) >= ENOUGH:
            break
    return [each for each in days if each]


def _count(days: Iterable[Sequence[Ticket]]) -> int:
    return sum(len(each) for each in days)
