"""Registering at the counter, with an officer's help: the same screens, the same rules."""

from __future__ import annotations

from screens.counter.card import CardScreen
from screens.lobby.activated import ActivatedScreen
from screens.lobby.preview import PreviewScreen
from screens.lobby.wizard import WizardScreen
from tests.kiosk.domain.registering import PAGES
from tests.kiosk.services.at_the_lobby import code_in, mails
from tests.screens.lobby.walking import NEWCOMER, ask_for_code, fill_page
from tests.screens.offices import SmallOffice, counter, write
from tests.waiting import says, shown, until


async def test_an_officer_registers_a_newcomer_and_comes_to_the_card(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        await pilot.press("f7")
        await ask_for_code(pilot)
        await write(pilot, code_in(office.desk, mails(office.desk)[-1]) + "\r")
        wizard = await shown(pilot, WizardScreen)
        await pilot.press("f12", "ctrl+f12")
        await pilot.pause()
        assert pilot.app.screen is wizard, "Keys of the lobby sign no officer out."
        for page_id in PAGES:
            await fill_page(pilot, wizard, page_id)
        await until(pilot, lambda: wizard.complete)
        await pilot.pause()
        await pilot.press("f10")
        await shown(pilot, PreviewScreen)
        await pilot.press("f5")
        await shown(pilot, ActivatedScreen)
        await pilot.press("f5")
        await shown(pilot, CardScreen)
        await says(pilot, NEWCOMER)

    events = office.store.read(lambda work: list(work.audit.events()))
    (opened,) = [event for event in events if event.action == "applicant:account:opened"]
    assert opened.actor == "clerk1"
