"""A consulate's day from the opening to the closing, through the real services, and what it scored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from kiosk.demo.day import blanks, ending
from kiosk.demo.day.casework import Casework
from kiosk.demo.day.counters import Counter
from kiosk.demo.day.flooring import Agenda, Floor, Visitor
from kiosk.demo.day.founding import DayWish, Founded, Progress, found
from kiosk.demo.day.scores import Scores, Truth, score
from kiosk.demo.day.visiting import Entrance, visitors
from kiosk.demo.hall import INTAKE, MINUTE
from kiosk.services import working_day
from kiosk.strict import msgid

ROUND = 20 * MINUTE
"""How often the supervisor looks at what waits."""
ROUNDS_AFTER = 120 * MINUTE
EVENING = timedelta(hours=9)


def live(wish: DayWish, progress: Progress) -> Scores:
    """Found an office in the empty folder, let the day pass in it, and score it from what it left there."""
    founded = found(wish, progress)
    try:
        truth = _lived(founded, wish, progress)
        return score(founded.desk, wish.day, truth)
    finally:
        founded.close()


def _lived(founded: Founded, wish: DayWish, progress: Progress) -> Truth:
    desk, officers = founded.desk, founded.officers
    floor = Floor(desk, Agenda(founded.clock, wish.opens), wish.draw("floor"), officers)
    entrance = Entrance(floor, wish)
    coming = tuple(visitors(desk, wish, founded.brought))
    booklets = sum(each.request.service.startswith("PAS") and not each.collects for each in coming)
    founded.clock.set(wish.opens - timedelta(hours=16))
    blanks.receive(desk, officers, booklets)
    founded.clock.set(wish.opens - timedelta(hours=1))
    working_day.open_day(desk, desk.command(working_day.OPENED, officers.supervisor))
    blanks.open_day(desk, officers, booklets)
    casework = Casework(desk, officers, wish.draw("casework"), entrance.expect_again)
    _open_counters(floor, wish, casework)
    _expect(floor, entrance, coming, progress)
    _send_round(floor, wish, casework)
    floor.agenda.run()
    founded.clock.set(max(founded.clock(), wish.opens + EVENING))
    blanks.close_day(desk, officers)
    closed = ending.close_day(desk, officers.supervisor, casework.visitors)
    return Truth(coming, floor.told, floor.second_tickets, closed)


def _open_counters(floor: Floor, wish: DayWish, casework: Casework) -> None:
    """One of them, but not the first, dies in the middle of the morning."""
    draw = floor.draw
    for number, officer in enumerate(floor.officers.counters, 1):
        fails = wish.opens + draw.uniform(40, 100) * MINUTE if number == wish.counters else None
        rests = wish.opens + draw.uniform(90, 170) * MINUTE
        Counter(floor, officer, casework, fails).open_at(wish.opens + draw.uniform(0, 6) * MINUTE, rests)


def _expect(floor: Floor, entrance: Entrance, coming: Iterable[Visitor], progress: Progress) -> None:
    everybody = sorted(coming, key=lambda each: each.comes)
    for number, visitor in enumerate(everybody, 1):
        entrance.expect(visitor)
        floor.agenda.at(
            visitor.comes,
            lambda number=number: progress(msgid("The day"), number, len(everybody)),  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        )


def _send_round(floor: Floor, wish: DayWish, casework: Casework) -> None:
    moment, last = wish.opens + ROUND, wish.opens + INTAKE * MINUTE + ROUNDS_AFTER
    while moment <= last:
        floor.agenda.at(moment, casework.supervise)
        moment += ROUND
