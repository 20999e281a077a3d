"""Correcting at the counter: choose, say what and why, confirm, and the sheet comes out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, OptionList

from kiosk.demo.filing import Sample
from kiosk.domain.card import PersonFile
from kiosk.domain.request import RequestState as State
from kiosk.services import verification
from printouts.printer import NoPrinter
from screens.counter.card import CardScreen
from screens.counter.correction import CorrectionScreen
from screens.widgets.ask_value import AskValue
from screens.widgets.dialogs import AskReason, Confirm
from tests.makers import a_bare_file, a_person
from tests.screens.offices import NARROW, SIZES, SmallOffice, counter, open_card, write
from tests.waiting import says, settled, shown, text_of, until

STUDENT = State.NO_SHOW


async def open_correction(pilot: Pilot[None], typed: str) -> DataTable[object]:
    await open_card(pilot, typed)
    await pilot.press("f3")
    correction = await shown(pilot, CorrectionScreen)
    table = correction.query_one("#data", DataTable)
    await until(pilot, lambda: table.row_count)
    await settled(pilot)
    return table


async def choose(pilot: Pilot[None], table: DataTable[object], label: str) -> None:
    labels = [str(table.get_row_at(row)[0]) for row in range(table.row_count)]
    table.move_cursor(row=labels.index(label))
    await pilot.press("enter")


async def ask(pilot: Pilot[None], table: DataTable[object], label: str) -> AskValue:
    await choose(pilot, table, label)
    return await shown(pilot, AskValue)


async def say(pilot: Pilot[None], asked: AskValue, text: str) -> None:
    asked.query_one("#value", Input).value = ""
    await write(pilot, text + "\r")


def file_of(office: SmallOffice, sample: Sample) -> PersonFile:
    return office.card(sample).file


async def test_a_name_is_corrected_with_keys_alone_and_the_sheet_is_printed(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    before = file_of(office, sample).person.father
    async with counter(office) as pilot:
        table = await open_correction(pilot, sample.tracking_code)
        asked = await ask(pilot, table, "Father's name")
        assert before in text_of(pilot.app)
        await say(pilot, asked, "نادر")
        await shown(pilot, AskReason)
        await write(pilot, "as in the booklet\r")
        await shown(pilot, Confirm)
        for part in ("Correct “Father's name”?", f"Before: {before}", "After: نادر", "as in the booklet"):
            assert part in text_of(pilot.app)
        await pilot.press("enter")

        await shown(pilot, CorrectionScreen)
        await until(pilot, lambda: file_of(office, sample).person.father == "نادر")
        await says(pilot, "Sent to folder")
        (sheet,) = office.config.printed_folder.glob("correction-*.pdf")
        assert sheet.read_bytes().startswith(b"%PDF")
        await until(pilot, lambda: "نادر" in text_of(pilot.app))
        await pilot.press("escape")
        await shown(pilot, CardScreen)
        await says(pilot, f"from “{before}” to “نادر”; as in")
        assert "corrected" in text_of(pilot.app)


async def test_a_day_is_typed_in_either_calendar_and_read_back_in_both(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        table = await open_correction(pilot, sample.tracking_code)
        asked = await ask(pilot, table, "Date of birth")
        asked.query_one("#value", Input).value = ""
        await write(pilot, "1378/10/11")

        await says(pilot, "2000-01-01")
        await write(pilot, "\r")
        await shown(pilot, AskReason)
        await write(pilot, "x\r")
        await shown(pilot, Confirm)
        assert "After: 2000-01-01 (1378/10/11)" in text_of(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: file_of(office, sample).person.birth_date.year == 2000)


async def test_what_is_no_value_is_said_and_the_question_stays(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        table = await open_correction(pilot, sample.tracking_code)
        asked = await ask(pilot, table, "Father's name")
        await pilot.press("enter")
        await says(pilot, "“Father's name” already says so.")
        await say(pilot, asked, "Hassan")
        await says(pilot, "“Father's name” has letters of another alphabet.")
        assert pilot.app.screen is asked
        await pilot.press("escape")
        asked = await ask(pilot, table, "Date of birth")
        await say(pilot, asked, "soon")
        await says(pilot, "This is no date.")
        assert pilot.app.screen is asked


async def test_a_choice_is_made_from_the_list(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        table = await open_correction(pilot, sample.tracking_code)
        asked = await ask(pilot, table, "Marital status")
        choices = asked.query_one("#choices", OptionList)
        labels = [str(choices.get_option_at_index(at).prompt) for at in range(choices.option_count)]
        choices.highlighted = labels.index("widowed")
        await pilot.press("enter")
        await shown(pilot, AskReason)
        await write(pilot, "x\r")
        await shown(pilot, Confirm)
        await pilot.press("enter")

        await until(pilot, lambda: file_of(office, sample).person.marital.value == "widowed")


async def test_an_answer_of_the_request_is_corrected(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        table = await open_correction(pilot, sample.tracking_code)
        assert sample.tracking_code in text_of(pilot.app)
        asked = await ask(pilot, table, "Student no.")
        await say(pilot, asked, "S-99")
        await shown(pilot, AskReason)
        await write(pilot, "x\r")
        await shown(pilot, Confirm)
        await pilot.press("enter")

        await until(pilot, lambda: office.request(sample).fields["student_no"] == "S-99")
        await until(pilot, (office.config.printed_folder / f"correction-{sample.tracking_code}.pdf").exists)


async def test_escape_goes_one_question_back_and_keeps_what_was_typed(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    before = file_of(office, sample)
    async with counter(office) as pilot:
        table = await open_correction(pilot, sample.tracking_code)
        await say(pilot, await ask(pilot, table, "Father's name"), "نادر")
        await shown(pilot, AskReason)
        await pilot.press("escape")
        asked = await shown(pilot, AskValue)
        assert asked.query_one("#value", Input).value == "نادر"
        await pilot.press("enter")
        await shown(pilot, AskReason)
        await write(pilot, "x\r")
        await shown(pilot, Confirm)
        await pilot.press("escape")
        await shown(pilot, AskValue)
        await pilot.press("escape")

        await shown(pilot, CorrectionScreen)
        assert file_of(office, sample) == before


async def test_what_a_coming_certificate_rests_on_says_why_it_stays(office: SmallOffice) -> None:
    sample = office.sample(State.APPROVED)
    async with counter(office) as pilot:
        table = await open_correction(pilot, sample.tracking_code)
        await choose(pilot, table, "Father's name")

        await says(pilot, f"Request {sample.tracking_code} is “approved” and rests on these data.")
        assert isinstance(pilot.app.screen, CorrectionScreen)
        await ask(pilot, table, "Phone")


async def test_a_change_by_a_colleague_meanwhile_is_told(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        table = await open_correction(pilot, sample.tracking_code)
        await say(pilot, await ask(pilot, table, "Student no."), "S-99")
        await shown(pilot, AskReason)
        verification.open_walk(office.desk, office.officer("clerk2"), office.request(sample).id)
        await write(pilot, "x\r")
        await shown(pilot, Confirm)
        await pilot.press("enter")

        await says(pilot, "clerk2 is working on this request")
        assert office.request(sample).fields["student_no"] != "S-99"


async def test_a_sheet_that_did_not_come_out_is_printed_again(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    office.desk, printer = replace(office.desk, printer=NoPrinter()), office.desk.printer
    async with counter(office) as pilot:
        table = await open_correction(pilot, sample.tracking_code)
        assert "Print sheet again" not in text_of(pilot.app)
        await say(pilot, await ask(pilot, table, "Father's name"), "نادر")
        await shown(pilot, AskReason)
        await write(pilot, "x\r")
        await shown(pilot, Confirm)
        await pilot.press("enter")
        await says(pilot, "No printer is set up for this station.")
        await says(pilot, "Print sheet again")

        pilot.app.loaded = replace(office.desk, printer=printer)  # type: ignore[attr-defined]  # the Pilot knows no KioskApp
        await pilot.press("f7")
        await until(pilot, lambda: list(office.config.printed_folder.glob("correction-*.pdf")))


async def test_a_person_without_requests_can_be_corrected(office: SmallOffice) -> None:
    person = a_person(901)
    office.add_person(a_bare_file(person))
    async with counter(office) as pilot:
        table = await open_correction(pilot, person.national_code)

        labels = [str(table.get_row_at(row)[0]) for row in range(table.row_count)]
        assert labels[0] == "Given name (Persian)"
        assert "Purpose" not in labels


async def test_a_correction_too_long_for_its_column_is_read_by_enter(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office, size=NARROW) as pilot:
        table = await open_correction(pilot, sample.tracking_code)
        await say(pilot, await ask(pilot, table, "Father's name"), "نادر")
        await shown(pilot, AskReason)
        await write(pilot, "as written in the birth booklet\r")
        await shown(pilot, Confirm)
        await pilot.press("enter")
        await shown(pilot, CorrectionScreen)
        await settled(pilot)
        await pilot.press("escape")
        card = await shown(pilot, CardScreen)
        await says(pilot, "corrected")
        pilot.app.clear_notifications()
        card.query_one("#history").focus()
        await pilot.press("enter")

        await says(pilot, "to “نادر”; as written in the birth booklet")


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_is_whole_at_every_size(office: SmallOffice, size: tuple[int, int]) -> None:
    sample = office.sample(STUDENT)
    async with counter(office, size=size) as pilot:
        table = await open_correction(pilot, sample.tracking_code)

        for part in (
            "Correction",
            sample.tracking_code,
            "Present value",
            "Back",
            "The old value is",
        ):
            assert part in text_of(pilot.app)
        assert table.max_scroll_x == 0
        await ask(pilot, table, "Kind of permit")
        for part in ("Kind of permit", "residence for study", "Go on", "Back"):
            assert part in text_of(pilot.app), text_of(pilot.app)


async def test_a_new_address_is_confirmed_with_a_look_at_the_identity_papers(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        table = await open_correction(pilot, sample.tracking_code)
        await say(pilot, await ask(pilot, table, "E-mail"), "another@example.org")
        await shown(pilot, AskReason)
        await write(pilot, "the mailbox is lost\r")
        await shown(pilot, Confirm)
        assert "the identity papers?" in text_of(pilot.app)
        await pilot.press("escape")
