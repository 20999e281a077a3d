"""Through the lobby by keys, as somebody who registers there."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, OptionList

from kiosk.domain import national_code
from screens.lobby.account import AccountScreen
from screens.lobby.activated import ActivatedScreen
from screens.lobby.code import AskCodeScreen, EnterCodeScreen
from screens.lobby.preview import PreviewScreen
from screens.lobby.wizard import WizardScreen
from screens.widgets.choice_field import ChoiceField, Choose
from screens.widgets.form import Form
from tests.kiosk.domain.registering import PAGES
from tests.kiosk.services.at_the_lobby import EMAIL, code_in, mails
from tests.screens.offices import SmallOffice, write
from tests.waiting import shown, until

NEWCOMER = national_code.make("093283381")


async def ask_for_code(pilot: Pilot[None], email: str = EMAIL, code: str = NEWCOMER) -> EnterCodeScreen:
    """From the first address to the place where the mailed code is typed."""
    screen = await shown(pilot, AskCodeScreen)
    await write(pilot, f"{email}\r")
    await write(pilot, f"{code}\r")
    await write(pilot, f"{screen.code.text}\r")
    return await shown(pilot, EnterCodeScreen)


async def begin(pilot: Pilot[None], office: SmallOffice) -> WizardScreen:
    """To the first page of the wizard."""
    await pilot.click("#register")
    await ask_for_code(pilot)
    await write(pilot, code_in(office.desk, mails(office.desk)[-1]) + "\r")
    return await shown(pilot, WizardScreen)


async def fill_page(pilot: Pilot[None], wizard: WizardScreen, page_id: str) -> None:
    """Type what the invented person answers, and record it."""
    await until(pilot, lambda: wizard.page.id == page_id and wizard.query(Form))
    await pilot.pause()
    for field in wizard.page.fields:
        answer = PAGES[page_id].get(field.id)
        if answer is None:
            continue
        widget = wizard.query_one(f"#field-{field.id}")
        await visible(pilot, widget)
        widget.focus()
        await pilot.pause()
        if isinstance(widget, ChoiceField):
            await choose(pilot, widget, answer)
        elif isinstance(widget, Input) and not widget.value:
            await write(pilot, answer)
    await pilot.press("f5")


async def visible(pilot: Pilot[None], widget: Widget) -> None:
    await until(pilot, lambda: widget.display)


async def choose(pilot: Pilot[None], field: ChoiceField, answer: str) -> None:
    await pilot.press("enter")
    dialog = await shown(pilot, Choose)
    ids = [choice.id for choice in dialog._shown]
    dialog.query_one("#list", OptionList).highlighted = ids.index(answer)
    dialog.query_one("#list").focus()
    await pilot.press("enter")
    await until(pilot, lambda: field.value == answer)


async def register(pilot: Pilot[None], office: SmallOffice) -> AccountScreen:
    """From the welcome to the account."""
    wizard = await begin(pilot, office)
    for page_id in PAGES:
        await fill_page(pilot, wizard, page_id)
    await until(pilot, lambda: wizard.complete)
    await pilot.pause()
    await pilot.press("f10")
    await shown(pilot, PreviewScreen)
    await pilot.press("f5")
    await shown(pilot, ActivatedScreen)
    await pilot.press("f5")
    return await shown(pilot, AccountScreen)
