"""What a day's figures count and what not: at the edges of the day, of the list, and of what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import insert, update

from data.tables import Certificate, Inquiry, Output, PrintAttempt, Request
from kiosk.domain.day_figures import ClerkLoad, DayFigures, Lacking, Noted, as_json, from_json
from kiosk.domain.errors import Refused
from kiosk.domain.request import RequestState, StateChange
from kiosk.domain.roles import Role
from kiosk.domain.verification import Verdict
from kiosk.services import approval, day_figures, day_report, ending, issuing, printing, rebooking, staff
from kiosk.services.desk import Desk
from kiosk.services.staff import NewAccount
from tests.kiosk.services.finishing import ASKED, HERE, approve, send, verified
from tests.kiosk.services.office import (
    LOGINS,
    PASSWORD,
    Clock,
    Counter,
    Place,
    Wish,
    filed,
    officer,
    person_of_staff,
    request_of,
    store_of,
    traced,
)
from tests.kiosk.services.waiting_room import MINUTE, a_request, come, finish, serve
from tests.kiosk.services.walking import MISSING, decided, sent

S = RequestState
DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)
PAPERS = ("enrolment-certificate", "passport", "residence-permit", "national-card")


@pytest.fixture
def office(front: Desk, place: Place, clock: Clock) -> Counter:
    """On each of the two databases."""
    return Counter(place, clock, front, *(officer(front, login) for login, _role in LOGINS))


def figures(office: Counter) -> DayFigures:
    return day_figures.figures(office.desk, office.supervisor, office.desk.today())


def change(office: Counter, table: type[object], values: dict[str, object], **where: object) -> None:
    """What would take weeks to come about."""
    with store_of(office.desk).engine.begin() as connection:
        connection.execute(update(table).filter_by(**where).values(**values))


def recorded(office: Counter, number: int, *course: tuple[datetime, RequestState]) -> UUID:
    """A request with these lines of history."""
    request = a_request(office.desk, number, S.VERIFYING)
    for at, state in course:
        line = StateChange(at, "clerk1", S.VERIFYING, state, "so it was")
        office.desk.store.write(lambda work, line=line: work.requests.record(request.id, line))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
    return request.id


def test_only_what_happened_within_the_offices_own_day_counts(office: Counter) -> None:
    """From its first instant to the last before the next day's; a request decided twice counts once."""
    desk = office.desk
    begins, ends = desk.office.span(desk.today())
    recorded(office, 1, (begins - INSTANT, S.VERIFIED))
    recorded(office, 2, (begins, S.VERIFIED), (begins + MINUTE, S.VERIFIED))
    recorded(office, 3, (ends - INSTANT, S.REFUSED))
    recorded(office, 4, (ends, S.REFUSED))
    recorded(office, 5, (begins + MINUTE, S.RETURNED_FOR_CORRECTION))
    recorded(office, 6, (begins, S.INCOMPLETE), (ends, S.VOIDED))
    voided = recorded(office, 7, (ends - INSTANT, S.VOIDED))

    recorded(office, 8, (begins, S.CONFIRMED))
    recorded(office, 9, (begins - INSTANT, S.CONFIRMED))

    found = figures(office)

    assert found.counts.finished == 2
    (student,) = found.services
    assert (student.complete, student.incomplete, student.refused) == (1, 2, 1)
    assert found.clerks == (ClerkLoad("clerk1", 0, 0, 5, 0),)
    assert [each.subject for each in found.exceptions] == [request_of(desk, voided).tracking_code]


def test_the_most_frequent_reasons_of_the_day_are_named(office: Counter) -> None:
    """Not what was missing the day before, and not more than three."""
    desk, clerk = office.desk, office.clerk
    first, second = (filed(desk, number, Wish(documents=PAPERS)) for number in (1, 2))
    decided(desk, clerk, first.id, {1: MISSING, 2: MISSING, 3: MISSING})
    office.clock.passes(DAY)
    decided(desk, clerk, first.id, {2: MISSING, 4: MISSING})
    decided(desk, clerk, second.id, {2: MISSING, 3: MISSING, 4: MISSING})

    (student,) = figures(office).services
    missing = Verdict.ORIGINAL_MISSING.value
    assert student.reasons == (
        Lacking(PAPERS[3], missing, 2),
        Lacking(PAPERS[1], missing, 2),
        Lacking(PAPERS[2], missing, 1),
    )
    third = filed(desk, 3, Wish(documents=PAPERS))
    decided(desk, clerk, third.id, {1: MISSING})
    assert [each.document for each in figures(office).services[0].reasons] == [
        PAPERS[3], PAPERS[1], PAPERS[0],
    ]  # fmt: skip


def test_what_is_due_until_the_next_working_day_is_named(office: Counter) -> None:
    """Questions the overdue ones as well; what is over, void or due later is not."""
    desk = office.desk
    today, until = desk.today(), desk.office.calendar.next_working_day(desk.today())
    later = until + DAY
    asked = [verified(office, ASKED, number) for number in range(1, 5)]
    send(office, *asked)
    for request, due in zip(asked, (today - DAY, until, later, until), strict=True):
        change(office, Inquiry, {"due_on": due}, request_id=request.id)
    cancelled = desk.command("request:record:cancelled", office.clerk)
    ending.cancel(desk, cancelled, asked[3].id, "not needed any more")
    made = [approve(office, verified(office, HERE, number)) for number in range(11, 15)]
    papers = []
    for request, end in zip(made, (today, until, later, until), strict=True):
        issue = desk.command("certificate:record:issued", office.clerk)
        papers.append(issuing.issue(desk, issue, request.id).issued.number)
        change(office, Certificate, {"expires_on": end}, request_id=request.id)
    change(office, Certificate, {"state": "void", "void_reason": "torn"}, request_id=made[3].id)
    for serial, (request, end) in enumerate(zip(made, (today, until, later, until), strict=True), 901):
        _stamped(office, request.id, (serial, end.isoformat(), "void" if serial == 904 else "made"))
    for request, deadline in zip(made[:3], (today, until, later), strict=True):
        change(office, Request, {"deadline": deadline}, id=request.id)

    found = {(each.kind, each.subject, each.due) for each in figures(office).timers}

    assert found == {
        ("inquiry", asked[0].tracking_code, (today - DAY).isoformat()),
        ("inquiry", asked[1].tracking_code, until.isoformat()),
        ("certificate", str(papers[1]), until.isoformat()),
        ("certificate", str(replace(papers[1], serial=902)), until.isoformat()),
        ("request", made[1].tracking_code, until.isoformat()),
    }


def test_a_sheet_is_printed_again_on_the_day_on_which_it_was_asked_for(office: Counter) -> None:
    desk, clerk = office.desk, office.clerk
    begins, ends = desk.office.span(desk.today())
    request = approve(office, verified(office, HERE))
    issuing.issue(desk, desk.command("certificate:record:issued", clerk), request.id)
    sent(office, request.id)
    spoil = desk.command("certificate:paper:spoiled", clerk)
    printing.paper_is_spoiled(desk, spoil, request.id, "torn")

    for at, count in ((begins - INSTANT, 0), (begins, 1), (ends - INSTANT, 1), (ends, 0)):
        change(office, PrintAttempt, {"claimed_at": at}, no=2)
        assert figures(office).counts.reprints == count


def _stamped(office: Counter, request_id: UUID, made: tuple[int, str, str]) -> None:
    """`made`: the number, the last day, the state."""
    serial, until, state = made
    row = {
        "office": office.desk.office.code, "jalali_year": 1405, "service": "STU-02", "serial": serial,
        "id": office.desk.new_key(), "request_id": request_id, "kind": "X", "facts": {"until": until},
        "local_day": office.desk.today(), "made_by": office.clerk.id, "made_at": office.desk.now(),
        "state": state, "void_reason": "smeared" if state == "void" else None, "version": 1,
    }  # fmt: skip
    with store_of(office.desk).engine.begin() as connection:
        connection.execute(insert(Output).values(row))


def test_hours_are_the_offices_and_what_comes_again_is_nobodys_load(office: Counter) -> None:
    """Who looks at the figures is written down with the reason."""
    desk, clerk = office.desk, office.clerk
    come(office, 1)
    finish(desk, clerk, serve(desk, clerk))
    come(office, 2)
    begun = serve(desk, clerk)
    office.clock.passes(5 * MINUTE)
    again = desk.command("queue:ticket:rebooked", office.supervisor)
    desk.store.write(lambda work: rebooking.rebook(desk, work, again, begun))

    with traced(desk) as trace:
        found = day_figures.figures(desk, office.supervisor, desk.today(), "the ministry asks")

    assert desk.now().hour == 9
    assert found.hours == ((10, 2),)
    assert (found.counts.tickets, found.counts.rebooked) == (2, 1)
    assert found.clerks == (ClerkLoad("clerk1", 1, 0, 0, 0),)
    (looked,) = trace.events
    assert (looked.action, looked.subject) == ("day:report:opened", desk.today().isoformat())
    assert '"reason":"the ministry asks"' in looked.details


def test_a_day_to_come_has_no_figures_and_one_that_is_over_none_of_what_waits_now(office: Counter) -> None:
    desk = office.desk
    filed(desk, 1, Wish(state=S.SUSPENDED, documents=(), grounded=False))
    yesterday, today, tomorrow = (desk.today() + number * DAY for number in (-1, 0, 1))

    with pytest.raises(Refused, match=r"report\.ahead"):
        day_figures.figures(desk, office.supervisor, tomorrow)
    with pytest.raises(Refused, match=r"report\.ahead"):
        day_figures.numbers_alone(desk, tomorrow)

    now, before = (day_figures.numbers_alone(desk, day) for day in (today, yesterday))
    assert (now.counts.referred, now.counts.uncollected, now.counts.overdue) == (1, 0, 0)
    assert (before.counts.referred, before.counts.uncollected, before.counts.overdue) == (None, None, None)
    assert from_json(as_json(before)) == before
    facts = [len(day_report.paper_of(desk, found).facts) for found in (now, before)]
    assert facts[0] - facts[1] == 3


def test_what_one_person_verified_and_approved_is_named(office: Counter) -> None:
    desk = replace(office.desk, office=replace(office.desk.office, one_person=True))
    staff.add_staff(desk, "admin", NewAccount("boss1", Role.SUPERVISOR, person_of_staff(1), PASSWORD))
    request = filed(desk)
    decided(desk, office.clerk, request.id)
    approval.approve(desk, desk.command("request:approval:given", officer(desk, "boss1")), request.id)

    (noted,) = figures(office).exceptions
    assert noted == Noted("alone", request.tracking_code, "STU-02", "boss1", "")
