"""Tickets in both databases: numbers, claims, and one active ticket for a request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from data.store import Store
from data.work import Work
from kiosk.domain.errors import Conflict, NotFound
from kiosk.domain.line import Call, in_order, lanes, run_after
from kiosk.domain.queue import Hold, Priority, Ticket, TicketState, called
from kiosk.domain.ticket_number import TicketNumber
from tests import makers
from tests.data.crowds import in_threads
from tests.kiosk.domain.tickets import MINUTE, a_ticket
from tests.makers import NOON, STAFF, TODAY

LEASE = NOON + 20 * MINUTE
LINE = (
    a_ticket(1, counts_from=NOON - 9 * MINUTE),
    a_ticket(2, counts_from=NOON - 8 * MINUTE, priority=Priority.ELDERLY),
    a_ticket(3, counts_from=NOON + 5 * MINUTE, priority=Priority.DISABLED),
    a_ticket(4, counts_from=NOON - 7 * MINUTE),
    a_ticket(5, counts_from=NOON - 6 * MINUTE, priority=Priority.INFANT),
    a_ticket(6, counts_from=NOON - 5 * MINUTE, priority=Priority.PREGNANT),
    a_ticket(7, counts_from=NOON - 7 * MINUTE),
)


def filled(store: Store, tickets: Sequence[Ticket]) -> None:
    """An office with these tickets, each for a request of its own."""

    def act(work: Work) -> None:
        makers.staffed(work)
        work.people.add(makers.a_file(), NOON)
        for ticket in tickets:
            work.requests.add(makers.a_request(ticket.number.no), TODAY)
            work.queue.add(ticket)

    store.write(act)


def call_one(store: Store, run: int = 0, station: str = "counter-1") -> Ticket | None:
    def act(work: Work) -> Ticket | None:
        ticket = work.queue.claim(Call(TODAY, ("student",), lanes(run), NOON))
        if ticket is None:
            return None
        return work.queue.save(called(ticket, Hold(STAFF.clerk.id, station, NOON), LEASE))

    return store.write(act)


def test_a_ticket_is_read_as_it_was_written(store: Store) -> None:
    family = replace(
        a_ticket(1, priority=Priority.TRAVEL_48H),
        requests=(makers.request_id(2), makers.request_id(1)),
        appointment=NOON,
        note="عکس آورده شد",
    )
    filled(store, [replace(a_ticket(2), requests=())])
    store.write(lambda work: work.requests.add(makers.a_request(1), TODAY))

    store.write(lambda work: work.queue.add(family))
    held = replace(
        called(family, Hold(STAFF.clerk.id, "counter-2", NOON, 2), LEASE), begun_at=NOON, group="civil"
    )
    saved = store.write(lambda work: work.queue.save(held))

    assert saved == replace(held, version=2)
    assert store.read(lambda work: work.queue.by_number(TODAY, family.number)) == saved
    assert store.read(lambda work: work.queue.at_counter("counter-2")) == saved
    assert list(store.read(lambda work: work.queue.at_counters())) == [saved]
    assert [each.id for each in store.read(lambda work: work.queue.of_day(TODAY))] == [
        family.id,
        makers.an_id(2, 6),
    ]
    with pytest.raises(NotFound, match=r"queue\.unknown"):
        store.read(lambda work: work.queue.by_number(TODAY - timedelta(days=1), family.number))


def test_numbers_begin_anew_each_day_and_with_each_letter(store: Store) -> None:
    def three(work: Work) -> list[str]:
        days = (TODAY, TODAY, TODAY - timedelta(days=1))
        return [str(work.queue.next_number(day, "A")) for day in days] + [
            str(work.queue.next_number(TODAY, "G"))
        ]

    assert store.write(three) == ["A001", "A002", "A001", "G001"]
    # The clock was set back and is right again: the day's count goes on.
    assert store.write(three) == ["A003", "A004", "A002", "G002"]


def test_the_line_is_claimed_in_the_order_of_the_rule(store: Store) -> None:
    filled(store, LINE)
    order: list[UUID] = []
    run = 1

    while ticket := call_one(store, run, f"counter-{len(order)}"):
        order.append(ticket.id)
        run = run_after(run, ticket.lane)

    assert order == [ticket.id for ticket in in_order(LINE, 1, NOON)]
    assert len(order) == len(LINE)


def test_another_day_another_group_and_what_is_called_already_are_not_claimed(store: Store) -> None:
    yesterday = replace(a_ticket(1), office_day=TODAY - timedelta(days=1))
    filled(store, [yesterday, replace(a_ticket(2), group="passport"), a_ticket(3)])

    first = call_one(store)

    assert first is not None
    assert first.number == TicketNumber("A", 3)
    assert call_one(store, station="counter-2") is None


def test_a_request_has_one_active_ticket_whoever_gives_it_and_a_new_one_afterwards(store: Store) -> None:
    filled(store, [a_ticket(1)])
    again = replace(a_ticket(2), requests=(makers.request_id(1),))

    with pytest.raises(Conflict, match=r"queue\.has-ticket") as refused:
        store.write(lambda work: work.queue.add(again))
    assert refused.value.details == {"ticket": "A001"}

    over = replace(a_ticket(1), state=TicketState.REBOOKED, ended_at=NOON)
    store.write(lambda work: work.queue.save(over))
    store.write(lambda work: work.queue.add(again))
    active = store.read(lambda work: work.queue.active_of(makers.request_id(1)))
    assert active is not None
    assert active.number == again.number


def test_two_kiosks_with_one_request_at_the_same_instant_make_one_ticket(store: Store) -> None:
    filled(store, [])
    for no in (1, 2):
        store.write(lambda work, no=no: work.requests.add(makers.a_request(no), TODAY))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
    family = (makers.request_id(1), makers.request_id(2))
    refused: list[object] = []

    def take(work: Work, requests: tuple[UUID, ...], number: int) -> None:
        no = work.queue.next_number(TODAY, "AG"[number % 2])
        work.queue.add(replace(a_ticket(number + 1), number=no, requests=requests))

    def at_a_kiosk(number: int) -> None:
        requests = family if number < 2 else family[::-1]
        try:
            store.write(lambda work: take(work, requests, number))
        except Conflict as conflict:
            refused.append((conflict.key, conflict.details["ticket"]))

    in_threads(4, at_a_kiosk)

    (ticket,) = store.read(lambda work: work.queue.of_day(TODAY))
    assert refused == [("queue.has-ticket", str(ticket.number))] * 3
    assert ticket.number.no == 1


def test_a_counter_has_one_ticket_at_a_time(store: Store) -> None:
    filled(store, [a_ticket(1), a_ticket(2)])
    call_one(store)

    with pytest.raises(Conflict, match=r"database\.conflict"):
        call_one(store)


def test_who_reads_an_old_version_does_not_overwrite_a_new_one(store: Store) -> None:
    filled(store, [a_ticket(1)])
    call_one(store)

    with pytest.raises(Conflict, match=r"record\.changed"):
        store.write(lambda work: work.queue.save(replace(a_ticket(1), note="old")))


def test_leases_and_promises_come_back_when_they_are_over(store: Store) -> None:
    parked = replace(a_ticket(3, state=TicketState.PARKED), back_at=NOON + MINUTE)
    filled(store, [a_ticket(1), a_ticket(2), parked])
    call_one(store)

    def back(minutes: int) -> list[int]:
        at = NOON + minutes * MINUTE
        return store.write(lambda work: [each.number.no for each in work.queue.coming_back(at)])

    assert back(0) == []
    assert back(1) == [3]
    assert sorted(back(20)) == [1, 3]


def test_a_claim_that_fails_leaves_the_ticket_waiting(store: Store) -> None:
    filled(store, [a_ticket(1)])

    def fail(work: Work) -> None:
        assert work.queue.claim(Call(TODAY, ("student",), lanes(0), NOON)) is not None
        raise Conflict("record.changed")

    with pytest.raises(Conflict):
        store.write(fail)
    assert call_one(store) is not None


def test_in_postgresql_a_counter_passes_over_what_another_is_just_calling(postgres_store: Store) -> None:
    filled(postgres_store, [a_ticket(1), a_ticket(2)])
    elsewhere: list[Ticket | None] = []

    def call_meanwhile(work: Work) -> None:
        assert work.queue.claim(Call(TODAY, ("student",), lanes(0), NOON)) is not None
        in_threads(1, lambda _number: elsewhere.append(call_one(postgres_store, station="counter-2")))

    postgres_store.write(call_meanwhile)

    (other,) = elsewhere
    assert other is not None
    assert other.number == TicketNumber("A", 2)


def test_the_run_of_priorities_is_kept_for_each_counter(store: Store) -> None:
    filled(store, [])

    def next_call(work: Work) -> int:
        run = work.queue.run_at(STAFF.clerk, NOON)
        work.queue.count_call(STAFF.clerk.station, run + 1)
        return run

    assert [store.write(next_call) for _ in range(3)] == [0, 1, 2]
    elsewhere = replace(STAFF.colleague, station="counter-2")
    assert store.write(lambda work: work.queue.run_at(elsewhere, NOON)) == 0
