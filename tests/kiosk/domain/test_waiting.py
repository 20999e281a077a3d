"""The waiting interval: how often it holds, and what it knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.queue import COLLECTION, Ticket, TicketState
from kiosk.domain.waiting import FEWEST, Interval, Learned, Scene, expect, learn, scene_of, waited
from tests.kiosk.domain.simulated_days import days
from tests.kiosk.domain.tickets import MINUTE, a_ticket
from tests.makers import NOON

LEARNED_FROM = 10
DAYS = 30


@pytest.fixture(scope="module")
def lived() -> list[list[Ticket]]:
    return days(LEARNED_FROM + DAYS)


def test_four_of_five_waits_of_thirty_days_are_within_the_interval(lived: list[list[Ticket]]) -> None:
    learned = learn(lived[:LEARNED_FROM], {})
    held, short = [], []

    for day in lived[LEARNED_FROM:]:
        for ticket in day:
            interval = expect(learned, scene_of(ticket, day, {}, learned.counters))
            wait = waited(ticket)
            assert wait is not None
            held.append(interval.holds(wait))
            short.append(interval.most - interval.least)
            assert interval.seen >= FEWEST

    assert len(held) > 1_500
    assert 0.75 <= sum(held) / len(held) <= 0.90
    assert sorted(short)[len(short) // 2] <= 30 * MINUTE, "It says something."


def test_what_is_foretold_knows_nothing_of_what_comes_later(lived: list[list[Ticket]]) -> None:
    day = lived[0]

    for ticket in day:
        at = ticket.taken_at
        known = [_as_known(each, ticket) for each in day if each.taken_at <= at]
        live = next(each for each in known if each.id == ticket.id)
        assert scene_of(live, known, {}, 3) == scene_of(ticket, day, {}, 3)


def _as_known(ticket: Ticket, by: Ticket) -> Ticket:
    """A ticket as it stood when another was taken."""
    if ticket.hold is None or ticket.hold.called_at > by.taken_at or ticket.id == by.id:
        return replace(ticket, state=TicketState.WAITING, hold=None, ended_at=None)
    if ticket.ended_at is not None and ticket.ended_at > by.taken_at:
        return replace(ticket, state=TicketState.SERVING, ended_at=None)
    return ticket


def test_more_people_ahead_are_a_longer_wait_and_more_counters_a_shorter_one(
    lived: list[list[Ticket]],
) -> None:
    learned = learn(lived[:LEARNED_FROM], {})

    few, many = (expect(learned, Scene(("student",) * ahead, 3, 3)) for ahead in (12, 24))
    quick = expect(learned, Scene(("student",) * 24, 6, 6))
    collecting = expect(learned, Scene((COLLECTION,) * 24, 3, 3))
    assert few.most < many.most
    assert few.least <= many.least
    assert quick.most < many.most
    assert collecting.most < many.most


def test_the_first_day_has_nothing_but_a_guess_and_says_so() -> None:
    nothing = learn([], {})

    assert nothing == Learned()
    guess = expect(nothing, Scene((), 0, 1))
    assert guess == Interval(timedelta(0), 3 * MINUTE, 0)
    assert expect(nothing, Scene(("student",) * 3, 1, 1)).seen == 0
    assert expect(nothing, Scene(("student",) * 3, 1, 1)).most > guess.most


def test_only_counters_and_people_of_the_same_groups_matter() -> None:
    serves = {"counter-1": frozenset({"student"}), "counter-2": frozenset({COLLECTION})}
    student, passport = a_ticket(1, counts_from=NOON - MINUTE), a_ticket(2, counts_from=NOON - MINUTE)
    busy = a_ticket(3, counts_from=NOON - 45 * MINUTE, state=TicketState.SERVING)
    assert busy.hold is not None
    long_ago = replace(busy, id=a_ticket(4).id, ended_at=NOON - 30 * MINUTE, state=TicketState.DONE)
    hold = replace(busy.hold, called_at=NOON - 40 * MINUTE)
    day = [
        student,
        replace(passport, group="passport"),
        replace(busy, hold=replace(hold, called_at=NOON - 5 * MINUTE)),
        replace(long_ago, hold=replace(hold, station="counter-2")),
        replace(long_ago, id=a_ticket(5).id, hold=hold),
        (mine := a_ticket(6, counts_from=NOON)),
    ]

    assert scene_of(mine, day, serves, 3) == Scene(("student",), 1, 1)
    assert scene_of(mine, day, {}, 3) == Scene(("student", "passport"), 1, 1)


def test_the_end_of_the_day_is_the_end_of_no_visit() -> None:
    """Who was called, came back into the line and is re-booked at closing teaches nothing of visits."""
    visits = [
        replace(a_ticket(number, state=TicketState.DONE), ended_at=NOON + 5 * MINUTE) for number in (1, 2)
    ]
    lost = replace(a_ticket(3, state=TicketState.REBOOKED), ended_at=NOON + 240 * MINUTE)

    assert learn([[*visits, lost]], {}).visit == 5 * MINUTE


def test_a_ticket_that_came_back_into_the_line_is_ahead_again() -> None:
    back = a_ticket(1, counts_from=NOON - MINUTE)
    called = replace(a_ticket(1, state=TicketState.CALLED).hold, called_at=NOON - MINUTE / 2)  # type: ignore[type-var]  # Called tickets have one.
    mine = a_ticket(2)

    assert scene_of(mine, [replace(back, hold=called), mine], {}, 1).ahead == ("student",)
