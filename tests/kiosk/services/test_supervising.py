"""What a supervisor does with tickets, and who sees what officers did."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.errors import Conflict, Refused
from kiosk.domain.queue import COLLECTION, Precedence, Priority, Ticket, TicketState
from kiosk.services import activity, calling, saved_filters, supervising, verification
from kiosk.services.supervising import Place, TicketLine
from tests.kiosk.services.finishing import HERE, approve, verified
from tests.kiosk.services.office import Clock, Counter, request_of, traced
from tests.kiosk.services.waiting_room import MINUTE, call, come, finish, serve


def reassign(counter: Counter, ticket: Ticket, group: str, note: str = "") -> Ticket:
    command = counter.desk.command("queue:ticket:reassigned", counter.supervisor)
    return supervising.reassign(counter.desk, command, ticket.id, (group, note))


def take_back(counter: Counter, ticket: Ticket) -> Ticket:
    command = counter.desk.command("queue:ticket:taken-back", counter.supervisor)
    return supervising.take_back(counter.desk, command, ticket.id, "the clerk fell ill")


def prioritise(counter: Counter, ticket: Ticket, priority: Priority) -> Ticket:
    command = counter.desk.command("queue:ticket:prioritised", counter.supervisor)
    return supervising.prioritise(counter.desk, command, ticket.id, (priority, "cannot stand"))


def listed(counter: Counter, place: Place) -> list[TicketLine]:
    return list(supervising.tickets(counter.desk, counter.supervisor, place))


def test_a_ticket_that_waits_is_sent_to_another_group_with_its_number_and_place(counter: Counter) -> None:
    first, ticket = come(counter, 1), come(counter, 2)

    with traced(counter.desk) as trace:
        moved = reassign(counter, ticket, COLLECTION, "only to collect")

    assert (moved.group, moved.note, moved.state) == (COLLECTION, "only to collect", TicketState.WAITING)
    assert (moved.number, moved.counts_from) == (ticket.number, ticket.counts_from)
    assert trace.actions == ["queue:ticket:reassigned"]
    assert [each.ticket.id for each in listed(counter, Place(group="student"))] == [first.id]
    assert [each.ticket.id for each in listed(counter, Place(group=COLLECTION))] == [ticket.id]
    with pytest.raises(Refused, match=r"queue\.same-group"):
        reassign(counter, moved, COLLECTION)
    again = reassign(counter, moved, "student")
    assert again.note == "only to collect"


def test_what_a_counter_has_is_taken_back_first_and_its_verification_is_free(counter: Counter) -> None:
    desk, clerk = counter.desk, counter.clerk
    come(counter, 1)
    ticket = serve(desk, clerk)
    (request_id,) = ticket.requests
    verification.open_walk(desk, clerk, request_id)
    with pytest.raises(Refused, match=r"queue\.held"):
        reassign(counter, ticket, "civil")

    back = take_back(counter, ticket)

    assert (back.state, back.note, back.back_at) == (TicketState.WAITING, "the clerk fell ill", None)
    assert request_of(desk, request_id).hold is None
    with pytest.raises(Conflict, match=r"queue\.elsewhere"):
        calling.keep(desk, clerk, ticket.id)
    with pytest.raises(Refused, match=r"queue\.not-held"):
        take_back(counter, back)
    assert call(counter.next_counter().desk, counter.next_counter().colleague).id == ticket.id


def test_another_priority_moves_a_ticket_forward_and_says_who_granted_it(counter: Counter) -> None:
    come(counter, 1)
    ticket = come(counter, 2)

    prioritise(counter, ticket, Priority.DISABLED)

    first = listed(counter, Place())[0]
    assert first.ticket.precedence == Precedence(Priority.DISABLED, "cannot stand", counter.supervisor.id)
    assert (first.decided_by, first.services) == ("supervisor", ("STU-02",))
    with pytest.raises(Refused, match=r"queue\.same-priority"):
        prioritise(counter, ticket, Priority.DISABLED)
    command = counter.desk.command("queue:ticket:prioritised", counter.supervisor)
    with pytest.raises(Refused, match=r"text\.empty"):
        supervising.prioritise(counter.desk, command, ticket.id, (Priority.INFANT, " "))
    prioritise(counter, ticket, Priority.NONE)
    assert listed(counter, Place())[1].ticket.precedence == Precedence(reason="cannot stand")


def test_what_is_over_or_of_another_day_or_of_ones_own_stays(counter: Counter, clock: Clock) -> None:
    desk = counter.desk
    come(counter, 1)
    gone = finish(desk, counter.clerk, serve(desk, counter.clerk))
    waiting = come(counter, 2)
    own = request_of(desk, waiting.requests[0]).subject_id
    boss = replace(counter.supervisor, person_id=own)
    with pytest.raises(Conflict, match=r"queue\.served"):
        reassign(counter, gone, "civil")
    with pytest.raises(Refused, match=r"role\.own-file"):
        prioritise(replace(counter, supervisor=boss), waiting, Priority.INFANT)
    clock.passes(24 * 60 * MINUTE)
    with pytest.raises(Refused, match=r"queue\.other-day"):
        reassign(counter, waiting, "civil")


def test_a_tickets_file_tells_all_that_happened_to_it(counter: Counter) -> None:
    desk, clerk = counter.desk, counter.clerk
    ticket = come(counter, 1)
    call(desk, clerk)
    calling.recall(desk, desk.command("queue:ticket:recalled", clerk), ticket.id)
    take_back(counter, ticket)
    reassign(counter, ticket, "civil")

    with traced(desk) as trace:
        found = supervising.ticket_file(desk, counter.supervisor, ticket.id)

    assert trace.actions == []
    assert [step.action.removeprefix("queue:ticket:") for step in found.steps] == [
        "taken", "called", "recalled", "taken-back", "reassigned",
    ]  # fmt: skip
    last = found.steps[-1]
    assert (last.login, last.details["before"], last.details["group"]) == ("supervisor", "student", "civil")
    assert [each.service for each in found.requests] == ["STU-02"]


def test_the_supervisor_sees_what_everybody_did_and_each_officer_the_own_line(
    counter: Counter, clock: Clock
) -> None:
    desk, clerk = counter.desk, counter.clerk
    for number in (11, 12, 13):
        come(counter, number)
    for minutes in (4, 8):
        ticket = serve(desk, clerk)
        clock.passes(minutes * MINUTE)
        finish(desk, clerk, ticket)
    call(desk, clerk)
    approve(counter, verified(counter, HERE, 1))

    one, two, boss = activity.of_all(desk, counter.supervisor)

    assert (one.login, one.called, one.served, one.mean) == ("clerk1", 3, 2, 6 * MINUTE)
    assert (one.visits.count, one.visits.median, one.visits.ninth) == (2, 4 * MINUTE, 8 * MINUTE)
    assert (one.verified, one.decided, one.approved) == (1, 1, 0)
    assert two.is_empty
    assert (boss.login, boss.approved, boss.decided) == ("supervisor", 1, 0)
    assert activity.own(desk, clerk) == one
    with pytest.raises(Refused, match=r"role\.not-allowed"):
        activity.of_all(desk, clerk)
    clock.passes(24 * 60 * MINUTE)
    assert activity.own(desk, clerk).is_empty


def test_a_clerk_sees_no_list_of_tickets_and_keeps_no_filters(counter: Counter) -> None:
    desk, clerk = counter.desk, counter.clerk
    for look in (
        lambda: supervising.tickets(desk, clerk, Place()),
        lambda: supervising.ticket_file(desk, clerk, come(counter, 1).id),
        lambda: saved_filters.saved(desk, clerk, "referrals"),
        lambda: saved_filters.save(desk, clerk, "referrals", (1, "x")),
    ):
        with pytest.raises(Refused, match=r"role\.not-allowed"):
            look()


def test_filters_are_kept_on_keys_each_officers_own(counter: Counter) -> None:
    desk, boss = counter.desk, counter.supervisor

    saved_filters.save(desk, boss, "referrals", (3, "passport  ۱۲"))
    saved_filters.save(desk, boss, "referrals", (1, "x"))
    kept = saved_filters.save(desk, boss, "referrals", (1, ""))

    assert dict(kept) == {3: "passport ۱۲"}
    assert dict(saved_filters.saved(desk, boss, "to-collect")) == {}
    other = replace(boss, id=counter.clerk.id)
    assert dict(saved_filters.saved(desk, other, "referrals")) == {}
    for no in (0, 10):
        with pytest.raises(Refused, match=r"filter\.key"):
            saved_filters.save(desk, boss, "referrals", (no, "x"))
