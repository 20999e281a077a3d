"""The ways of a request, checked as a model over every course."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.course import (
    CLERK_WALKABLE,
    USUAL,
    WALKABLE,
    WAYS,
    Course,
    Mover,
    RequestState,
    advance,
    onward,
)
from kiosk.domain.errors import Refused

S, M = RequestState, Mover
COURSES = [Course(path, output) for path in StatusPath for output in Output]
ENDS = frozenset({S.DELIVERED, S.NOTIFIED, S.RETURNED, S.REFUSED, S.CANCELLED, S.EXPIRED})
APPROVES = frozenset({S.APPROVED, S.CONFIRMED})
states = st.sampled_from(RequestState)
courses = st.sampled_from(COURSES)


def reached(
    course: Course, start: RequestState, closed: Iterable[RequestState] = ()
) -> frozenset[RequestState]:
    """Every state that can follow, without a step through a closed one."""
    shut, seen, ahead = frozenset(closed), {start}, [start]
    while ahead:
        for after in onward(course)[ahead.pop()] - shut - seen:
            seen.add(after)
            ahead.append(after)
    return frozenset(seen)


@given(courses, states, states)
def test_a_request_moves_as_the_table_says_and_no_other_way(
    course: Course, before: RequestState, after: RequestState
) -> None:
    if any(way.before is before and way.after is after and way.is_on(course) for way in WAYS):
        assert advance(course, before, after) is after
    else:
        with pytest.raises(Refused, match=r"^request\.transition$") as refused:
            advance(course, before, after)
        assert refused.value.details == {"current": before.value, "to": after.value}


@given(states, states)
def test_a_request_without_a_course_goes_the_usual_one(before: RequestState, after: RequestState) -> None:
    assert (after in onward(USUAL)[before]) is _goes(None, before, after)


def _goes(course: Course | None, before: RequestState, after: RequestState) -> bool:
    try:
        advance(course, before, after)
    except Refused:
        return False
    return True


def test_no_state_follows_itself_and_no_way_stands_twice() -> None:
    assert all(way.before is not way.after for way in WAYS)
    assert len({(way.before, way.after) for way in WAYS}) == len(WAYS)


@pytest.mark.parametrize("course", COURSES, ids=lambda each: f"{each.path}-{each.output}")
def test_no_course_has_a_dead_end(course: Course) -> None:
    for state in reached(course, S.INITIAL):
        assert reached(course, state) & ENDS, state


@pytest.mark.parametrize("course", COURSES, ids=lambda each: f"{each.path}-{each.output}")
def test_no_course_leads_round_the_second_person(course: Course) -> None:
    made = {S.PRINTED, S.QC_OK, S.DELIVERED, S.STAMPED, S.RETURNED, S.NOTIFIED, S.VOIDED}

    assert not reached(course, S.INITIAL, APPROVES) & made
    for way in WAYS:
        if way.after in APPROVES and way.before not in APPROVES and way.is_on(course):
            assert way.mover is M.SUPERVISOR, way


def test_every_state_is_reached_on_some_course() -> None:
    assert frozenset().union(*(reached(course, S.INITIAL) for course in COURSES)) == frozenset(S)


@pytest.mark.parametrize(
    ("course", "way"),
    [
        (Course(StatusPath.HERE, Output.CERTIFICATE), "VERIFIED APPROVED PRINTED QC_OK DELIVERED"),
        (Course(StatusPath.HERE, Output.BOOKLET), "VERIFIED APPROVED PRINTED QC_OK DELIVERED"),
        (Course(StatusPath.HERE, Output.STAMP), "VERIFIED APPROVED STAMPED RETURNED"),
        (Course(StatusPath.CENTRE, Output.FILE), "VERIFIED SENT REPLY_OK APPROVED DELIVERED"),
        (Course(StatusPath.CENTRE, Output.FILE), "VERIFIED SENT REPLY_NO REFUSED"),
        (Course(StatusPath.CENTRE, Output.VIRTUAL), "VERIFIED SENT REPLY_OK APPROVED CONFIRMED NOTIFIED"),
        (Course(StatusPath.SYSTEM, Output.VIRTUAL), "VERIFIED CONFIRMED NOTIFIED"),
        (Course(StatusPath.STAMP, Output.STAMP), "VERIFIED APPROVED STAMPED RETURNED"),
    ],
)
def test_the_paths_of_the_catalogue_lead_from_the_walk_to_the_end(course: Course, way: str) -> None:
    steps = [S(name) for name in ["RECEIPTED", "VERIFYING", *way.split()]]

    for before, after in itertools.pairwise(steps):
        assert advance(course, before, after) is after


def test_a_clerk_opens_the_walk_where_it_may_begin_or_go_on() -> None:
    waiting = {S.RECEIPTED, S.ARRIVED, S.INCOMPLETE, S.NO_SHOW, S.RETURNED_FOR_CORRECTION}

    assert waiting | {S.VERIFYING} == CLERK_WALKABLE


def test_what_was_decided_for_or_doubted_is_not_reopened_by_a_clerk() -> None:
    asked = {S.SUSPENDED, S.VERIFIED, S.REPLY_OK, S.REPLY_NO, S.APPROVED, S.VOIDED}

    assert asked == WALKABLE - CLERK_WALKABLE
