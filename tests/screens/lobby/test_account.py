"""The account: a draft taken up or discarded, answers changed, papers printed again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, OptionList

from kiosk.domain.bilingual import Language
from kiosk.domain.errors import Unavailable
from kiosk.domain.request import Request, RequestState
from kiosk.services import filing
from kiosk.words import Words
from printouts.printer import NoPrinter
from screens.lobby.account import AccountScreen
from screens.lobby.change_form import ChangeFormScreen
from screens.lobby.documents import DocumentsScreen
from screens.lobby.request_form import RequestFormScreen
from screens.widgets.choice_field import ChoiceField, Choose
from screens.widgets.dialogs import Confirm
from tests.kiosk.services.applying import own, registered, scan_all
from tests.printouts.papers import words_in
from tests.screens.lobby.walking import STUDIES, choose, choose_service, sign_in, visible
from tests.screens.offices import NARROW, SmallOffice, lobby, write
from tests.screens.test_language import spoken
from tests.waiting import lines_of, notices, says, shown, text_of, until

TRAVEL = {
    "reason": "گم شد",
    "no_passport_because": "expired",
    "last_exit_date": "2025-01-02",
    "last_exit_border": "تهران",
    "flight_no": "IR 721",
    "flight_date": "2027-12-01",
    "flight_airport": "Tehran IKA",
}


def request_now(office: SmallOffice, request: Request) -> Request:
    return office.store.read(lambda work: work.requests.get(request.id))


async def with_request(
    pilot: Pilot[None], office: SmallOffice, service: str, answers: dict[str, str] | None = None
) -> tuple[AccountScreen, Request]:
    """The account of somebody who has registered a request and brought its documents."""
    account = await sign_in(pilot, office)
    request = registered(office.desk, account._own, own(account._own, service), answers)
    scan_all(office.desk, request)
    await read_again(pilot, account)
    return account, request_now(office, request)


async def read_again(pilot: Pilot[None], account: AccountScreen) -> None:
    before = account._file
    account.come_back()
    await until(pilot, lambda: account._file is not before)
    await pilot.pause()


async def test_a_draft_is_listed_and_goes_on_where_it_stopped(office: SmallOffice) -> None:
    async with lobby(office, NARROW) as pilot:
        account = await sign_in(pilot, office)
        form = await choose_service(pilot, STUDIES)
        form.query_one("#field-university_fa", Input).focus()
        await write(pilot, "Sampleton")
        await pilot.press("escape")
        await shown(pilot, AccountScreen)
        await until(pilot, lambda: account.query_one("#own-requests", DataTable).row_count == 1)
        await says(pilot, "Not registered yet.")
        await pilot.press("enter")

        again = await shown(pilot, RequestFormScreen)
        assert again.query_one("#field-university_fa", Input).value == "Sampleton"


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_a_draft_is_discarded_after_a_question_only(office: SmallOffice, language: Language) -> None:
    words = Words(language)
    async with lobby(office, NARROW) as pilot:
        account = await sign_in(pilot, office)
        if language == "fa":
            await pilot.press("f2")
            await spoken(pilot)
        await choose_service(pilot, STUDIES)
        await pilot.press("escape")
        await shown(pilot, AccountScreen)
        await until(pilot, lambda: account._everything)
        await pilot.pause()
        assert words("Discard the draft") in lines_of(pilot.app)[-1]
        await pilot.press("delete")
        await shown(pilot, Confirm)
        await pilot.press("escape")
        await shown(pilot, AccountScreen)
        assert office.events("request:draft:dropped") == 0

        await pilot.press("delete")
        await shown(pilot, Confirm)
        await pilot.press("enter")
        await until(pilot, lambda: not account._everything)
        assert words("The draft is discarded.") in notices(pilot.app)
        await pilot.pause()
        assert words("Discard the draft") not in lines_of(pilot.app)[-1]
    assert office.events("request:draft:dropped") == 1


async def test_a_draft_registered_elsewhere_is_not_discarded(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        account = await sign_in(pilot, office)
        await choose_service(pilot, STUDIES)
        await pilot.press("escape")
        await until(pilot, lambda: account._everything)
        await pilot.pause()
        registered(office.desk, account._own, own(account._own, STUDIES))
        await pilot.press("delete")
        await shown(pilot, Confirm)
        await pilot.press("enter")

        await until(pilot, lambda: "This draft was filed or dropped already." in notices(pilot.app))
        await until(pilot, lambda: len(account._requests) == 1)
    assert office.events("request:draft:dropped") == 0


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_answers_are_changed_before_the_receipt_and_the_documents_follow(
    office: SmallOffice, language: Language
) -> None:
    async with lobby(office, NARROW) as pilot:
        _, request = await with_request(pilot, office, "LSP-01", TRAVEL)
        if language == "fa":
            await pilot.press("f2")
            await spoken(pilot)
        kinds = [slot.kind for slot in filing.documents(office.desk, office.officer(), request.id)]
        await pilot.press("f6")
        form = await shown(pilot, ChangeFormScreen)
        assert form.query_one("#field-flight_no", Input).value == "IR 721"
        because = form.query_one("#field-no_passport_because", ChoiceField)
        await visible(pilot, because)
        because.focus()
        await choose(pilot, because, "lost")
        await pilot.press("f5")

        documents = await shown(pilot, DocumentsScreen)
        await until(pilot, lambda: documents._slots)
        now = {slot.kind: slot for slot in documents._slots}
        assert set(now) > set(kinds)
        assert now["police-report"].mandatory
        assert not now["police-report"].scan
        assert all(slot.scan for slot in documents._slots if slot.mandatory and slot.kind in kinds)
        assert Words(language)("The changes are saved. The documents follow your answers.") in notices(
            pilot.app
        )
    changed = request_now(office, request)
    assert changed.fields["no_passport_because"] == "lost"
    assert changed.fields["flight_no"] == "IR 721"
    assert office.events("request:record:changed") == 1


async def test_a_wrong_change_changes_nothing_and_says_where(office: SmallOffice) -> None:
    async with lobby(office, NARROW) as pilot:
        _, request = await with_request(pilot, office, STUDIES)
        await pilot.press("f6")
        form = await shown(pilot, ChangeFormScreen)
        field = form.query_one("#field-file_no", Input)
        field.focus()
        field.value = ""
        await pilot.press("f5")

        await until(pilot, lambda: form.query_one("#note-file_no").has_class("-wrong"))
        assert request_now(office, request) == request
        await pilot.press("escape")
        await shown(pilot, AccountScreen)
    assert request_now(office, request) == request


async def test_a_request_that_got_its_receipt_meanwhile_is_not_changed(office: SmallOffice) -> None:
    said = "can no longer be changed here. A clerk can correct it."
    async with lobby(office, NARROW) as pilot:
        account, request = await with_request(pilot, office, STUDIES)
        await pilot.press("f6")
        form = await shown(pilot, ChangeFormScreen)
        filing.issue_receipt(office.desk, account._own, request.id)
        await pilot.press("f5")
        await until(pilot, lambda: said in notices(pilot.app))
        assert pilot.app.screen is form
        pilot.app.clear_notifications()

        await pilot.press("escape")
        await shown(pilot, AccountScreen)
        await until(pilot, lambda: account._requests[0].state is RequestState.RECEIPTED)
        await pilot.pause()
        await pilot.press("f6")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AccountScreen)
        assert "Change the answers" not in lines_of(pilot.app)[-1]
    assert office.events("request:record:changed") == 0


async def test_a_list_that_is_old_says_why_nothing_can_be_changed(office: SmallOffice) -> None:
    async with lobby(office, NARROW) as pilot:
        account, request = await with_request(pilot, office, STUDIES)
        filing.issue_receipt(office.desk, account._own, request.id)
        await pilot.press("f6")

        await until(pilot, lambda: "can no longer be changed here." in notices(pilot.app))
        await until(pilot, lambda: account._requests[0].state is RequestState.RECEIPTED)
        assert pilot.app.screen is account


async def ask_again(pilot: Pilot[None], paper: int) -> None:
    """Choose the paper at this place of the list."""
    await pilot.press("f9")
    question = await shown(pilot, Choose)
    question.query_one("#list", OptionList).highlighted = paper
    await pilot.press("enter")
    await shown(pilot, AccountScreen)


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_receipt_and_form_are_printed_again_and_the_receipt_says_so(
    office: SmallOffice, language: Language
) -> None:
    async with lobby(office, NARROW) as pilot:
        account, request = await with_request(pilot, office, STUDIES)
        assert "Print again" not in text_of(pilot.app)
        filing.issue_receipt(office.desk, account._own, request.id)
        await read_again(pilot, account)
        if language == "fa":
            await pilot.press("f2")
            await spoken(pilot)
        assert Words(language)("Print again") in lines_of(pilot.app)[-1]
        folder = office.config.printed_folder
        before = set(folder.iterdir()) if folder.exists() else set()
        await ask_again(pilot, 2)
        await until(pilot, lambda: folder.exists() and len(set(folder.iterdir()) - before) == 2)
        papers = {path.name.partition("-")[0]: path for path in set(folder.iterdir()) - before}
        await until(pilot, lambda: Words(language)("Request form") in notices(pilot.app))

    assert set(papers) == {"receipt", "form"}
    assert "Duplicate" in words_in(papers["receipt"].read_bytes())
    assert "Duplicate" not in words_in(papers["form"].read_bytes())
    assert request_now(office, request).state is RequestState.RECEIPTED
    assert office.events("request:receipt:issued") == 2
    assert office.events("request:form:printed") == 1


async def test_a_printer_that_fails_is_told_and_nothing_is_said_to_be_printed(office: SmallOffice) -> None:
    office.desk = replace(office.desk, printer=NoPrinter())
    async with lobby(office, NARROW) as pilot:
        account, request = await with_request(pilot, office, STUDIES)
        filing.issue_receipt(office.desk, account._own, request.id)
        await read_again(pilot, account)
        await ask_again(pilot, 0)

        sentence = Words("en").error(Unavailable("printer.none"))
        await until(pilot, lambda: sentence in notices(pilot.app))
        assert "is being printed" not in notices(pilot.app)
    assert office.events("request:form:printed") == 0
