"""What a day came to: each figure from something that happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.domain.day_figures import (
    ClerkLoad,
    DayFigures,
    Lacking,
    Noted,
    as_json,
    from_json,
    waits_of,
)
from kiosk.domain.errors import Refused, Unavailable
from kiosk.domain.queue import Priority
from kiosk.domain.request import RequestState
from kiosk.domain.verification import Verdict
from kiosk.services import (
    board,
    calling,
    day_figures,
    day_report,
    ending,
    filing,
    issuing,
    printing,
    queueing,
    ruling,
    supervising,
    verification,
)
from kiosk.services.desk import Desk
from tests import portal
from tests.kiosk.services.applying import own, registered, scan_all, settle
from tests.kiosk.services.finishing import HERE, approve, verified
from tests.kiosk.services.office import LOGINS, Clock, Counter, Place, Wish, filed, officer, request_of
from tests.kiosk.services.test_closing import closed, drawn, opened
from tests.kiosk.services.test_importing import a_bundle
from tests.kiosk.services.test_importing import take as take_in
from tests.kiosk.services.waiting_room import MINUTE, call, come, finish, serve
from tests.kiosk.services.walking import MISSING, decided, sent
from tests.printouts.papers import page_count

S = RequestState


class OfflinePrinter:
    """Switched off."""

    name = "office"

    def send(self, pdf: bytes, title: str) -> str:
        del pdf, title
        raise Unavailable("printer.missing")


@pytest.fixture
def office(front: Desk, place: Place, clock: Clock) -> Counter:
    """On each of the two databases."""
    return Counter(place, clock, front, *(officer(front, login) for login, _role in LOGINS))


def figures(office: Counter) -> DayFigures:
    return day_figures.figures(office.desk, office.supervisor, office.desk.today())


def test_a_day_without_anything_is_empty(office: Counter) -> None:
    found = figures(office)

    assert found.is_empty
    assert (found.waits, found.clerks, found.services, found.hours) == ((), (), (), ())
    assert found.counts.tickets == 0


def test_tickets_are_counted_with_their_waits_and_who_served_them(office: Counter) -> None:
    """A priority and a call out of turn stand there with their reasons."""
    desk, clerk = office.desk, office.clerk
    for number in (1, 2, 3):
        come(office, number)
    come(office, 4, Priority.ELDERLY)
    office.clock.passes(10 * MINUTE)
    for _ in range(2):
        ticket = serve(desk, clerk)
        office.clock.passes(5 * MINUTE)
        finish(desk, clerk, ticket)
    last = next(each for each in queueing.tickets(desk) if each.is_active)
    command = desk.command("queue:ticket:called-out-of-order", clerk)
    calling.serve_out_of_order(desk, command, last.id, "a bus at noon")
    office.clock.passes(timedelta(minutes=9))
    calling.no_show(desk, desk.command("queue:ticket:missed", clerk), last.id)

    found = figures(office)

    assert (found.counts.tickets, found.counts.no_show, found.counts.rebooked) == (4, 1, 0)
    (student,) = found.services
    assert (student.received, student.served, student.waiting) == (0, 2, 1)
    filed_on = desk.office.local_day(queueing.visit(desk, clerk, last)[0].filed_at)
    assert day_figures.numbers_alone(desk, filed_on).services[0].received == 1
    # The elderly one came last and was called first: 10 minutes; the first of the others 18.
    assert found.waits[0] == waits_of("", [10 * 60, 18 * 60])
    assert [each.group for each in found.waits] == ["", "student"]
    assert found.clerks == (ClerkLoad("clerk1", 2, 600, 0, 0),)
    assert sum(count for _, count in found.hours) == 4
    assert set(found.exceptions) == {
        Noted("priority", "A004", "elderly", "clerk1", "as seen at the door"),
        Noted("out-of-turn", str(last.number), "student", "clerk1", "a bus at noon"),
    }


def test_who_called_before_others_is_named_whatever_comes_later(office: Counter) -> None:
    """Another counter serves it in the end; a priority is changed, and taken away at the counter."""
    desk, clerk = office.desk, office.clerk
    first, infant = come(office, 1), come(office, 2, Priority.INFANT)
    command = desk.command("queue:ticket:called-out-of-order", clerk)
    calling.serve_out_of_order(desk, command, first.id, "a bus at noon")
    calling.redirect(desk, desk.command("queue:ticket:redirected", clerk), first.id, ("civil", ""))
    serve(desk, office.colleague)
    for given in ((Priority.DISABLED, "a card was shown"), (Priority.NONE, "a mistake")):
        direct = desk.command("queue:ticket:prioritised", office.supervisor)
        supervising.prioritise(desk, direct, infant.id, given)
    finish(desk, office.colleague, infant)
    finish(desk, office.colleague, serve(desk, office.colleague))

    assert set(figures(office).exceptions) == {
        Noted("out-of-turn", "A001", "civil", "clerk1", "a bus at noon"),
        Noted("priority", "A002", "infant", "clerk1", "as seen at the door"),
        Noted("priority", "A002", "disabled", "supervisor", "a card was shown"),
        Noted("priority", "A002", "no-priority", "supervisor", "a mistake"),
    }
    assert page_count(day_report.drawn(desk, figures(office)))


def test_a_wait_ends_with_the_first_call(office: Counter) -> None:
    """Set aside for an hour and a half, sent to other counters and called once more: two minutes are two."""
    desk, clerk = office.desk, office.clerk
    come(office, 1)
    office.clock.passes(2 * MINUTE)
    ticket = serve(desk, clerk)
    promised = desk.now() + 90 * MINUTE
    calling.park(desk, desk.command("queue:ticket:parked", clerk), ticket.id, promised)
    office.clock.passes(90 * MINUTE)
    serve(desk, clerk)
    calling.redirect(desk, desk.command("queue:ticket:redirected", clerk), ticket.id, ("civil", ""))
    office.clock.passes(7 * MINUTE)
    call(desk, clerk)
    office.clock.passes(MINUTE)
    calling.recall(desk, desk.command("queue:ticket:recalled", clerk), ticket.id)
    begin = desk.command("queue:ticket:begun", clerk)
    finish(desk, clerk, calling.begin(desk, begin, ticket.id))

    assert figures(office).waits == (waits_of("", [120]), waits_of("civil", [120]))
    (half, *later) = [each for each in board.half_hours_of_today(desk, office.supervisor) if each.waits.count]
    assert (half.waits.median, later) == (2 * MINUTE, [])


def test_what_comes_in_is_received_in_exactly_one_report(office: Counter, tmp_path: Path) -> None:
    """However late after its filing it comes in, after a closing, or on a day that nobody opens."""
    desk, family = office.desk, settle(office.desk)
    first = desk.today()
    opened(office)
    take_in(desk, a_bundle(tmp_path / "b", portal.request(0)))
    registered(desk, office.clerk, own(family.stranger))
    in_the_lobby = registered(desk, family.mother, own(family.mother))
    scan_all(desk, in_the_lobby)
    office.clock.passes(MINUTE)
    closed(office, drawn(office))
    office.clock.passes(timedelta(hours=3))
    filing.issue_receipt(desk, family.mother, in_the_lobby.id)
    office.clock.passes(timedelta(days=1))
    take_in(desk, a_bundle(tmp_path / "c", portal.request(1)))
    office.clock.passes(timedelta(days=1))
    opened(office)
    take_in(desk, a_bundle(tmp_path / "d", portal.request(2)))
    office.clock.passes(MINUTE)
    closed(office, drawn(office))
    office.clock.passes(timedelta(days=1))
    opened(office)
    # Only begun: it has not come in yet.
    registered(desk, family.mother, replace(own(family.mother), subject_id=family.child))

    days = [first + timedelta(days=number) for number in (0, 2, 3)]
    assert [received(office, day) for day in days] == [2, 3, 0]


def received(office: Counter, day: date) -> int:
    return sum(each.received for each in day_figures.figures(office.desk, office.supervisor, day).services)


def test_certificates_voids_reprints_and_overrides_are_counted(office: Counter) -> None:
    desk, clerk = office.desk, office.clerk
    issued = []
    unproven = filed(desk, 9, Wish(grounded=False))
    verification.open_walk(desk, clerk, unproven.id)
    passed = desk.command("request:rule:passed", office.supervisor)
    ruling.override(desk, passed, unproven.id, "student-file", "the file is on paper")
    for number in (1, 2):
        request = approve(office, verified(office, HERE, number))
        issuing.issue(desk, desk.command("certificate:record:issued", clerk), request.id)
        issued.append(request)
    offline = replace(desk, printer=OfflinePrinter())
    with pytest.raises(Unavailable):
        printing.send_to_printer(offline, desk.command("certificate:paper:sent", clerk), issued[0].id)
    printing.print_again(desk, desk.command("certificate:paper:again", clerk), issued[0].id)
    assert figures(office).counts.reprints == 0, "No sheet came out."
    for request in issued:
        sent(office, request.id)
    spoil = desk.command("certificate:paper:spoiled", clerk)
    printing.paper_is_spoiled(desk, spoil, issued[0].id, "torn")
    ending.void(desk, desk.command("request:output:voided", office.supervisor), issued[1].id, "a wrong name")

    found = figures(office)

    (numbers,) = found.numbers
    assert (numbers.first[-6:], numbers.last[-6:], numbers.count) == ("000001", "000002", 2)
    assert found.counts.reprints == 1
    code = request_of(desk, issued[1].id).tracking_code
    assert Noted("void", code, "STU-02", "supervisor", "a wrong name") in found.exceptions
    passed_rule = Noted(
        "override", unproven.tracking_code, "student-file", "supervisor", "the file is on paper"
    )
    assert passed_rule in found.exceptions
    assert found.clerks == (ClerkLoad("clerk1", 0, 0, 2, 2),)
    assert from_json(as_json(found)) == found


def test_what_made_documents_incomplete_is_named(office: Counter) -> None:
    desk = office.desk
    for number in (1, 2):
        request = filed(desk, number)
        decided(desk, office.clerk, request.id, {1: MISSING})
    kind = desk.store.read(lambda work: work.walks.slots(request.id))[0].kind

    (student,) = figures(office).services

    assert (student.incomplete, student.complete) == (2, 0)
    assert student.reasons == (Lacking(kind, Verdict.ORIGINAL_MISSING, 2),)


def test_a_clerk_does_not_read_them_and_numbers_alone_say_no_words(office: Counter) -> None:
    desk = office.desk
    come(office, 1, Priority.INFANT)

    with pytest.raises(Refused, match=r"role.not-allowed"):
        day_figures.figures(desk, office.clerk, desk.today())

    (noted,) = day_figures.numbers_alone(desk, desk.today()).exceptions
    assert noted == Noted("priority", "", "infant", "clerk1", "")
