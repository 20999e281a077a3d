"""Staff accounts: made, listed, disabled, reset."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Conflict, NotFound, Refused
from kiosk.domain.roles import Role
from kiosk.services import signin, staff
from kiosk.services.desk import Desk
from kiosk.services.staff import LOGIN, NewAccount
from tests import makers
from tests.kiosk.services.office import PASSWORD, SECRET, Clock, officer, person_of_staff, signed_in, traced

NEWCOMER = makers.a_bare_file(makers.a_person(200, names=("نادر", "تهرانی", "Nader", "Tehrani")))


def a_new_account(login: str = "clerk3", password: str = PASSWORD) -> NewAccount:
    return NewAccount(login, Role.CLERK, NEWCOMER, password)


def test_a_new_officer_signs_in_with_what_the_enrolment_says(desk: Desk) -> None:
    enrolment = staff.add_staff(desk, "admin", a_new_account())

    code = desk.credentials.totp_code(enrolment.totp_secret, desk.now())
    who = signin.sign_in(desk, enrolment.login, PASSWORD, code)

    assert who.name == Bilingual("نادر تهرانی", "Nader Tehrani")
    assert who.role is Role.CLERK
    assert enrolment.totp_secret in enrolment.uri


def test_a_secret_is_drawn_anew_for_each_account(desk: Desk) -> None:
    first = staff.add_staff(desk, "admin", a_new_account("clerk3"))
    second = staff.add_staff(desk, "admin", a_new_account("clerk4"))

    assert first.totp_secret != second.totp_secret


def test_neither_password_nor_secret_lies_open_in_the_account(desk: Desk) -> None:
    enrolment = staff.add_staff(desk, "admin", a_new_account())

    account = next(each for each in staff.list_staff(desk) if each.login == "clerk3")

    assert PASSWORD not in account.password_hash
    assert enrolment.totp_secret.encode() not in account.totp_secret


def test_two_accounts_of_one_human_being_are_one_person(desk: Desk) -> None:
    again = replace(a_new_account("helper"), file=person_of_staff(1))

    staff.add_staff(desk, "admin", again)

    assert officer(desk, "helper").person_id == officer(desk, "clerk1").person_id


def test_a_taken_login_is_refused_and_nothing_is_left(desk: Desk) -> None:
    with traced(desk) as trace, pytest.raises(Conflict, match=r"^staff\.login-taken$"):
        staff.add_staff(desk, "admin", a_new_account("clerk1"))

    assert trace.actions == []
    code = NEWCOMER.person.national_code
    assert desk.store.read(lambda work: work.people.card_by_national_code(code)) is None


@pytest.mark.parametrize(
    "login", ["", "a", "1abc", "ab c", "Clerk", "ab/c", "a" * 32, "منشی", "clerk1\n", "-ab"]
)
def test_a_login_that_nobody_could_type_alike_is_refused(desk: Desk, login: str) -> None:
    with pytest.raises(Refused, match=r"^staff\.login$"):
        staff.add_staff(desk, "admin", a_new_account(login))


@given(st.from_regex(LOGIN, fullmatch=True))
def test_every_allowed_login_is_its_own_folded_form(login: str) -> None:
    assert signin._as_stored(f" {login.upper()} ") == login


def test_a_short_password_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match=r"^staff\.password-short$") as refused:
        staff.add_staff(desk, "admin", a_new_account(password="x" * 11))

    assert refused.value.details == {"least": 12}


def test_each_change_is_in_the_audit_log_with_who_asked_for_it(desk: Desk) -> None:
    with traced(desk) as trace:
        staff.add_staff(desk, "admin", a_new_account())
        staff.disable_staff(desk, "boss", "clerk3")
        staff.reset_staff(desk, "admin", "clerk3", PASSWORD)

    assert trace.actions == ["staff:account:added", "staff:account:disabled", "staff:account:reset"]
    assert [event.actor for event in trace.events] == ["admin", "boss", "admin"]
    assert {event.subject for event in trace.events} == {str(officer(desk, "clerk3").id)}
    assert not any(PASSWORD in event.details or "Tehrani" in event.details for event in trace.events)


def test_the_list_has_everybody_also_who_is_disabled(desk: Desk) -> None:
    staff.disable_staff(desk, "admin", "clerk2")

    assert {(each.login, each.active) for each in staff.list_staff(desk)} == {
        ("clerk1", True),
        ("clerk2", False),
        ("supervisor", True),
    }


def test_a_reset_ends_the_old_password_and_secret(desk: Desk, clock: Clock) -> None:
    enrolment = staff.reset_staff(desk, "admin", "clerk1", "another pass phrase")
    new_code = desk.credentials.totp_code(enrolment.totp_secret, desk.now())

    for password, code in ((PASSWORD, new_code), ("another pass phrase", "")):
        with pytest.raises(Refused, match=r"^sign-in\.wrong$"):
            signin.sign_in(desk, "clerk1", password, code)
    old_code = desk.credentials.totp_code(SECRET, desk.now())
    if old_code != new_code:
        with pytest.raises(Refused, match=r"^sign-in\.wrong$"):
            signin.sign_in(desk, "clerk1", "another pass phrase", old_code)
    assert signin.sign_in(desk, "clerk1", "another pass phrase", new_code).login == "clerk1"


def test_a_reset_brings_a_disabled_account_back(desk: Desk) -> None:
    staff.disable_staff(desk, "admin", "clerk1")

    enrolment = staff.reset_staff(desk, "admin", "clerk1", PASSWORD)

    code = desk.credentials.totp_code(enrolment.totp_secret, desk.now())
    assert signin.sign_in(desk, "clerk1", PASSWORD, code).login == "clerk1"


def test_a_code_used_before_a_reset_stays_used(desk: Desk, clock: Clock) -> None:
    signed_in(desk, "clerk1")
    enrolment = staff.reset_staff(desk, "admin", "clerk1", PASSWORD)
    same_step = desk.credentials.totp_code(enrolment.totp_secret, desk.now())

    with pytest.raises(Refused, match=r"^sign-in\.code-used$"):
        signin.sign_in(desk, "clerk1", PASSWORD, same_step)

    clock.passes(timedelta(seconds=30))
    next_step = desk.credentials.totp_code(enrolment.totp_secret, desk.now())
    assert signin.sign_in(desk, "clerk1", PASSWORD, next_step).login == "clerk1"


def test_nobody_can_be_disabled_or_reset(desk: Desk) -> None:
    with pytest.raises(NotFound, match=r"^staff\.unknown$"):
        staff.disable_staff(desk, "admin", "nobody")
    with pytest.raises(NotFound, match=r"^staff\.unknown$"):
        staff.reset_staff(desk, "admin", "nobody", PASSWORD)
    with pytest.raises(Refused, match=r"^staff\.password-short$"):
        staff.reset_staff(desk, "admin", "clerk1", "short")
