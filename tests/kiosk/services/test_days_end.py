"""What the end of a day must not lose: visits at counters, days left open, what was found, and by whom."""

from __future__ import annotations

import json
import threading
from collections import Counter as Counted
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kiosk.domain.day import SampleVerdict
from kiosk.domain.ending import OfficeClock
from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.queue import TicketState
from kiosk.domain.request import RequestState
from kiosk.domain.roles import Role
from kiosk.services import (
    calling,
    closing,
    precheck,
    queueing,
    staff,
    verification,
)
from kiosk.services.balancing import Point
from kiosk.services.queueing import Arrival
from kiosk.services.rebooking import Rest
from tests.data.crowds import in_threads
from tests.kiosk.services.day_acts import (
    close,
    closed,
    drawn,
    end_intake,
    look_at,
    open_points,
    opened,
    refused,
)
from tests.kiosk.services.expecting import WEDNESDAY, arrive, at, expect, in_hours, with_hours
from tests.kiosk.services.finishing import HERE, approve, verified
from tests.kiosk.services.office import (
    PASSWORD,
    SECRET,
    Counter,
    events,
    filed,
    officer,
    person_of_staff,
    request_of,
    store_of,
)
from tests.kiosk.services.waiting_room import MINUTE, a_request, call, finish, serve, take
from tests.kiosk.services.walking import walked
from tests.makers import a_bare_file, a_person

S, _T = RequestState, TicketState


def test_the_end_of_the_intake_leaves_the_counters_their_visits(office: Counter) -> None:
    """The clerk goes on with the walk; who was set aside is to come again."""
    office = in_hours(office)
    desk, clerk, colleague = office.desk, office.clerk, replace(office.colleague, station="counter-2")
    opened(office)
    walk, aside, called = filed(desk, 1), a_request(desk, 2), a_request(desk, 3)
    tickets = [take(desk, clerk, each) for each in (aside, walk, called)]
    serve(desk, colleague)
    parked = desk.command("queue:ticket:parked", colleague)
    calling.park(desk, parked, tickets[0].id, desk.now() + 30 * MINUTE)
    serve(desk, clerk)
    walked(desk, clerk, walk.id)
    call(desk, colleague)

    assert end_intake(office) == (tickets[0].id,)

    assert open_points(office) == (Point.COUNTERS, Point.WALKS)
    with pytest.raises(Refused, match=r"day.not-balanced"):
        drawn(office)
    decided = desk.command("request:walk:decided", clerk)
    verification.decide(desk, decided, walk.id)
    finish(desk, clerk, tickets[1])
    calling.hand_back(desk, desk.command("queue:ticket:back", colleague), tickets[2].id)
    assert end_intake(office) == (tickets[2].id,)
    assert open_points(office) == ()
    states = {each.id: each.state for each in queueing.tickets(desk)}
    assert [states[each.id] for each in tickets] == [_T.REBOOKED, _T.DONE, _T.REBOOKED]


def test_a_walk_whose_visit_is_over_is_not_forgotten(office: Counter) -> None:
    """It is open until it is decided, or until somebody is expected for it on another day."""
    office = in_hours(office)
    desk, clerk = office.desk, office.clerk
    request = filed(desk, 1)
    ticket = take(desk, clerk, request)
    serve(desk, clerk)
    walked(desk, clerk, request.id)
    verification.leave_walk(desk, clerk, request.id)
    assert open_points(office) == (Point.COUNTERS,), "While the visit lasts the ticket says it."
    finish(desk, clerk, ticket)

    assert open_points(office) == (Point.WALKS,)

    expect(desk, clerk, request, at(desk, 10))
    assert open_points(office) == ()
    office.clock.at = at(desk, 12)
    assert open_points(office, desk.today()) == (Point.WALKS,), "The time was not kept."
    verification.open_walk(desk, clerk, request.id)
    verification.decide(desk, desk.command("request:walk:decided", clerk), request.id)
    assert open_points(office) == ()
    assert request_of(desk, request.id).state is not S.VERIFYING


def test_counters_go_on_calling_while_the_intake_ends(office: Counter) -> None:
    """Each ticket is served or re-booked, none is both, and nobody is told that a record has changed."""
    office = in_hours(office)
    desk, boss = office.desk, office.supervisor
    opened(office)
    for number in range(1, 25):
        take(desk, office.clerk, a_request(desk, number))
    over, said = threading.Event(), list[str]()

    def serve_all(station: int) -> None:
        clerk = replace(office.clerk, station=f"counter-{station}")
        while not over.is_set():
            try:
                ticket = serve(desk, clerk)
                calling.keep(desk, clerk, ticket.id)
                finish(desk, clerk, ticket)
            except NotFound as nobody:
                said.append(nobody.key)
                return

    def end(_number: int) -> None:
        try:
            closing.end_intake(desk, desk.command("day:intake:ended", boss), desk.today())
        finally:
            over.set()

    in_threads(4, lambda number: serve_all(number) if number else end(number))

    assert set(said) <= {"queue.nobody-waits"}
    assert open_points(office) == ()
    states = Counted(each.state for each in queueing.tickets(desk))
    assert set(states) <= {_T.DONE, _T.REBOOKED}
    assert sum(states.values()) == 24


def test_several_supervisors_draw_one_sample(office: Counter) -> None:
    opened(office)
    for number in range(10, 14):
        refused(office, number)
    said: list[object] = []

    def draw(_number: int) -> None:
        try:
            said.append(len(drawn(office)))
        except Refused as late:
            said.append(late.key)

    in_threads(4, draw)

    assert sorted(said, key=str) == [3, *["day.closing"] * 3]


def test_once_the_intake_has_ended_a_ticket_needs_an_officers_reason(office: Counter) -> None:
    """Whoever comes to the lobby is told when to come; who got in for a reason is sent home likewise."""
    office = in_hours(office)
    desk, clerk = office.desk, office.clerk
    request = a_request(desk, 1)
    assert end_intake(office) == ()

    with pytest.raises(Refused, match=r"queue.intake-ended") as ended:
        arrive(desk, clerk, request)
    assert ended.value.details["day"] == WEDNESDAY
    (told,) = precheck.closed_now(desk, clerk, [request.id])
    assert told.key == "queue.intake-ended"
    at_the_lobby = desk.command("queue:ticket:taken", OfficeClock("lobby"))
    with pytest.raises(Refused, match=r"queue.intake-ended"):
        queueing.take_ticket(desk, at_the_lobby, Arrival((request.id,), outside="please"))
    assert open_points(office) == ()

    ticket = arrive(desk, clerk, request, outside="flight this evening")

    assert json.loads(events(desk)[-1].details)["closed"] == "queue.intake-ended"
    assert open_points(office) == (Point.TICKETS,)
    assert end_intake(office) == (ticket.id,)
    assert drawn(office) == ()
    office.clock.passes(timedelta(days=1))
    assert arrive(desk, clerk, a_request(desk, 2)).office_day == WEDNESDAY


def test_nothing_is_moved_into_a_closed_day(office: Counter) -> None:
    """The database refuses it, whoever asks; an open day's own rows change as before."""
    desk = office.desk
    opened(office)
    day = desk.today()
    closed(office, drawn(office))
    office.clock.passes(timedelta(days=1))
    ticket = take(desk, office.clerk, a_request(desk, 1))

    engine = store_of(desk).engine
    with pytest.raises(DBAPIError, match="the day is closed"), engine.begin() as connection:
        connection.execute(text("UPDATE ticket SET office_day = :day"), {"day": day.isoformat()})

    assert finish(desk, office.clerk, serve(desk, office.clerk)).office_day == ticket.office_day


def test_what_was_found_stands_and_only_more_is_said_of_it(office: Counter) -> None:
    opened(office)
    refused(office, 10)
    (case,) = drawn(office)
    look_at(office, case, (SampleVerdict.FINDING, "forged seal"))

    with pytest.raises(Refused, match=r"day.finding-stands"):
        look_at(office, case)
    look_at(office, case, (SampleVerdict.FINDING, "on two pages"))

    close(office)
    (seen,) = office.desk.store.read(lambda work: work.days.sample(office.desk.today()))
    assert (seen.verdict, seen.finding) == (SampleVerdict.FINDING, "forged seal; on two pages")
    told = [json.loads(each.details) for each in events(office.desk) if each.action == "day:sample:looked-at"]
    assert [each["finding"] for each in told] == ["forged seal", "on two pages"]


def test_who_approved_a_case_does_not_look_at_it_again(office: Counter) -> None:
    """Nor by a second account; only where nobody else could, and that is written down."""
    desk = office.desk
    own, foreign = approve(office, verified(office, HERE, 1)), refused(office, 2)
    sample = {case.request_id: case for case in drawn(office)}
    deputy = staff.NewAccount("deputy", Role.SUPERVISOR, person_of_staff(3), PASSWORD, SECRET)
    staff.add_staff(desk, "admin", deputy)
    look_at(office, sample[own.id])
    assert json.loads(events(desk)[-1].details)["alone"] is True

    staff.add_staff(desk, "admin", replace(deputy, login="third", file=a_bare_file(a_person(150))))

    for by in ("supervisor", "deputy"):
        with pytest.raises(Refused, match=r"day.own-approval"):
            look_at(replace(office, supervisor=officer(desk, by)), sample[own.id])
    look_at(replace(office, supervisor=officer(desk, "third")), sample[own.id])
    assert json.loads(events(desk)[-1].details)["alone"] is False
    look_at(office, sample[foreign.id])
    assert close(office).closed_by == "supervisor"


def test_nobody_looks_again_at_a_file_of_the_own(office: Counter) -> None:
    request = refused(office, 10)
    (case,) = drawn(office)
    kin = replace(office.supervisor, person_id=request.subject_id)

    with pytest.raises(Refused, match=r"role.own-file"):
        look_at(replace(office, supervisor=kin), case)


def test_whose_rest_finds_no_free_time_is_named(office: Counter) -> None:
    """Nobody has a mail of it, so somebody must say it; the ticket is over all the same."""
    full = with_hours(office.desk, at_once=0)
    ticket = take(full, office.clerk, a_request(full, 1))
    command = full.command("day:intake:ended", office.supervisor)

    rest = closing.end_intake(full, command, full.today())

    assert rest == Rest((ticket.id,), (str(ticket.number),))
    assert json.loads(events(full)[-1].details)["untold"] == str(ticket.number)
    assert open_points(office) == ()
