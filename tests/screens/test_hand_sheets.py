"""Sheets for a power cut on the screens: printed, entered, confirmed by a second person, accounted for."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import Label

from kiosk.domain.hand_sheet import HandSheet, Serial, SheetState
from kiosk.domain.request import RequestState
from kiosk.services import hand_sheets, working_day
from screens.counter.card import CardScreen
from screens.counter.reception import ReceptionScreen
from screens.supervisor.hand_sheets import HandSheetsScreen
from screens.widgets.ask_form import AskForm
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import Confirm
from tests.printouts.papers import codes_on, page_count, picture
from tests.screens.offices import NARROW, SmallOffice, counter, open_card, open_list, write
from tests.screens.test_blanks import fill_in, focused
from tests.screens.test_language import SHEETS
from tests.waiting import says, shown, text_of, until


def printed(office: SmallOffice, count: int) -> None:
    """So many sheets, on a day on which the office works whatever the calendar says."""
    desk, by = office.desk, office.officer("supervisor")
    opening = desk.command("day:record:opened", by)
    desk.store.write(lambda work: working_day.opened(desk, work, opening))
    hand_sheets.print_sheets(desk, desk.command("sheet:numbers:printed", by), count)


def sheet(office: SmallOffice, no: int = 1) -> HandSheet:
    return office.store.read(lambda work: work.hand_sheets.get(no))


def serial(office: SmallOffice, no: int = 1) -> Serial:
    return Serial(office.desk.office.code, no)


def asked_of(pilot: Pilot[None]) -> list[str]:
    """The lines of the question on the screen."""
    return str(pilot.app.screen.query_one("#question", Label).content).splitlines()


async def choose(pilot: Pilot[None], field: str, down: int) -> None:
    """One of the choices of a field, so many below the present one."""
    await until(pilot, lambda: focused(pilot) == f"field-{field}")
    await pilot.press("enter")
    await shown(pilot, Choose)
    await pilot.press(*["down"] * down, "enter")
    await shown(pilot, AskForm)


async def say_when(pilot: Pilot[None], office: SmallOffice) -> None:
    """This very minute, by whoever is signed in."""
    now = office.desk.office.local(office.desk.now())
    await fill_in(pilot, day=now.date().isoformat(), at=f"{now:%H:%M}")
    await choose(pilot, "written_by", 0)


async def test_a_clerk_enters_a_scanned_sheet_and_the_card_tells_it(office: SmallOffice) -> None:
    printed(office, 1)
    sample = office.sample(RequestState.NO_SHOW)
    async with counter(office, "clerk1") as pilot:
        await write(pilot, serial(office).digits)
        await says(pilot, "✓ sheet written by hand.")
        await pilot.press("enter")
        await says(pilot, f"What does sheet {serial(office)} say?")
        await say_when(pilot, office)
        await choose(pilot, "done", 1)
        await fill_in(pilot, code="", note="")
        await says(pilot, "If there is none yet, register and file it first.")

        await until(pilot, lambda: focused(pilot) == "field-code")
        await fill_in(pilot, code=sample.tracking_code, note="")
        await says(pilot, f"Sheet {serial(office)} is entered.")
        await shown(pilot, ReceptionScreen)
        await pilot.press("escape")
        await open_card(pilot, sample.tracking_code)
        await says(pilot, f"from sheet {serial(office)}")
        await says(pilot, "back-dated: request taken in on")
        assert isinstance(pilot.app.screen, CardScreen)
    assert sheet(office).state is SheetState.ENTERED


async def test_a_supervisor_prints_sheets_and_accounts_for_each(office: SmallOffice) -> None:
    async with counter(office, "supervisor", NARROW) as pilot:
        await open_list(pilot, SHEETS, HandSheetsScreen)
        await says(pilot, "No sheets were printed yet.")
        await pilot.press("f6")
        await fill_in(pilot, count="51")
        await until(pilot, lambda: "50" in text_of(pilot.app))
        await pilot.press("backspace", "backspace")
        await write(pilot, "2\r")
        await says(pilot, "not entered: 2")

        await pilot.press("f7")
        await choose(pilot, "state", 1)
        await fill_in(pilot, reason="wind")
        await says(pilot, "lost: 1")
        await says(pilot, "not entered: 1")
    [paper] = office.config.printed_folder.glob("sheets-*.pdf")
    pdf = paper.read_bytes()
    assert page_count(pdf) == 2
    assert codes_on(picture(pdf, dpi=200, page=1)) == [serial(office, 2).digits]
    assert (sheet(office, 1).state, sheet(office, 2).state) == (SheetState.LOST, SheetState.PRINTED)


async def test_a_second_person_confirms_what_was_entered_and_nobody_alone(office: SmallOffice) -> None:
    printed(office, 1)
    async with counter(office, "supervisor") as pilot:
        await open_list(pilot, SHEETS, HandSheetsScreen)
        await says(pilot, "not entered")
        await pilot.press("enter")
        await say_when(pilot, office)
        await choose(pilot, "done", 0)
        await fill_in(pilot, code="", note="no national card")
        await says(pilot, "! to be confirmed")
        await says(pilot, "Note: no national card")

        await pilot.press("enter")
        await shown(pilot, Confirm)
        assert {"came, and was sent away", "no national card"} <= set(asked_of(pilot))
        await pilot.press("enter")
        await says(pilot, "Somebody else than who entered the sheet must confirm it.")
        await pilot.press("f8")
        await fill_in(pilot, reason="clerk2 enters it")
        await says(pilot, "Reason: clerk2 enters it")
    assert sheet(office).state is SheetState.PRINTED
    assert office.events("sheet:record:reopened") == 1
