"""Asking for a clerk at the lobby screen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.domain.applicant import Lobby
from kiosk.domain.errors import Conflict
from kiosk.services import help_calls
from tests.kiosk.services.office import Counter, events, traced

LOBBY = Lobby("lobby-1")


def test_a_call_rings_at_every_counter_until_one_answers(counter: Counter) -> None:
    made = help_calls.call(counter.desk, LOBBY, "en")
    elsewhere = counter.next_counter()

    assert list(help_calls.waiting(elsewhere.desk)) == list(help_calls.waiting(counter.desk)) == [made]
    assert (made.station, made.language) == ("lobby-1", "en")
    assert help_calls.answer(elsewhere.desk, elsewhere.colleague, made.id) == "lobby-1"
    assert list(help_calls.waiting(counter.desk)) == []
    with pytest.raises(Conflict, match=r"help\.answered"):
        help_calls.answer(counter.desk, counter.clerk, made.id)
    assert [event.action for event in events(counter.desk)][-2:] == [
        "lobby:help:called",
        "lobby:help:answered",
    ]
    assert events(counter.desk)[-2].station == "lobby-1"


def test_who_presses_again_asks_once_and_another_screen_asks_too(counter: Counter) -> None:
    first = help_calls.call(counter.desk, LOBBY, "fa")
    with traced(counter.desk) as trace:
        again = help_calls.call(counter.desk, LOBBY, "en")
    other = help_calls.call(counter.desk, Lobby("lobby-2"), "fa")

    assert again == first
    assert trace.actions == []
    assert [each.id for each in help_calls.waiting(counter.desk)] == [first.id, other.id]


def test_an_answered_call_can_be_followed_by_another(counter: Counter) -> None:
    first = help_calls.call(counter.desk, LOBBY, "fa")
    help_calls.answer(counter.desk, counter.supervisor, first.id)
    second = help_calls.call(counter.desk, LOBBY, "fa")

    assert [each.id for each in help_calls.waiting(counter.desk)] == [second.id]
    assert second.id != first.id


def test_a_call_that_nobody_answered_stops_ringing_after_half_an_hour(counter: Counter) -> None:
    help_calls.call(counter.desk, LOBBY, "fa")
    counter.clock.passes(timedelta(minutes=31))

    assert list(help_calls.waiting(counter.desk)) == []
