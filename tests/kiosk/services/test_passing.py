"""A walk that passes to another clerk: the note that is left, and what is checked by whom."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from kiosk.domain.errors import Conflict, Refused
from kiosk.domain.passing import NOTE_LIMIT
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Officer
from kiosk.domain.verification import Hands, Holder, Passed
from kiosk.services import balancing, originals, passing, verification
from kiosk.services.verification import open_walk
from tests.kiosk.services.finishing import ASKED, HERE, approve, given, on_paper, verified
from tests.kiosk.services.office import NOW, Clock, Counter, filed, fingerprint, request_of, traced
from tests.kiosk.services.walking import MISSING, judged, matching

S = RequestState
MINUTE = timedelta(minutes=1)
NOTE = "اصل [b]گذرنامه[/b] را <عصر> می‌آورد"


def test_who_takes_a_walk_over_learns_from_whom_when_and_what_is_checked(
    counter: Counter, clock: Clock
) -> None:
    desk, request = counter.desk, filed(counter.desk)
    walk = open_walk(desk, counter.clerk, request.id)
    assert walk.hands == Hands()
    judged(desk, counter.clerk, request.id, 1, matching(walk, 1))
    judged(desk, counter.clerk, request.id, 2, matching(walk, 2))
    clock.passes(MINUTE)

    with traced(desk) as trace:
        verification.leave_walk(desk, counter.clerk, request.id, f" {NOTE} ")

    holder = Holder(counter.clerk.id, "clerk1", NOW)
    left = Hands(3, (("clerk1", 2),), Passed("clerk1", NOW + MINUTE, NOTE), holder)
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
    assert back == Hands(3, (("clerk1", 2), ("clerk2", 1)), Passed("clerk2", NOW + 2 * MINUTE), holder)


def test_where_nothing_was_noted_the_last_verdict_tells(counter: Counter, clock: Clock) -> None:
    desk, request = counter.desk, filed(counter.desk)
    walk = open_walk(desk, counter.clerk, request.id)
    judged(desk, counter.clerk, request.id, 1, matching(walk, 1))
    clock.passes(timedelta(minutes=desk.office.lease_minutes))

    hands = open_walk(desk, counter.colleague, request.id).hands

    assert hands == Hands(3, (("clerk1", 1),), Passed("clerk1", NOW), Holder(counter.clerk.id, "clerk1", NOW))


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


def moved(counter: Counter, request: Request) -> list[tuple[UUID | None, UUID | None]]:
    moves = counter.desk.store.read(lambda work: work.originals.moves(request.id))
    return [(each.before, each.after) for each in moves]


def give_back(counter: Counter, by: Officer, request: Request) -> None:
    command = counter.desk.command("request:originals:given-back", by)
    originals.give_back(counter.desk, command, request.id)


def test_originals_are_with_one_named_officer_from_the_first_verdict_until_they_go_back(
    counter: Counter, clock: Clock
) -> None:
    desk, clerk, colleague, request = counter.desk, counter.clerk, counter.colleague, filed(counter.desk)
    walk = open_walk(desk, clerk, request.id)
    judged(desk, clerk, request.id, 1, MISSING)
    with pytest.raises(Refused, match=r"originals\.nobody"):
        give_back(counter, clerk, request)
    judged(desk, clerk, request.id, 2, matching(walk, 2))
    verification.leave_walk(desk, clerk, request.id)
    open_walk(desk, colleague, request.id)
    judged(desk, colleague, request.id, 3, matching(walk, 3))
    assert [each.tracking_code for each in originals.with_officer(desk, clerk)] == [request.tracking_code]
    assert originals.with_officer(desk, colleague) == ()

    clock.passes(MINUTE)
    command = desk.command("request:originals:taken-over", colleague)
    with traced(desk) as trace:
        holders = [originals.take_over(desk, command, request.id) for _ in range(2)]
    holder = Holder(colleague.id, "clerk2", NOW + MINUTE)
    assert holders == [holder, holder]
    assert trace.actions == ["request:originals:taken-over"]
    assert originals.on_desk(desk, clerk, request.id) == (holder,)
    assert [each.holder for each in balancing.balance(desk, counter.supervisor).lying] == [holder]

    verification.decide(desk, desk.command("request:walk:decided", colleague), request.id)
    assert passing.of_requests(desk, clerk, [request.id]) == {request.id: Hands(originals=holder)}
    give_back(counter, colleague, request)
    assert passing.of_requests(desk, clerk, [request.id]) == {}
    assert balancing.balance(desk, counter.supervisor).lying == ()
    assert moved(counter, request) == [(None, clerk.id), (clerk.id, colleague.id), (colleague.id, None)]


def test_originals_of_which_two_officers_say_different_things_are_where_the_first_said(
    counter: Counter,
) -> None:
    desk, request = counter.desk, filed(counter.desk)
    walk = open_walk(desk, counter.clerk, request.id)
    judged(desk, counter.clerk, request.id, 1, matching(walk, 1))
    (holder,) = originals.on_desk(desk, counter.clerk, request.id)
    give_back(counter, counter.clerk, request)

    with pytest.raises(Conflict, match=r"record\.changed"):
        desk.store.write(lambda work: work.originals.take(request.id, holder, counter.colleague, NOW))

    assert moved(counter, request) == [(None, counter.clerk.id), (counter.clerk.id, None)]


def test_what_is_kept_for_the_centre_stays_with_its_officer_until_the_hand_over(counter: Counter) -> None:
    desk, clerk, request = counter.desk, counter.clerk, verified(counter, ASKED)

    assert originals.on_desk(desk, clerk, request.id) == ()
    assert originals.with_officer(desk, clerk) == ()
    held = desk.store.read(lambda work: work.originals.lying())
    assert [(each.tracking_code, each.holder.login) for each in held] == [(request.tracking_code, "clerk1")]


def test_the_originals_go_back_with_what_is_handed_over(counter: Counter) -> None:
    request = on_paper(counter, approve(counter, verified(counter, HERE)))
    assert [each.login for each in originals.on_desk(counter.desk, counter.clerk, request.id)] == ["clerk1"]

    given(counter, request)

    assert originals.on_desk(counter.desk, counter.clerk, request.id) == ()
    assert moved(counter, request)[-1] == (counter.clerk.id, None)
