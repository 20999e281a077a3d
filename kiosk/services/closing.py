"""The end of the day: what is open is named, the sample is looked at, and the day is closed.

Source: domain.md 4.1, security.md threats 3-7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kiosk.domain import day as rules
from kiosk.domain.audit import combined_head
from kiosk.domain.command import OfficerCommand
from kiosk.domain.day import OfficeDay, SampleCase, SampleVerdict
from kiosk.domain.errors import Conflict, NotFound, Refused
from kiosk.domain.originals import Lying
from kiosk.domain.reason import entry
from kiosk.domain.roles import Action, Officer, require
from kiosk.domain.stock import Moment
from kiosk.services import originals, stock
from kiosk.services.day_figures import figures_of, frozen
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.rebooking import rebook
from kiosk.services.working_day import opened, require_open

FINDING_LIMIT = 300


class Point(StrEnum):
    """What must be settled before a day can be closed, in the order in which one does it."""

    TICKETS = "open-tickets"
    WALKS = "open-walks"
    PAPERS = "open-papers"
    BLANKS = "open-blanks"
    """Kinds of numbered forms that do not balance."""
    HANDS = "open-hands"
    """Forms that their holders have not given back."""
    COUNT = "open-count"
    """Their count by two people, after the last move."""
    SAMPLE = "open-sample"


@dataclass(frozen=True, slots=True)
class Balance:
    """How a day stands; a point without anything open is settled."""

    day: OfficeDay | None
    open: Mapping[Point, tuple[str, ...]]
    """What is open of each: ticket numbers, tracking codes, kinds of forms, holders with their serials."""
    sample: tuple[SampleCase, ...] = ()
    lying: tuple[Lying, ...] = ()
    """Requests whose originals are still on a desk: the day closes all the same."""
    ahead: Mapping[str, date] = field(default_factory=dict)
    """Kinds of forms that moved while a clock was ahead, and the day under which that stands."""

    @property
    def blocking(self) -> tuple[Point, ...]:
        """Before the sample is drawn it blocks nothing: it cannot be looked at yet."""
        return tuple(point for point, named in self.open.items() if named)


def balance(desk: Desk, officer: Officer) -> Balance:
    """How today stands.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.CLOSE_DAY)
    return desk.store.read(lambda work: balanced(desk, work, desk.now()))


def balanced(desk: Desk, work: Work, at: datetime) -> Balance:
    today = desk.office.local_day(at)
    sample = tuple(work.days.sample(today))
    work_left = work.day_figures.open_work(today, at)
    kinds = stock.balances(desk, work, today)
    return Balance(
        work.days.get(today),
        {
            Point.TICKETS: work_left.tickets,
            Point.WALKS: work_left.walks,
            Point.PAPERS: work_left.papers,
            Point.BLANKS: tuple(each.kind for each in kinds if not each.balanced),
            Point.HANDS: tuple(f"{login}: {serials}" for login, serials in stock.in_hands(work)),
            Point.COUNT: stock.uncounted(desk, work, today, Moment.CLOSING),
            Point.SAMPLE: tuple(case.tracking_code for case in sample if case.verdict is None),
        },
        sample,
        originals.on_desks(work),
        {each.kind: each.ahead for each in kinds if each.ahead},
    )


def rebook_rest(desk: Desk, work: Work, command: OfficerCommand) -> tuple[UUID, ...]:
    """Whose turn did not come today gets a later time, where there is a free one; the ids of the tickets."""
    today = desk.office.local_day(command.at)
    rest = sorted(work.queue.of_day(today), key=lambda ticket: (ticket.taken_at, ticket.id))
    ended = tuple(ticket for ticket in rest if ticket.is_active)
    for ticket in ended:
        try:
            rebook(desk, work, command, ticket)
        except Conflict as problem:
            # The ticket is over all the same: the request stays valid and may come as a walk-in.
            if problem.key != "appointment.none-free":
                raise
    return tuple(ticket.id for ticket in ended)


def end_intake(desk: Desk, command: OfficerCommand) -> tuple[UUID, ...]:
    """Re-book every ticket that is still open, and tell whose it is; their ids.

    Raises:
        Refused: "role.not-allowed", "day.closing", "day.closed".
    """
    require(command.by, Action.CLOSE_DAY)

    def act(work: Work) -> tuple[UUID, ...]:
        if not work.commands.first_time(command):
            return ()
        require_open(desk, work, command.at)
        rest = rebook_rest(desk, work, command)
        desk.note(work, command, desk.office.local_day(command.at).isoformat(), tickets=len(rest))
        return rest

    return desk.store.write(act)


def draw_sample(desk: Desk, command: OfficerCommand) -> tuple[SampleCase, ...]:
    """Reveal the seed and draw the cases that are looked at again; from here on nothing more is finished.

    Raises:
        Refused: "day.not-balanced" (details: count), "day.closing", "day.closed", "role.not-allowed".
    """
    require(command.by, Action.CLOSE_DAY)

    def act(work: Work) -> tuple[SampleCase, ...]:
        if work.commands.first_time(command):
            _draw(desk, work, command)
        return tuple(work.days.sample(desk.office.local_day(command.at)))

    return desk.store.write(act)


def look_at(
    desk: Desk, command: OfficerCommand, request_id: UUID, found: tuple[SampleVerdict, str]
) -> tuple[SampleCase, ...]:
    """What a supervisor found in one case of today's sample: in order, or what was not.

    Raises:
        Refused: "day.not-drawn", "day.finding-required", "text.…", "role.not-allowed".
        Conflict: "day.closed"; NotFound: "day.not-in-sample".
    """
    require(command.by, Action.CLOSE_DAY)
    verdict, said = found[0], entry(found[1], "finding", FINDING_LIMIT)
    if verdict is SampleVerdict.FINDING and not said:
        raise Refused("day.finding-required")

    def act(work: Work) -> tuple[SampleCase, ...]:
        today = desk.office.local_day(command.at)
        if work.commands.first_time(command):
            _require_drawn(work.days.lock(today))
            seen = replace(
                _case(work, today, request_id),
                verdict=verdict,
                finding=said,
                looked_by=command.by.login,
                looked_at=command.at,
            )
            work.days.look_at(today, seen)
            desk.note(work, command, request_id, verdict=verdict.value)
        return tuple(work.days.sample(today))

    return desk.store.write(act)


def close(desk: Desk, command: OfficerCommand) -> OfficeDay:
    """Close today: its figures and the head of the audit log are kept, and nothing of it changes any more.

    Raises:
        Refused: "day.not-open", "day.not-drawn", "day.sample-open", "day.not-balanced", "role.not-allowed".
        Conflict: "day.closed" the second time.
    """
    require(command.by, Action.CLOSE_DAY)

    def act(work: Work) -> OfficeDay:
        day = work.days.lock(desk.office.local_day(command.at))
        if day is None:
            raise Refused("day.not-open")
        if work.commands.first_time(command):
            over = rules.closed(day, work.days.sample(day.day), command.by.login, command.at)
            _require_balanced(balanced(desk, work, command.at))
            over = replace(over, head=combined_head(work.audit.heads()))
            over = replace(over, figures=frozen(figures_of(desk, work, over, over.day)))
            work.days.save(over)
            desk.note(work, command, day.day.isoformat(), head=over.head)
            return over
        return day

    return desk.store.write(act)


def is_true_sample(desk: Desk, day: date) -> bool:
    """Whether a past day's sample is what its seed, committed to at the opening, makes of what was finished.

    Raises:
        Refused: "day.not-drawn".
    """

    def act(work: Work) -> bool:
        found = work.days.get(day)
        if found is None or found.drawn_at is None:
            raise Refused("day.not-drawn")
        codes = [code for code, _ in work.days.finished(*desk.office.span(day))]
        return rules.is_true_sample(found, codes, [case.tracking_code for case in work.days.sample(day)])

    return desk.store.read(act)


def _draw(desk: Desk, work: Work, command: OfficerCommand) -> None:
    day = opened(desk, work, command)
    day = work.days.lock(day.day) or day
    rules.require_working(day)
    _require_balanced(balanced(desk, work, command.at))
    seed = bytes.fromhex(desk.credentials.take_out(day.locked_seed))
    finished = dict(work.days.finished(*desk.office.span(day.day)))
    chosen = rules.draw(seed, finished)
    work.days.save(rules.drawn(day, seed, command.by.login, command.at))
    work.days.add_sample(day.day, [finished[code] for code in chosen])
    desk.note(work, command, day.day.isoformat(), seed=seed.hex(), finished=len(finished), sample=len(chosen))


def _require_balanced(found: Balance) -> None:
    if found.blocking:
        raise Refused("day.not-balanced", count=len(found.blocking))


def _require_drawn(day: OfficeDay | None) -> None:
    if day is None or day.drawn_at is None:
        raise Refused("day.not-drawn")
    if day.closed_at is not None:
        raise Conflict("day.closed", day=day.day)


def _case(work: Work, day: date, request_id: UUID) -> SampleCase:
    for case in work.days.sample(day):
        if case.request_id == request_id:
            return case
    raise NotFound("day.not-in-sample")
