"""A day is opened, worked through, balanced, looked over and closed; afterwards nothing of it changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data.stock import Stock
from kiosk.domain.day import DayState, SampleVerdict, commitment_of
from kiosk.domain.errors import Conflict, KioskError, Refused
from kiosk.domain.queue import Ticket, TicketState
from kiosk.domain.request import RequestState
from kiosk.domain.stock import Act, Moment, Sums, answered_for
from kiosk.services import (
    balancing,
    calling,
    closing,
    day_figures,
    ending,
    issuing,
    printing,
    ruling,
    verification,
    working_day,
)
from kiosk.services.balancing import Point
from tests.data.crowds import in_threads
from tests.kiosk.services.day_acts import (
    close,
    closed,
    drawn,
    end_intake,
    issued,
    look_at,
    open_points,
    opened,
    refuse,
    refused,
)
from tests.kiosk.services.finishing import HERE, approve, on_paper, verified
from tests.kiosk.services.office import (
    Counter,
    Wish,
    events,
    filed,
    store_of,
)
from tests.kiosk.services.test_stock import of as stock_of
from tests.kiosk.services.waiting_room import a_request, call, finish, serve, take

S = RequestState


def test_a_day_goes_from_its_opening_to_its_closing(office: Counter) -> None:
    """Everything that is open is named, and blocks; what the seed draws cannot be chosen."""
    desk = office.desk
    opened(office)
    commitment = json.loads(events(desk)[-1].details)["commitment"]
    with pytest.raises(Conflict, match=r"day.is-open"):
        opened(office)
    take(desk, office.clerk, a_request(desk, 1))
    finish(desk, office.clerk, serve(desk, office.clerk))
    waiting = take(desk, office.clerk, a_request(desk, 2))
    walked = filed(desk, 3)
    verification.open_walk(desk, office.colleague, walked.id)
    paper = issued(office, 4)
    for number in range(10, 14):
        refused(office, number)

    assert open_points(office) == (Point.TICKETS, Point.WALKS, Point.PAPERS)
    with pytest.raises(Refused, match=r"day.not-balanced") as found:
        drawn(office)
    assert found.value.details["count"] == 3

    assert end_intake(office) == (waiting.id,)
    later = desk.store.read(lambda work: work.appointments.booked_for(waiting.requests[0]))
    assert later is not None
    assert later.local_day > desk.today()
    verification.leave_walk(desk, office.colleague, walked.id)
    printing.paper_is_good(desk, desk.command("certificate:paper:good", office.clerk), paper.id)
    assert open_points(office) == ()
    with pytest.raises(Refused, match=r"day.not-drawn"):
        close(office)

    sample = drawn(office)
    seed = json.loads(events(desk)[-1].details)["seed"]
    assert commitment_of(bytes.fromhex(seed)).hex() == commitment
    assert (len(sample), len({case.tracking_code for case in sample})) == (3, 3)
    assert open_points(office) == (Point.SAMPLE,)
    with pytest.raises(Refused, match=r"day.sample-open"):
        close(office)
    with pytest.raises(Refused, match=r"day.finding-required"):
        look_at(office, sample[0], (SampleVerdict.FINDING, " "))
    look_at(office, sample[0], (SampleVerdict.FINDING, "مهر ناخوانا است"))
    for case in sample[1:]:
        look_at(office, case)

    day = close(office)

    assert (day.state, day.closed_by) == (DayState.CLOSED, "supervisor")
    assert closing.is_true_sample(desk, desk.today())
    with pytest.raises(Conflict, match=r"day.closed"):
        close(office)
    assert_kept(office, waiting)


def assert_kept(office: Counter, ticket: Ticket) -> None:
    """The report is what it was at the closing, and the rows of the day do not change."""
    desk, day = office.desk, office.desk.today()
    figures = day_figures.figures(desk, office.supervisor, day)
    assert (figures.counts.tickets, figures.counts.rebooked, figures.counts.finished) == (2, 1, 5)
    assert {looked.finding for looked in figures.sample} == {"", "مهر ناخوانا است"}
    office.clock.passes(timedelta(days=1))
    refused(office, 50)
    assert day_figures.figures(desk, office.supervisor, day) == figures
    for statement in (
        "UPDATE office_day SET closed_by = 'somebody'",
        "UPDATE day_sample SET finding = ''",
        "UPDATE ticket SET note = 'x'",
        "UPDATE ticket SET office_day = '2027-01-01'",
    ):
        with (
            pytest.raises(DBAPIError, match="the day is closed"),
            store_of(desk).engine.begin() as connection,
        ):
            connection.execute(text(statement))
    assert desk.store.read(lambda work: work.queue.get(ticket.id)).state is TicketState.REBOOKED


def late(office: Counter) -> Mapping[str, Callable[[], object]]:
    """What officers would still do; everything that it needs is filed before."""
    desk, clerk = office.desk, office.clerk
    over = finish(desk, clerk, _served(office, 1))
    fresh, walkable = a_request(desk, 90), filed(desk, 91)
    doubted = filed(desk, 92, Wish(state=S.SUSPENDED, documents=(), grounded=False))
    approved = approve(office, verified(office, HERE, 4))
    printed = on_paper(office, approve(office, verified(office, HERE, 5)))
    called = partial(desk.command, "queue:ticket:called", clerk)
    passed = partial(desk.command, "request:rule:passed", office.supervisor)
    return {
        "a ticket": lambda: take(desk, clerk, fresh),
        "a call": lambda: call(desk, clerk),
        "a call out of turn": lambda: calling.serve_out_of_order(desk, called(), over.id, "x"),
        "a step of a ticket": lambda: calling.done(desk, called(), over.id),
        "a walk": lambda: verification.open_walk(desk, clerk, walkable.id),
        "a refusal": lambda: refuse(office, doubted.id),
        "a rule that is let pass": lambda: ruling.override(
            desk, passed(), doubted.id, "student-file", "seen"
        ),
        "a certificate": lambda: issuing.issue(
            desk, desk.command("certificate:record:issued", clerk), approved.id
        ),
        "a void": lambda: ending.void(
            desk, desk.command("request:output:voided", office.supervisor), printed.id, "forged"
        ),
        "the end of the intake": lambda: end_intake(office),
        "another sample": lambda: drawn(office),
    }


def _served(office: Counter, number: int) -> Ticket:
    take(office.desk, office.clerk, a_request(office.desk, number))
    return serve(office.desk, office.clerk)


def test_nothing_more_is_done_on_a_day_that_is_being_closed_or_is(office: Counter) -> None:
    """The next morning everything goes on."""
    acts = late(office)
    sample = drawn(office)
    before = events(office.desk)
    assert keys(acts) == dict.fromkeys(acts, "day.closing")
    assert events(office.desk) == before

    closed(office, sample)

    assert keys(acts) == dict.fromkeys(acts, "day.closed")
    office.clock.passes(timedelta(days=1))
    assert keys({what: acts[what] for what in ("a ticket", "a call", "a walk", "a refusal", "a void")}) == {}


def keys(acts: Mapping[str, Callable[[], object]]) -> dict[str, str]:
    """Why each was refused; what was not is left out."""
    found = {}
    for what, act in acts.items():
        try:
            act()
        except KioskError as refusal:
            found[what] = refusal.key
    return found


def test_a_day_that_nobody_opened_is_opened_by_its_first_ticket(office: Counter) -> None:
    desk = office.desk
    assert working_day.today(desk, office.supervisor) is None
    with pytest.raises(Refused, match=r"day.not-open"):
        close(office)

    take(desk, office.clerk, a_request(desk, 1))

    day = working_day.today(desk, office.supervisor)
    assert day is not None
    assert (day.state, day.opened_by, day.seed) == (DayState.OPEN, "", b"")
    take(desk, office.clerk, a_request(desk, 2))
    assert [event.action for event in events(desk)].count("day:record:opened") == 1


def test_two_kiosks_open_a_day_once(office: Counter) -> None:
    """Each gives its first ticket in the same instant; the one seed that is kept is the one committed to."""
    desk, requests = office.desk, [a_request(office.desk, number) for number in range(1, 9)]

    in_threads(8, lambda number: take(desk, office.clerk, requests[number]))

    day = desk.store.read(lambda work: work.days.get(desk.today()))
    told = [json.loads(each.details) for each in events(desk) if each.action == "day:record:opened"]
    assert day is not None
    assert [each["commitment"] for each in told] == [day.commitment.hex()]
    seed = desk.credentials.take_out(day.locked_seed)
    assert commitment_of(bytes.fromhex(seed)) == day.commitment
    assert seed not in repr(day)


def test_a_clerk_neither_opens_nor_closes(office: Counter) -> None:
    clerk = replace(office, supervisor=office.clerk)
    for act in (opened, end_intake, drawn, close, open_points):
        with pytest.raises(Refused, match=r"role.not-allowed"):
            act(clerk)


def test_a_morning_goes_on_from_the_last_closed_day_as_if_the_whole_book_were_read(
    office: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = stock_of(office.desk)
    here.handle(Act.RECEIVE, "K00001–K00009")
    here.handle(Act.ISSUE, "K00001–K00003")
    here.handle(Act.SEND_BACK, "K00009")
    here.handle(Act.TAKE_BACK, "K00001–K00003")
    here.count(Moment.CLOSING, "K00001–K00008")
    closed(office, drawn(office))
    office.clock.passes(timedelta(days=1))
    here.handle(Act.ISSUE, "K00001")
    here.handle(Act.SPOIL, "K00001", here.clerk, here.keeper)
    here.handle(Act.RECEIVE, "K00010")
    office.clock.passes(timedelta(days=1))

    today, since = office.desk.today(), []
    whole = office.desk.store.read(lambda work: work.stock.before("passport", today))

    real = Stock.before

    def before(self: Stock, kind: str, day: date, after: date | None = None) -> Sums:
        since.append(after)
        return real(self, kind, day, after)

    monkeypatch.setattr(Stock, "before", before)
    assert here.balance().opening == answered_for(whole) == 8
    assert since == [today - timedelta(days=2)], "Nothing before the closed day is read again."


def test_forms_in_a_hand_keep_the_day_open_until_they_are_taken_back_and_counted(office: Counter) -> None:
    """Whoever holds them is named; nothing is called counted without a count, and nothing needs none."""
    opened(office)
    here = stock_of(office.desk)
    here.handle(Act.RECEIVE, "K00001–K00005")
    here.handle(Act.ISSUE, "K00001–K00005")
    for _ in range(2):
        found = balancing.balance(office.desk, office.supervisor)
        assert found.blocking == (Point.HANDS, Point.COUNT)
        assert found.open[Point.HANDS] == ("clerk1: K00001–K00005",)
        here.count(Moment.CLOSING, "")
    with pytest.raises(Refused, match=r"day.not-balanced"):
        drawn(office)

    here.handle(Act.TAKE_BACK, "K00001–K00005")
    assert open_points(office) == (Point.COUNT,)
    here.count(Moment.CLOSING, "K00001–K00005")
    day = closed(office, drawn(office))

    (blanks,) = day_figures.figures(office.desk, office.supervisor, day.day).blanks
    assert (blanks.in_hands, blanks.closing, blanks.opening_counted, blanks.counted) == (0, 5, False, True)
    office.clock.passes(timedelta(days=1))
    here.handle(Act.SEND_BACK, "K00001–K00005")
    assert open_points(office) == ()
    (blanks,) = day_figures.figures(office.desk, office.supervisor, office.desk.today()).blanks
    assert (blanks.opening_counted, blanks.counted) == (False, False)


def test_forms_that_moved_under_a_clock_a_day_ahead_are_named_and_the_next_day_balances(
    office: Counter,
) -> None:
    opened(office)
    here = stock_of(office.desk)
    here.handle(Act.RECEIVE, "K00001–K00005")
    assert balancing.balance(office.desk, office.supervisor).ahead == {}
    office.clock.passes(timedelta(days=1))
    here.handle(Act.SEND_BACK, "K00005")
    office.clock.passes(timedelta(minutes=5) - timedelta(days=1))
    here.count(Moment.CLOSING, "K00001–K00004")

    found, tomorrow = (
        balancing.balance(office.desk, office.supervisor),
        office.desk.today() + timedelta(days=1),
    )

    assert (found.blocking, found.ahead) == ((Point.BLANKS,), {"passport": tomorrow})
    assert here.balance().ahead == tomorrow
    office.clock.passes(timedelta(days=1))
    assert here.balance().balanced
    assert here.balance().ahead is None


def test_a_day_does_not_close_on_a_missing_form_and_does_once_it_is_found(office: Counter) -> None:
    """Nor before two people have counted; afterwards the stock of the day does not change."""
    opened(office)
    here = stock_of(office.desk)
    here.handle(Act.RECEIVE, "K00001–K00003")
    assert open_points(office) == (Point.COUNT,)
    here.count(Moment.CLOSING, "K00001, K00003")
    assert open_points(office) == (Point.BLANKS,)
    with pytest.raises(Refused, match=r"day.not-balanced"):
        drawn(office)

    here.count(Moment.CLOSING, "K00001–K00003")
    assert open_points(office) == ()
    here.handle(Act.SEND_BACK, "K00003")
    assert open_points(office) == (Point.COUNT,), "It was made before the last form went."
    here.count(Moment.CLOSING, "K00001–K00002")

    closed(office, drawn(office))
    (blanks,) = day_figures.figures(office.desk, office.supervisor, office.desk.today()).blanks
    assert (blanks.received, blanks.closing, blanks.missing, blanks.balanced) == (3, 2, (), True)
    with pytest.raises(Refused, match=r"day.closed"):
        here.handle(Act.SPOIL, "K00002", here.clerk, here.keeper)
    with pytest.raises(Refused, match=r"day.closed"):
        here.count(Moment.CLOSING, "K00001–K00002")
    with store_of(office.desk).engine.begin() as held, pytest.raises(DBAPIError, match="the day is closed"):
        held.execute(text("UPDATE blank_move SET reason = 'x'"))
