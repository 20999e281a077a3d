"""How a day stands before it is closed: what is open, by where it is settled.  Source: domain.md 4.1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kiosk.domain.day import OfficeDay, SampleCase
from kiosk.domain.originals import Lying
from kiosk.domain.roles import Action, Officer, require
from kiosk.domain.stock import Balance as StockBalance
from kiosk.domain.stock import Moment, Place
from kiosk.services import originals, stock
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
    HANDS = "open-hands"
    """Forms that their holders have not given back."""
    COUNT = "open-count"
    """Their count by two people, after the last move."""
    SAMPLE = "open-sample"


@dataclass(frozen=True, slots=True)
class Balance:
    """How a day stands; a point without anything open is settled."""

    on: date
    left: date | None
    """The oldest day before today that was never closed."""
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


def balance(desk: Desk, officer: Officer, day: date | None = None) -> Balance:
    """How a day stands; None: the oldest that was never closed, or today.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.CLOSE_DAY)

    def act(work: Work) -> Balance:
        chosen = day or work.days.left_open(desk.today()) or desk.today()
        return balanced(desk, work, desk.now(), chosen)

    return desk.store.read(act)


def balanced(desk: Desk, work: Work, at: datetime, day: date) -> Balance:
    sample = tuple(work.days.sample(day))
    kinds = stock.balances(desk, work, day)
    work_left = work.open_work.of_day(day, at, desk.office.span(day)[1])
    return Balance(
        day,
        work.days.left_open(desk.office.local_day(at)),
        work.days.get(day),
        {
            Point.TICKETS: work_left.tickets,
            Point.COUNTERS: work_left.at_counters,
            Point.WALKS: work_left.walks,
            Point.PAPERS: work_left.papers,
            Point.BLANKS: _unbalanced(work, kinds),
            Point.HANDS: _in_hands(work) if day == desk.office.local_day(at) else (),
            Point.COUNT: _uncounted(desk, work, day),
            Point.SAMPLE: tuple(case.tracking_code for case in sample if case.verdict is None),
        },
        sample,
        originals.on_desks(work),
        {each.kind: each.ahead for each in kinds if each.ahead},
    )


def _unbalanced(work: Work, kinds: Iterable[StockBalance]) -> tuple[str, ...]:
    """Kinds that do not add up, or of which forms are missing; on a former day those that still are."""
    return tuple(
        each.kind for each in kinds if not (each.adds_up and _all_found(work, each.kind, each.missing))
    )


def _all_found(work: Work, kind: str, missing: Iterable[str]) -> bool:
    still = {blank.serial for blank in work.stock.in_places(kind, (Place.MISSING,))}
    return still.isdisjoint(missing)


def _in_hands(work: Work) -> tuple[str, ...]:
    """What was issued on a later day says nothing of a former one."""
    return tuple(f"{login}: {serials}" for login, serials in stock.in_hands(work))


def _uncounted(desk: Desk, work: Work, day: date) -> tuple[str, ...]:
    """Kinds of forms without a closing count that holds.

    A count on a later day will do: every move between is in the book.
    """
    later = work.stock.counted_after(day)
    return tuple(kind for kind in stock.uncounted(desk, work, day, Moment.CLOSING) if kind not in later)
