"""What nobody comes back for expires, once a day, whichever station notices first."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from kiosk.domain.ending import USUAL_LIVES, Lives
from kiosk.domain.errors import Refused
from kiosk.domain.mail import MailKind
from kiosk.domain.request import RequestState
from kiosk.services import expiring
from tests.kiosk.services.expecting import expect
from tests.kiosk.services.office import Clock, Counter, Wish, filed, fingerprint, request_of, store_of, traced

S = RequestState
DAY = timedelta(days=1)


@pytest.mark.parametrize("state", USUAL_LIVES.spans)
def test_what_nobody_comes_back_for_expires_after_its_life(
    counter: Counter, clock: Clock, state: RequestState
) -> None:
    request = filed(counter.desk, wish=Wish(state=state))
    since = counter.desk.store.read(lambda work: work.requests.history(request.id))[-1].at
    clock.at = since + USUAL_LIVES.spans[state] - timedelta(seconds=1)
    assert expiring.expire_old(counter.desk, counter.supervisor) == 0

    clock.passes(timedelta(seconds=1))
    assert expiring.expire_old(counter.desk, counter.supervisor) == 1
    assert request_of(counter.desk, request.id).state is S.EXPIRED


def test_only_a_supervisor_or_time_itself_lets_requests_expire(counter: Counter) -> None:
    before = fingerprint(counter.desk)

    with pytest.raises(Refused, match=r"^role\.not-allowed$"):
        expiring.expire_old(counter.desk, counter.clerk)

    assert fingerprint(counter.desk) == before


def test_the_first_station_of_the_day_does_it_and_the_others_write_nothing(
    counter: Counter, clock: Clock
) -> None:
    request, fresh = filed(counter.desk, 1), filed(counter.desk, 2, Wish(state=S.VERIFYING))
    second = counter.next_counter()
    clock.passes(400 * DAY)

    with traced(counter.desk) as trace:
        assert expiring.begin_day(counter.desk) == 1
    assert trace.actions == ["request:record:expired"]
    assert request_of(counter.desk, request.id).state is S.EXPIRED
    assert request_of(counter.desk, fresh.id).state is S.VERIFYING
    last = counter.desk.store.read(lambda work: work.requests.history(request.id))[-1]
    assert (last.login, last.before) == ("clock", S.RECEIPTED)
    [queued] = counter.desk.store.read(lambda work: work.outbox.waiting())
    assert queued.mail.kind is MailKind.EXPIRED

    late = filed(counter.desk, 3)
    before = fingerprint(counter.desk)
    assert expiring.begin_day(second.desk) == 0
    assert expiring.begin_day(counter.desk) == 0
    assert fingerprint(counter.desk) == before
    clock.passes(DAY)
    assert expiring.begin_day(second.desk) == 1
    assert request_of(counter.desk, late.id).state is S.EXPIRED
    store_of(second.desk).close()


def test_the_day_is_the_office_s_own(counter: Counter, clock: Clock) -> None:
    """In Berlin it begins an hour before it does in UTC."""
    clock.at = clock.at.replace(hour=22, minute=30)
    expiring.begin_day(counter.desk)
    clock.passes(400 * DAY)
    expiring.begin_day(counter.desk)
    request = filed(counter.desk)
    clock.passes(timedelta(hours=1))

    assert expiring.begin_day(counter.desk) == 1
    assert request_of(counter.desk, request.id).state is S.EXPIRED


def test_each_office_sets_its_own_days(counter: Counter, clock: Clock) -> None:
    request = filed(counter.desk)
    patient = replace(counter.desk, office=replace(counter.desk.office, lives=Lives(receipted=3650)))
    clock.passes(400 * DAY)

    assert expiring.begin_day(patient) == 0
    assert request_of(counter.desk, request.id).state is S.RECEIPTED


def test_who_is_still_expected_does_not_expire(counter: Counter, clock: Clock) -> None:
    """Before the appointment and on its day; after it was missed the life of the request is over."""
    desk, request = counter.desk, filed(counter.desk)
    clock.passes(USUAL_LIVES.spans[S.RECEIPTED] - 3 * DAY)
    later = desk.office.calendar.next_working_day(desk.today() + 10 * DAY)
    expect(desk, counter.clerk, request, desk.office.moment(later, time(10)))

    clock.at = desk.office.moment(later, time(12))
    assert expiring.begin_day(desk) == 0
    assert request_of(desk, request.id).state is S.RECEIPTED
    clock.passes(DAY)
    assert expiring.begin_day(desk) == 1
    assert request_of(desk, request.id).state is S.EXPIRED
