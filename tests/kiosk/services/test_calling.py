"""What counters do with tickets."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.errors import Conflict, NotFound, Refused
from kiosk.domain.queue import COLLECTION, Priority, Ticket, TicketState
from kiosk.domain.queue_rules import QueueRules
from kiosk.domain.request import RequestState
from kiosk.domain.roles import Officer
from kiosk.domain.verification import Passed
from kiosk.services import calling, queueing, verification
from kiosk.services.auditing import verify_audit
from kiosk.services.desk import Desk
from tests.kiosk.services import office
from tests.kiosk.services.office import CODE, NOW, Counter, events, fingerprint, request_of
from tests.kiosk.services.waiting_room import (
    MINUTE,
    a_request,
    call,
    come,
    finish,
    serve,
    serve_all,
    take,
    with_rules,
)

S = TicketState
OLD = Priority.ELDERLY


def actions(desk: Desk) -> list[str]:
    return [event.action for event in events(desk) if event.action.startswith("queue:")]


def do(desk: Desk, by: Officer, name: str, ticket: Ticket) -> Ticket:
    """A step that needs nothing but the ticket."""
    acts = {
        "recalled": calling.recall,
        "begun": calling.begin,
        "missed": calling.no_show,
        "unparked": calling.unpark,
        "done": calling.done,
    }
    return acts[name](desk, desk.command(f"queue:ticket:{name}", by), ticket.id)


def test_a_ticket_goes_from_the_line_to_its_end_and_every_step_is_in_the_audit_log(counter: Counter) -> None:
    desk, clerk = counter.desk, counter.clerk
    come(counter, 1)

    called = call(desk, clerk)
    assert called.state is S.CALLED
    assert called.hold is not None
    assert (called.hold.station, called.hold.officer_id, called.hold.calls) == ("counter-1", clerk.id, 1)
    counter.clock.passes(MINUTE)
    assert do(desk, clerk, "recalled", called).hold == replace(called.hold, calls=2, called_at=desk.now())
    begun = do(desk, clerk, "begun", called)
    assert (begun.state, begun.begun_at) == (S.SERVING, desk.now())
    counter.clock.passes(5 * MINUTE)
    ended = do(desk, clerk, "done", begun)

    assert (ended.state, ended.ended_at, ended.back_at) == (S.DONE, desk.now(), None)
    assert actions(desk) == [
        f"queue:ticket:{each}" for each in ("taken", "called", "recalled", "begun", "done")
    ]
    assert {event.subject for event in events(desk)[-5:]} == {str(ended.id)}
    assert verify_audit(desk.store, CODE).fault is None


def test_priority_goes_first_and_every_third_call_is_an_ordinary_one(counter: Counter) -> None:
    for number in (1, 2):
        come(counter, number)
    for number in (3, 4, 5, 6):
        come(counter, number, OLD)

    assert serve_all(counter.desk, counter.clerk, 6) == ["A003", "A004", "A001", "A005", "A006", "A002"]


def test_each_counter_counts_its_own_priorities(counter: Counter) -> None:
    other = counter.next_counter()
    come(counter, 1)
    for number in range(2, 6):
        come(counter, number, OLD)

    assert serve_all(counter.desk, counter.clerk, 2) == ["A002", "A003"]
    assert serve_all(other.desk, other.colleague, 2) == ["A004", "A005"]
    assert serve_all(counter.desk, counter.clerk, 1) == ["A001"]


def test_a_counter_calls_only_the_groups_it_serves(counter: Counter) -> None:
    come(counter, 1)
    fast = with_rules(counter.desk, QueueRules(counters={"counter-1": frozenset({COLLECTION})}))

    with pytest.raises(NotFound, match=r"queue\.nobody-waits"):
        call(fast, counter.clerk)
    ready = a_request(fast, 2, RequestState.QC_OK)
    take(fast, counter.clerk, ready)
    assert str(call(fast, counter.clerk).number) == "D001"


def test_a_counter_has_one_ticket_at_a_time_and_a_repeated_call_calls_nobody_else(counter: Counter) -> None:
    desk, clerk = counter.desk, counter.clerk
    first = come(counter, 1)
    second = come(counter, 2)
    command = desk.command("queue:ticket:called", clerk)

    assert calling.call_next(desk, command).id == first.id
    assert calling.call_next(desk, command).id == first.id
    with pytest.raises(Refused, match=r"queue\.still-here") as refused:
        call(desk, clerk)
    assert refused.value.details == {"ticket": "A001"}
    with pytest.raises(Refused, match=r"queue\.still-here"):
        calling.serve_out_of_order(desk, desk.command("queue:ticket:preferred", clerk), second.id, "x")


def test_who_does_not_come_is_missed_after_the_grace_and_may_come_again(counter: Counter) -> None:
    desk, clerk = counter.desk, counter.clerk
    come(counter, 1)
    called = call(desk, clerk)
    before = fingerprint(desk)

    with pytest.raises(Refused, match=r"queue\.grace"):
        do(desk, clerk, "missed", called)
    assert fingerprint(desk) == before
    counter.clock.passes(desk.office.queue.grace)
    assert do(desk, clerk, "missed", called).state is S.NO_SHOW

    request = request_of(desk, called.requests[0])
    assert request.state is RequestState.NO_SHOW
    again = take(desk, clerk, request)
    assert str(again.number) == "A002"
    assert request_of(desk, request.id).state is RequestState.ARRIVED
    with pytest.raises(Conflict, match=r"queue\.missed"):
        do(desk, clerk, "begun", called)


def test_of_a_missed_family_only_who_was_waited_for_did_not_come(counter: Counter) -> None:
    desk, clerk = counter.desk, counter.clerk
    family = [a_request(desk, 1), a_request(desk, 2, RequestState.QC_OK)]
    take(desk, clerk, *family)
    called = call(desk, clerk)
    counter.clock.passes(desk.office.queue.grace)

    do(desk, clerk, "missed", called)

    assert [request_of(desk, each.id).state for each in family] == [RequestState.NO_SHOW, RequestState.QC_OK]


def test_what_is_set_aside_comes_back_at_the_time_promised_at_the_place_it_had(counter: Counter) -> None:
    desk, clerk = counter.desk, counter.clerk
    come(counter, 1)
    come(counter, 2)
    serving = serve(desk, clerk)

    with pytest.raises(Refused, match=r"queue\.promise"):
        calling.park(desk, desk.command("queue:ticket:parked", clerk), serving.id, desk.now())
    promised = desk.now() + 15 * MINUTE
    parked = calling.park(desk, desk.command("queue:ticket:parked", clerk), serving.id, promised)
    assert (parked.state, parked.back_at) == (S.PARKED, promised)
    assert str(call(desk, clerk).number) == "A002"
    counter.clock.at = promised
    come(counter, 3)

    other = counter.next_counter()
    assert call(other.desk, other.colleague).id == serving.id
    assert '"state":"PARKED"' in next(
        event.details for event in events(desk) if event.action == "queue:ticket:given-back"
    )


def test_what_is_set_aside_can_be_taken_up_before(counter: Counter) -> None:
    desk, clerk = counter.desk, counter.clerk
    waiting = come(counter, 1)
    with pytest.raises(Refused, match=r"queue\.not-parked"):
        do(desk, clerk, "unparked", waiting)
    serving = serve(desk, clerk)
    calling.park(desk, desk.command("queue:ticket:parked", clerk), serving.id, desk.now() + MINUTE)

    assert do(desk, counter.supervisor, "unparked", serving).state is S.WAITING
    assert call(desk, clerk).id == serving.id
    do(desk, clerk, "begun", serving)
    calling.park(desk, desk.command("queue:ticket:parked", clerk), serving.id, desk.now() + MINUTE)
    counter.clock.passes(timedelta(days=1))
    with pytest.raises(Refused, match=r"queue\.other-day"):
        do(desk, clerk, "unparked", serving)


def test_what_leaves_a_counter_leaves_its_walk_to_the_next_officer(counter: Counter) -> None:
    """Without waiting for the lease of who began it; what another officer works on stays there."""
    desk, clerk, colleague = counter.desk, counter.clerk, counter.colleague
    mine, others = a_request(desk, 1), a_request(desk, 2)
    take(desk, clerk, mine, others)
    verification.open_walk(desk, colleague, others.id)

    def left() -> None:
        assert request_of(desk, mine.id).hold is None
        hold = request_of(desk, others.id).hold
        assert hold is not None
        assert hold.officer_id == colleague.id

    ticket = serve(desk, clerk)
    verification.open_walk(desk, clerk, mine.id)
    calling.hand_back(desk, desk.command("queue:ticket:handed-back", clerk), ticket.id)
    left()
    ticket = serve(desk, clerk)
    verification.open_walk(desk, clerk, mine.id)
    calling.park(desk, desk.command("queue:ticket:parked", clerk), ticket.id, desk.now() + MINUTE)
    left()
    assert verification.open_walk(desk, counter.colleague, mine.id) is not None


def test_a_redirected_ticket_keeps_number_place_and_work(counter: Counter) -> None:
    desk, clerk, other = counter.desk, counter.clerk, counter.next_counter()
    come(counter, 1)
    serving = serve(desk, clerk)
    request_id = serving.requests[0]
    verification.open_walk(desk, clerk, request_id)
    come(counter, 2)

    with pytest.raises(NotFound, match=r"catalogue\.no-such-group"):
        calling.redirect(desk, desk.command("queue:ticket:redirected", clerk), serving.id, ("club", ""))
    moved = calling.redirect(
        desk, desk.command("queue:ticket:redirected", clerk), serving.id, ("civil", "دو مدرک تطبیق شد")
    )

    assert (moved.state, moved.group, moved.note) == (S.WAITING, "civil", "دو مدرک تطبیق شد")
    assert (moved.number, moved.counts_from) == (serving.number, serving.counts_from)
    request = request_of(desk, request_id)
    assert (request.state, request.hold) == (RequestState.VERIFYING, None)
    civil = with_rules(other.desk, QueueRules(counters={"counter-2": frozenset({"civil"})}))
    assert call(civil, other.colleague).id == serving.id
    hands = verification.open_walk(civil, other.colleague, request_id).hands
    assert hands.passed == Passed("clerk1", NOW + 2 * MINUTE, "دو مدرک تطبیق شد")


def test_out_of_order_needs_a_reason_that_stays_with_the_ticket(counter: Counter) -> None:
    desk, clerk = counter.desk, counter.clerk
    come(counter, 1)
    last = come(counter, 2)

    def prefer(by: Officer, reason: str) -> Ticket:
        command = desk.command("queue:ticket:called-out-of-order", by)
        return calling.serve_out_of_order(desk, command, last.id, reason)

    with pytest.raises(Refused, match=r"reason\.required"):
        prefer(clerk, " ")
    own = request_of(desk, last.requests[0]).subject_id
    with pytest.raises(Refused, match=r"role\.own-file"):
        prefer(replace(clerk, person_id=own), "my sister")
    preferred = prefer(clerk, "پزشک در راه است")
    assert (preferred.state, preferred.out_of_turn) == (S.CALLED, "پزشک در راه است")
    assert actions(desk)[-1] == "queue:ticket:called-out-of-order"
    do(desk, clerk, "begun", preferred)
    assert do(desk, clerk, "done", preferred).out_of_turn == "پزشک در راه است"
    with pytest.raises(Conflict, match=r"queue\.served"):
        prefer(clerk, "again")


def test_a_station_that_dies_loses_its_ticket_after_the_lease(counter: Counter) -> None:
    desk, clerk, other = counter.desk, counter.clerk, counter.next_counter()
    come(counter, 1)
    come(counter, 2)
    held = serve(desk, clerk)

    counter.clock.passes(desk.office.queue.lease - timedelta(seconds=1))
    assert calling.give_back(other.desk, other.supervisor) == 0
    assert str(serve(other.desk, other.colleague).number) == "A002"
    counter.clock.passes(timedelta(seconds=1))
    assert calling.give_back(other.desk, other.supervisor) == 1
    finish(other.desk, other.colleague, next(t for t in queueing.tickets(desk) if t.state is S.SERVING))

    assert call(other.desk, other.colleague).id == held.id
    with pytest.raises(Conflict, match=r"queue\.elsewhere"):
        finish(desk, clerk, held)
    with pytest.raises(Conflict, match=r"queue\.elsewhere"):
        calling.keep(desk, clerk, held.id)
    assert actions(desk).count("queue:ticket:given-back") == 1


def test_a_station_that_is_alive_keeps_its_ticket(counter: Counter) -> None:
    desk, clerk, other = counter.desk, counter.clerk, counter.next_counter()
    come(counter, 1)
    held = serve(desk, clerk)

    for _ in range(3):
        counter.clock.passes(desk.office.queue.lease - MINUTE)
        calling.keep(desk, clerk, held.id)
        assert calling.give_back(other.desk, other.supervisor) == 0
    assert finish(desk, clerk, held).state is S.DONE
    with pytest.raises(Conflict, match=r"queue\.elsewhere"):
        calling.keep(desk, clerk, held.id)


def test_nobody_else_ends_what_is_at_a_counter_but_who_takes_the_chair_does(counter: Counter) -> None:
    desk, other = counter.desk, counter.next_counter()
    come(counter, 1)
    held = serve(desk, counter.clerk)

    for name in ("done", "recalled", "missed", "unparked"):
        with pytest.raises(Conflict, match=r"queue\.elsewhere"):
            do(other.desk, other.colleague, name, held)
    assert do(desk, counter.colleague, "done", held).state is S.DONE


def test_two_counters_on_either_database_call_two_tickets(front: Desk) -> None:
    for number in (1, 2, 3):
        request = a_request(front, number)
        command = front.command("queue:ticket:taken", _officer(front, "clerk1", 1))
        queueing.take_ticket(front, command, queueing.Arrival((request.id,)))

    called = [call(front, _officer(front, f"clerk{number}", number)) for number in (1, 2)]

    assert [str(ticket.number) for ticket in called] == ["A001", "A002"]
    ended = calling.begin(
        front, front.command("queue:ticket:begun", _officer(front, "clerk1", 1)), called[0].id
    )
    assert finish(front, _officer(front, "clerk1", 1), ended).state is S.DONE
    third = calling.serve_out_of_order(
        front,
        front.command("queue:ticket:called-out-of-order", _officer(front, "clerk1", 1)),
        next(each.id for each in queueing.tickets(front) if each.state is S.WAITING),
        "the bus leaves",
    )
    assert third.out_of_turn == "the bus leaves"


def _officer(desk: Desk, login: str, station: int) -> Officer:
    return replace(office.officer(desk, login), station=f"counter-{station}")
