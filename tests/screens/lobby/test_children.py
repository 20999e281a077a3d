"""A guardian files for a child in the lobby, who is asked for and told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from textual.pilot import Pilot
from textual.widgets import DataTable, OptionList

from kiosk.domain.guardian import Guardianship
from screens.lobby.account import AccountScreen
from screens.lobby.documents import DocumentsScreen
from screens.lobby.request_form import RequestFormScreen
from screens.lobby.services import ServicesScreen
from screens.widgets.choice_field import Choose
from tests.kiosk.services.office import ANSWERS
from tests.makers import a_bare_file, a_person
from tests.screens.lobby.walking import STUDIES, fill_form, sign_in
from tests.screens.offices import SmallOffice, lobby, write
from tests.waiting import says, shown, until

CHILD = replace(
    a_person(902, names=("نیکا", "کریمی", "Nika", "Karimi")), birth_date=date(2010, 5, 5), passport_no=""
)


async def sign_in_as_guardian(pilot: Pilot[None], office: SmallOffice) -> AccountScreen:
    office.add_person(a_bare_file(CHILD))
    account = await sign_in(pilot, office)
    guardian = account._own.person_id
    link = Guardianship(CHILD.id, guardian, "father", "شناسنامه ۱۲۳")
    office.store.write(lambda work: work.registrations.add_guardian(link, office.desk.now()))
    account.come_back()
    await until(pilot, lambda: account._file is not None and account._file.children)
    return account


async def test_a_request_for_a_child_is_filed_and_listed_with_the_childs_name(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        account = await sign_in_as_guardian(pilot, office)
        await pilot.press("f5")
        question = await shown(pilot, Choose)
        await says(pilot, "For whom is the request?")
        question.query_one("#list", OptionList).highlighted = 1
        question.query_one("#list").focus()
        await pilot.press("enter")
        await shown(pilot, ServicesScreen)
        await write(pilot, STUDIES)
        await pilot.press("enter")
        form = await shown(pilot, RequestFormScreen)
        await fill_form(pilot, form, ANSWERS[STUDIES])
        await pilot.press("f5")
        documents = await shown(pilot, DocumentsScreen)
        await until(pilot, lambda: documents._slots)
        await pilot.press("escape")
        await shown(pilot, AccountScreen)
        await until(pilot, lambda: account._requests)
        await says(pilot, "Nika Karimi")

        table = account.query_one("#own-requests", DataTable)
        assert "Nika Karimi" in str(table.get_row_at(0)[0])
        filer = account._own.person_id

    request = office.store.read(lambda work: work.requests.get(account._requests[0].id))
    assert (request.subject_id, request.filer_id, request.basis) == (CHILD.id, filer, "father")


async def test_whoever_goes_back_files_for_nobody(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        account = await sign_in_as_guardian(pilot, office)
        await pilot.press("f5")
        await shown(pilot, Choose)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is account)

    assert not office.store.read(lambda work: work.drafts.open_of(account._own.person_id))
