"""Keys that rise with time, whatever the clock does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import RFC_4122, UUID

import pytest

from kiosk.adapters import identity
from tests.data.crowds import in_threads


def moment_of(key: UUID) -> datetime:
    return datetime.fromtimestamp((key.int >> 80) / 1000, UTC)


def test_a_key_is_a_uuid_of_version_7_that_tells_its_time() -> None:
    before = identity.now()

    key = identity.new_key()

    assert (key.version, key.variant) == (7, RFC_4122)
    assert before - timedelta(milliseconds=1) <= moment_of(key) <= identity.now() + timedelta(milliseconds=1)


def test_each_key_is_greater_than_the_one_before() -> None:
    keys = [identity.new_key() for _ in range(20_000)]

    assert keys == sorted(set(keys))
    assert {key.version for key in keys} == {7}


def test_threads_never_get_one_key_twice() -> None:
    made: list[list[UUID]] = [[] for _ in range(4)]

    in_threads(4, lambda number: made[number].extend(identity.new_key() for _ in range(2_000)))

    assert len(set[UUID]().union(*made)) == 8_000
    assert all(keys == sorted(keys) for keys in made)


def test_a_clock_that_steps_back_makes_no_key_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    first = identity.new_key()
    monkeypatch.setattr("kiosk.adapters.identity.time.time_ns", lambda: 0)

    assert identity.new_key() > first


def test_the_present_is_an_instant_of_utc() -> None:
    assert identity.now().tzinfo is UTC


def test_random_bytes_are_as_many_as_asked_for() -> None:
    assert len(identity.random_bytes(16)) == 16
    assert identity.random_bytes(16) != identity.random_bytes(16)
