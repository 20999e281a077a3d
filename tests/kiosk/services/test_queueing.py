"""Taking a ticket, and finding it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.applicant import Lobby
from kiosk.domain.errors import Conflict, KioskError, NotFound, Refused
from kiosk.domain.queue import COLLECTION, Precedence, Priority, Ticket, TicketState
from kiosk.domain.queue_rules import QueueRules
from kiosk.domain.request import RequestState
from kiosk.domain.roles import Actor
from kiosk.domain.ticket_number import TicketCode
from kiosk.services import calling, queueing
from kiosk.services.desk import Desk
from kiosk.services.queueing import Arrival
from tests.data.crowds import in_threads
from tests.kiosk.services import office
from tests.kiosk.services.office import CODE, Counter, events, fingerprint, request_of, traced
from tests.kiosk.services.waiting_room import (
    MINUTE,
    a_request,
    call,
    come,
    finish,
    on_the_hour,
    serve,
    take,
    with_rules,
)

S = RequestState
LOBBY = Lobby("lobby-1")


def test_who_comes_gets_a_ticket_and_the_request_has_arrived(counter: Counter) -> None:
    desk, request = counter.desk, a_request(counter.desk, 1)

    with traced(desk) as trace:
        ticket = take(desk, counter.clerk, request)

    assert (str(ticket.number), ticket.group, ticket.state) == ("A001", "student", TicketState.WAITING)
    assert (ticket.office_day, ticket.counts_from) == (desk.today(), desk.now())
    assert list(queueing.tickets(desk)) == [ticket]
    assert request_of(desk, request.id).state is S.ARRIVED
    (change,) = [
        each
        for each in desk.store.read(lambda work: work.requests.history(request.id))
        if each.after is S.ARRIVED
    ]
    assert (change.before, change.login) == (S.RECEIPTED, "clerk1")
    # The first ticket opens the day.
    assert (trace.commits, trace.actions) == (1, ["day:record:opened", "queue:ticket:taken"])
    assert "SARA" not in trace.events[1].details


@pytest.mark.parametrize("state", [S.INCOMPLETE, S.NO_SHOW, S.RETURNED_FOR_CORRECTION, S.QC_OK, S.VERIFYING])
def test_only_who_was_waited_for_arrives(counter: Counter, state: RequestState) -> None:
    request = a_request(counter.desk, 1, state)

    take(counter.desk, counter.clerk, request)

    waited_for = state not in (S.QC_OK, S.VERIFYING)
    assert request_of(counter.desk, request.id).state is (S.ARRIVED if waited_for else state)


def test_a_family_shares_a_ticket_and_who_only_collects_has_the_fast_lane(counter: Counter) -> None:
    desk = counter.desk
    family = [a_request(desk, number, state) for number, state in ((1, S.QC_OK), (2, S.RECEIPTED))]
    ready = [a_request(desk, number, S.QC_OK) for number in (3, 4)]

    together = take(desk, counter.clerk, *family, family[0])
    collecting = take(desk, counter.clerk, *ready)

    assert (str(together.number), together.group) == ("A001", "student")
    assert together.requests == (family[0].id, family[1].id)
    assert (str(collecting.number), collecting.group) == ("D001", COLLECTION)
    with pytest.raises(Conflict, match=r"queue\.has-ticket"):
        take(desk, counter.clerk, family[1])


def test_an_appointment_counts_from_its_time(counter: Counter) -> None:
    desk, ten = counter.desk, on_the_hour(counter, 10)
    requests = [a_request(desk, number) for number in (1, 2)]

    def arrive(number: int) -> Ticket:
        command = desk.command("queue:ticket:taken", counter.clerk)
        return queueing.take_ticket(desk, command, Arrival((requests[number].id,), ten))

    early = arrive(0)
    counter.clock.at = ten + 16 * MINUTE
    late = arrive(1)

    assert (early.appointment, early.counts_from) == (ten, ten)
    assert (late.appointment, late.counts_from) == (ten, ten + 16 * MINUTE)


def test_an_appointment_of_another_day_is_none_for_today(counter: Counter) -> None:
    desk, request = counter.desk, a_request(counter.desk, 1)
    tomorrow = Arrival((request.id,), desk.now() + timedelta(days=1))

    with pytest.raises(Refused, match=r"queue\.appointment-day") as refused:
        queueing.take_ticket(desk, desk.command("queue:ticket:taken", counter.clerk), tomorrow)
    assert refused.value.details == {"day": desk.today() + timedelta(days=1)}


def test_a_priority_names_its_reason_and_who_granted_it(counter: Counter) -> None:
    desk, request = counter.desk, a_request(counter.desk, 1)

    def prefer(by: Actor, reason: str) -> Ticket:
        command = desk.command("queue:ticket:taken", by)
        arrival = Arrival((request.id,), None, Priority.TRAVEL_48H, reason)
        return queueing.take_ticket(desk, command, arrival)

    with pytest.raises(Refused, match=r"reason\.required"):
        prefer(counter.supervisor, " ")
    with pytest.raises(Refused, match=r"queue\.priority-by-officer"):
        prefer(LOBBY, "I am in a hurry")
    granted = prefer(counter.supervisor, "بلیت فردا دیده شد").precedence
    assert granted == Precedence(Priority.TRAVEL_48H, "بلیت فردا دیده شد", counter.supervisor.id)
    assert '"priority":"travel-48h"' in events(desk)[-1].details


@pytest.mark.parametrize(
    ("state", "key"),
    [
        (S.INITIAL, "receipt.not-yet"),
        (S.DELIVERED, "queue.request-over"),
        (S.CANCELLED, "queue.request-over"),
        (S.EXPIRED, "queue.request-over"),
    ],
)
def test_a_request_that_is_not_to_be_worked_on_gets_no_ticket(
    counter: Counter, state: RequestState, key: str
) -> None:
    request = a_request(counter.desk, 1, state)
    before = fingerprint(counter.desk)

    with pytest.raises(Refused, match=key.replace(".", r"\.")):
        take(counter.desk, counter.clerk, request)
    assert fingerprint(counter.desk) == before


def test_a_ticket_needs_a_request_and_nobody_gives_one_to_themselves(counter: Counter) -> None:
    with pytest.raises(Refused, match=r"queue\.no-request"):
        take(counter.desk, counter.clerk)
    own = a_request(counter.desk, 1)
    themselves = replace(counter.clerk, person_id=own.subject_id)
    with pytest.raises(Refused, match=r"role\.own-file"):
        take(counter.desk, themselves, a_request(counter.desk, 2), own)


def test_a_repeated_command_takes_no_second_ticket(counter: Counter) -> None:
    desk, request = counter.desk, a_request(counter.desk, 1)
    command = desk.command("queue:ticket:taken", counter.clerk)

    first = queueing.take_ticket(desk, command, Arrival((request.id,)))
    again = queueing.take_ticket(desk, command, Arrival((request.id,)))

    assert again == first
    assert len(queueing.tickets(desk)) == 1


def test_a_receipt_shown_to_two_kiosks_at_the_same_instant_makes_one_ticket(front: Desk) -> None:
    request = a_request(front, 1)
    given: list[str] = []
    refused: list[KioskError] = []

    def show(number: int) -> None:
        command = front.command("queue:ticket:taken", Lobby(f"lobby-{number}"))
        try:
            given.append(str(queueing.take_ticket(front, command, Arrival((request.id,))).number))
        except KioskError as error:
            refused.append(error)

    in_threads(4, show)

    assert given == ["A001"]
    assert {(error.key, error.details["ticket"]) for error in refused} == {("queue.has-ticket", "A001")}
    assert len(refused) == 3
    assert request_of(front, request.id).state is S.ARRIVED
    assert len(queueing.tickets(front)) == 1


def test_a_ticket_is_found_by_its_code_and_an_invalid_one_says_why(counter: Counter) -> None:
    desk, clerk = counter.desk, counter.clerk
    tickets = [come(counter, number) for number in (1, 2, 3)]
    code = TicketCode(CODE, desk.today(), tickets[0].number)
    yesterday = desk.today() - timedelta(days=1)

    assert queueing.ticket_of(desk, clerk, str(code)) == tickets[0]
    assert queueing.ticket_of(desk, clerk, "a-002") == tickets[1]
    with pytest.raises(NotFound, match=r"queue\.unknown") as unknown:
        queueing.ticket_of(desk, clerk, "A099")
    assert unknown.value.details == {"ticket": "A099"}
    with pytest.raises(Refused, match=r"queue\.other-office"):
        queueing.ticket_of(desk, clerk, str(replace(code, office="721")))
    with pytest.raises(Refused, match=r"queue\.other-day"):
        queueing.ticket_of(desk, clerk, str(replace(code, day=yesterday)))

    finish(desk, clerk, serve(desk, clerk))
    missed = call(desk, clerk)
    counter.clock.passes(desk.office.queue.grace)
    calling.no_show(desk, desk.command("queue:ticket:missed", clerk), missed.id)
    with pytest.raises(Conflict, match=r"queue\.served"):
        queueing.ticket_of(desk, clerk, "A001")
    with pytest.raises(Conflict, match=r"queue\.missed"):
        queueing.ticket_of(desk, clerk, "A002")


def test_with_the_clock_set_back_no_number_is_doubled_and_no_other_day_s_ticket_is_called(
    counter: Counter,
) -> None:
    desk, clerk, today = counter.desk, counter.clerk, counter.clock.at
    first, second = a_request(desk, 1), a_request(desk, 2)
    kept = take(desk, clerk, first)

    counter.clock.at = today - timedelta(days=1)
    with pytest.raises(NotFound, match=r"queue\.nobody-waits"):
        call(desk, clerk)
    with pytest.raises(Refused, match=r"queue\.other-day"):
        calling.serve_out_of_order(desk, desk.command("queue:ticket:preferred", clerk), kept.id, "x")
    earlier = take(desk, clerk, first)
    counter.clock.at = today
    with pytest.raises(Refused, match=r"queue\.other-day"):
        calling.serve_out_of_order(desk, desk.command("queue:ticket:preferred", clerk), earlier.id, "x")

    assert [str(take(desk, clerk, each).number) for each in (first, second)] == ["A002", "A003"]
    states = desk.store.read(lambda work: [work.queue.get(each.id).state for each in (kept, earlier)])
    assert states == [TicketState.REBOOKED] * 2
    assert str(call(desk, clerk).number) == "A002"
    assert [each.action for each in events(desk)].count("queue:ticket:rebooked") == 2


def test_yesterday_s_unfinished_ticket_gives_way_to_today_s(counter: Counter) -> None:
    desk, clerk = counter.desk, counter.clerk
    come(counter, 1)
    held = serve(desk, clerk)
    counter.clock.passes(timedelta(days=1))

    again = take(desk, clerk, request_of(desk, held.requests[0]))

    assert (str(again.number), again.office_day) == ("A001", held.office_day + timedelta(days=1))
    with pytest.raises(Conflict, match=r"queue\.rebooked"):
        finish(desk, clerk, held)
    assert call(desk, clerk).id == again.id


def test_an_office_may_rename_the_letters(counter: Counter) -> None:
    renamed = with_rules(counter.desk, QueueRules(letters={"student": "T"}))

    assert str(take(renamed, counter.clerk, a_request(renamed, 1)).number) == "T001"
    assert office.store_of(renamed) is office.store_of(counter.desk)
