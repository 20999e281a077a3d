"""A mission of one officer: the same person verifies and approves, only where allowed, and it is marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from data.tables import Approval
from kiosk.domain.errors import Refused
from kiosk.domain.request import AloneApproval, Request, RequestState
from kiosk.domain.roles import Role
from kiosk.services import approval, ending, staff, verification
from kiosk.services.desk import Desk
from kiosk.services.staff import NewAccount
from tests import makers
from tests.kiosk.services.finishing import on_paper
from tests.kiosk.services.office import (
    LOGINS,
    PASSWORD,
    Clock,
    Counter,
    Place,
    filed,
    fingerprint,
    officer,
    person_of_staff,
    request_of,
    store_of,
    traced,
)
from tests.kiosk.services.walking import decided, judged, matching

S = RequestState
UNTIL_PAST_MIDNIGHT = timedelta(hours=14)
"""From the tests' morning to the next day of an office east of Greenwich, while UTC has the same day."""


@pytest.fixture
def mission(front: Desk, place: Place, clock: Clock) -> Counter:
    """An office that allows it, on each of the two databases; clerk1 has a supervisor's account, boss1."""
    settings = place.folder / "counter-1.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[office]\n", "[office]\none-person = true\n", 1), encoding="utf-8")
    told = place.open(clock)
    store_of(told).close()
    desk = replace(front, office=told.office)
    staff.add_staff(desk, "admin", NewAccount("boss1", Role.SUPERVISOR, person_of_staff(1), PASSWORD))
    return Counter(place, clock, desk, *(officer(desk, login) for login, _role in LOGINS))


def approve(counter: Counter, login: str, request: Request) -> Request:
    command = counter.desk.command("request:approval:given", officer(counter.desk, login))
    return approval.approve(counter.desk, command, request.id)


def rows(counter: Counter) -> list[bool]:
    """What the approvals say of themselves."""
    with store_of(counter.desk).engine.connect() as connection:
        return list(connection.scalars(select(Approval.alone)))


def of_the_day(counter: Counter, days: int) -> tuple[AloneApproval, ...]:
    """So many days after the present one."""
    day = counter.desk.today() + timedelta(days=days)
    return counter.desk.store.read(lambda work: approval.approved_alone(counter.desk, work, day))


def reason(counter: Counter, request: Request) -> str:
    return counter.desk.store.read(lambda work: work.requests.history(request.id))[-1].reason


def test_the_only_officer_approves_and_it_is_marked_for_good(mission: Counter) -> None:
    desk = mission.desk
    request = filed(desk)
    decided(desk, mission.clerk, request.id)
    boss = officer(desk, "boss1")
    assert boss.person_id == mission.clerk.person_id
    assert approval.dossier(desk, boss, request.id).alone
    mission.clock.passes(UNTIL_PAST_MIDNIGHT)

    with traced(desk) as trace:
        assert approve(mission, "boss1", request).state is S.APPROVED

    assert [event.details for event in trace.events] == ['{"alone":true}']
    assert (rows(mission), reason(mission, request)) == ([True], "alone")
    marked = AloneApproval(desk.now(), "boss1", request.id, request.tracking_code, request.service)
    assert [of_the_day(mission, days) for days in (-1, 0, 1)] == [(), (marked,), ()]

    # Declared void and approved anew by a second person: what happened that day is still told.
    on_paper(mission, request)
    for step in (ending.void, ending.reopen):
        step(desk, desk.command("request:test:undone", mission.supervisor), request.id, "نام نادرست")
    mission.clock.passes(timedelta(days=1))
    decided(desk, mission.clerk, request.id)
    approve(mission, "supervisor", request)
    assert (rows(mission), reason(mission, request)) == ([False], "")
    assert [of_the_day(mission, days) for days in (-1, 0)] == [(marked,), ()]


def test_a_second_person_approves_there_as_anywhere(mission: Counter) -> None:
    desk = mission.desk
    request = filed(desk)
    decided(desk, mission.clerk, request.id)
    assert not approval.dossier(desk, mission.supervisor, request.id).alone

    with traced(desk) as trace:
        approve(mission, "supervisor", request)

    assert [event.details for event in trace.events] == ['{"alone":false}']
    assert (rows(mission), reason(mission, request), of_the_day(mission, 0)) == ([False], "", ())


def test_who_judged_one_document_of_it_is_marked_too(mission: Counter) -> None:
    desk = mission.desk
    request = filed(desk)
    walk = verification.open_walk(desk, mission.clerk, request.id)
    judged(desk, mission.clerk, request.id, 1, matching(walk, 1))
    verification.leave_walk(desk, mission.clerk, request.id)
    decided(desk, mission.colleague, request.id)

    approve(mission, "boss1", request)

    assert (rows(mission), len(of_the_day(mission, 0))) == ([True], 1)


def test_without_the_setting_the_same_person_is_refused(mission: Counter) -> None:
    desk = mission.desk
    usual = replace(mission, desk=replace(desk, office=replace(desk.office, one_person=False)))
    request = filed(desk)
    decided(desk, mission.clerk, request.id)
    assert not approval.dossier(usual.desk, officer(desk, "boss1"), request.id).alone
    before = fingerprint(desk)

    with pytest.raises(Refused, match=r"^approval\.same-person$"):
        approve(usual, "boss1", request)

    assert fingerprint(desk) == before


def test_a_file_of_ones_own_stays_refused(mission: Counter) -> None:
    """Its subject works here alone: another must verify it, and yet another approve."""
    desk = mission.desk
    request = filed(desk)
    own = makers.a_bare_file(makers.a_person(1))
    for login, role in (("own", Role.CLERK), ("own-boss", Role.SUPERVISOR)):
        staff.add_staff(desk, "admin", NewAccount(login, role, own, PASSWORD))
    with pytest.raises(Refused, match=r"^role\.own-file$"):
        verification.open_walk(desk, officer(desk, "own"), request.id)
    decided(desk, mission.clerk, request.id)
    before = fingerprint(desk)

    with pytest.raises(Refused, match=r"^role\.own-file$"):
        approve(mission, "own-boss", request)
    with pytest.raises(Refused, match=r"^role\.own-file$"):
        approval.dossier(desk, officer(desk, "own-boss"), request.id)

    assert fingerprint(desk) == before
    assert request_of(desk, request.id).state is S.VERIFIED
