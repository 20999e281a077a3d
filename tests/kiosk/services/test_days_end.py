"""What the end of a day must not lose: visits at counters, days left open, what was found, and by whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.errors import Refused
from kiosk.domain.queue import TicketState
from kiosk.domain.request import RequestState
from kiosk.services import calling, queueing, verification
from kiosk.services.balancing import Point
from tests.kiosk.services.day_acts import drawn, end_intake, open_points, opened
from tests.kiosk.services.expecting import at, expect, with_hours
from tests.kiosk.services.office import Counter, filed, request_of
from tests.kiosk.services.waiting_room import MINUTE, a_request, call, finish, serve, take
from tests.kiosk.services.walking import walked

S, _T = RequestState, TicketState


def in_hours(office: Counter) -> Counter:
    """The same people where the office has hours, so that there are appointments."""
    return replace(office, desk=with_hours(office.desk))


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
    assert open_points(office) == (Point.WALKS,), "The time was not kept."
    verification.open_walk(desk, clerk, request.id)
    verification.decide(desk, desk.command("request:walk:decided", clerk), request.id)
    assert open_points(office) == ()
    assert request_of(desk, request.id).state is not S.VERIFYING
