"""What is ready and was not collected is told again, every so many days and never twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kiosk.domain.ending import Lives
from kiosk.domain.mail import MailKind
from kiosk.domain.request import RequestState
from kiosk.services import handing_over, reminding
from tests.kiosk.services.office import Clock, Counter, Wish, filed, traced

DAY = timedelta(days=1)


def test_what_is_not_collected_is_told_every_so_many_days(counter: Counter, clock: Clock) -> None:
    desk = counter.desk
    desk = replace(desk, office=replace(desk.office, lives=Lives(remind=14)))
    ready = filed(desk, 1, Wish(state=RequestState.QC_OK))
    filed(desk, 2, Wish(state=RequestState.APPROVED))
    since = desk.store.read(lambda work: work.requests.history(ready.id))[-1].at

    def day(number: int) -> int:
        clock.at = since + number * DAY + timedelta(hours=1)
        return reminding.begin_day(desk)

    assert [day(13), day(14), day(14), day(15)] == [0, 1, 0, 0]
    (line,) = handing_over.ready(desk, counter.clerk)
    assert line.reminded_at == since + 14 * DAY + timedelta(hours=1)
    with traced(desk) as trace:
        assert day(60) == 1, "A station that was off makes up for the last round only."
    assert trace.actions == ["request:ready:reminded"]
    kinds = [each.mail.kind for each in desk.store.read(lambda work: work.outbox.waiting())]
    assert kinds == [MailKind.REMINDER] * 2
    (line,) = handing_over.ready(desk, counter.clerk)
    assert line.reminded_at == clock.at

    never = replace(desk, office=replace(desk.office, lives=Lives(remind=0)))
    clock.passes(90 * DAY)
    assert reminding.begin_day(never) == 0
    (line,) = handing_over.ready(never, counter.clerk)
    assert line.reminded_at is None
