"""What was referred to the supervisor, and what becomes of it."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import DataTable

from kiosk.domain.request import RequestState as State
from kiosk.services import ending, waiting_lists
from screens.supervisor.dossier import DossierScreen
from screens.supervisor.referrals import ReferralsScreen
from screens.widgets.ask_form import AskForm
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import AskReason, Confirm
from tests.screens.offices import COLUMN_OF_CODE, NARROW, SmallOffice, counter, open_list, write
from tests.screens.test_outputs import at
from tests.waiting import says, settled, shown, text_of, until

BOSS = "supervisor"


async def open_referral(pilot: Pilot[None], code: str) -> DossierScreen:
    screen = await open_list(pilot, 2, ReferralsScreen)
    table = screen.query_one("#waiting", DataTable)
    await until(pilot, lambda: table.row_count)
    codes = [table.get_row_at(row)[COLUMN_OF_CODE].plain for row in range(table.row_count)]
    table.move_cursor(row=codes.index(code))
    await pilot.press("enter")
    return await shown(pilot, DossierScreen)


async def test_a_doubt_says_why_and_goes_back_to_the_counter(office: SmallOffice) -> None:
    sample = office.sample(State.SUSPENDED)
    lines = waiting_lists.referrals(office.desk, office.officer(BOSS))
    mine = next(line for line in lines if line.request.tracking_code == sample.tracking_code)
    async with counter(office, BOSS, NARROW) as pilot:
        dossier = await open_referral(pilot, sample.tracking_code)
        assert "Referred by clerk1" in str(dossier.query_one("#decided").render())
        assert "Approve" not in text_of(pilot.app)
        await pilot.press("f5")
        await settled(pilot)
        assert pilot.app.screen is dossier

        await pilot.press("f6")
        await shown(pilot, AskReason)
        await write(pilot, "the seal is genuine\r")
        screen = await shown(pilot, ReferralsScreen)
        await until(pilot, lambda: len(screen._lines or ()) == len(lines) - 1)
        assert mine.why[0].said
    assert office.request(sample).state is State.VERIFYING
    assert office.events("request:walk:reopened") == 1


async def test_a_no_of_the_centre_is_passed_on_once_it_is_confirmed(office: SmallOffice) -> None:
    sample = office.sample(State.REPLY_NO)
    async with counter(office, BOSS) as pilot:
        await open_referral(pilot, sample.tracking_code)
        await pilot.press("f7")
        await shown(pilot, AskForm)
        await until(pilot, lambda: at(pilot, "code"))
        await pilot.press("enter")
        await shown(pilot, Choose)
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: at(pilot, "words"))
        await write(pilot, "see the letter\r")
        await shown(pilot, Confirm)
        await pilot.press("escape")
        await shown(pilot, AskForm)
        assert office.request(sample).state is State.REPLY_NO
        await until(pilot, lambda: at(pilot, "code"))
        await pilot.press("tab")
        await until(pilot, lambda: at(pilot, "words"))
        await pilot.press("enter")
        await shown(pilot, Confirm)
        await pilot.press("enter")

        await shown(pilot, ReferralsScreen)
        await says(pilot, "Refused.")
    assert office.request(sample).state is State.REFUSED
    assert office.card(sample).history[0].reason == "centre-said-no: see the letter"


async def test_nothing_referred_is_said(office: SmallOffice) -> None:
    boss = office.officer(BOSS)
    for line in waiting_lists.referrals(office.desk, boss):
        command = office.desk.command("request:walk:reopened", boss)
        ending.reopen(office.desk, command, line.request.id, "seen")
    async with counter(office, BOSS) as pilot:
        await open_list(pilot, 2, ReferralsScreen)
        await says(pilot, "Nothing is referred.")
        await pilot.press("f5", "enter", "f9")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ReferralsScreen)
