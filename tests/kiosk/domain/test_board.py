"""The figures of the supervisor's board."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.board import HALF_HOUR, Seen, Spread, by_group, half_hours, longest, scenes_now, spread
from kiosk.domain.queue import Ticket, TicketState
from kiosk.domain.waiting import scene_of
from tests.kiosk.domain.tickets import MINUTE, a_ticket, lines
from tests.makers import NOON

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def seen(ticket: Ticket) -> Seen:
    """As it is read from the database."""
    hold = ticket.hold
    return Seen(
        ticket.number.letter, ticket.number.no, ticket.group, ticket.state.value, ticket.lane.value,
        ticket.taken_at, ticket.counts_from,
        hold.station if hold else None, hold.called_at if hold else None,
        ticket.begun_at, ticket.ended_at, ticket.back_at, ticket.first_called_at,
    )  # fmt: skip


def a_visit(number: int, came: int, called: int, took: int, group: str = "student") -> Seen:
    """Somebody who was served, in minutes after nine."""
    came_at, called_at = NINE + came * MINUTE, NINE + called * MINUTE
    ended = called_at + took * MINUTE
    return Seen(
        "A",
        number,
        group,
        "DONE",
        "ordinary",
        came_at,
        came_at,
        "counter-1",
        called_at,
        called_at,
        ended,
        None,
        called_at,
    )


@given(st.lists(st.integers(0, 200), min_size=1, max_size=20))
def test_half_of_the_times_are_no_longer_than_the_median_and_nine_of_ten_than_the_ninth(
    minutes: list[int],
) -> None:
    found = spread(timedelta(minutes=each) for each in minutes)
    times = [timedelta(minutes=each) for each in minutes]

    assert found.count == len(times)
    assert {found.median, found.ninth} <= set(times)
    for share, at in ((0.5, found.median), (0.9, found.ninth)):
        assert sum(each <= at for each in times) >= share * len(times)
        assert sum(each < at for each in times) < share * len(times)


def test_what_was_not_measured_counts_for_nothing() -> None:
    assert spread([None, None]) == Spread(0)
    assert spread([None, 5 * MINUTE]) == Spread(1, 5 * MINUTE, 5 * MINUTE)


def test_each_group_says_what_waits_and_how_long_and_an_early_appointment_has_not_waited() -> None:
    later = a_ticket(3, counts_from=NOON + 30 * MINUTE)
    day = [
        seen(a_ticket(1, counts_from=NOON - 12 * MINUTE)),
        seen(a_ticket(2, counts_from=NOON - 40 * MINUTE))._replace(group="civil"),
        seen(later),
        seen(a_ticket(4, state=TicketState.PARKED)),
        a_visit(5, 0, 10, 8),
        a_visit(6, 0, 10, 8)._replace(state="NO_SHOW"),
        seen(a_ticket(7))._replace(group="of another catalogue"),
    ]

    student, civil, other, empty = by_group(("student", "civil", "of another catalogue", "police"), day, NOON)

    assert (student.waiting, student.longest) == (2, 12 * MINUTE)
    assert (student.parked, student.done, student.missed) == (1, 1, 1)
    assert (civil.waiting, civil.longest) == (1, 40 * MINUTE)
    assert (other.waiting, empty.waiting, empty.longest) == (1, 0, timedelta(0))
    assert by_group((), day[-1:], NOON)[0].group == "of another catalogue"
    assert longest(day, NOON) == 40 * MINUTE
    assert longest([seen(later)], NOON) == timedelta(0)


def test_a_wait_ends_with_the_call_and_begins_anew_for_who_went_back_into_the_line() -> None:
    visit = a_visit(1, 5, 25, 9)

    assert (visit.waited, visit.served) == (20 * MINUTE, 9 * MINUTE)
    assert visit._replace(state="WAITING").waited is None
    assert visit._replace(state="NO_SHOW").served is None
    assert visit._replace(called_at=NINE + 55 * MINUTE).waited == 20 * MINUTE, "The first call ends it."
    assert visit._replace(counts_from=NINE + 40 * MINUTE).waited == timedelta(0)


@given(lines(), st.integers(0, 4), st.booleans())
def test_who_comes_now_finds_what_the_tickets_own_estimate_says(
    waiting: list[Ticket], usual: int, busy: bool
) -> None:
    day = [*waiting, *([a_ticket(90, state=TicketState.SERVING)] if busy else [])]
    newcomer = a_ticket(99, counts_from=NOON)
    serves = {"counter-1": frozenset({"student"}), "counter-2": frozenset({"civil"})}

    now = scenes_now([seen(each) for each in day], serves, usual, NOON)("student")

    found = scene_of(newcomer, [*day, newcomer], serves, usual)
    assert sorted(now.ahead) == sorted(found.ahead)
    assert (now.busy, now.counters) == (found.busy, found.counters)


def test_the_half_hours_are_those_of_the_offices_clock_and_have_no_gap() -> None:
    teheran = timedelta(hours=3, minutes=30)
    day = [a_visit(1, 0, 10, 8), a_visit(2, 29, 95, 8), a_visit(3, 30, 99, 8)]

    halves = half_hours(day, lambda moment: moment + teheran)

    assert [each.begins for each in halves] == [NINE + teheran + at * HALF_HOUR for at in range(4)]
    assert [each.came for each in halves] == [2, 1, 0, 0]
    assert [each.waits.count for each in halves] == [1, 0, 0, 2]
    assert halves[3].waits == Spread(2, 66 * MINUTE, 69 * MINUTE)
    assert half_hours([], lambda moment: moment) == ()
