"""Staff accounts, sign-in attempts and one-time steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from data.store import Store
from data.work import Work
from kiosk.domain.account import Account
from kiosk.domain.errors import Conflict, NotFound
from kiosk.domain.roles import Role
from tests import makers
from tests.data.crowds import in_threads
from tests.makers import CLERK, NOON


@pytest.fixture(autouse=True)
def _staffed(store: Store) -> None:
    store.write(makers.staffed)


def stored(store: Store) -> Account:
    return store.read(lambda work: work.accounts.get(CLERK.id))


def test_an_account_comes_back_as_made(store: Store) -> None:
    assert stored(store) == CLERK
    assert store.read(lambda work: work.accounts.by_login(CLERK.login)) == CLERK


def test_accounts_are_listed_by_login(store: Store) -> None:
    logins = [account.login for account in store.read(lambda work: work.accounts.all())]

    assert logins == ["clerk1", "clerk2", "supervisor3"]


def test_an_unknown_account_is_said(store: Store) -> None:
    assert store.read(lambda work: work.accounts.by_login("nobody")) is None
    with pytest.raises(NotFound, match=r"staff.unknown"):
        store.read(lambda work: work.accounts.get(makers.staff_id(99)))


def test_a_login_is_given_once(store: Store) -> None:
    twin = replace(makers.an_account(9, person=CLERK.person_id), login=CLERK.login)

    with pytest.raises(Conflict, match=r"database.conflict"):
        store.write(lambda work: work.accounts.add(twin, NOON))


def test_a_change_is_saved_and_a_stale_one_refused(store: Store) -> None:
    changed = replace(CLERK, password_hash="$new", totp_secret=b"other", active=False)

    store.write(lambda work: work.accounts.save(changed))

    assert stored(store) == replace(changed, version=2)
    with pytest.raises(Conflict, match=r"record.changed"):
        store.write(lambda work: work.accounts.save(replace(CLERK, active=True)))


def test_a_time_step_is_taken_once_and_never_an_older_one(store: Store) -> None:
    steps = (100, 100, 99, 101)

    taken = store.write(lambda work: [work.accounts.take_step(CLERK.id, step) for step in steps])

    assert taken == [True, False, False, True]


def test_a_stale_save_does_not_give_a_used_step_back(store: Store) -> None:
    before = stored(store)
    store.write(lambda work: work.accounts.take_step(CLERK.id, 100))

    store.write(lambda work: work.accounts.save(replace(before, password_hash="$new")))

    assert stored(store).totp_step == 100
    assert not store.write(lambda work: work.accounts.take_step(CLERK.id, 100))


def test_of_eight_who_race_for_a_step_one_wins(store: Store) -> None:
    won: list[bool] = []

    def race(_number: int) -> None:
        won.append(store.write(lambda work: work.accounts.take_step(CLERK.id, 100)))

    in_threads(8, race)

    assert sorted(won) == [False] * 7 + [True]


def test_failures_are_those_since_the_last_success(store: Store) -> None:
    def attempt(number: int, minutes: int, login: str = CLERK.login) -> None:
        at = NOON + timedelta(minutes=minutes)
        store.write(lambda work: work.accounts.count_attempt(makers.an_id(number), login, "counter-1", at))

    def failures(since_minutes: int = -60) -> list[int]:
        since = NOON + timedelta(minutes=since_minutes)
        moments = store.read(lambda work: work.accounts.failures_since(CLERK.login, since))
        return [round((moment - NOON).total_seconds() / 60) for moment in moments]

    attempt(1, 0)
    attempt(2, 1)
    attempt(3, 2, login="clerk2")
    assert failures() == [0, 1]
    assert failures(since_minutes=0) == [1]

    attempt(4, 3)
    store.write(lambda work: work.accounts.attempt_succeeded(makers.an_id(4)))
    assert failures() == []

    attempt(5, 4)
    assert failures() == [4]
    assert store.read(lambda work: work.accounts.consecutive_failures(CLERK.login)) == 1
    assert store.read(lambda work: work.accounts.consecutive_failures("clerk2")) == 1
    assert store.read(lambda work: work.accounts.consecutive_failures("nobody")) == 0


@pytest.mark.parametrize("hours", [-100, -1, 0, 1])
def test_failures_after_a_success_count_whatever_the_clock_says(store: Store, hours: int) -> None:
    """Set back, it must not hide them behind the success; set forth and right again, it must not either."""

    def attempt(number: int, at: datetime) -> None:
        key = makers.an_id(number)
        store.write(lambda work: work.accounts.count_attempt(key, CLERK.login, "counter-1", at))

    attempt(1, NOON)
    attempt(2, NOON)
    store.write(lambda work: work.accounts.attempt_succeeded(makers.an_id(2)))

    later = NOON + timedelta(hours=hours)
    for number in (3, 4):
        attempt(number, later)

    assert store.read(lambda work: work.accounts.consecutive_failures(CLERK.login)) == 2
    since = later - timedelta(minutes=15)
    assert store.read(lambda work: work.accounts.failures_since(CLERK.login, since)) == [later] * 2


def test_a_person_may_have_two_accounts_but_is_one_person(store: Store) -> None:
    def both(work: Work) -> list[Account]:
        second = makers.an_account(9, role=Role.SUPERVISOR, person=CLERK.person_id)
        work.accounts.add(second, NOON)
        return [work.accounts.get(CLERK.id), work.accounts.get(second.id)]

    first, second = store.write(both)

    assert first.person_id == second.person_id
    assert first.name == second.name
