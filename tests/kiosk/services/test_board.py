"""The supervisor's board of a real office."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.domain.board import Spread
from kiosk.domain.errors import Refused
from kiosk.domain.mail import Mail, MailKind
from kiosk.domain.queue import Priority
from kiosk.services import board, calling, mailing
from kiosk.services.board import Board
from kiosk.services.waiting_lists import overview
from tests.kiosk.services.finishing import ASKED, HERE, approve, send, verified
from tests.kiosk.services.office import Clock, Counter, Wish, traced
from tests.kiosk.services.waiting_room import MINUTE, call, come, finish, serve


def seen(counter: Counter) -> Board:
    return board.board(counter.desk, counter.supervisor)


def test_the_board_of_an_empty_morning_is_empty(counter: Counter) -> None:
    found = seen(counter)

    assert (found.waiting, found.done, found.missed, found.counters, found.parked) == (0, 0, 0, (), ())
    assert (found.waits, found.visits) == (Spread(), Spread())
    assert [each.group for each in found.groups][-1] == "collection"
    assert (found.late.mails, found.late.unjudged, dict(found.late.due)) == (0, 0, {})
    assert board.half_hours_of_today(counter.desk, counter.supervisor) == ()


def test_the_board_says_who_waits_who_is_served_and_how_it_went(counter: Counter, clock: Clock) -> None:
    desk, clerk, other = counter.desk, counter.clerk, counter.next_counter()
    for number in range(1, 6):
        come(counter, number, Priority.NONE)
    finish(desk, clerk, serve(desk, clerk))
    clock.passes(10 * MINUTE)
    parked = serve(desk, clerk)
    promised = clock.at + 20 * MINUTE
    calling.park(desk, desk.command("queue:ticket:parked", clerk), parked.id, promised)
    call(desk, clerk)
    clock.passes(4 * MINUTE)
    serving = serve(other.desk, other.colleague)

    with traced(desk) as trace:
        found = seen(counter)

    assert trace.actions == []
    assert (found.waiting, found.done, found.missed) == (1, 1, 0)
    student = next(each for each in found.groups if each.group == "student")
    assert (student.waiting, student.longest) == (1, 14 * MINUTE)
    assert found.longest == 14 * MINUTE
    assert [(each.number, each.back_at) for each in found.parked] == [(str(parked.number), promised)]
    one, two = found.counters
    assert (one.station, one.login, one.seen and one.seen.state) == ("counter-1", "clerk1", "CALLED")
    assert one.silent == 4 * MINUTE
    assert (two.station, two.login, two.services) == ("counter-2", "clerk2", ("STU-02",))
    assert (two.seen and two.seen.number, two.silent) == (str(serving.number), timedelta(0))
    assert (found.visits.count, found.waits.count) == (1, 4)
    assert found.expected["student"].most > timedelta(0)
    assert found.lists == overview(desk, counter.supervisor)
    (half,) = board.half_hours_of_today(desk, counter.supervisor)
    assert (half.came, half.waits.count) == (5, 4)


def test_what_the_days_before_taught_is_read_once_a_day(counter: Counter, clock: Clock) -> None:
    found = seen(counter)

    assert board.board(counter.desk, counter.supervisor, found.lessons).lessons is found.lessons
    clock.passes(timedelta(days=1))
    later = board.board(counter.desk, counter.supervisor, found.lessons)
    assert later.lessons.day == counter.desk.today()


def test_mails_papers_and_answers_that_are_late_stand_on_the_board(counter: Counter, clock: Clock) -> None:
    desk = counter.desk
    approve(counter, verified(counter, HERE, 1))
    send(counter, verified(counter, ASKED, 2, Wish("PCC-01", {})))
    before = seen(counter).late
    values = {"field": "E-mail", "service": "Enrolment", "tracking_code": "7K4MQ2XP9TRA"}
    mail = Mail(MailKind.CORRECTED, "sara@example.org", "en", None, values)
    desk.store.write(lambda work: mailing.queue(desk, work, mail, "once"))

    late = seen(counter).late

    assert (late.mails, late.failing) == (before.mails + 1, 0)
    assert late.oldest_mail is not None
    assert dict(late.due) == {}
    clock.passes(timedelta(days=60))
    assert dict(seen(counter).late.due) == {"PCC-01": 1}


def test_a_clerk_does_not_see_the_board(counter: Counter) -> None:
    for look in (board.board, board.half_hours_of_today):
        with pytest.raises(Refused, match=r"role\.not-allowed"):
            look(counter.desk, counter.clerk)
