"""The supervisor's first screen: the waiting lists with their numbers."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable

from kiosk.config.settings import StationKind
from kiosk.services import approval
from screens.base import KioskScreen
from screens.counter.reception import ReceptionScreen
from screens.supervisor.approvals import ApprovalsScreen
from screens.supervisor.home import LISTS, HomeScreen
from tests.screens.offices import SIZES, SmallOffice, counter, kiosk, running, station, write
from tests.screens.test_approvals import awaited
from tests.waiting import says, shown, text_of, until

BOSS = "supervisor"
NUMBER, NAME, COUNT = range(3)


def rows(pilot: Pilot[None]) -> list[list[str]]:
    table = pilot.app.screen.query_one("#lists", DataTable)
    return [[cell.plain for cell in table.get_row_at(row)] for row in range(table.row_count)]


async def test_a_supervisors_station_begins_with_the_lists_and_a_counter_with_the_reception(
    office: SmallOffice,
) -> None:
    places: tuple[tuple[StationKind, type[KioskScreen[None]]], ...] = (
        ("supervisor", HomeScreen),
        ("counter", ReceptionScreen),
    )
    for kind, first in places:
        app = station(office)
        app.config = office.config._replace(station=office.config.station._replace(kind=kind))
        async with running(app) as pilot:
            await until(pilot, lambda app=app: app.loaded)  # type: ignore[misc]  # mypy cannot infer a lambda with a default
            app.admit(office.officer(BOSS))
            await shown(pilot, first)


async def test_each_list_says_how_many_wait_and_what_was_done_is_counted_off(office: SmallOffice) -> None:
    waiting = awaited(office)
    async with counter(office, BOSS) as pilot:
        await pilot.press("f8")
        await shown(pilot, HomeScreen)
        await until(pilot, lambda: rows(pilot)[0][COUNT] != "…")
        assert rows(pilot)[0] == ["1", "Waiting for approval", str(len(waiting)), ""]

        await pilot.press("1")
        await shown(pilot, ApprovalsScreen)
        command = office.desk.command("request:approval:withheld", office.officer(BOSS))
        approval.send_back(office.desk, command, waiting[0].id, "once more")
        await pilot.press("escape")
        await shown(pilot, HomeScreen)
        await until(pilot, lambda: rows(pilot)[0][COUNT] == str(len(waiting) - 1))


async def test_persian_digits_open_a_list_too(office: SmallOffice) -> None:
    async with counter(office, BOSS) as pilot:
        await pilot.press("f8")
        await shown(pilot, HomeScreen)
        await write(pilot, "۱")
        await shown(pilot, ApprovalsScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_the_lists_are_whole_at_every_size(office: SmallOffice, size: tuple[int, int]) -> None:
    async with counter(office, BOSS, size) as pilot:
        await pilot.press("f8")
        await shown(pilot, HomeScreen)
        await says(pilot, "opens a list")
        assert kiosk(pilot).focused is pilot.app.screen.query_one("#lists")
        text = text_of(pilot.app)
        for wanted in (*(each.name for each in LISTS), "Requests", "Late", "Open", "Reload", "Sign out"):
            assert wanted in text, text
