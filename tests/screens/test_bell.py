"""The bell: a call from the lobby reaches whoever works at a counter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from kiosk.domain.applicant import Lobby
from kiosk.domain.request import RequestState as State
from kiosk.services import help_calls
from kiosk.words import Words
from screens.bell import PERIOD
from screens.counter.sign_in import SignInScreen
from screens.supervisor.home import HomeScreen
from tests.screens.offices import (
    NARROW,
    SIZES,
    HeldStore,
    SmallOffice,
    counter,
    kiosk,
    open_walk,
    running,
    station,
)
from tests.waiting import lines_of, notices, says, settled, shown, until

ASKS = "lobby 1 asks for help."
HELP = "Help: lobby 1 · F1"


def ring(office: SmallOffice, number: int = 1) -> None:
    help_calls.call(office.desk, Lobby(f"lobby-{number}"), "en")


async def listen(pilot: Pilot[None], office: SmallOffice) -> None:
    """A second passes for the station."""
    office.idle.now += PERIOD
    kiosk(pilot)._listen()
    await settled(pilot)


def top(pilot: Pilot[None]) -> str:
    return lines_of(pilot.app)[0]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("login", ["clerk1", "supervisor"])
async def test_a_call_stands_in_the_heading_with_its_key_until_it_is_answered(
    office: SmallOffice, login: str, size: tuple[int, int]
) -> None:
    async with counter(office, login, size) as pilot:
        ring(office)
        await listen(pilot, office)

        assert HELP in top(pilot)
        assert ASKS in notices(pilot.app)
        await pilot.press("f1")

        await says(pilot, "Your call: go to lobby 1. The screen there is in English.")
        assert "Help:" not in top(pilot)
        assert list(help_calls.waiting(office.desk)) == []


async def test_it_is_heard_within_two_seconds_and_without_any_key(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        ring(office)
        office.idle.now += PERIOD

        await until(pilot, lambda: HELP in top(pilot))


async def test_a_call_is_heard_on_every_screen_and_in_persian(office: SmallOffice) -> None:
    async with counter(office, size=NARROW) as pilot:
        await open_walk(pilot, office.sample(State.NO_SHOW))
        ring(office)
        await listen(pilot, office)
        assert HELP in top(pilot)

        await pilot.press("f2")
        place = bare(Words("fa").station("lobby-1"))
        await until(pilot, lambda: f"کمک: {place}" in bare(top(pilot)))


def bare(line: str) -> str:
    return "".join(letter for letter in line if letter not in "\u2066\u2067\u2068\u2069")


async def test_a_call_is_told_once_and_the_next_one_again(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        ring(office)
        await listen(pilot, office)
        pilot.app.clear_notifications()
        await listen(pilot, office)
        await pilot.pause()
        assert ASKS not in notices(pilot.app)

        ring(office, 2)
        await listen(pilot, office)
        assert "lobby 2 asks for help." in notices(pilot.app)
        assert HELP in top(pilot)
        await pilot.press("f1")
        await until(pilot, lambda: "Help: lobby 2 · F1" in top(pilot))


async def test_the_call_that_a_colleague_took_leaves_the_heading(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        ring(office)
        await listen(pilot, office)
        (call,) = help_calls.waiting(office.desk)
        help_calls.answer(office.desk, office.officer("clerk2"), call.id)

        await pilot.press("f1")
        await says(pilot, "A colleague has already answered this call.")
        await listen(pilot, office)
        assert "Help:" not in top(pilot)
        assert office.officer().name.en in top(pilot)


async def test_a_click_on_the_call_answers_it(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        ring(office)
        await listen(pilot, office)

        await pilot.click("#heading-call")

        await says(pilot, "Your call: go to lobby 1.")


async def test_the_key_does_nothing_while_nobody_calls(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        await pilot.press("f1")
        await settled(pilot)

        assert notices(pilot.app) == ""
        assert office.events("lobby:help:answered") == 0


async def test_nobody_is_called_where_nobody_is_signed_in(office: SmallOffice) -> None:
    app = station(office)
    async with running(app) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        ring(office)
        await listen(pilot, office)

        assert app.calls == ()
        await pilot.press("f1")
        assert isinstance(app.screen, SignInScreen)


async def test_a_locked_station_is_silent_and_hears_it_after_unlocking(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        office.idle.now += office.config.security.idle_lock_seconds
        kiosk(pilot).watch_idle()
        await settled(pilot)
        ring(office)
        await listen(pilot, office)

        assert kiosk(pilot).calls == ()
        assert ASKS not in notices(pilot.app)


async def test_a_slow_database_is_asked_once_and_holds_nothing_up(office: SmallOffice) -> None:
    held = HeldStore(office.desk.store)
    async with counter(office) as pilot:
        app = kiosk(pilot)
        assert app.loaded is not None
        app.loaded = replace(app.loaded, store=held)
        with held:
            for _ in range(5):
                office.idle.now += PERIOD
                app._listen()
                await pilot.pause()
            await until(pilot, lambda: held.waiting)
            assert held.waiting == 1
            await pilot.press("f2")
            await says(pilot, Words("fa")("Reception"))
        await settled(pilot)


async def test_the_supervisors_own_screen_rings_too(office: SmallOffice) -> None:
    async with counter(office, "supervisor") as pilot:
        await pilot.press("f8")
        await shown(pilot, HomeScreen)
        ring(office)
        await listen(pilot, office)

        assert HELP in top(pilot)
