"""Requests, their states, leases and history."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from data.store import Store
from data.work import Work
from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.course import Course
from kiosk.domain.errors import Conflict, NotFound, Refused
from kiosk.domain.request import Channel, Request, RequestState, Standing, StateChange
from tests import makers
from tests.makers import NOON, STAFF, TODAY

VERIFYING = StateChange(NOON, STAFF.clerk.login, RequestState.RECEIPTED, RequestState.VERIFYING, "began")


@pytest.fixture
def filed(store: Store) -> Request:
    return store.write(makers.filed)


def test_a_request_comes_back_as_filed(store: Store) -> None:
    request = replace(
        makers.a_request(), channel=Channel.POST, basis="parent", fields={"دانشگاه": "Muster", "n": "0"}
    )
    store.write(lambda work: work.people.add(makers.a_file(), NOON))
    store.write(lambda work: work.requests.add(request, TODAY))

    assert store.read(lambda work: work.requests.get(request.id)) == request
    assert store.read(lambda work: work.requests.by_tracking_code(request.tracking_code)) == request


def test_an_unknown_request_is_said(store: Store) -> None:
    with pytest.raises(NotFound, match=r"request.unknown"):
        store.read(lambda work: work.requests.get(makers.request_id()))
    with pytest.raises(NotFound, match=r"request.unknown"):
        store.read(lambda work: work.requests.by_tracking_code("222222222222"))


def test_a_tracking_code_is_given_once(store: Store, filed: Request) -> None:
    twin = replace(makers.a_request(2), tracking_code=filed.tracking_code)

    with pytest.raises(Conflict, match=r"database.conflict"):
        store.write(lambda work: work.requests.add(twin, TODAY))


def test_a_move_changes_state_and_version_and_is_remembered(store: Store, filed: Request) -> None:
    hold = makers.a_hold()

    moved = store.write(lambda work: work.requests.move(filed, VERIFYING, hold))

    assert moved == replace(filed, state=RequestState.VERIFYING, hold=hold, version=2)
    assert store.read(lambda work: work.requests.history(filed.id)) == [VERIFYING]


def test_the_second_of_two_moves_learns_that_it_was_late(store: Store, filed: Request) -> None:
    store.write(lambda work: work.requests.move(filed, VERIFYING, None))

    with pytest.raises(Conflict, match=r"record.changed"):
        store.write(lambda work: work.requests.move(filed, VERIFYING, None))

    assert len(store.read(lambda work: work.requests.history(filed.id))) == 1


def test_a_move_the_rules_forbid_changes_nothing(store: Store, filed: Request) -> None:
    jump = replace(VERIFYING, after=RequestState.PRINTED)

    with pytest.raises(Refused, match=r"request.transition"):
        store.write(lambda work: work.requests.move(filed, jump, None))

    assert store.read(lambda work: work.requests.get(filed.id)) == filed


def test_a_lease_is_taken_and_given_up(store: Store, filed: Request) -> None:
    held = store.write(lambda work: work.requests.hold(filed, makers.a_hold(STAFF.colleague)))
    assert held.hold == makers.a_hold(STAFF.colleague)

    free = store.write(lambda work: work.requests.hold(held, None))

    assert free == replace(filed, version=3)


def test_two_clerks_cannot_take_one_lease(store: Store, filed: Request) -> None:
    store.write(lambda work: work.requests.hold(filed, makers.a_hold(STAFF.clerk)))

    with pytest.raises(Conflict, match=r"record.changed"):
        store.write(lambda work: work.requests.hold(filed, makers.a_hold(STAFF.colleague)))


def test_the_walks_an_officer_left_open_are_found(store: Store, filed: Request) -> None:
    opened = store.write(lambda work: work.requests.move(filed, VERIFYING, makers.a_hold()))

    assert store.read(lambda work: work.requests.held_by(STAFF.clerk.id)) == [opened]
    assert store.read(lambda work: work.requests.held_by(STAFF.colleague.id)) == []


def test_requests_of_one_state_are_listed_by_their_age(store: Store) -> None:
    def file_three(work: Work) -> None:
        work.people.add(makers.a_file(), NOON)
        for number, days in ((1, 5), (2, 9), (3, 7)):
            request = replace(makers.a_request(number), filed_at=NOON - timedelta(days))
            work.requests.add(request, TODAY)

    store.write(file_three)

    def listed(limit: int) -> list[int]:
        found = store.read(lambda work: work.requests.in_state(RequestState.RECEIPTED, limit))
        return [int(request.id) & 0xFF for request in found]

    assert listed(200) == [2, 3, 1]
    assert listed(2) == [2, 3]
    assert store.read(lambda work: work.requests.in_state(RequestState.VERIFIED)) == []


def test_requests_are_counted_by_state_and_course_and_the_old_ones_apart(store: Store) -> None:
    stamp = Course(StatusPath.STAMP, Output.STAMP)

    def file_four(work: Work) -> None:
        work.people.add(makers.a_file(), NOON)
        for number, days, course in ((1, 5, None), (2, 9, None), (3, 7, stamp), (4, 1, None)):
            request = replace(makers.a_request(number), filed_at=NOON - timedelta(days), course=course)
            work.requests.add(request, TODAY)
            arrived = StateChange(
                request.filed_at, "portal", RequestState.INITIAL, RequestState.RECEIPTED, ""
            )
            work.requests.record(request.id, arrived)

    store.write(file_four)

    wanted = [RequestState.RECEIPTED, RequestState.VERIFIED]
    found = store.read(lambda work: work.requests.standing(wanted, NOON - timedelta(5)))
    assert sorted(found, key=lambda each: each.count) == [
        Standing(RequestState.RECEIPTED, stamp, 1, 1),
        Standing(RequestState.RECEIPTED, None, 3, 1),
    ]
    assert store.read(lambda work: work.requests.standing([RequestState.VERIFIED], NOON)) == []
