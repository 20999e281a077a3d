"""Through the lobby by keys, as somebody who registers there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, OptionList

from kiosk.domain import national_code
from screens.lobby.account import AccountScreen
from screens.lobby.activated import ActivatedScreen
from screens.lobby.code import AskCodeScreen, EnterCodeScreen
from screens.lobby.documents import DocumentsScreen
from screens.lobby.form_screen import FormScreen
from screens.lobby.preview import PreviewScreen
from screens.lobby.request_form import RequestFormScreen
from screens.lobby.services import ServicesScreen
from screens.lobby.ways import WaysScreen
from screens.lobby.wizard import WizardScreen
from screens.widgets.choice_field import ChoiceField, Choose
from screens.widgets.form import Form
from tests.kiosk.domain.registering import PAGES
from tests.kiosk.services.at_the_lobby import EMAIL, LOBBY, code_in, mails, registered
from tests.kiosk.services.office import ANSWERS
from tests.screens.offices import SmallOffice, write
from tests.waiting import shown, until

STUDIES = "STU-02"
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
    await fill_form(pilot, wizard, PAGES[page_id])
    await pilot.press("f5")


async def fill_form(pilot: Pilot[None], screen: FormScreen[Any], answers: Mapping[str, str]) -> None:
    """Type these answers into their fields."""
    for field in screen.fields:
        answer = answers.get(field.id)
        if answer is None:
            continue
        widget = screen.query_one(f"#field-{field.id}")
        await visible(pilot, widget)
        widget.focus()
        await pilot.pause()
        if isinstance(widget, ChoiceField):
            await choose(pilot, widget, answer)
        elif isinstance(widget, Input) and not widget.value:
            await write(pilot, answer)


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


async def sign_in(pilot: Pilot[None], office: SmallOffice) -> AccountScreen:
    """Somebody who has an account, from the welcome to it."""
    registered(office.desk, NEWCOMER, by=LOBBY)
    await pilot.press("2")
    await shown(pilot, WaysScreen)
    await pilot.press("1")
    await ask_for_code(pilot)
    await write(pilot, code_in(office.desk, mails(office.desk)[-1]) + "\r")
    account = await shown(pilot, AccountScreen)
    await until(pilot, lambda: account._file is not None)
    return account


async def choose_service(pilot: Pilot[None], name: str) -> RequestFormScreen:
    """From the account to the fields of a service."""
    await pilot.press("f5")
    await shown(pilot, ServicesScreen)
    await write(pilot, name)
    await pilot.press("enter")
    return await shown(pilot, RequestFormScreen)


async def to_documents(pilot: Pilot[None], office: SmallOffice) -> DocumentsScreen:
    """From the welcome to the documents of a request that was just registered."""
    await sign_in(pilot, office)
    form = await choose_service(pilot, STUDIES)
    await fill_form(pilot, form, ANSWERS[STUDIES])
    await pilot.press("f5")
    documents = await shown(pilot, DocumentsScreen)
    await until(pilot, lambda: documents.query_one("#slots", OptionList).option_count == 3)
    await pilot.pause()
    return documents
