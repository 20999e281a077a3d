"""How a day stands before it is closed: what is open, by where it is settled.  Source: domain.md 4.1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.domain.day import OfficeDay, SampleCase
from kiosk.domain.roles import Action, Officer, require
from kiosk.domain.stock import Moment
from kiosk.services import stock
from kiosk.services.desk import Desk
from kiosk.services.ports import Work


class Point(StrEnum):
    """What must be settled before a day can be closed, in the order in which one does it."""

    TICKETS = "open-tickets"
    """Those that wait, or were set aside."""
    COUNTERS = "open-at-counters"
    """Those that a counter has."""
    WALKS = "open-walks"
    PAPERS = "open-papers"
    BLANKS = "open-blanks"
    """Kinds of numbered forms that do not balance."""
    COUNT = "open-count"
    """Their count by two people, after the last move."""
    SAMPLE = "open-sample"


@dataclass(frozen=True, slots=True)
class Balance:
    """How a day stands; a point without anything open is settled."""

    day: OfficeDay | None
    open: Mapping[Point, tuple[str, ...]]
    """What is open of each: ticket numbers, tracking codes, kinds of forms."""
    sample: tuple[SampleCase, ...] = ()

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
    work_left = work.open_work.of_day(today, at)
    kinds = stock.balances(desk, work, today)
    return Balance(
        work.days.get(today),
        {
            Point.TICKETS: work_left.tickets,
            Point.COUNTERS: work_left.at_counters,
            Point.WALKS: work_left.walks,
            Point.PAPERS: work_left.papers,
            Point.BLANKS: tuple(each.kind for each in kinds if not each.balanced),
            Point.COUNT: _uncounted(desk, work, today),
            Point.SAMPLE: tuple(case.tracking_code for case in sample if case.verdict is None),
        },
        sample,
    )


def _uncounted(desk: Desk, work: Work, day: date) -> tuple[str, ...]:
    """Kinds of forms without a closing count; all of them where one was made too early."""
    if stock.counted(desk, work, day, Moment.CLOSING):
        return ()
    kinds = [each.kind for each in stock.balances(desk, work, day)]
    done = {each.kind for each in work.stock.counts_on(day) if each.moment is Moment.CLOSING}
    return tuple(kind for kind in kinds if kind not in done) or tuple(kinds)
