"""A walk that passes to another clerk: the note that is left, and what is checked by whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.domain.errors import Refused
from kiosk.domain.passing import NOTE_LIMIT
from kiosk.domain.request import RequestState
from kiosk.domain.verification import Hands, Passed
from kiosk.services import passing, verification
from kiosk.services.verification import open_walk
from tests.kiosk.services.office import NOW, Clock, Counter, filed, fingerprint, request_of, traced
from tests.kiosk.services.walking import judged, matching, walked

S = RequestState
MINUTE = timedelta(minutes=1)
NOTE = "اصل [b]گذرنامه[/b] را <عصر> می‌آورد"


def test_who_takes_a_walk_over_learns_from_whom_when_and_what_is_checked(
    counter: Counter, clock: Clock
) -> None:
    desk, request = counter.desk, filed(counter.desk)
    walk = open_walk(desk, counter.clerk, request.id)
    assert walk.hands is None
    judged(desk, counter.clerk, request.id, 1, matching(walk, 1))
    judged(desk, counter.clerk, request.id, 2, matching(walk, 2))
    clock.passes(MINUTE)

    with traced(desk) as trace:
        verification.leave_walk(desk, counter.clerk, request.id, f" {NOTE} ")

    left = Hands(3, (("clerk1", 2),), Passed("clerk1", NOW + MINUTE, NOTE))
    assert passing.of_requests(desk, counter.supervisor, [request.id]) == {request.id: left}
    assert open_walk(desk, counter.colleague, request.id).hands == left
    assert [event.details for event in trace.events] == ['{"noted":true}']
    history = desk.store.read(lambda work: work.requests.history(request.id))
    (line,) = [each for each in history if each.reason]
    assert (line.login, line.before, line.after, line.reason) == ("clerk1", S.VERIFYING, S.VERIFYING, NOTE)

    clock.passes(MINUTE)
    judged(desk, counter.colleague, request.id, 3, matching(walk, 3))
    verification.leave_walk(desk, counter.colleague, request.id)
    back = open_walk(desk, counter.clerk, request.id).hands
    assert back == Hands(3, (("clerk1", 2), ("clerk2", 1)), Passed("clerk2", NOW + 2 * MINUTE))


def test_where_nothing_was_noted_the_last_verdict_tells(counter: Counter, clock: Clock) -> None:
    desk, request = counter.desk, filed(counter.desk)
    walk = open_walk(desk, counter.clerk, request.id)
    judged(desk, counter.clerk, request.id, 1, matching(walk, 1))
    clock.passes(timedelta(minutes=desk.office.lease_minutes))

    hands = open_walk(desk, counter.colleague, request.id).hands

    assert hands == Hands(3, (("clerk1", 1),), Passed("clerk1", NOW))


@pytest.mark.parametrize(
    ("note", "problem"),
    [("x" * (NOTE_LIMIT + 1), "text.too-long"), ("a\u202eb", "text.forbidden-character")],
)
def test_a_note_that_cannot_be_stored_leaves_the_walk_where_it_is(
    counter: Counter, note: str, problem: str
) -> None:
    desk, request = counter.desk, filed(counter.desk)
    open_walk(desk, counter.clerk, request.id)
    before = fingerprint(desk)

    with pytest.raises(Refused, match=problem):
        verification.leave_walk(desk, counter.clerk, request.id, note)

    assert fingerprint(desk) == before
    assert request_of(desk, request.id).hold is not None


def test_a_decided_walk_is_in_nobodys_hands(counter: Counter) -> None:
    desk, request = counter.desk, filed(counter.desk)
    walked(desk, counter.clerk, request.id)
    command = desk.command("request:walk:decided", counter.clerk)
    verification.decide(desk, command, request.id)

    assert passing.of_requests(desk, counter.clerk, [request.id]) == {}
