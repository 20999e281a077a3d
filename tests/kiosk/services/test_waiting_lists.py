"""The supervisor's lists: their numbers are those of the lists themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.errors import Refused
from kiosk.domain.inquiry import Answer
from kiosk.services import approval, centre, handing_over, waiting_lists
from kiosk.services.waiting_lists import Overview, Why
from tests.kiosk.services.finishing import ASKED, HERE, approve, on_paper, reply, send, verified
from tests.kiosk.services.office import Clock, Counter, Wish, filed, traced
from tests.kiosk.services.test_outputs import STAMP, stamped
from tests.kiosk.services.walking import DOUBTFUL, decided, issued

POLICE = Wish("PCC-01", {})
COLLECT_DAYS = 14


def seen(counter: Counter) -> Overview:
    return waiting_lists.overview(counter.desk, counter.supervisor)


def busy(counter: Counter) -> None:
    """Something in every list."""
    verified(counter, HERE, 1)
    for number in (2, 3):
        verified(counter, ASKED, number, POLICE)
    for number, answer in ((4, None), (5, Answer.OK), (6, Answer.NO)):
        request = verified(counter, ASKED, number, POLICE)
        send(counter, request)
        if answer is not None:
            reply(counter, request, answer)
    decided(counter.desk, counter.clerk, filed(counter.desk, 7).id, {1: DOUBTFUL})
    paper = verified(counter, HERE, 8)
    approve(counter, paper)
    on_paper(counter, paper)
    stamped(counter, approve(counter, verified(counter, STAMP, 9)))
    approve(counter, verified(counter, HERE, 10))


def test_an_office_without_requests_has_nothing_to_do(counter: Counter) -> None:
    assert seen(counter) == Overview(0, 0, 0, 0, 0, 0, 0)


def test_each_number_is_that_of_its_list_and_nothing_is_written_down(counter: Counter) -> None:
    busy(counter)
    desk, boss = counter.desk, counter.supervisor

    with traced(desk) as trace:
        counts = seen(counter)

    assert trace.actions == []
    assert counts == Overview(
        to_approve=2, referred=2, to_send=2, awaiting=1, overdue=0, to_collect=2, uncollected=0
    )
    assert counts.to_approve == len(approval.waiting(desk, boss))
    assert counts.to_send == len(centre.to_send(desk, boss))
    assert counts.awaiting == len(centre.sent(desk, boss))
    assert counts.to_collect == len(handing_over.ready(desk, boss))


def test_what_has_waited_too_long_is_counted_apart(counter: Counter, clock: Clock) -> None:
    busy(counter)

    clock.passes(timedelta(days=COLLECT_DAYS))
    assert seen(counter).uncollected == 0
    clock.passes(timedelta(seconds=1))
    assert seen(counter).uncollected == 2
    assert seen(counter).overdue == 0
    clock.passes(timedelta(days=30))
    assert seen(counter).overdue == 1

    patient = replace(counter.desk.office, rules=replace(counter.desk.office.rules, collect_days=100))
    longer = replace(counter.desk, office=patient)
    assert waiting_lists.overview(longer, counter.supervisor).uncollected == 0


def test_a_clerk_has_no_such_lists(counter: Counter) -> None:
    for listed in (waiting_lists.overview, waiting_lists.referrals, waiting_lists.unchecked):
        with pytest.raises(Refused, match=r"^role\.not-allowed$"):
            listed(counter.desk, counter.clerk)


def test_a_referral_says_who_when_and_why(counter: Counter, clock: Clock) -> None:
    desk, boss = counter.desk, counter.supervisor
    doubted = filed(desk, 1)
    decided(desk, counter.clerk, doubted.id, {1: DOUBTFUL})
    clock.passes(timedelta(days=1))
    asked = verified(counter, ASKED, 2, POLICE)
    send(counter, asked)
    reply(counter, asked, Answer.NO)

    with traced(desk) as trace:
        first, second = waiting_lists.referrals(desk, boss)

    assert trace.actions == ["request:referrals:listed"]
    document = desk.catalogue.document(desk.store.read(lambda work: work.walks.slots(doubted.id))[0].kind)
    assert (first.request.id, first.by) == (doubted.id, "clerk1")
    assert first.why == (Why(document.name, DOUBTFUL.reason),)
    assert (second.request.id, second.since - first.since) == (asked.id, timedelta(days=1))
    assert second.why == (Why(desk.catalogue.addressee("centre"), "چنین است"),)


def test_what_nobody_has_looked_at_is_listed_with_who_printed_it(counter: Counter) -> None:
    desk = counter.desk
    printed = issued(counter).issued.request_id
    on_paper(counter, approve(counter, verified(counter, HERE, 2)))

    with traced(desk) as trace:
        (line,) = waiting_lists.unchecked(desk, counter.supervisor)

    assert (line.request.id, line.by, line.since) == (printed, "clerk1", desk.now())
    assert trace.actions == ["request:unchecked:listed"]


def test_what_was_referred_is_read_but_not_approved(counter: Counter) -> None:
    desk, request = counter.desk, filed(counter.desk, 1)
    decided(desk, counter.clerk, request.id, {1: DOUBTFUL})

    assert approval.dossier(desk, counter.supervisor, request.id).decided_by == "clerk1"
    with pytest.raises(Refused, match=r"^approval\.not-waiting$"):
        approve(counter, request)
