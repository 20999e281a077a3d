"""Calls from the lobby screens: heard until somebody answers, and answered once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.store import Store
from kiosk.domain.errors import Conflict, NotFound
from kiosk.domain.help_call import HelpCall
from tests import makers
from tests.makers import NOON, STAFF


def a_call(number: int, minutes: int = 0) -> HelpCall:
    return HelpCall(makers.an_id(number, 8), f"lobby-{number}", "fa", NOON + timedelta(minutes=minutes))


@pytest.fixture
def calling(store: Store) -> Store:
    store.write(makers.staffed)
    for call in (a_call(2, 5), a_call(1, 0), a_call(3, -40)):
        store.write(lambda work, call=call: work.help_calls.add(call))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
    return store


def test_open_calls_come_the_oldest_first_and_those_of_long_ago_not_at_all(calling: Store) -> None:
    heard = calling.read(lambda work: work.help_calls.open_since(NOON - timedelta(minutes=30)))

    assert heard == [a_call(1, 0), a_call(2, 5)]


def test_an_answered_call_is_over_and_a_second_answer_comes_too_late(calling: Store) -> None:
    call = a_call(1)
    answered = calling.write(lambda work: work.help_calls.answer(call.id, STAFF.clerk, NOON))

    assert answered == "lobby-1"
    assert calling.read(lambda work: work.help_calls.open_since(NOON)) == [a_call(2, 5)]
    with pytest.raises(Conflict, match=r"help\.answered"):
        calling.write(lambda work: work.help_calls.answer(call.id, STAFF.colleague, NOON))


def test_a_call_that_never_was_cannot_be_answered(calling: Store) -> None:
    with pytest.raises(NotFound, match=r"help\.unknown"):
        calling.write(lambda work: work.help_calls.answer(makers.an_id(9, 8), STAFF.clerk, NOON))
