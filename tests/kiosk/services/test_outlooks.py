"""What somebody with a ticket may expect."""

from __future__ import annotations

from datetime import timedelta

from kiosk.domain.waiting import GUESSED_VISIT
from kiosk.services import outlooks
from tests.kiosk.services.office import Counter
from tests.kiosk.services.waiting_room import MINUTE, a_request, come, finish, serve, take

DAYS = 3
VISIT = timedelta(minutes=20)


def test_at_first_the_wait_is_a_guess_and_later_what_the_office_has_taught(counter: Counter) -> None:
    desk, by = counter.desk, counter.clerk
    first = outlooks.outlook(desk, come(counter, 1))
    second = outlooks.outlook(desk, come(counter, 2), first.lessons)
    assert (first.ahead, second.ahead, first.interval.seen) == (0, 1, 0)
    assert second.interval.most > first.interval.most >= MINUTE
    finish(desk, by, serve(desk, by))
    finish(desk, by, serve(desk, by))
    for day in range(DAYS):
        counter.clock.passes(timedelta(days=1))
        for number in range(10):
            come(counter, 10 + 10 * day + number)
            ticket = serve(desk, by)
            counter.clock.passes(VISIT)
            finish(desk, by, ticket)
    counter.clock.passes(timedelta(days=1))

    now = outlooks.outlook(desk, come(counter, 90), first.lessons)

    assert now.lessons.day == desk.today()
    # Two visits of the first day took no time at all.
    assert now.lessons.learned.visits["student"] == VISIT * 30 / 32 > GUESSED_VISIT
    assert now.interval.seen >= 10 * DAYS
    assert outlooks.outlook(desk, now.ticket, now.lessons).lessons is now.lessons


def test_only_todays_ticket_is_shown_again(counter: Counter) -> None:
    desk, request = counter.desk, a_request(counter.desk, 1)
    assert outlooks.waiting_with(desk, counter.clerk, request.id) == ()

    ticket = take(desk, counter.clerk, request)

    assert outlooks.waiting_with(desk, counter.clerk, request.id) == (ticket,)
    counter.clock.passes(timedelta(days=1))
    assert outlooks.waiting_with(desk, counter.clerk, request.id) == ()
