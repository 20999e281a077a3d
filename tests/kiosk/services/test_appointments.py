"""Appointments: set, moved, called off, kept, and found by themselves when somebody comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from kiosk.domain.appointment import Appointment, AppointmentState, Source
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Conflict, KioskError, NotFound, Refused
from kiosk.domain.mail import MailKind, Queued
from kiosk.domain.opening import Span
from kiosk.domain.queue import TicketState
from kiosk.domain.request import RequestState
from kiosk.services import appointments, calling, ending, expiring, moving, rebooking
from kiosk.services.desk import Desk
from kiosk.services.queueing import visit
from tests.data.crowds import in_threads
from tests.kiosk.services.expecting import TUESDAY, WEDNESDAY, arrive, at, expect, with_hours
from tests.kiosk.services.office import Counter, Wish, events, filed, officer, traced
from tests.kiosk.services.waiting_room import MINUTE, a_request, serve, take

S = RequestState
BOOKED, MOVED, OFF, KEPT = (
    AppointmentState.BOOKED,
    AppointmentState.MOVED,
    AppointmentState.CALLED_OFF,
    AppointmentState.KEPT,
)


def mails(desk: Desk) -> list[Queued]:
    return list(desk.store.read(lambda work: work.outbox.waiting()))


def of_day(desk: Desk, day: date = WEDNESDAY, *states: AppointmentState) -> list[Appointment]:
    return list(desk.store.read(lambda work: work.appointments.of_day(day, states or AppointmentState)))


def booked(desk: Desk, request_id: UUID) -> Appointment:
    found = desk.store.read(lambda work: work.appointments.booked_for(request_id))
    assert found is not None
    return found


def test_an_appointment_is_set_moved_and_called_off_and_each_is_told(counter: Counter) -> None:
    desk, request = with_hours(counter.desk), a_request(counter.desk, 1)

    with traced(desk) as trace:
        first = expect(desk, counter.clerk, request, at(desk, 10))
    second = expect(desk, counter.supervisor, request, at(desk, 11, 30))
    command = desk.command(appointments.OFF, counter.clerk)
    ended = appointments.call_off(desk, command, request.id)

    assert (first.local_day, first.minutes, first.group, first.source) == (
        WEDNESDAY, 15, "student", Source.OFFICER,
    )  # fmt: skip
    assert (trace.commits, trace.actions) == (1, ["appointment:record:set"])
    assert [(each.id, each.state) for each in of_day(desk)] == [(first.id, MOVED), (second.id, OFF)]
    assert ended.id == second.id
    told = mails(desk)
    assert [each.mail.kind for each in told] == [
        MailKind.APPOINTMENT, MailKind.APPOINTMENT, MailKind.APPOINTMENT_OFF,
    ]  # fmt: skip
    assert told[1].mail.values["on_day"] in ("۴ آذر ۱۴۰۵", "25 November 2026")
    assert told[1].mail.values["at_time"] in ("۱۱:۳۰", "11:30")
    with pytest.raises(NotFound, match=r"appointment\.none"):
        appointments.call_off(desk, desk.command(appointments.OFF, counter.clerk), request.id)


@pytest.mark.parametrize(
    ("day", "hour", "minute", "key"),
    [
        (TUESDAY, 9, 0, "appointment.past"),
        (WEDNESDAY, 8, 45, "appointment.hours"),
        (WEDNESDAY, 12, 50, "appointment.hours"),
        (date(2026, 11, 28), 10, 0, "appointment.closed"),
        (date(2027, 3, 21), 10, 0, "appointment.closed"),
        (date(2026, 11, 26), 10, 0, "appointment.no-hours"),
        (date(2028, 11, 24), 10, 0, "appointment.far"),
    ],
)
def test_a_time_that_cannot_be_is_refused(
    counter: Counter, day: date, hour: int, minute: int, key: str
) -> None:
    request = a_request(counter.desk, 1)
    thursday_off = {
        day: spans for day, spans in with_hours(counter.desk).office.calendar.opening.items() if day != 3
    }
    desk = with_hours(counter.desk, thursday_off)

    with pytest.raises(KioskError) as refused:
        expect(desk, counter.clerk, request, at(desk, hour, minute, day))
    assert refused.value.key == key
    assert of_day(desk, day) == []


def test_a_time_takes_so_many_of_a_group_and_those_who_come_together_count_as_one(counter: Counter) -> None:
    desk = with_hours(counter.desk, at_once=2)
    requests = [a_request(desk, number) for number in range(1, 5)]
    ten = at(desk, 10)

    expect(desk, counter.clerk, requests[0], ten)
    expect(desk, counter.clerk, requests[1], ten + 10 * MINUTE)
    with pytest.raises(Conflict, match=r"appointment\.full") as full:
        expect(desk, counter.clerk, requests[2], ten + 5 * MINUTE)
    assert full.value.details["count"] == 2
    free = appointments.free_on(desk, counter.clerk, requests[2].id, WEDNESDAY)
    assert free == tuple(at(desk, 9) + 15 * number * MINUTE for number in range(16) if number != 4)
    with pytest.raises(Conflict, match=r"appointment\.same"):
        expect(desk, counter.clerk, requests[0], ten)
    # One's own place does not stand in one's way, nor one that ends as another begins.
    expect(desk, counter.clerk, requests[0], ten + 5 * MINUTE)
    one = with_hours(desk, at_once=1)
    expect(one, counter.clerk, requests[2], ten - 10 * MINUTE)
    expect(one, counter.clerk, requests[3], ten + 25 * MINUTE)


def test_two_counters_never_give_away_the_last_place_twice(front: Desk) -> None:
    """Neither to who asks for it, nor to who gets the first that is free."""
    desk, clerk = with_hours(front, at_once=1), officer(front, "clerk1")
    counters = [replace(clerk, station=f"counter-{number}") for number in range(1, 9)]
    requests = [a_request(desk, number) for number in range(1, 9)]
    tickets = [take(desk, clerk, a_request(desk, number)) for number in range(10, 16)]
    said: list[str] = []

    def try_it(number: int) -> None:
        try:
            said.append(expect(desk, counters[number], requests[number], at(desk, 10)).state)
        except Conflict as full:
            said.append(full.key)

    def come_again(number: int) -> None:
        command = desk.command("queue:ticket:rebooked", counters[number])
        desk.store.write(lambda work: rebooking.rebook(desk, work, command, tickets[number]))

    in_threads(len(requests), try_it)
    in_threads(len(tickets), come_again)

    assert sorted(said) == ["BOOKED", *["appointment.full"] * 7]
    assert len({each.starts_at for each in of_day(desk)}) == 1 + len(tickets)


def test_a_request_that_is_over_gets_no_appointment_and_one_of_ones_own_neither(counter: Counter) -> None:
    desk = with_hours(counter.desk)
    over, early = a_request(desk, 1, S.DELIVERED), a_request(desk, 2, S.INITIAL)

    for request, key in ((over, "queue.request-over"), (early, "receipt.not-yet")):
        with pytest.raises(Refused) as refused:
            expect(desk, counter.clerk, request, at(desk, 10))
        assert refused.value.key == key

    request = a_request(desk, 3)
    own = replace(counter.clerk, person_id=request.subject_id)
    with pytest.raises(Refused, match=r"role\.own-file"):
        expect(desk, own, request, at(desk, 10))
    expect(desk, counter.clerk, request, at(desk, 10))
    with pytest.raises(Refused, match=r"role\.own-file"):
        appointments.call_off(desk, desk.command(appointments.OFF, own), request.id)
    assert [(each.request_id, each.state) for each in of_day(desk)] == [(request.id, BOOKED)]


def test_who_comes_for_an_appointment_is_known_without_being_asked(counter: Counter) -> None:
    desk = with_hours(counter.desk)
    early, late, other = (a_request(desk, number) for number in (1, 2, 3))
    noon = at(desk, 12, 0, TUESDAY)
    expect(desk, counter.clerk, early, noon)
    expect(desk, counter.clerk, late, at(desk, 11, 0, TUESDAY))
    expect(desk, counter.clerk, other, at(desk, 10))

    first = arrive(desk, counter.clerk, early)
    counter.clock.passes(timedelta(hours=1))
    second = arrive(desk, counter.clerk, late)
    third = arrive(desk, counter.clerk, other)

    assert (first.appointment, first.counts_from) == (noon, noon)
    assert (second.appointment, second.counts_from) == (at(desk, 11, 0, TUESDAY), desk.now())
    assert (third.appointment, third.counts_from) == (None, desk.now())
    assert [each.state for each in of_day(desk, TUESDAY)] == [KEPT, KEPT]
    assert [each.state for each in of_day(desk)] == [BOOKED]


def test_outside_the_hours_a_ticket_needs_an_officers_reason(counter: Counter) -> None:
    desk, request = counter.desk, a_request(counter.desk, 1)
    short = with_hours(
        desk, {1: (Span(at(desk, 9).time().replace(hour=9), at(desk, 9).time().replace(hour=10)),)}
    )

    with pytest.raises(Refused, match=r"queue\.intake-closed") as refused:
        arrive(short, counter.clerk, request)
    assert refused.value.details["hours"] == Bilingual("۰۹:۰۰ تا ۱۰:۰۰", "09:00–10:00")
    with pytest.raises(Refused, match=r"queue\.not-today"):
        arrive(with_hours(desk, {0: ()}), counter.clerk, request)
    with pytest.raises(Refused, match=r"queue\.intake-closed"):
        arrive(short, counter.clerk, request, outside=" ")

    ticket = arrive(short, counter.clerk, request, outside="flight this evening")

    assert ticket.state is TicketState.WAITING
    assert '"reason":"flight this evening"' in events(desk)[-1].details
    counter.clock.at = at(desk, 9, 30, date(2026, 11, 28))
    with pytest.raises(Refused, match=r"queue\.closed-today"):
        arrive(short, counter.clerk, a_request(desk, 2))


def test_who_waited_in_vain_gets_the_first_free_time_of_the_next_working_day(counter: Counter) -> None:
    desk = with_hours(counter.desk, at_once=1)
    family = [a_request(desk, number) for number in (1, 2)]
    alone, served, expected = (a_request(desk, number) for number in (3, 4, 5))
    expect(desk, counter.clerk, expected, at(desk, 9))
    kept = a_request(desk, 6)
    later = expect(desk, counter.clerk, kept, at(desk, 11))
    tickets = [take(desk, counter.clerk, served)]
    finished = serve(desk, counter.clerk)
    calling.done(desk, desk.command("queue:ticket:done", counter.clerk), finished.id)
    for group in (family, [alone], [kept]):
        counter.clock.passes(MINUTE)
        tickets.append(take(desk, counter.clerk, *group))
    before = len(mails(desk))

    closing = desk.command("day:record:closed", counter.supervisor)
    rest = desk.store.write(lambda work: rebooking.rebook_rest(desk, work, closing, TUESDAY))

    assert rest == rebooking.Rest(tuple(each.id for each in tickets[1:]))
    made = [booked(desk, each.id) for each in (*family, alone, kept)]
    assert [(each.request_id, each.starts_at) for each in made] == [
        (family[0].id, at(desk, 9, 15)),
        (family[1].id, at(desk, 9, 15)),
        (alone.id, at(desk, 9, 30)),
        (kept.id, later.starts_at),
    ]
    assert {each.source for each in made[:3]} == {Source.REBOOKED}
    assert made[0].party == made[1].party == tickets[1].id
    states = [each.state for each in desk.store.read(lambda work: work.queue.of_day(TUESDAY))]
    assert states == [TicketState.DONE, *[TicketState.REBOOKED] * 3]
    assert [each.mail.kind for each in mails(desk)[before:]] == [MailKind.REBOOKED] * 3
    counter.clock.at = at(desk, 9, 10)
    assert arrive(desk, counter.clerk, *family).counts_from == at(desk, 9, 15)
    again = desk.command("day:record:closed", counter.supervisor)
    assert (
        desk.store.write(lambda work: rebooking.rebook_rest(desk, work, again, TUESDAY)) == rebooking.Rest()
    )


def test_only_what_needs_the_person_is_re_booked(counter: Counter) -> None:
    """Of a family's ticket: not what waits for the supervisor or the centre."""
    desk = with_hours(counter.desk)
    states = (S.RECEIPTED, S.VERIFIED, S.SENT, S.QC_OK, S.VERIFYING, S.SUSPENDED, S.APPROVED)
    family = [a_request(desk, number, state) for number, state in enumerate(states, 1)]
    ticket = take(desk, counter.clerk, *family)
    others = take(desk, counter.clerk, a_request(desk, 8, S.VERIFIED))

    command = desk.command("day:record:closed", counter.supervisor)
    made = desk.store.write(lambda work: rebooking.rebook(desk, work, command, ticket))
    none = desk.store.write(lambda work: rebooking.rebook(desk, work, command, others))

    assert [each.request_id for each in made] == [family[0].id, family[3].id, family[4].id]
    assert none == ()
    assert [each.mail.kind for each in mails(desk)] == [MailKind.REBOOKED] * 3


def test_an_office_that_names_no_hours_re_books_in_the_usual_ones(counter: Counter) -> None:
    desk, request = counter.desk, a_request(counter.desk, 1)
    counter.clock.at = at(desk, 16, 0, date(2026, 11, 27))
    ticket = take(desk, counter.clerk, request)

    command = desk.command("day:record:closed", counter.supervisor)
    (made,) = desk.store.write(lambda work: rebooking.rebook(desk, work, command, ticket))

    assert made.starts_at == at(desk, 9, 0, date(2026, 11, 30)), "After the weekend."
    assert visit(desk, counter.clerk, ticket)[0].state is S.ARRIVED


def test_the_list_of_a_day_names_who_is_expected(counter: Counter) -> None:
    desk = with_hours(counter.desk)
    requests = [a_request(desk, number) for number in (1, 2)]
    expect(desk, counter.clerk, requests[0], at(desk, 11))
    expect(desk, counter.clerk, requests[1], at(desk, 10))

    with traced(desk) as trace:
        listed = appointments.of_day(desk, counter.supervisor, WEDNESDAY)

    assert [each.request.id for each in listed] == [requests[1].id, requests[0].id]
    assert listed[0].name_lat
    assert trace.actions == ["appointment:day:listed"]
    found = appointments.of_requests(desk, counter.clerk, [each.id for each in requests])
    assert {key: made.starts_at for key, made in found.items()} == {
        requests[0].id: at(desk, 11), requests[1].id: at(desk, 10),
    }  # fmt: skip


def test_the_end_of_a_request_ends_its_appointment(counter: Counter) -> None:
    """Cancelled, delivered or expired: its place is free, and nobody is overdue."""
    desk = with_hours(counter.desk, at_once=1)
    cancelled, expired = a_request(desk, 1), a_request(desk, 2)
    ready = filed(desk, 3, Wish(state=S.QC_OK))
    for number, each in enumerate((cancelled, expired, ready)):
        expect(desk, counter.clerk, each, at(desk, 10 + number))

    ending.cancel(desk, desk.command("request:record:cancelled", counter.clerk), cancelled.id, "not wanted")
    command = desk.command("request:record:handed-over", counter.clerk)
    desk.store.write(lambda work: moving.move(desk, work, command, (ready, S.DELIVERED)))

    assert [each.state for each in of_day(desk)] == [OFF, BOOKED, OFF]
    offs = [each for each in events(desk) if each.action == appointments.OFF]
    assert [each.subject for each in offs] == [str(cancelled.id), str(ready.id)]
    assert [each.mail.kind for each in mails(desk)][3:] == [MailKind.CANCELLED, MailKind.HANDED_OVER]
    expect(desk, counter.clerk, a_request(desk, 4), at(desk, 10))
    counter.clock.at = at(desk, 10) + timedelta(days=400)
    assert expiring.begin_day(desk) == 2
    assert {each.state for each in of_day(desk)} == {OFF}
