"""Signing in: what is refused, what is counted, and what cannot be won back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kiosk.domain.errors import Refused, Unavailable
from kiosk.domain.roles import Role
from kiosk.services import signin, staff
from kiosk.services.desk import Desk
from kiosk.text.digits import to_persian
from tests.data.crowds import in_threads
from tests.kiosk.services.office import (
    PASSWORD,
    SECRET,
    Clock,
    Counter,
    QuickCredentials,
    officer,
    signed_in,
    store_of,
    traced,
)

STEP = timedelta(seconds=30)
MINUTE = timedelta(minutes=1)


def code(desk: Desk, at: datetime | None = None) -> str:
    return desk.credentials.totp_code(SECRET, at or desk.now())


def wrong_code(desk: Desk) -> str:
    right = {code(desk, desk.now() + each * STEP) for each in (-1, 0, 1)}
    return next(each for each in ("000000", "111111", "222222", "333333") if each not in right)


def refusal(desk: Desk, login: str = "clerk1", password: str = PASSWORD, typed: str | None = None) -> str:
    with pytest.raises(Refused) as refused:
        signin.sign_in(desk, login, password, wrong_code(desk) if typed is None else typed)
    return refused.value.key


def fail(desk: Desk, times: int) -> None:
    for _ in range(times):
        assert refusal(desk) == "sign-in.wrong"


def test_the_right_three_let_the_officer_in(desk: Desk) -> None:
    with traced(desk) as trace:
        who = signed_in(desk, "clerk1")

    assert (who.login, who.role, who.station) == ("clerk1", Role.CLERK, "counter-1")
    assert who == officer(desk, "clerk1")
    assert trace.actions == ["staff:session:began"]
    assert trace.commits == 2


@pytest.mark.parametrize("typed", ["CLERK1", " clerk1 ", "Clerk1"])
def test_case_and_blanks_around_a_login_do_not_matter(desk: Desk, typed: str) -> None:
    assert signed_in(desk, typed).login == "clerk1"


def test_persian_digits_are_a_code(desk: Desk) -> None:
    assert signin.sign_in(desk, "clerk1", PASSWORD, to_persian(code(desk))).login == "clerk1"


@pytest.mark.parametrize(
    ("login", "password", "typed"),
    [
        ("clerk1", "wrong", None),
        ("clerk1", "wrong", ""),
        ("clerk1", PASSWORD, ""),
        ("clerk1", "", ""),
        ("nobody", PASSWORD, None),
        ("", PASSWORD, None),
        ("x" * 10_000, PASSWORD, None),
        ("clerk1\0", PASSWORD, None),
        ("\ud800", PASSWORD, None),
        ("%", PASSWORD, None),
        ("clerk1", "\ud800", None),
        ("clerk1", PASSWORD, "\ud800"),
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(
    desk: Desk, login: str, password: str, typed: str | None
) -> None:
    typed = code(desk) if typed is None else typed

    with traced(desk) as trace, pytest.raises(Refused) as refused:
        signin.sign_in(desk, login, password, typed)

    assert (refused.value.key, refused.value.details) == ("sign-in.wrong", {})
    assert trace.actions == ["staff:session:refused"]
    assert trace.events[0].actor == "-"


def test_a_wrong_code_with_the_right_password_is_no_less_wrong(desk: Desk) -> None:
    assert refusal(desk) == "sign-in.wrong"


def test_a_disabled_account_is_as_wrong_as_an_unknown_one(desk: Desk) -> None:
    staff.disable_staff(desk, "admin", "clerk1")

    assert refusal(desk, typed=code(desk)) == "sign-in.wrong"


def test_a_code_is_good_once(desk: Desk, clock: Clock) -> None:
    used = code(desk)
    signin.sign_in(desk, "clerk1", PASSWORD, used)
    clock.passes(timedelta(seconds=1))

    with traced(desk) as trace:
        assert refusal(desk, typed=used) == "sign-in.code-used"

    assert trace.actions == ["staff:session:refused"]


def test_a_code_of_an_earlier_step_is_refused_after_a_later_one(desk: Desk, clock: Clock) -> None:
    earlier = code(desk)
    clock.passes(STEP)
    signed_in(desk, "clerk1")

    assert refusal(desk, typed=earlier) == "sign-in.code-used"


def test_a_clock_that_steps_back_makes_no_code_good_again(desk: Desk, clock: Clock) -> None:
    signed_in(desk, "clerk1")
    used = code(desk)
    clock.passes(timedelta(hours=1))
    signed_in(desk, "clerk1")

    clock.passes(timedelta(hours=-1))

    assert refusal(desk, typed=used) == "sign-in.code-used"


def test_a_used_code_counts_as_a_failure(desk: Desk) -> None:
    used = code(desk)
    signin.sign_in(desk, "clerk1", PASSWORD, used)
    desk_later = replace(desk, now=Clock(desk.now() + timedelta(seconds=1)))

    for _ in range(5):
        assert refusal(desk_later, typed=used) == "sign-in.code-used"

    assert refusal(desk_later, typed=used) == "sign-in.locked"


def test_of_two_desks_with_one_code_at_once_one_gets_in(counter: Counter) -> None:
    desks = [counter.desk, counter.next_counter().desk]
    used = code(counter.desk)
    answers: list[str] = []

    def enter(number: int) -> None:
        try:
            answers.append(signin.sign_in(desks[number], "clerk1", PASSWORD, used).login)
        except Refused as refused:
            answers.append(refused.key)

    in_threads(2, enter)

    assert sorted(answers) == ["clerk1", "sign-in.code-used"]


def test_the_sixth_try_in_a_quarter_hour_is_not_even_compared(desk: Desk, clock: Clock) -> None:
    fail(desk, 5)

    assert refusal(desk, typed=code(desk)) == "sign-in.locked"

    clock.passes(timedelta(minutes=15))
    assert signed_in(desk, "clerk1").login == "clerk1"


def test_the_lock_says_until_when_on_the_offices_clock(desk: Desk) -> None:
    fail(desk, 5)

    with pytest.raises(Refused) as refused:
        signin.sign_in(desk, "clerk1", PASSWORD, code(desk))

    until = refused.value.details["until"]
    assert isinstance(until, datetime)
    assert until == desk.now() + timedelta(minutes=15)
    assert until.utcoffset() == timedelta(hours=1)


def test_twenty_failures_a_day_lock_for_the_day(desk: Desk, clock: Clock) -> None:
    for _ in range(4):
        fail(desk, 5)
        clock.passes(20 * MINUTE)

    assert refusal(desk, typed=code(desk)) == "sign-in.locked"
    clock.passes(timedelta(hours=22))
    assert refusal(desk, typed=code(desk)) == "sign-in.locked"
    clock.passes(timedelta(hours=1))
    assert signed_in(desk, "clerk1").login == "clerk1"


def test_a_hundred_failures_in_a_row_need_a_supervisor(desk: Desk, clock: Clock) -> None:
    for _ in range(20):
        fail(desk, 5)
        clock.passes(timedelta(hours=7))

    assert refusal(desk, typed=code(desk)) == "sign-in.locked-supervisor"
    clock.passes(timedelta(days=365))
    assert refusal(desk, typed=code(desk)) == "sign-in.locked-supervisor"


def test_a_reset_by_the_supervisor_opens_every_lock(desk: Desk, clock: Clock) -> None:
    for _ in range(20):
        fail(desk, 5)
        clock.passes(timedelta(hours=7))
    fail_until_locked = refusal(desk, typed=code(desk))

    enrolment = staff.reset_staff(desk, "supervisor", "clerk1", "another pass phrase")
    clock.passes(timedelta(seconds=1))
    typed = desk.credentials.totp_code(enrolment.totp_secret, desk.now())

    assert fail_until_locked == "sign-in.locked-supervisor"
    assert signin.sign_in(desk, "clerk1", "another pass phrase", typed).login == "clerk1"


def test_a_success_forgives_the_failures_before_it(desk: Desk, clock: Clock) -> None:
    fail(desk, 4)
    clock.passes(timedelta(seconds=1))
    signed_in(desk, "clerk1")
    clock.passes(timedelta(seconds=1))

    fail(desk, 5)
    assert refusal(desk) == "sign-in.locked"


def test_two_desks_share_one_count(counter: Counter) -> None:
    other = counter.next_counter().desk
    fail(counter.desk, 2)
    fail(other, 3)

    assert refusal(counter.desk, typed=code(counter.desk)) == "sign-in.locked"
    assert refusal(other, typed=code(other)) == "sign-in.locked"


def test_a_lock_is_on_one_login_only(desk: Desk) -> None:
    fail(desk, 5)

    assert signed_in(desk, "clerk2").login == "clerk2"


def test_an_unknown_login_is_locked_like_a_known_one(desk: Desk) -> None:
    for _ in range(5):
        assert refusal(desk, login="nobody") == "sign-in.wrong"

    assert refusal(desk, login="nobody") == "sign-in.locked"


class Killed(BaseException):
    """The process ends here."""


class DyingCredentials:
    """Ends the process when the password is to be compared."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        raise Killed


def test_a_try_is_counted_before_it_is_compared(counter: Counter) -> None:
    dying = replace(counter.desk, credentials=DyingCredentials())  # type: ignore[arg-type]
    for _ in range(5):
        with pytest.raises(Killed):
            signin.sign_in(dying, "clerk1", PASSWORD, "000000")
    store_of(counter.desk).close()

    after = counter.restarted().desk

    assert refusal(after, typed=code(after)) == "sign-in.locked"


def test_a_wrong_key_for_the_codes_is_said(counter: Counter) -> None:
    desk = replace(counter.desk, credentials=QuickCredentials(bytes(32)))

    with pytest.raises(Unavailable, match=r"^keys\.damaged$"):
        signin.sign_in(desk, "clerk1", PASSWORD, "000000")


# The lobby, where anybody may stand


def in_lobby(counter: Counter) -> Desk:
    """The lobby's desk, on the same database."""
    other = counter.next_counter().desk
    return replace(other, office=replace(other.office, station="lobby-1"))


def test_guesses_in_the_lobby_lock_the_lobby_and_no_counter(counter: Counter) -> None:
    lobby = in_lobby(counter)
    fail(lobby, 5)

    assert refusal(lobby, typed=code(lobby)) == "sign-in.locked"
    assert signed_in(counter.desk, "clerk1").login == "clerk1"


def test_a_hundred_guesses_in_the_lobby_leave_the_counter_open(counter: Counter, clock: Clock) -> None:
    lobby = in_lobby(counter)
    for _ in range(20):
        fail(lobby, 5)
        clock.passes(timedelta(hours=7))

    assert refusal(lobby, typed=code(lobby)) == "sign-in.locked-supervisor"
    who = signed_in(counter.desk, "clerk1")
    assert signin.unlock(counter.desk, who, PASSWORD) == who


def test_failures_at_a_counter_do_not_lock_the_lobby_nor_does_its_success_forgive_them(
    counter: Counter, clock: Clock
) -> None:
    lobby = in_lobby(counter)
    fail(counter.desk, 5)

    assert signed_in(lobby, "clerk1").station == "lobby-1"
    clock.passes(STEP)
    assert refusal(counter.desk, typed=code(counter.desk)) == "sign-in.locked"


def test_a_reset_forgives_the_failures_of_both(counter: Counter, clock: Clock) -> None:
    lobby = in_lobby(counter)
    fail(lobby, 5)
    fail(counter.desk, 5)

    enrolment = staff.reset_staff(counter.desk, "supervisor", "clerk1", "another pass phrase")

    for desk in (lobby, counter.desk):
        clock.passes(STEP)
        typed = desk.credentials.totp_code(enrolment.totp_secret, desk.now())
        assert signin.sign_in(desk, "clerk1", "another pass phrase", typed).login == "clerk1"


# The idle lock


def test_the_officers_own_password_unlocks(desk: Desk) -> None:
    who = signed_in(desk, "clerk1")

    with traced(desk) as trace:
        signin.note_lock(desk, who)
        assert signin.unlock(desk, who, PASSWORD) == who

    assert trace.actions == ["staff:session:locked", "staff:session:unlocked"]


def test_a_wrong_password_does_not_unlock_and_counts(desk: Desk, clock: Clock) -> None:
    who = signed_in(desk, "clerk1")
    clock.passes(timedelta(seconds=1))

    for _ in range(5):
        with traced(desk) as trace, pytest.raises(Refused, match=r"^unlock\.wrong$"):
            signin.unlock(desk, who, "wrong")
        assert trace.actions == ["staff:session:refused"]

    with pytest.raises(Refused, match=r"^sign-in\.locked$"):
        signin.unlock(desk, who, PASSWORD)


def test_an_account_disabled_in_between_does_not_unlock(desk: Desk) -> None:
    who = signed_in(desk, "clerk1")
    staff.disable_staff(desk, "admin", "clerk1")

    with pytest.raises(Refused, match=r"^unlock\.wrong$"):
        signin.unlock(desk, who, PASSWORD)


def test_another_officers_password_does_not_unlock(desk: Desk) -> None:
    staff.reset_staff(desk, "admin", "clerk2", "another pass phrase")

    with pytest.raises(Refused, match=r"^unlock\.wrong$"):
        signin.unlock(desk, signed_in(desk, "clerk1"), "another pass phrase")


def test_signing_out_is_written_down(desk: Desk) -> None:
    who = signed_in(desk, "clerk1")

    with traced(desk) as trace:
        signin.sign_out(desk, who)

    assert trace.actions == ["staff:session:ended"]
    assert (trace.events[0].actor, trace.events[0].subject) == ("clerk1", str(who.id))
