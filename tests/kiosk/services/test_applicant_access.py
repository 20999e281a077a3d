"""Applicants with a fixed password, without it, and what they see of themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.applicant import Applicant
from kiosk.domain.errors import KioskError
from kiosk.domain.request import RequestState, StateChange
from kiosk.next_steps import NEXT_STEPS
from kiosk.services import applicant_access, registration, signin
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.words import Words
from tests import makers
from tests.data.crowds import in_threads
from tests.kiosk.services.at_the_lobby import (
    CHILD,
    EMAIL,
    LOBBY,
    OTHER_EMAIL,
    OTHER_LOBBY,
    PASSWORD,
    REZA,
    SARA,
    asked,
    entered,
    recorded,
    registered,
)
from tests.kiosk.services.office import Clock, events, fingerprint, signed_in
from tests.kiosk.services.test_registration import CHILD_ANSWERS, child_of


def refusal(act: Callable[[], object]) -> str:
    try:
        act()
    except KioskError as refused:
        return refused.key
    return ""


def sign_in(desk: Desk, password: str = PASSWORD, code: str = SARA) -> str:
    return refusal(lambda: applicant_access.sign_in_with_password(desk, LOBBY, code, password))


@pytest.fixture
def sara(front: Desk) -> Applicant:
    applicant = registered(front)
    applicant_access.set_password(front, applicant, PASSWORD)
    return applicant


def test_a_fixed_password_signs_in_without_a_mail(front: Desk, sara: Applicant) -> None:
    again = applicant_access.sign_in_with_password(front, OTHER_LOBBY, SARA, PASSWORD)

    assert again == replace(sara, station="lobby-2")
    assert events(front)[-1].action == "applicant:session:began"


def test_a_code_signs_in_beside_the_password(front: Desk, sara: Applicant) -> None:
    assert entered(front, purpose="sign-in") == sara


@pytest.mark.parametrize(
    "password", ["", "wrong pass phrase", PASSWORD[:-1], PASSWORD + " ", "\ud800", "x" * 10**6]
)
def test_another_password_does_not(front: Desk, sara: Applicant, password: str) -> None:
    assert sign_in(front, password) == "applicant.sign-in-wrong"


def test_somebody_without_a_password_signs_in_by_code_only(front: Desk) -> None:
    registered(front, REZA, OTHER_EMAIL)

    assert sign_in(front, "", REZA) == "applicant.sign-in-wrong"
    assert sign_in(front, PASSWORD, REZA) == "applicant.sign-in-wrong"


def test_five_wrong_passwords_lock_for_a_quarter_of_an_hour_on_all_stations(
    front: Desk, sara: Applicant, clock: Clock
) -> None:
    said = [sign_in(front, "wrong pass phrase") for _ in range(6)]

    assert said == ["applicant.sign-in-wrong"] * 5 + ["sign-in.locked"]
    assert sign_in(front) == "sign-in.locked"
    clock.passes(timedelta(minutes=16))
    assert sign_in(front) == ""


def test_a_hundred_wrong_passwords_lock_it_until_a_code_sets_another(
    front: Desk, sara: Applicant, clock: Clock
) -> None:
    for _ in range(100):
        assert sign_in(front, "wrong pass phrase") == "applicant.sign-in-wrong"
        clock.passes(timedelta(hours=2))

    assert sign_in(front) == "applicant.password-locked"
    applicant = entered(front, purpose="sign-in")
    assert isinstance(applicant, Applicant)
    applicant_access.set_password(front, applicant, PASSWORD + "!")
    assert sign_in(front, PASSWORD + "!") == ""


def test_wrong_passwords_at_once_do_not_pass_the_limit(front: Desk, sara: Applicant) -> None:
    said: list[str] = []

    in_threads(8, lambda _number: said.append(sign_in(front, "wrong pass phrase")))

    assert sorted(said) == ["applicant.sign-in-wrong"] * 5 + ["sign-in.locked"] * 3


def test_nobody_at_the_lobby_screen_locks_an_officer_out(front: Desk, clock: Clock) -> None:
    for login in ("clerk1", "applicant:clerk1"):
        assert sign_in(front, "x", login).startswith("national-code.")
    clerk = front.store.read(lambda work: work.accounts.by_login("clerk1"))
    assert clerk is not None
    own = front.store.read(lambda work: work.people.file(clerk.person_id)).person.national_code
    for _ in range(40):
        sign_in(front, "wrong pass phrase", own)

    assert signed_in(front, "clerk1").login == "clerk1"
    assert refusal(lambda: signin.sign_in(front, f"applicant:{own}", "x", "000000")) == "sign-in.wrong"


@pytest.mark.parametrize(
    ("password", "key"),
    [
        ("short", "staff.password-short"),
        ("x" * 201, "password.too-long"),
        ("a pass phrase\u202e", "password.characters"),
        ("a pass\x00phrase", "password.characters"),
    ],
)
def test_a_password_that_cannot_be_typed_again_is_refused(
    front: Desk, sara: Applicant, password: str, key: str
) -> None:
    code = asked(front, purpose="reset")
    before = fingerprint(front)

    assert refusal(lambda: applicant_access.set_password(front, sara, password)) == key
    reset = lambda: applicant_access.reset_password(front, LOBBY, SARA, EMAIL, code, password)  # noqa: E731
    assert refusal(reset) == key
    assert fingerprint(front) == before


def test_a_forgotten_password_is_reset_by_a_code_once(front: Desk, sara: Applicant, clock: Clock) -> None:
    code = asked(front, purpose="reset")

    again = applicant_access.reset_password(front, LOBBY, SARA, EMAIL, code, "another pass phrase")

    assert again == sara
    assert sign_in(front, PASSWORD) == "applicant.sign-in-wrong"
    assert sign_in(front, "another pass phrase") == ""
    reuse = lambda: applicant_access.reset_password(front, LOBBY, SARA, EMAIL, code, PASSWORD)  # noqa: E731
    assert refusal(reuse) == "code.expired"


def test_a_code_for_another_purpose_resets_nothing(front: Desk, sara: Applicant) -> None:
    code = asked(front, purpose="sign-in")

    reset = lambda: applicant_access.reset_password(front, LOBBY, SARA, EMAIL, code, "another pass phrase")  # noqa: E731

    assert refusal(reset) == "code.expired"


def test_a_password_never_stands_in_the_database(front: Desk, sara: Applicant) -> None:
    assert not any(PASSWORD in row for _table, row in fingerprint(front))


def test_the_end_of_a_session_is_written_down(front: Desk, sara: Applicant) -> None:
    applicant_access.end_session(front, sara)

    last = events(front)[-1]
    assert (last.action, last.actor) == ("applicant:session:ended", "applicant")


# One's own file


def file_for(desk: Desk, filer: Applicant, number: int, subject: Applicant | None = None) -> None:
    """A request with three documents, one of them scanned, that a clerk has doubts about."""
    request = makers.a_request(
        number, subject=(subject or filer).person_id, filer=filer.person_id, state=RequestState.INITIAL
    )

    def act(work: Work) -> None:
        work.requests.add(request, desk.office.local_day(request.filed_at))
        for line in (1, 2, 3):
            work.walks.add_slot(request.id, makers.a_slot(line))
        work.walks.add_scan(request.id, 1, makers.a_scan(), makers.SCAN_FACTS)
        for before, after in (("INITIAL", "RECEIPTED"), ("RECEIPTED", "SUSPENDED")):
            change = StateChange(
                desk.now(), "clerk1", RequestState(before), RequestState(after), "the seal looks forged"
            )
            work.requests.record(request.id, change)

    desk.store.write(act)


def test_an_applicant_sees_their_own_requests_and_their_children_s_and_no_others(front: Desk) -> None:
    sara, reza = registered(front), registered(front, REZA, OTHER_EMAIL)
    opened = recorded(front, child_of(front, sara), sara, CHILD_ANSWERS)
    registration.activate(front, sara, opened.id)
    known = front.store.read(lambda work: work.applicants.known(CHILD))
    assert known is not None
    child = replace(sara, person_id=known.person_id)
    file_for(front, sara, 1)
    file_for(front, sara, 2, subject=child)
    file_for(front, reza, 3)

    own = applicant_access.own_file(front, sara)

    assert own.person.person.national_code == SARA
    assert [each.national_code for each in own.children] == [CHILD]
    assert [(each.id, each.subject_id) for each in own.requests] == [
        (makers.request_id(2), child.person_id),
        (makers.request_id(1), sara.person_id),
    ]
    assert [each.id for each in applicant_access.own_file(front, reza).requests] == [makers.request_id(3)]
    assert applicant_access.own_file(front, reza).children == ()


def test_an_applicant_sees_how_far_a_request_is(front: Desk, sara: Applicant) -> None:
    file_for(front, sara, 1)

    [request] = applicant_access.own_file(front, sara).requests

    assert (request.done, request.asked) == (1, 3)
    assert request.next_step == NEXT_STEPS[RequestState.INITIAL]
    assert [each.state for each in request.history] == [RequestState.RECEIPTED, RequestState.VERIFYING]


def test_a_doubt_is_not_shown_to_whom_it_concerns(front: Desk, sara: Applicant) -> None:
    file_for(front, sara, 1)

    own = applicant_access.own_file(front, sara)

    assert "forged" not in repr(own)
    assert "SUSPENDED" not in repr(own)
    assert "clerk1" not in repr(own)


@pytest.mark.parametrize("state", RequestState)
def test_each_state_has_its_next_step_in_both_languages(state: RequestState) -> None:
    step = NEXT_STEPS[state]

    assert Words("fa")(step) != step == Words("en")(step)
