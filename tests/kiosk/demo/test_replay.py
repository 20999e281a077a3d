"""A day played again from its audit log: what went wrong in it is found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kiosk.demo.day.replay import Replay
from kiosk.domain.audit import AuditEvent, milliseconds
from kiosk.domain.queue import Precedence, Priority, Ticket
from tests.kiosk.domain.tickets import a_ticket

NINE = datetime(2026, 12, 1, 9, tzinfo=UTC)
FIRST, SECOND, THIRD = (
    replace(a_ticket(number), counts_from=NINE + timedelta(minutes=number)) for number in (1, 2, 3)
)
ELDERS = tuple(
    replace(
        a_ticket(number),
        counts_from=NINE + timedelta(minutes=number),
        precedence=Precedence(Priority.ELDERLY, "as seen"),
    )
    for number in (11, 12, 13)
)
Happened = tuple[Ticket, str, str]
"""A ticket, what happened to it, and where."""


def replayed(happened: Sequence[Happened]) -> Replay:
    """From half past nine on, one thing each minute; everybody took a ticket before."""
    tickets = {str(each.id): each for each, _verb, _station in happened}
    taken = [(each, "taken", "reception-1") for each in tickets.values()]
    events = [_event(number, *each) for number, each in enumerate((*taken, *happened))]
    return Replay(tickets).play(events)


def _event(number: int, ticket: Ticket, verb: str, station: str) -> AuditEvent:
    at_ms = milliseconds(NINE + timedelta(minutes=30 + number))
    action, details = f"queue:ticket:{verb}", json.dumps({"group": ticket.group})
    subject = str(ticket.id)
    return AuditEvent(station, number, at_ms, "clerk1", station, action, subject, details, b"", b"")


def served(ticket: Ticket, station: str = "counter-1") -> list[Happened]:
    return [(ticket, verb, station) for verb in ("called", "begun", "done")]


def test_a_day_that_went_well_has_nothing_to_show() -> None:
    day = replayed([*served(ELDERS[0]), *served(FIRST), *served(SECOND)])

    assert (day.double_calls, day.unfair_calls, day.lost) == (0, 0, 0)
    assert (day.in_a_row, day.counts["done"]) == (1, 3)
    assert day.overtaken[str(FIRST.id)] == 1


def test_a_ticket_that_two_counters_call_is_a_double_call() -> None:
    twice = replayed([(FIRST, "called", "counter-1"), (FIRST, "called", "counter-2")])
    returned = replayed(
        [
            (FIRST, "called", "counter-1"),
            (FIRST, "given-back", "counter-2"),
            (FIRST, "called", "counter-2"),
        ]
    )

    assert (twice.double_calls, returned.double_calls) == (1, 0)


def test_a_ticket_that_comes_to_no_end_is_lost() -> None:
    for ways in ((), ("called",), ("called", "begun", "parked"), ("called", "redirected")):
        day = replayed([*served(FIRST), *[(SECOND, way, "counter-1") for way in ("begun", *ways)]])
        assert day.lost == 1, ways


def test_a_call_that_the_rule_would_not_make_is_unfair() -> None:
    assert replayed([*served(SECOND), *served(FIRST)]).unfair_calls == 1
    assert (
        replayed([(SECOND, "called-out-of-order", "counter-1"), *served(FIRST, "counter-2")]).unfair_calls
        == 0
    )


def test_three_priorities_before_somebody_who_waits_are_seen() -> None:
    day = replayed([*served(ELDERS[0]), *served(ELDERS[1]), *served(ELDERS[2]), *served(FIRST)])

    assert (day.in_a_row, day.unfair_calls) == (3, 1)
    assert day.overtaken[str(FIRST.id)] == 3
