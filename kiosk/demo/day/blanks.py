"""The numbered forms of a simulated day: received the day before, counted twice, used, one spoiled."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.demo.day.flooring import Officers
from kiosk.domain.serials import Run, runs, written
from kiosk.domain.stock import Act, Moment, Place
from kiosk.services.desk import Desk
from kiosk.services.stock_counting import COUNTED, Counted, count
from kiosk.services.stock_keeping import COMMANDS, Handled, Range, handle

KIND = "passport"
SPARE = 5
"""Forms in the hand that nobody is going to need, and as many that stay in the stock."""
_LETTER = "۷۲/۱۱۸"
_SMUDGED = "جوهر پخش شد"


def receive(desk: Desk, officers: Officers, needed: int) -> None:
    """Before the day: as many as are needed, and some more."""
    last = f"T{50_000_000 + needed + 2 * SPARE}"
    said = Handled(Act.RECEIVE, Range(KIND, Run("T50000001", last)), _LETTER)
    handle(desk, desk.command(COMMANDS[Act.RECEIVE], officers.supervisor), said, officers.counters[0])


def open_day(desk: Desk, officers: Officers, needed: int) -> None:
    """Count what is there; give the clerk who fills booklets what the day needs."""
    _count(desk, officers, Moment.OPENING)
    said = Handled(Act.ISSUE, Range(KIND, Run("T50000001", f"T{50_000_000 + needed + SPARE}")))
    handle(desk, desk.command(COMMANDS[Act.ISSUE], officers.supervisor), said, officers.counters[0])


def close_day(desk: Desk, officers: Officers) -> None:
    """One form is spoiled, the rest comes back, and the stock is counted."""
    clerk, supervisor = officers.counters[0], officers.supervisor
    spoiled, *rest = [serial for _kind, serial in desk.store.read(lambda work: work.stock.held_by(clerk.id))]
    said = Handled(Act.SPOIL, Range(KIND, Run(spoiled, spoiled)), reason=_SMUDGED)
    handle(desk, desk.command(COMMANDS[Act.SPOIL], clerk), said, supervisor)
    for each in runs(rest):
        back = Handled(Act.TAKE_BACK, Range(KIND, each))
        handle(desk, desk.command(COMMANDS[Act.TAKE_BACK], supervisor), back, clerk)
    _count(desk, officers, Moment.CLOSING)


def _count(desk: Desk, officers: Officers, moment: Moment) -> None:
    found = written(_in_stock(desk))
    command = desk.command(COUNTED, officers.supervisor)
    count(desk, command, Counted(KIND, moment, found), officers.counters[0])


def _in_stock(desk: Desk) -> Sequence[str]:
    places = frozenset({Place.STOCK})
    return [blank.serial for blank in desk.store.read(lambda work: work.stock.in_places(KIND, places))]
