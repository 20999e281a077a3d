"""The fairness rule of the waiting room, proven over waiting rooms of all kinds."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.line import IN_A_ROW, ahead_of, in_order, next_in_line, run_after
from kiosk.domain.queue import Lane, Priority, Ticket
from tests.kiosk.domain.tickets import MINUTE, a_ticket, lines
from tests.makers import NOON

EARLY = Priority.ELDERLY
runs = st.integers(0, 5)


def before(ticket: Ticket, line: list[Ticket]) -> int:
    """How many of its lane count from an earlier time."""
    place = (ticket.counts_from, ticket.id)
    return sum(each.lane is ticket.lane and (each.counts_from, each.id) < place for each in line)


@given(lines(), runs)
def test_the_order_of_all_is_the_order_of_one_call_after_the_other(line: list[Ticket], run: int) -> None:
    left, in_a_row, one_by_one = list(line), run, []
    while ticket := next_in_line(left, in_a_row, NOON):
        left.remove(ticket)
        one_by_one.append(ticket)
        in_a_row = run_after(in_a_row, ticket.lane)

    assert in_order(line, run, NOON) == one_by_one
    assert sorted(one_by_one, key=lambda each: each.id) == line


@given(lines(), runs, st.data())
def test_whatever_priorities_come_an_ordinary_ticket_waits_for_a_bounded_number_of_calls(
    line: list[Ticket], run: int, data: st.DataObject
) -> None:
    """While its counter calls, others take tickets away and new priorities arrive before each call."""
    mine = a_ticket(900, counts_from=NOON)
    left = [each for each in line if each.counts_from <= NOON]
    bound = 3 * (before(mine, left) + 1)
    left.append(mine)

    for call in range(1, bound + 1):
        left += [a_ticket(1000 + 2 * call + more, priority=EARLY) for more in range(2)]
        chosen = next_in_line(left, run, NOON)
        assert chosen is not None
        if chosen is mine:
            return
        left.remove(chosen)
        run = run_after(run, chosen.lane)
        if data.draw(st.booleans()):
            left.remove(data.draw(st.sampled_from([each for each in left if each is not mine])))
    raise AssertionError(f"not called within {bound} calls")


@given(lines(), runs)
def test_a_priority_ticket_waits_for_a_bounded_number_of_calls(line: list[Ticket], run: int) -> None:
    order = in_order(line, run, NOON)

    for place, ticket in enumerate(order):
        if ticket.lane is Lane.PRIORITY and ticket.counts_from <= NOON:
            assert place + 1 <= 2 * (before(ticket, line) + 1)


@given(lines(), runs)
def test_no_two_ordinary_tickets_and_no_two_priorities_change_places(line: list[Ticket], run: int) -> None:
    order = in_order(line, run, NOON)

    for lane in Lane:
        places = [ticket.counts_from for ticket in order if ticket.lane is lane]
        assert places == sorted(places)


@given(lines(), runs)
def test_after_two_priorities_in_a_row_an_ordinary_one_has_its_turn(line: list[Ticket], run: int) -> None:
    due = [ticket for ticket in in_order(line, run, NOON) if ticket.counts_from <= NOON]

    for place in range(len(due) - IN_A_ROW):
        three = [ticket.lane for ticket in due[place : place + IN_A_ROW + 1]]
        if set(three) == {Lane.PRIORITY}:
            assert all(ticket.lane is Lane.PRIORITY for ticket in due[place:]), "Nobody else was left."


def test_an_appointment_is_called_at_its_time_before_walk_ins_that_came_after() -> None:
    def order(now: datetime) -> list[int]:
        return [ticket.number.no for ticket in in_order(line, 0, now)]

    appointment = a_ticket(1, counts_from=NOON)
    line = [appointment, a_ticket(2, counts_from=NOON - MINUTE), a_ticket(3, counts_from=NOON + MINUTE)]

    assert order(NOON + 2 * MINUTE) == [2, 1, 3]
    assert order(NOON - MINUTE) == [2, 1, 3]


@given(lines(), runs)
def test_nobody_is_called_before_the_appointment_while_others_wait(line: list[Ticket], run: int) -> None:
    early = [ticket.counts_from > NOON for ticket in in_order(line, run, NOON)]

    assert early == sorted(early)


def test_a_priority_does_not_count_before_its_appointment() -> None:
    line = [a_ticket(1, counts_from=NOON + MINUTE, priority=EARLY), a_ticket(2)]

    assert [ticket.number.no for ticket in in_order(line, 0, NOON)] == [2, 1]
    assert [ticket.number.no for ticket in in_order(line, 0, NOON + MINUTE)] == [1, 2]


def test_a_ticket_tells_how_many_are_before_it_in_its_group() -> None:
    line = [a_ticket(1, priority=EARLY), a_ticket(2), a_ticket(3, counts_from=NOON - MINUTE)]

    assert [ahead_of(ticket, line, NOON) for ticket in line] == [0, 2, 1]
    assert ahead_of(a_ticket(4, counts_from=NOON + MINUTE), line, NOON) == 3
