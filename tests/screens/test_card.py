from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from textual.widgets import DataTable

from kiosk.domain.request import RequestState as State
from kiosk.services import verification
from printouts.printer import NoPrinter
from screens.base import KioskScreen
from screens.counter.card import CardScreen
from screens.counter.certificate import CertificateScreen
from screens.counter.reception import ReceptionScreen
from screens.counter.walk import WalkScreen
from screens.lobby.child import ChildScreen
from screens.widgets.ask_form import AskForm
from screens.widgets.dialogs import Confirm
from screens.widgets.scan_view import ScanView
from tests.kiosk.services.at_the_lobby import registered
from tests.makers import a_bare_file, a_file, a_permit, a_person
from tests.screens.lobby.walking import NEWCOMER, fill_form
from tests.screens.offices import LARGE, NARROW, SIZES, SmallOffice, counter, open_card
from tests.waiting import lines_of, says, settled, shown, text_of, until


async def test_the_card_shows_who_it_is_what_was_asked_for_and_what_happened(office: SmallOffice) -> None:
    sample = office.sample(State.APPROVED)
    card = office.card(sample)
    async with counter(office) as pilot:
        await open_card(pilot, sample.national_code)
        await settled(pilot)

        text = text_of(pilot.app)
        for wanted in (
            card.person.full_name_lat,
            card.person.full_name_fa,
            card.person.national_code,
            card.person.passport_no,
            sample.tracking_code,
            "approved",
            "receipt issued",
            "clerk1",
        ):
            assert wanted in text, wanted
        assert pilot.app.screen.query_one("#photo", ScanView).viewport.drawable
        assert office.events("person:card:looked-up") == 1
        assert office.events("person:card:opened") == 0


async def test_a_person_without_requests_has_a_card_that_says_so(office: SmallOffice) -> None:
    person = a_person(901)
    office.add_person(a_bare_file(person))
    async with counter(office) as pilot:
        await open_card(pilot, person.national_code)

        await says(pilot, "This person has no request at this office.")
        assert "Sara Karimi" in text_of(pilot.app)
        await pilot.press("f5", "f6", "f7", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CardScreen)
        await pilot.press("escape")
        await shown(pilot, ReceptionScreen)


@pytest.mark.parametrize(("days", "note"), [(-1, "expired"), (30, "expires soon"), (300, "until")])
async def test_the_residence_permit_says_when_it_ends(office: SmallOffice, days: int, note: str) -> None:
    today = office.desk.office.local_day(office.desk.now())
    permit = replace(a_permit(), valid_to=today + timedelta(days))
    office.add_person(replace(a_file(a_person(901)), permit=permit, photo_blob=None))
    async with counter(office) as pilot:
        await open_card(pilot, a_person(901).national_code)

        line = next(line for line in lines_of(pilot.app) if permit.number in line)
        assert note in line
        assert ("expire" in line) == (note != "until")


async def test_a_portrait_that_cannot_be_read_costs_no_more_than_the_portrait(office: SmallOffice) -> None:
    office.add_person(replace(a_file(a_person(901)), photo_blob=office.desk.vault.put(b"")))
    office.add_person(replace(a_file(a_person(902)), photo_blob="0" * 64))
    async with counter(office) as pilot:
        for number, sentence in ((901, "No scan was uploaded"), (902, "A stored file is missing.")):
            await open_card(pilot, a_person(number).national_code)
            await says(pilot, sentence)
            assert a_person(number).national_code in text_of(pilot.app)
            await pilot.press("escape")
            await shown(pilot, ReceptionScreen)


NEXT = {
    State.INITIAL: "Nothing can be done at the counter while the request is “initially registered”.",
    State.VERIFIED: "Verified. A second person must see it before it goes on.",
    State.SUSPENDED: "Referred to the supervisor. Nothing can be done at the counter now.",
    State.SENT: "Nothing can be done at the counter while the request is “sent to the centre”.",
    State.DELIVERED: "Nothing can be done at the counter while the request is “handed over”.",
    State.REFUSED: "Nothing can be done at the counter while the request is “refused”.",
}


async def test_where_nothing_is_to_be_done_the_next_step_says_why(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        for state, sentence in NEXT.items():
            pilot.app.clear_notifications()
            await open_card(pilot, office.sample(state).tracking_code)
            await pilot.press("f5")

            await says(pilot, sentence)
            await pilot.press("escape")
            await shown(pilot, ReceptionScreen)


@pytest.mark.parametrize(
    ("state", "screen"),
    [
        (State.RECEIPTED, WalkScreen),
        (State.ARRIVED, WalkScreen),
        (State.VERIFYING, WalkScreen),
        (State.INCOMPLETE, WalkScreen),
        (State.APPROVED, CertificateScreen),
        (State.PRINTED, CertificateScreen),
        (State.QC_OK, AskForm),
        (State.STAMPED, AskForm),
        (State.CONFIRMED, Confirm),
    ],
)
async def test_enter_on_a_request_does_what_comes_next(
    office: SmallOffice, state: State, screen: type[KioskScreen[Any]]
) -> None:
    async with counter(office) as pilot:
        await open_card(pilot, office.sample(state).tracking_code)

        await pilot.press("enter")

        await shown(pilot, screen)


async def test_a_supervisor_opens_no_walk(office: SmallOffice) -> None:
    async with counter(office, "supervisor") as pilot:
        await open_card(pilot, office.sample(State.RECEIPTED).tracking_code)

        await pilot.press("f5")

        await says(pilot, "Nothing can be done at the counter while the request is “receipt issued”.")


async def test_the_receipt_and_the_slip_are_printed_again_from_the_card(office: SmallOffice) -> None:
    sample = office.sample(State.INCOMPLETE)
    async with counter(office) as pilot:
        await open_card(pilot, sample.tracking_code)
        for key, name in (("f6", "deficiency"), ("f7", "receipt")):
            await pilot.press(key)
            file = office.config.printed_folder / f"{name}-{sample.tracking_code}.pdf"
            await until(pilot, file.exists)
            await says(pilot, str(file))
            assert file.read_bytes().startswith(b"%PDF")


async def test_the_slip_is_what_fits_the_state_of_the_request(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        for state, name in (
            (State.STAMPED, "stamp"),
            (State.DELIVERED, "hand-over"),
            (State.SENT, "custody"),
        ):
            sample = office.sample(state)
            await open_card(pilot, sample.tracking_code)
            await pilot.press("f6")
            file = office.config.printed_folder / f"{name}-{sample.tracking_code}.pdf"
            await until(pilot, file.exists)
            await says(pilot, str(file))
            assert file.read_bytes().startswith(b"%PDF")
            await pilot.press("escape")
            await shown(pilot, ReceptionScreen)
    for action in ("output:stamp-sheet", "request:hand-over", "request:custody"):
        assert office.events(f"{action}:printed") == 1


async def test_a_request_without_a_slip_says_so(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        await open_card(pilot, office.sample(State.RECEIPTED).tracking_code)

        await pilot.press("f6")

        await says(pilot, "There is no slip for a request that is “receipt issued”.")


async def test_without_a_printer_the_receipt_says_so(office: SmallOffice) -> None:
    office.desk = replace(office.desk, printer=NoPrinter())
    async with counter(office) as pilot:
        await open_card(pilot, office.sample(State.RECEIPTED).tracking_code)

        await pilot.press("f7")

        await says(pilot, "No printer is set up for this station.")


async def test_coming_back_from_a_walk_the_card_is_read_anew(office: SmallOffice) -> None:
    sample = office.sample(State.RECEIPTED)
    async with counter(office) as pilot:
        await open_card(pilot, sample.tracking_code)
        await pilot.press("f5")
        await shown(pilot, WalkScreen)

        await pilot.press("f5")
        await until(pilot, lambda: office.judgement(sample, 1))
        await settled(pilot)
        await pilot.press("escape")
        await shown(pilot, AskForm)
        await pilot.press("enter")

        await shown(pilot, CardScreen)
        await says(pilot, f"1/{len(office.slots(sample))}")
        assert office.events("person:card:opened") == 1


async def test_the_work_of_a_colleague_is_told_with_the_name_and_the_time(office: SmallOffice) -> None:
    sample = office.sample(State.RECEIPTED)
    verification.open_walk(office.desk, office.officer("clerk2"), office.request(sample).id)
    async with counter(office) as pilot:
        await open_card(pilot, sample.tracking_code)
        assert "being verified (clerk2)" in text_of(pilot.app)

        await pilot.press("f5")

        await says(pilot, "clerk2 is working on this request at counter-1 until ")
        assert isinstance(pilot.app.screen, CardScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_the_card_is_whole_at_every_size(office: SmallOffice, size: tuple[int, int]) -> None:
    sample = office.sample(State.NO_SHOW)
    person = office.card(sample).person
    async with counter(office, size=size) as pilot:
        await open_card(pilot, sample.tracking_code)
        await settled(pilot)

        text = text_of(pilot.app)
        for wanted in (
            person.full_name_lat,
            person.full_name_fa,
            person.national_code,
            person.passport_no,
            "Requests",
            sample.tracking_code,
            "did not come",
            "0/3",
            "History",
            "Back",
            "Next step",
            "Slip",
            "Receipt",
            "Correct",
            "Mails",
        ):
            assert wanted in text, text
        for table in pilot.app.screen.query(DataTable):
            assert table.max_scroll_x == 0


async def test_the_longest_service_leaves_every_column_whole(office: SmallOffice) -> None:
    sample = office.sample(State.VERIFYING)
    services = office.desk.catalogue.services
    longest = max(services.values(), key=lambda service: len(service.name.en))
    renamed = replace(office.desk.catalogue, services=dict.fromkeys(services, longest))
    office.desk = replace(office.desk, catalogue=renamed)
    filed = office.desk.office.local_day(office.request(sample).filed_at).isoformat()
    async with counter(office, size=NARROW) as pilot:
        await open_card(pilot, sample.tracking_code)
        await settled(pilot)

        line = next(each for each in lines_of(pilot.app) if sample.tracking_code in each)
        assert "…" in line
        assert line.rstrip().endswith(filed)
        assert pilot.app.screen.query_one("#requests", DataTable).max_scroll_x == 0
        await pilot.resize_terminal(*LARGE)
        await until(pilot, lambda: longest.name.en in text_of(pilot.app))


async def test_a_clerk_records_one_more_guardian_of_a_known_child(office: SmallOffice) -> None:
    guardian = registered(office.desk, NEWCOMER)
    child = replace(a_person(902), birth_date=date(2016, 5, 5))
    office.add_person(a_bare_file(child))
    async with counter(office) as pilot:
        await open_card(pilot, NEWCOMER)
        await pilot.press("f11")
        form = await shown(pilot, ChildScreen)
        said = {"national_code": child.national_code, "basis": "guardian", "paper": "قیم‌نامه ۵"}
        await fill_form(pilot, form, said)
        await pilot.press("f5")
        await says(pilot, "The child is registered under this person.")
        await shown(pilot, CardScreen)

    children = office.store.read(lambda work: work.registrations.minors_of(guardian.person_id))
    assert children == [child.id]
    assert office.events("person:guardian:added") == 1
