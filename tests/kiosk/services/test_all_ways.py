"""Officers do anything in any order: nothing leads round the table, round the second person, or nowhere."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.course import Course, Mover, RequestState, mover
from kiosk.domain.errors import KioskError
from kiosk.domain.request import Request, StateChange
from kiosk.domain.roles import Officer
from kiosk.services.desk import Desk
from tests.kiosk.services.acting import ACTS, Case
from tests.kiosk.services.office import Counter, filed, request_of

S = RequestState
C, B, X, F, V = Output
COURSES = (
    *(Course(StatusPath.HERE, output) for output in (C, B, X)),
    *(Course(StatusPath.CENTRE, output) for output in Output),
    *(Course(StatusPath.SYSTEM, output) for output in (F, V)),
    Course(StatusPath.STAMP, X),
)
ENDS = frozenset({S.DELIVERED, S.RETURNED, S.NOTIFIED, S.REFUSED, S.CANCELLED, S.EXPIRED})
YES = frozenset({S.APPROVED, S.CONFIRMED})
MADE = frozenset({S.PRINTED, S.QC_OK, S.DELIVERED, S.STAMPED, S.RETURNED, S.NOTIFIED})
ONWARD: Mapping[RequestState, tuple[str, ...]] = {
    S.VERIFIED: ("approve", "send"),
    S.SENT: ("hear yes",),
    S.REPLY_OK: ("approve",),
    S.REPLY_NO: ("refuse", "reopen"),
    S.APPROVED: ("issue", "fill booklet", "stamp", "confirm", "hand over"),
    S.PRINTED: ("print", "look at paper", "look at booklet"),
    S.QC_OK: ("hand over",),
    S.STAMPED: ("hand over",),
    S.CONFIRMED: ("notify",),
    S.SUSPENDED: ("reopen", "refuse"),
    S.VOIDED: ("reopen",),
}
"""What somebody who wants to be done tries next; in every other state, the walk."""
WHO = ("clerk", "colleague", "boss")
numbers = itertools.count(1)


class QuickPapers:
    """Draws nothing: what stands on papers is tried elsewhere."""

    def certificate(self, _paper: object) -> bytes:
        return b"%PDF certificate"

    def cover_letter(self, _paper: object) -> bytes:
        return b"%PDF letter"


class Ways(RuleBasedStateMachine):
    """One request on one course, and three officers."""

    counter: ClassVar[Counter]
    course: Course
    filed: Request

    def __init__(self) -> None:
        super().__init__()
        counter = self.counter
        self.desk: Desk = replace(counter.desk, renderer=QuickPapers())  # type: ignore[arg-type]  # Two papers only.
        self.staff: Mapping[str, Officer] = dict(
            zip(WHO, (counter.clerk, counter.colleague, counter.supervisor), strict=True)
        )

    @initialize(course=st.sampled_from(COURSES))
    def file(self, course: Course) -> None:
        self.course = course
        self.filed = filed(self.desk, next(numbers))

    @property
    def request(self) -> Request:
        return request_of(self.desk, self.filed.id)

    @property
    def history(self) -> list[StateChange]:
        return list(self.desk.store.read(lambda work: work.requests.history(self.filed.id)))[1:]

    def tried(self, act: str, who: str) -> None:
        why_not = ""
        try:
            ACTS[act](Case(self.desk, self.filed.id, self.course, self.staff[who]))
        except KioskError as refusal:
            why_not = refusal.key
        # The services say no in time: it never comes to the database's own no.
        assert why_not not in ("database.conflict", "record.changed"), act

    @rule(act=st.sampled_from(sorted(ACTS)), who=st.sampled_from(WHO))
    def do_anything(self, act: str, who: str) -> None:
        self.tried(act, who)

    @precondition(lambda self: self.request.state not in ENDS)
    @rule(who=st.sampled_from(WHO))
    def go_on(self, who: str) -> None:
        for act in ONWARD.get(self.request.state, ("walk",)):
            self.tried(act, who)

    @invariant()
    def every_step_is_a_way_and_of_whom_it_belongs_to(self) -> None:
        request, steps = self.request, self.history
        assert request.state is (steps[-1].after if steps else S.RECEIPTED)
        assert all(one.after is two.before for one, two in itertools.pairwise(steps))
        for step in steps:
            who = mover(self.course, step.before, step.after)
            assert who is not Mover.SUPERVISOR or step.login == "supervisor", step

    @invariant()
    def nothing_is_made_without_the_yes_of_another_person(self) -> None:
        decided, approved = "", ""
        for step in self.history:
            if step.after is S.VERIFYING:
                decided, approved = "", ""
            if step.after is S.VERIFIED:
                decided = step.login
            if step.after in YES and not approved:
                approved = step.login
            if step.after in MADE:
                assert approved
                assert decided
                assert approved != decided

    @invariant()
    def what_is_in_force_belongs_to_a_request_that_has_it(self) -> None:
        made = self.desk.store.read(lambda work: work.outputs.in_force(self.filed.id))
        assert made is None or self.request.state in MADE | {S.CONFIRMED}

    def teardown(self) -> None:
        """Whatever was done to it, from here there is a way to the end."""
        for _ in range(30):
            if not hasattr(self, "filed") or self.request.state in ENDS:
                return
            for act in ONWARD.get(self.request.state, ("walk",)):
                for who in WHO:
                    self.tried(act, who)
        raise AssertionError(self.request.state)


def test_no_order_of_steps_leads_round_the_table_or_to_a_dead_end(counter: Counter) -> None:
    Ways.counter = counter
    run_state_machine_as_test(
        Ways,
        settings=settings(
            max_examples=25, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.parametrize("course", COURSES, ids=lambda each: f"{each.path}-{each.output}")
def test_every_course_leads_to_its_end_and_back_from_void(counter: Counter, course: Course) -> None:
    Ways.counter = counter
    ways = Ways()
    ways.file(course)
    ways.teardown()
    first = ways.request.state
    ways.tried("void", "boss")
    ways.teardown()

    assert ways.request.state is first
    assert first in ENDS - {S.REFUSED, S.CANCELLED}
    ways.every_step_is_a_way_and_of_whom_it_belongs_to()
    ways.nothing_is_made_without_the_yes_of_another_person()
