"""What is offered would be done, and what is not offered would be refused: each is tried and taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NoReturn, TypeVar
from uuid import UUID

import pytest

from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.command import OfficerCommand
from kiosk.domain.course import Course
from kiosk.domain.ending import AT_THE_COUNTER, Ending, Refusal
from kiosk.domain.errors import KioskError, Refused
from kiosk.domain.inquiry import Answer
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Officer
from kiosk.services import ending, outputs, verification
from kiosk.services.desk import Desk
from kiosk.services.ports import Transactions, Work
from tests import makers
from tests.kiosk.services.finishing import (
    ASKED,
    HERE,
    approve,
    given,
    on_paper,
    reply,
    send,
    verified,
)
from tests.kiosk.services.office import Counter, Wish, filed, fingerprint
from tests.kiosk.services.test_outputs import STAMP, stamped
from tests.kiosk.services.walking import DOUBTFUL, decided

S, E = RequestState, Ending
Made = TypeVar("Made")
IN_SYSTEM = Course(StatusPath.SYSTEM, Output.VIRTUAL)
Deed = Callable[[Desk, OfficerCommand, UUID], object]
DEEDS: Mapping[Ending, Deed] = {
    E.CANCEL: lambda desk, command, about: ending.cancel(desk, command, about, "x"),
    E.RETURN: lambda desk, command, about: ending.return_for_correction(desk, command, about, "x"),
    E.VOID: lambda desk, command, about: ending.void(desk, command, about, "x"),
    E.REOPEN: lambda desk, command, about: ending.reopen(desk, command, about, "x"),
}


class TakenBack(Exception):
    """Ends a transaction that would have been written."""


class Trying:
    """A store in which nothing is ever written."""

    def __init__(self, store: Transactions) -> None:
        self._store = store

    def read(self, act: Callable[[Work], Made]) -> Made:
        return self._store.read(act)

    def write(self, act: Callable[[Work], Made]) -> Made:
        def taken_back(work: Work) -> NoReturn:
            act(work)
            raise TakenBack

        return self._store.write(taken_back)


def accepted(desk: Desk, by: Officer, deed: Deed, about: UUID) -> bool:
    try:
        deed(replace(desk, store=Trying(desk.store)), desk.command("request:ending:tried", by), about)
    except TakenBack:
        return True
    except KioskError:
        return False
    raise AssertionError("It was written.")


def refusing(code: Refusal) -> Deed:
    return lambda desk, command, about: ending.refuse(desk, command, about, (code, "x"))


def linking(other: UUID) -> Deed:
    return lambda desk, command, about: ending.link(desk, command, about, other, "x")


def offered_and_no_more(desk: Desk, by: Officer, request: Request) -> ending.OpenEndings:
    """What is offered, once each service was asked."""
    offered = ending.open_endings(desk, by, request.id)
    refusable, linkable = E.REFUSE in offered.kinds, E.LINK in offered.kinds
    others = [each.id for each in offered.others]
    expected = [
        *((deed, kind in offered.kinds) for kind, deed in DEEDS.items()),
        *((refusing(code), refusable and code in offered.codes) for code in Refusal),
        *((linking(other), linkable and other in others) for other in everybodys(desk)),
    ]
    for no, (deed, is_offered) in enumerate(expected):
        assert accepted(desk, by, deed, request.id) is is_offered, (no, offered, by.role)
    return offered


def everybodys(desk: Desk) -> list[UUID]:
    def act(work: Work) -> list[UUID]:
        return [request.id for state in S for request in work.requests.in_state(state)]

    return desk.store.read(act)


def by_both(counter: Counter, request: Request) -> tuple[set[Ending], set[Ending]]:
    """To a clerk, and to a supervisor."""
    clerk, supervisor = (
        offered_and_no_more(counter.desk, by, request) for by in (counter.clerk, counter.supervisor)
    )
    return set(clerk.kinds), set(supervisor.kinds)


WAITS = frozenset({S.INITIAL, S.RECEIPTED, S.ARRIVED, S.NO_SHOW, S.INCOMPLETE, S.RETURNED_FOR_CORRECTION})
OVER = frozenset({S.REFUSED, S.CANCELLED, S.EXPIRED})


def test_before_the_walk_and_after_the_end_only_a_cancellation_is_offered(counter: Counter) -> None:
    for number, state in enumerate(sorted(WAITS | OVER), 1):
        request = filed(counter.desk, number, Wish(state=state, grounded=False))

        expected = {E.CANCEL} if state in WAITS else set()
        assert by_both(counter, request) == (expected, expected), state


def test_in_the_walk_the_clerk_may_end_it_and_nobody_else(counter: Counter) -> None:
    desk, request = counter.desk, filed(counter.desk)
    verification.open_walk(desk, counter.clerk, request.id)

    offered = offered_and_no_more(desk, counter.clerk, request)
    assert set(offered.kinds) == {E.CANCEL, E.RETURN, E.REFUSE, E.LINK}
    assert set(offered.codes) == AT_THE_COUNTER
    held = offered_and_no_more(desk, counter.colleague, request)
    assert held.kinds == (E.LINK,), "A colleague works on it."
    verification.leave_walk(desk, counter.clerk, request.id)
    assert by_both(counter, request) == (set(offered.kinds), {E.CANCEL, E.LINK})


def test_a_doubt_is_the_supervisors(counter: Counter) -> None:
    request = filed(counter.desk, wish=Wish(grounded=False))
    decided(counter.desk, counter.clerk, request.id, {1: DOUBTFUL})

    assert by_both(counter, request) == (set(), {E.REFUSE, E.REOPEN})


def test_a_certificate_on_its_way_from_the_decision_to_void(counter: Counter) -> None:
    request = verified(counter, HERE)
    assert by_both(counter, request) == ({E.CANCEL, E.LINK}, {E.CANCEL, E.LINK, E.REFUSE, E.REOPEN})
    approve(counter, request)
    assert by_both(counter, request) == ({E.LINK}, {E.LINK, E.REFUSE, E.REOPEN})
    on_paper(counter, request)
    assert by_both(counter, request) == ({E.LINK}, {E.LINK, E.VOID})
    given(counter, request)
    assert by_both(counter, request) == ({E.LINK}, {E.LINK, E.VOID})
    ending.void(
        counter.desk, counter.desk.command("request:output:voided", counter.supervisor), request.id, "x"
    )
    assert by_both(counter, request) == ({E.LINK}, {E.LINK, E.REOPEN})


def test_what_the_centre_has_said_is_the_supervisors_to_end(counter: Counter) -> None:
    asked = [verified(counter, ASKED, number) for number in (1, 2)]
    for request, answer in zip(asked, (Answer.NO, Answer.OK), strict=True):
        send(counter, request)
        assert by_both(counter, request)[0] == {E.CANCEL, E.LINK}
        reply(counter, request, answer)
        assert by_both(counter, request) == ({E.LINK}, {E.LINK, E.REFUSE, E.REOPEN})


def test_a_stamp_and_a_confirmation_can_be_declared_void(counter: Counter) -> None:
    stamp = approve(counter, verified(counter, STAMP, 1))
    stamped(counter, stamp)
    confirmed = approve(counter, verified(counter, IN_SYSTEM, 2))
    for request in (stamp, confirmed):
        assert by_both(counter, request) == ({E.LINK}, {E.LINK, E.VOID})
    outputs.notify(counter.desk, counter.desk.command("request:notice:given", counter.clerk), confirmed.id)
    assert by_both(counter, confirmed) == ({E.LINK}, {E.LINK, E.VOID})


def test_a_duplicate_is_offered_first_and_only_to_the_same_person(counter: Counter) -> None:
    desk, request = counter.desk, filed(counter.desk, 1, Wish(grounded=False))
    filed(desk, 2)
    passport = makers.a_request(3, subject=request.subject_id, service="PAS-01")
    twice = makers.a_request(4, subject=request.subject_id)
    for other in (twice, passport):
        desk.store.write(lambda work, other=other: work.requests.add(other, desk.today()))  # type: ignore[misc]  # mypy cannot infer a lambda with a default

    offered = offered_and_no_more(desk, counter.clerk, request)

    assert [each.id for each in offered.others] == [twice.id, passport.id]
    ending.link(desk, desk.command("request:record:linked", counter.clerk), request.id, twice.id, "تکراری")
    assert [each.id for each in offered_and_no_more(desk, counter.clerk, request).others] == [passport.id]
    assert [each.id for each in offered_and_no_more(desk, counter.clerk, twice).others] == [passport.id]


def test_looking_changes_nothing_and_a_file_of_ones_own_is_not_looked_at(counter: Counter) -> None:
    request = filed(counter.desk)
    before = fingerprint(counter.desk)
    ending.open_endings(counter.desk, counter.clerk, request.id)
    assert fingerprint(counter.desk) == before

    own = replace(counter.clerk, person_id=request.subject_id)
    with pytest.raises(Refused, match=r"^role\.own-file$"):
        ending.open_endings(counter.desk, own, request.id)
