from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import DataTable, Label

from kiosk.adapters.decoding import decode
from kiosk.domain.catalogue import StatusPath
from kiosk.domain.request import Request
from kiosk.domain.request import RequestState as State
from kiosk.services import approval
from kiosk.words import Words
from screens.counter.certificate import CertificateScreen
from screens.counter.reception import ReceptionScreen
from screens.supervisor.approvals import ApprovalsScreen
from screens.supervisor.dossier import DossierScreen
from screens.supervisor.home import HomeScreen
from screens.widgets.dialogs import AskReason, Confirm
from screens.widgets.scan_view import ScanView
from tests.screens.offices import (
    COLUMN_OF_CODE,
    SIZES,
    SmallOffice,
    counter,
    kiosk,
    open_dossier,
    open_list,
    running,
    second_account,
    sheets,
    station,
    write,
)
from tests.waiting import lines_of, says, settled, shown, text_of, until

BOSS = "supervisor"


def awaited(office: SmallOffice) -> list[Request]:
    """What a second person has to look at, in the order of filing."""
    listed = [
        request
        for state in (State.VERIFIED, State.REPLY_OK)
        for request in office.store.read(lambda work, state=state: list(work.requests.in_state(state)))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        if state is State.REPLY_OK or request.course is None or request.course.path is not StatusPath.CENTRE
    ]
    return sorted(listed, key=lambda request: request.filed_at)


def waiting(office: SmallOffice) -> list[str]:
    return [request.tracking_code for request in awaited(office)]


async def test_the_list_has_every_waiting_request(office: SmallOffice) -> None:
    async with counter(office, BOSS) as pilot:
        screen = await open_list(pilot, 1, ApprovalsScreen)
        table = screen.query_one("#waiting", DataTable)
        await until(pilot, lambda: table.row_count)

        rows = [table.get_row_at(row) for row in range(table.row_count)]
        assert [row[COLUMN_OF_CODE].plain for row in rows] == waiting(office)
        assert office.events("request:approval:listed") == 1


async def test_an_empty_list_says_so_and_reads_again_on_request(office: SmallOffice) -> None:
    boss = office.officer(BOSS)
    for request in awaited(office):
        command = office.desk.command("request:approval:withheld", boss)
        approval.send_back(office.desk, command, request.id, "once more")
    async with counter(office, BOSS) as pilot:
        await open_list(pilot, 1, ApprovalsScreen)
        await says(pilot, "Nothing is waiting for approval.")

        await pilot.press("f5", "enter", "f9")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ApprovalsScreen)
        assert office.events("request:approval:listed") == 2
        await pilot.press("escape")
        await shown(pilot, HomeScreen)
        await pilot.press("escape")
        await shown(pilot, ReceptionScreen)


async def test_what_was_approved_goes_on_to_its_certificate(office: SmallOffice) -> None:
    sample = office.sample(State.VERIFIED)
    person = office.card(sample).person
    async with counter(office, BOSS) as pilot:
        await open_dossier(pilot, sample)

        await pilot.press("f5")
        await shown(pilot, Confirm)
        assert f"Approve the request of {person.full_name_lat}?" in text_of(pilot.app)
        await pilot.press("enter")

        await shown(pilot, CertificateScreen)
        assert office.request(sample).state is State.APPROVED
        await pilot.press("enter")
        await shown(pilot, Confirm)
        await pilot.press("enter")
        await says(pilot, "Look at the sheet: is the paper good?")
        await pilot.press("escape")
        await shown(pilot, ApprovalsScreen)
        await until(pilot, lambda: sample.tracking_code not in text_of(pilot.app))


async def test_without_a_yes_nothing_is_approved(office: SmallOffice) -> None:
    sample = office.sample(State.VERIFIED)
    async with counter(office, BOSS) as pilot:
        await open_dossier(pilot, sample)

        await pilot.press("enter")
        await shown(pilot, Confirm)
        await pilot.press("escape")
        await shown(pilot, DossierScreen)
        await settled(pilot)

        assert office.request(sample).state is State.VERIFIED


async def test_sending_back_needs_a_reason_and_opens_the_walk_again(office: SmallOffice) -> None:
    sample = office.sample(State.VERIFIED)
    async with counter(office, BOSS) as pilot:
        await open_dossier(pilot, sample)

        await pilot.press("f6")
        await shown(pilot, AskReason)
        await pilot.press("enter")
        await says(pilot, "Write the reason first.")
        await write(pilot, "the stamp is not readable\r")

        await shown(pilot, ApprovalsScreen)
        await says(pilot, "Sent back to the counter.")
        await until(pilot, lambda: sample.tracking_code not in text_of(pilot.app))
        assert office.request(sample).state is State.VERIFYING
        reasons = [line.reason for line in office.card(sample).history]
        assert "the stamp is not readable" in reasons


async def test_who_verified_cannot_approve_not_even_under_another_name(office: SmallOffice) -> None:
    sample = office.sample(State.VERIFIED)
    double = second_account(office, "clerk1")
    app = station(office)
    async with running(app) as pilot:
        await until(pilot, lambda: app.loaded)
        app.admit(double)
        await shown(pilot, ReceptionScreen)
        await open_dossier(pilot, sample)

        await pilot.press("f5")
        await shown(pilot, Confirm)
        await pilot.press("enter")

        await says(pilot, "You verified this request. A second person must approve it.")
        assert isinstance(app.screen, DossierScreen)
        assert office.request(sample).state is State.VERIFIED


async def test_a_request_that_a_colleague_settled_meanwhile_is_told(office: SmallOffice) -> None:
    sample = office.sample(State.VERIFIED)
    async with counter(office, BOSS) as pilot:
        await open_dossier(pilot, sample)
        command = office.desk.command("request:approval:withheld", office.officer(BOSS))
        approval.send_back(office.desk, command, office.request(sample).id, "elsewhere")

        await pilot.press("f5")
        await shown(pilot, Confirm)
        await pilot.press("enter")

        await says(pilot, "The request is no longer waiting for approval; it is “being verified”.")


async def test_one_looks_at_every_scan_and_zooms(office: SmallOffice) -> None:
    sample = office.sample(State.VERIFIED)
    async with counter(office, BOSS) as pilot:
        dossier = await open_dossier(pilot, sample)
        view = dossier.query_one("#scan", ScanView)
        names = []
        for _ in office.slots(sample):
            await until(pilot, lambda: view.viewport.drawable)
            names.append(str(dossier.query_one("#scan-name", Label).content))
            await pilot.press("f3")
            await settled(pilot)

        assert len(set(names)) == len(office.slots(sample))
        whole = view.viewport.scale
        await pilot.press("plus", "plus")
        assert view.viewport.scale > whole
        await pilot.press("minus")
        assert office.events("request:scan:viewed") == len(office.slots(sample)) + 1


async def test_the_supervisor_leafs_through_a_scan_too(office: SmallOffice) -> None:
    sample = office.sample(State.VERIFIED)
    office.desk = replace(office.desk, decode=decode)
    office.replace_scan(sample, 1, sheets(700, 800))
    async with counter(office, BOSS) as pilot:
        dossier = await open_dossier(pilot, sample)
        await says(pilot, "page 1 of 2")
        await pilot.press("pagedown")
        await says(pilot, "page 2 of 2")
        view = dossier.query_one("#scan", ScanView)
        await until(pilot, lambda: view.viewport.page == (800, 900))
        await pilot.press("f2")
        await says(pilot, Words("fa")("page {n} of {all}", n=2, all=2))
        await pilot.press("f3")
        await until(pilot, lambda: dossier.query_one("#scan-name", Label).content)
        assert "۲ از ۲" not in str(dossier.query_one("#scan-name", Label).content)


async def test_a_scan_that_is_no_image_does_not_keep_the_dossier_shut(office: SmallOffice) -> None:
    sample = office.sample(State.VERIFIED)
    office.desk = replace(office.desk, decode=decode)
    office.replace_scan(sample, 1, b"[@click=app.quit]no image[/]")
    async with counter(office, BOSS) as pilot:
        await open_dossier(pilot, sample)

        await says(pilot, "The upload is not a JPEG, PNG, TIFF or PDF and cannot be shown.")
        assert sample.national_code in text_of(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_approvals_and_dossier_are_whole_at_every_size(
    office: SmallOffice, size: tuple[int, int]
) -> None:
    sample = office.sample(State.VERIFIED)
    person = office.card(sample).person
    async with counter(office, BOSS, size) as pilot:
        await open_list(pilot, 1, ApprovalsScreen)
        await says(pilot, sample.tracking_code)
        row = next(line for line in lines_of(pilot.app) if sample.tracking_code in line)
        assert person.full_name_lat in row
        assert "clerk1" in row
        assert "20" in row
        for wanted in (
            "Waiting for approval",
            "Verified by",
            "Since",
            "Back",
            "Open",
            "Reload",
        ):
            assert wanted in text_of(pilot.app)
        await pilot.press("escape")
        await shown(pilot, HomeScreen)
        await pilot.press("escape")
        await shown(pilot, ReceptionScreen)

        await open_dossier(pilot, sample)
        await settled(pilot)
        text = text_of(pilot.app)
        assert "yourself" not in text
        pilot.app.screen.query_one("#text").scroll_end(animate=False)
        await settled(pilot)
        text += text_of(pilot.app)
        kinds = [kiosk(pilot).desk.catalogue.document(slot.kind).name.en for slot in office.slots(sample)]
        for wanted in (
            sample.tracking_code,
            person.full_name_lat,
            person.full_name_fa,
            person.national_code,
            person.passport_no,
            *kinds,
            "Verified by clerk1",
            "Approve",
            "Send back",
            "Next scan",
            "Back",
        ):
            assert wanted in text, text
