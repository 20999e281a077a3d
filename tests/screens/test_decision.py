from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from textual.pilot import Pilot

from kiosk.demo.filing import Sample
from kiosk.domain.request import RequestState as State
from kiosk.domain.verification import Verdict
from kiosk.services import verification
from printouts.printer import NoPrinter
from screens.counter.card import CardScreen
from screens.counter.decision import DecisionScreen
from screens.counter.walk import WalkScreen
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import AskReason, AskSeen
from tests.screens.offices import SIZES, HeldStore, SmallOffice, counter, open_walk, write
from tests.waiting import says, settled, shown, text_of, until

STUDENT = State.NO_SHOW
REFERRED = "The request will be suspended and referred to the supervisor."


async def judge(pilot: Pilot[None], office: SmallOffice, sample: Sample, *keys: str) -> DecisionScreen:
    """One verdict for each document, by its key; then the decision stands there."""
    await open_walk(pilot, sample)
    for line, key in enumerate(keys, 1):
        await says(pilot, f"document {line} of {len(keys)}")
        await pilot.press(key)
        if key in ("f8", "f9"):
            await shown(pilot, AskReason)
            await write(pilot, "because\r")
        await until(pilot, partial(office.judgement, sample, line))
    return await shown(pilot, DecisionScreen)


async def test_complete_documents_go_to_a_second_person(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        await judge(pilot, office, sample, "f5", "f5", "f5")
        assert "Everything matches. A second person must approve it." in text_of(pilot.app)

        await pilot.press("enter")
        await shown(pilot, Choose)
        await pilot.press("enter")

        await shown(pilot, CardScreen)
        assert office.request(sample).state is State.VERIFIED
        assert office.request(sample).hold is None
        await says(pilot, "verified")
        assert not list(office.config.printed_folder.glob("deficiency-*"))


async def test_incomplete_documents_get_their_slip_at_once(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        await judge(pilot, office, sample, "f5", "f7", "f8")
        text = text_of(pilot.app)
        assert "Documents are incomplete." in text
        assert "original missing" in text
        assert "because" in text

        await pilot.press("f5")
        await shown(pilot, Choose)
        await pilot.press("enter")

        await shown(pilot, CardScreen)
        assert office.request(sample).state is State.INCOMPLETE
        slip = office.config.printed_folder / f"deficiency-{sample.tracking_code}.pdf"
        assert slip.read_bytes().startswith(b"%PDF")
        await says(pilot, f"Sent to folder:printed: {slip}")
        await says(pilot, "documents incomplete")


async def test_a_doubt_suspends_and_the_applicant_learns_no_more_than_that(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        await judge(pilot, office, sample, "f5", "f7", "f9")
        assert REFERRED in text_of(pilot.app)

        await pilot.press("f5")
        await shown(pilot, Choose)
        await pilot.press("enter")

        await shown(pilot, CardScreen)
        assert office.request(sample).state is State.SUSPENDED
        assert not list(office.config.printed_folder.glob("deficiency-*"))


async def test_one_goes_back_to_the_documents_and_changes_a_verdict(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        await judge(pilot, office, sample, "f5", "f5", "f7")

        await pilot.press("escape")
        await shown(pilot, WalkScreen)
        await says(pilot, "document 3 of 3")
        await pilot.press("f5")
        await shown(pilot, DecisionScreen)
        await says(pilot, "Everything matches.")
        await pilot.press("escape")
        await shown(pilot, WalkScreen)
        await pilot.press("f10")
        await shown(pilot, DecisionScreen)

        assert office.request(sample).state is State.VERIFYING
        judged = office.judgement(sample, 3)
        assert judged is not None
        assert judged.verdict is Verdict.MATCH


async def test_without_a_printer_the_decision_stands_and_the_slip_is_made_later(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    printer = office.desk.printer
    office.desk = replace(office.desk, printer=NoPrinter())
    async with counter(office) as pilot:
        await judge(pilot, office, sample, "f7", "f5", "f5")

        await pilot.press("f5")

        await says(pilot, "No printer is set up for this station.")
        await shown(pilot, Choose)
        await pilot.press("enter")
        await shown(pilot, CardScreen)
        assert office.request(sample).state is State.INCOMPLETE
        pilot.app.loaded = replace(office.desk, printer=printer)  # type: ignore[attr-defined] # a KioskApp
        await pilot.press("f6")
        await says(pilot, f"deficiency-{sample.tracking_code}.pdf")


async def test_a_decision_confirmed_twice_in_haste_is_made_once(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    held = HeldStore(office.desk.store)
    office.desk = replace(office.desk, store=held)
    before = office.events("request:walk:decided")
    async with counter(office) as pilot:
        await judge(pilot, office, sample, "f5", "f5", "f5")
        with held:
            await pilot.press("f5")
            await until(pilot, lambda: held.waiting)
            await pilot.press("f5", "enter")
        await shown(pilot, Choose)
        await pilot.press("enter")
        await shown(pilot, CardScreen)
        await settled(pilot)

        assert office.events("request:walk:decided") == before + 1


async def test_a_decision_that_came_too_late_is_refused_and_one_stays(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        await judge(pilot, office, sample, "f5", "f5", "f5")
        later = datetime.now(UTC) + timedelta(hours=1)
        elsewhere = replace(office.desk, now=lambda: later)
        verification.open_walk(elsewhere, office.officer("clerk2"), office.request(sample).id)

        await pilot.press("f5")

        await says(pilot, "clerk2 is working on this request")
        assert isinstance(pilot.app.screen, DecisionScreen)
        assert office.request(sample).state is State.VERIFYING


@pytest.mark.parametrize("size", SIZES)
async def test_the_decision_is_whole_at_every_size(office: SmallOffice, size: tuple[int, int]) -> None:
    sample = office.sample(STUDENT)
    person = office.card(sample).person
    async with counter(office, size=size) as pilot:
        await open_walk(pilot, sample)
        await pilot.press("enter")
        await shown(pilot, AskSeen)
        await write(pilot, "Another Name\r")
        await pilot.press("enter")
        await shown(pilot, WalkScreen)
        await pilot.press("f6")
        await until(pilot, lambda: office.judgement(sample, 1))
        await says(pilot, "document 2 of 3")
        await pilot.press("f7")
        await until(pilot, lambda: office.judgement(sample, 2))
        await says(pilot, "document 3 of 3")
        await pilot.press("f9")
        await shown(pilot, AskReason)
        await write(pilot, "the stamp is another\r")
        await shown(pilot, DecisionScreen)

        text = text_of(pilot.app)
        for wanted in (
            person.full_name_lat,
            person.national_code,
            "Enrolment certificate",
            "≠ Another Name (original)",
            "original missing",
            "the stamp is another",
            "suspended and referred",
            "Suspend and refer",
            "Documents",
            "Confirm",
        ):
            assert wanted in text, text
