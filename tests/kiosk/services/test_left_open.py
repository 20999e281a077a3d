"""A day that nobody closed in time is closed on a later one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.domain.errors import Refused
from kiosk.domain.stock import Act, Moment
from kiosk.services import appointments, balancing, calling, closing, working_day
from kiosk.services.balancing import Point
from tests.kiosk.services.day_acts import close, drawn, end_intake, look_at, opened, refused
from tests.kiosk.services.expecting import at, in_hours
from tests.kiosk.services.office import Counter, filed
from tests.kiosk.services.test_stock import of as stock_of
from tests.kiosk.services.waiting_room import MINUTE, a_request, serve, take
from tests.kiosk.services.walking import walked


def test_a_day_that_was_left_open_is_closed_on_another(office: Counter) -> None:
    """The next day begins all the same; who waited in vain is told then, and nobody forgotten."""
    office = in_hours(office)
    desk, clerk, yesterday = office.desk, office.clerk, office.desk.today()
    opened(office)
    waited, again, aside = (a_request(desk, number) for number in (1, 2, 3))
    old = [take(desk, clerk, each) for each in (aside, waited, again)]
    parked = desk.command("queue:ticket:parked", clerk)
    calling.park(desk, parked, serve(desk, clerk).id, desk.now() + 30 * MINUTE)
    for number in range(10, 14):
        refused(office, number)
    here = stock_of(desk)
    here.handle(Act.RECEIVE, "K00001–K00003")
    here.count(Moment.CLOSING, "K00001, K00003")
    office.clock.at = at(desk, 10)
    here.count(Moment.OPENING, "K00001–K00003")
    new = take(desk, clerk, again)
    walked(desk, clerk, filed(desk, 4).id)

    assert working_day.left_open(desk, office.supervisor) == yesterday
    assert balancing.balance(desk, office.supervisor).blocking == (Point.TICKETS,)
    of_today = balancing.balance(desk, office.supervisor, desk.today())
    assert (of_today.left, Point.WALKS in of_today.blocking) == (yesterday, True)
    assert end_intake(office, yesterday) == (old[0].id, old[1].id)

    for request in (waited, aside):
        (told,) = appointments.of_requests(desk, clerk, [request.id]).values()
        assert told.local_day > desk.today()
    sample = drawn(office, yesterday)
    assert len(sample) == 3
    office.clock.passes(timedelta(days=1))
    for case in sample:
        look_at(office, case, day=yesterday)
    assert close(office, yesterday).day == yesterday
    assert closing.is_true_sample(desk, yesterday)
    assert working_day.left_open(desk, office.supervisor) == new.office_day
    with pytest.raises(Refused, match=r"day.not-open"):
        end_intake(office, yesterday - timedelta(days=1))
