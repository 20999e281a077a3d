"""The call display: numbers and counters, large, in both languages, and no keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from unittest.mock import patch

import pytest
from textual.pilot import Pilot

from kiosk.display import LEFT_SECONDS, DisplayApp
from kiosk.domain.errors import Unavailable
from kiosk.domain.request import RequestState as State
from kiosk.services import calling
from screens.counter.sign_in import SignInScreen
from screens.display.board import _rows
from screens.display.calls import CallsScreen
from screens.widgets.block_letters import drawn
from screens.widgets.dialogs import Confirm
from tests.kiosk.services.waiting_room import call, finish, take
from tests.screens.offices import COMMON, LARGE, LOGICAL, NARROW, SmallOffice, kiosk
from tests.waiting import says, settled, shown, text_of, until

NOBODY = "Nobody is called at the moment. Please wait."


@asynccontextmanager
async def display(office: SmallOffice, size: tuple[int, int] = COMMON) -> AsyncIterator[Pilot[None]]:
    """A running display that has looked once."""
    config = office.config._replace(station=office.config.station._replace(kind="display"))
    desk = replace(office.desk, office=replace(office.desk.office, station="display-1"))
    app = DisplayApp(config, LOGICAL, lambda: desk, office.idle)
    async with app.run_test(size=size, notifications=True) as pilot:
        screen = await shown(pilot, CallsScreen)
        await until(pilot, lambda: app.loaded is not None)
        await until(pilot, lambda: screen._shown is not None)
        yield pilot


def stands(pilot: Pilot[None], number: str) -> bool:
    """Whether the number is drawn in large letters."""
    text = text_of(pilot.app)
    return any(all(row.strip() in text for row in drawn(number, scale)) for scale in (1, 2, 3))


@pytest.mark.parametrize("size", [NARROW, COMMON])
async def test_a_call_is_shown_large_with_its_counter_the_last_first_and_rings(
    office: SmallOffice, size: tuple[int, int]
) -> None:
    desk, first_clerk = office.desk, office.officer()
    second_clerk = replace(office.officer("clerk2"), station="counter-12")
    async with display(office, size) as pilot:
        await says(pilot, NOBODY)
        await says(pilot, "در حال حاضر کسی فراخوانده نشده است.")
        tickets = [
            take(desk, first_clerk, office.request(office.sample(state)))
            for state in (State.NO_SHOW, State.RECEIPTED)
        ]
        with patch.object(pilot.app, "bell") as bell:
            first = call(desk, first_clerk)
            await until(pilot, lambda: stands(pilot, str(first.number)))
            assert bell.call_count == 1
            assert NOBODY not in text_of(pilot.app)
            second = call(desk, second_clerk)
            await until(pilot, lambda: stands(pilot, str(second.number)))
            assert {first.id, second.id} == {each.id for each in tickets}
            assert stands(pilot, "12")
            screen = pilot.app.screen
            assert isinstance(screen, CallsScreen)
            assert [line.number for line in screen._shown or ()] == [str(second.number), str(first.number)]

            calling.recall(desk, desk.command("queue:ticket:recalled", first_clerk), first.id)
            await until(pilot, lambda: bell.call_count == 3)
            assert [line.number for line in screen._shown or ()] == [str(first.number), str(second.number)]
            calling.begin(desk, desk.command("queue:ticket:begun", first_clerk), first.id)
            finish(desk, first_clerk, first)
            await until(pilot, lambda: len(screen._shown or ()) == 1)
            assert bell.call_count == 3
        for sample in office.made.samples:
            assert sample.national_code not in text_of(pilot.app)
        assert office.card(office.sample(State.NO_SHOW)).person.name_lat not in text_of(pilot.app)


async def test_no_key_does_anything_but_staff_can_end_it(office: SmallOffice) -> None:
    async with display(office) as pilot:
        before = text_of(pilot.app)
        for key in ("f1", "f2", "f5", "enter", "escape", "ctrl+q", "ctrl+c", "f12", "a", "0"):
            await pilot.press(key)
        await settled(pilot)
        assert isinstance(pilot.app.screen, CallsScreen)
        assert kiosk(pilot).language == "en"
        assert pilot.app.is_running
        assert text_of(pilot.app).splitlines()[1:] == before.splitlines()[1:]

        await pilot.press("ctrl+f12")
        await shown(pilot, SignInScreen)
        office.idle.now += LEFT_SECONDS
        kiosk(pilot).watch_idle()
        await shown(pilot, CallsScreen)

        await pilot.press("ctrl+f12")
        await shown(pilot, SignInScreen)
        kiosk(pilot).admit(office.officer())
        await shown(pilot, Confirm)
        await pilot.press("escape")
        await shown(pilot, CallsScreen)
        await until(pilot, lambda: office.events("staff:session:ended") == 1)
        assert kiosk(pilot).officer is None

        kiosk(pilot).admit(office.officer())
        await shown(pilot, Confirm)
        await pilot.press("enter")
        await until(pilot, lambda: not pilot.app.is_running)


async def test_what_was_called_stays_while_the_database_is_out_of_reach(office: SmallOffice) -> None:
    take(office.desk, office.officer(), office.request(office.sample(State.NO_SHOW)))
    ticket = call(office.desk, office.officer())
    async with display(office) as pilot:
        await until(pilot, lambda: stands(pilot, str(ticket.number)))
        screen = await shown(pilot, CallsScreen)
        with patch("kiosk.services.display.shown", side_effect=Unavailable("database.unreachable")):
            screen.look_again()
            await until(pilot, lambda: screen.query_one("#trouble").display)
            assert stands(pilot, str(ticket.number))
        screen.look_again()
        await until(pilot, lambda: not screen.query_one("#trouble").display)


@pytest.mark.parametrize("size", [NARROW, COMMON, LARGE])
@pytest.mark.parametrize("count", [1, 2, 5, 40])
def test_no_line_is_cut_and_the_newest_is_the_largest(size: tuple[int, int], count: int) -> None:
    width, height = size
    lines = tuple((f"A{number:03d}", str(number % 99 + 1), True) for number in range(count))
    lines = (*lines, ("B1000", "12", False))

    rows = [row.plain for row in _rows(lines, (width, height - 2), " → ")]

    assert len(rows) <= height - 2
    assert max(map(len, rows)) <= width
    large = [row for row in rows if "█" in row]
    assert len(large) % 7 == 0
    if size == LARGE and count == 1:
        assert len(large) >= 21
