"""Tickets: the ways between their states, and how their numbers are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import catalogue
from kiosk.domain.errors import Conflict, KioskError, Refused
from kiosk.domain.queue import (
    ACTIVE,
    AT_COUNTER,
    COLLECTION,
    WAYS,
    Hold,
    Priority,
    Ticket,
    TicketState,
    begun,
    called,
    done,
    missed,
    parked,
    place_of,
    rebooked,
    recalled,
    redirected,
    returned,
    unparked,
)
from kiosk.domain.queue_rules import QueueRules
from kiosk.domain.ticket_number import TicketCode, TicketNumber, read_ticket
from tests.kiosk.domain.tickets import MINUTE, a_ticket
from tests.makers import NOON, OFFICE, STAFF, TODAY

S = TicketState
LATER = NOON + 10 * MINUTE
HOLD = Hold(STAFF.colleague.id, "counter-2", NOON)
GROUPS = catalogue.load(None).groups

STEPS: dict[str, Callable[[Ticket], Ticket]] = {
    "call": lambda ticket: called(ticket, HOLD, LATER),
    "recall": lambda ticket: recalled(ticket, NOON + MINUTE, LATER),
    "begin": lambda ticket: begun(ticket, NOON, LATER),
    "miss": lambda ticket: missed(ticket, LATER, 3 * MINUTE),
    "park": lambda ticket: parked(ticket, LATER, NOON),
    "return": returned,
    "unpark": unparked,
    "redirect": lambda ticket: redirected(ticket, "passport", "two of three originals seen"),
    "finish": lambda ticket: done(ticket, NOON),
    "rebook": lambda ticket: rebooked(ticket, NOON),
}


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=30))
def test_whatever_is_done_a_ticket_keeps_to_its_ways_and_to_its_place(steps: list[str]) -> None:
    first = ticket = a_ticket(priority=Priority.INFANT)

    for step in steps:
        before = ticket
        try:
            ticket = STEPS[step](ticket)
        except KioskError:
            continue
        assert ticket.state in WAYS[before.state] or (step == "recall" and ticket.state is before.state)
        assert (ticket.back_at is not None) == (ticket.state in AT_COUNTER | {S.PARKED})
        assert (ticket.ended_at is None) == ticket.is_active
        assert (ticket.number, ticket.counts_from, ticket.requests, ticket.precedence) == (
            first.number,
            first.counts_from,
            first.requests,
            first.precedence,
        )


def test_from_every_active_state_a_ticket_comes_to_an_end_and_from_an_end_nowhere() -> None:
    ends = {S.DONE, S.NO_SHOW, S.REBOOKED}

    assert set(TicketState) - ends == ACTIVE
    assert all(S.REBOOKED in WAYS[state] for state in ACTIVE)
    for state, key in zip((S.DONE, S.NO_SHOW, S.REBOOKED), ("served", "missed", "rebooked"), strict=True):
        for step in STEPS.values():
            with pytest.raises(Conflict, match=rf"queue\.{key}"):
                step(a_ticket(state=state))


def test_who_was_called_has_the_grace_to_come_and_a_recall_begins_it_anew() -> None:
    at_counter = called(a_ticket(), HOLD, LATER)

    with pytest.raises(Refused, match=r"queue\.grace") as early:
        missed(at_counter, NOON + 2 * MINUTE, 3 * MINUTE)
    assert early.value.details["seconds"] == 60
    again = recalled(at_counter, NOON + 2 * MINUTE, LATER)
    assert again.hold == Hold(HOLD.officer_id, "counter-2", NOON + 2 * MINUTE, calls=2)
    with pytest.raises(Refused, match=r"queue\.grace"):
        missed(again, NOON + 4 * MINUTE, 3 * MINUTE)
    assert missed(again, NOON + 5 * MINUTE, 3 * MINUTE).state is S.NO_SHOW


def test_only_what_is_called_is_called_again() -> None:
    for state in (S.WAITING, S.SERVING, S.PARKED):
        with pytest.raises(Refused, match=r"queue\.not-called"):
            recalled(a_ticket(state=state), NOON, LATER)


def test_only_what_is_set_aside_is_taken_up_again() -> None:
    assert unparked(a_ticket(state=S.PARKED)).state is S.WAITING
    for state in AT_COUNTER | {S.WAITING}:
        with pytest.raises(Refused, match=r"queue\.not-parked"):
            unparked(a_ticket(state=state))


def test_a_promise_lies_ahead_and_a_redirection_leads_elsewhere() -> None:
    serving = a_ticket(state=S.SERVING)

    with pytest.raises(Refused, match=r"queue\.promise"):
        parked(serving, NOON, NOON)
    with pytest.raises(Refused, match=r"queue\.same-group"):
        redirected(serving, "student", "")
    moved = redirected(serving, "civil", "originals seen")
    assert (moved.group, moved.note, str(moved.number)) == ("civil", "originals seen", "A001")


def test_an_appointment_counts_from_its_time_until_it_is_too_late() -> None:
    late = 15 * MINUTE

    assert place_of(NOON, None, late) == NOON
    assert place_of(NOON - 30 * MINUTE, NOON, late) == NOON
    assert place_of(NOON + 15 * MINUTE, NOON, late) == NOON
    assert place_of(NOON + 16 * MINUTE, NOON, late) == NOON + 16 * MINUTE


@given(st.sampled_from("ABGV"), st.integers(1, 2_000), st.dates())
def test_a_ticket_is_read_back_from_its_code_and_from_its_number(letter: str, no: int, day: object) -> None:
    number = TicketNumber(letter, no)
    today = TicketCode(OFFICE, TODAY, number)

    assert read_ticket(str(number), OFFICE, TODAY) == today
    assert read_ticket(f" {letter.lower()}-{no:03d} ", OFFICE, TODAY) == today
    assert isinstance(day, type(TODAY))
    assert read_ticket(str(TicketCode("9", day, number)), OFFICE, TODAY) == TicketCode("9", day, number)


def test_a_number_typed_in_persian_digits_is_read() -> None:
    assert read_ticket("g۰۱۲", OFFICE, TODAY).number == TicketNumber("G", 12)


@pytest.mark.parametrize("text", ["", "012", "A12", "723/2026-02-30/A012", "723/A012", "AA012", "A012 x"])
def test_what_is_no_ticket_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"queue\.ticket-code"):
        read_ticket(text, OFFICE, TODAY)


def test_every_group_has_a_letter_of_its_own_and_an_office_may_name_others() -> None:
    usual = QueueRules()
    renamed = QueueRules(letters={"student": "T", COLLECTION: "Z", "passport": "S"})

    assert usual.clashes(GROUPS) == ()
    assert [usual.letter(group, GROUPS) for group in ("student", "passport", COLLECTION)] == ["A", "G", "D"]
    assert [renamed.letter(group, GROUPS) for group in ("student", COLLECTION)] == ["T", "Z"]
    assert renamed.clashes(GROUPS) == ("passport", "civil")
    assert QueueRules(letters={"pasport": "Q"}).unknown(GROUPS) == ("pasport",)


def test_a_counter_serves_what_the_settings_say_or_everything() -> None:
    rules = QueueRules(counters={"counter-2": frozenset({COLLECTION})}, lease=timedelta(minutes=1))

    assert rules.served_at("counter-2", GROUPS) == (COLLECTION,)
    assert set(rules.served_at("counter-1", GROUPS)) == {*GROUPS, COLLECTION}
