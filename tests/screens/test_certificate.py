from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Button

from kiosk.demo.filing import Sample
from kiosk.domain.certificate import ANSWER_TIME, Issued, PaperState, PrintAttempt
from kiosk.domain.errors import NotFound
from kiosk.domain.request import RequestState as State
from printouts.printer import LpPrinter
from screens.counter.card import CardScreen
from screens.counter.certificate import CertificateScreen
from screens.widgets.dialogs import AskReason, Confirm
from tests.screens.offices import (
    SIZES,
    HeldStore,
    SmallOffice,
    counter,
    kiosk,
    open_card,
    open_certificate,
    write,
)
from tests.waiting import says, settled, shown, text_of, until


def issued(office: SmallOffice, sample: Sample) -> tuple[Issued, list[PrintAttempt]] | None:
    """The certificate and every attempt to print it."""
    request_id = office.request(sample).id
    try:
        found = office.store.read(lambda work: work.certificates.of_request(request_id))
    except NotFound:
        return None
    return found, list(office.store.read(lambda work: work.certificates.attempts(found.id)))


def states(office: SmallOffice, sample: Sample) -> list[PaperState]:
    found = issued(office, sample)
    return [attempt.state for attempt in found[1]] if found else []


def is_pdf(job: str | None) -> bool:
    """The job of a folder that stands for a printer is the file's path."""
    return Path(job or "").read_bytes().startswith(b"%PDF")


async def test_a_certificate_is_issued_printed_and_found_good(office: SmallOffice) -> None:
    sample = office.sample(State.APPROVED)
    person = office.card(sample).person
    async with counter(office) as pilot:
        await open_certificate(pilot, sample)
        assert "Approved. The certificate can be issued." in text_of(pilot.app)

        await pilot.press("enter")
        await shown(pilot, Confirm)
        assert f"Issue the certificate for {person.full_name_lat}?" in text_of(pilot.app)
        await pilot.press("enter")
        await says(pilot, "Look at the sheet: is the paper good?")
        found = issued(office, sample)
        assert found is not None
        certificate, attempts = found
        for wanted in (str(certificate.number), certificate.verification_code, "The paper is good"):
            assert wanted in text_of(pilot.app)
        assert is_pdf(attempts[0].job)
        await pilot.press("f5")

        await says(pilot, "Printed and checked. Hand it over with the originals.")
        assert states(office, sample) == [PaperState.PRINTED]
        assert office.request(sample).state is State.QC_OK
        assert not pilot.app.screen.query_one("#step", Button).display
        await pilot.press("escape")
        await shown(pilot, CardScreen)
        await says(pilot, "print checked")


async def test_no_number_is_taken_without_a_yes(office: SmallOffice) -> None:
    sample = office.sample(State.APPROVED)
    async with counter(office) as pilot:
        await open_certificate(pilot, sample)
        for answer in (["escape"], ["tab", "tab", "shift+tab", "shift+tab", "shift+tab", "enter"]):
            await pilot.press("f5")
            await shown(pilot, Confirm)
            await pilot.press(*answer)
            await shown(pilot, CertificateScreen)
            await settled(pilot)

        assert issued(office, sample) is None
        assert office.request(sample).state is State.APPROVED


async def test_a_spoiled_sheet_is_printed_again_under_the_same_number(office: SmallOffice) -> None:
    sample = office.sample(State.PRINTED)
    before = issued(office, sample)
    assert before is not None
    async with counter(office) as pilot:
        await open_certificate(pilot, sample)
        await says(pilot, "Look at the sheet: is the paper good?")

        await pilot.press("f6")
        await shown(pilot, AskReason)
        await pilot.press("enter")
        await says(pilot, "Write the reason first.")
        await write(pilot, "paper jam\r")
        await says(pilot, "Numbered and sealed; not yet sent to the printer.")
        assert states(office, sample) == [PaperState.SPOILED, PaperState.QUEUED]
        await pilot.press("f5")
        await says(pilot, "Look at the sheet: is the paper good?")
        await pilot.press("enter")
        await says(pilot, "Printed and checked.")

        after = issued(office, sample)
        assert after is not None
        assert after[0].number == before[0].number
        assert states(office, sample) == [PaperState.SPOILED, PaperState.PRINTED]


async def test_a_sheet_is_called_spoiled_only_while_it_lies_there(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        await open_certificate(pilot, office.sample(State.APPROVED))

        assert "Sheet is spoiled" not in text_of(pilot.app)
        await pilot.press("f6")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CertificateScreen)


async def test_when_the_printer_never_answered_the_screen_asks_what_came_out(office: SmallOffice) -> None:
    sample = office.sample(State.PRINTED)
    found = issued(office, sample)
    assert found is not None
    unanswered = replace(found[1][-1], state=PaperState.UNCERTAIN)
    handed_over = office.desk.now() - 2 * ANSWER_TIME
    office.store.write(lambda work: work.certificates.settle(unanswered, handed_over))
    async with counter(office) as pilot:
        await open_certificate(pilot, sample)
        await says(pilot, "The printer did not answer.")
        await says(pilot, "No sheet came out")
        assert "Sheet is spoiled" in text_of(pilot.app)
        assert "The paper is good" in text_of(pilot.app)

        await pilot.press("f7")

        await says(pilot, "Look at the sheet: is the paper good?")
        assert states(office, sample) == [PaperState.FAILED, PaperState.SENT]
        assert "No sheet came out" not in text_of(pilot.app)


async def test_after_a_refusal_the_screen_shows_what_another_counter_did(office: SmallOffice) -> None:
    sample = office.sample(State.PRINTED)
    async with counter(office) as pilot:
        await open_certificate(pilot, sample)
        await says(pilot, "Look at the sheet: is the paper good?")
        found = issued(office, sample)
        assert found is not None
        printed = replace(found[1][-1], state=PaperState.PRINTED)
        office.store.write(lambda work: work.certificates.settle(printed, office.desk.now()))

        await pilot.press("f5")

        await says(pilot, "Printed and checked.")


@pytest.mark.parametrize("lp", ["absent", "unwilling"])
async def test_a_printer_that_does_not_take_it_costs_no_number(
    office: SmallOffice, lp: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = office.sample(State.APPROVED)
    folder = tmp_path / "programs"
    folder.mkdir()
    if lp == "unwilling":
        (folder / "lp").write_text("#!/bin/sh\nexit 1\n")
        (folder / "lp").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    good = office.desk.printer
    office.desk = replace(office.desk, printer=LpPrinter("office"))
    async with counter(office) as pilot:
        await open_certificate(pilot, sample)
        await pilot.press("f5")
        await shown(pilot, Confirm)
        await pilot.press("enter")

        sentence = {
            "absent": "The printing program lp is not installed.",
            "unwilling": "The printer “office” rejected the job.",
        }[lp]
        await says(pilot, sentence)
        await says(pilot, "The printer rejected it. The number is kept; print it again.")
        assert states(office, sample) == [PaperState.FAILED]
        failed = issued(office, sample)
        kiosk(pilot).loaded = replace(office.desk, printer=good)
        await pilot.press("f5")

        await says(pilot, "Look at the sheet: is the paper good?")
        assert states(office, sample) == [PaperState.FAILED, PaperState.SENT]
        again = issued(office, sample)
        assert failed is not None
        assert again is not None
        assert again[0].number == failed[0].number


async def test_a_certificate_already_printed_says_so_from_the_first_moment(office: SmallOffice) -> None:
    sample = office.sample(State.PRINTED)
    held = HeldStore(office.desk.store)
    office.desk = replace(office.desk, store=held)
    async with counter(office) as pilot:
        await open_card(pilot, sample.tracking_code)
        await settled(pilot)
        with held:
            await pilot.press("f5")
            await shown(pilot, CertificateScreen)

            assert "can be issued" not in text_of(pilot.app)
            assert "Reading" in text_of(pilot.app)
            await pilot.press("f5", "enter")
            assert isinstance(pilot.app.screen, CertificateScreen)
        await says(pilot, "Look at the sheet: is the paper good?")
        await says(pilot, "Sheet is spoiled")


async def test_a_yes_given_twice_in_haste_issues_one_certificate(office: SmallOffice) -> None:
    sample = office.sample(State.APPROVED)
    held = HeldStore(office.desk.store)
    office.desk = replace(office.desk, store=held)
    before = office.events("certificate:record:issued")
    async with counter(office) as pilot:
        await open_certificate(pilot, sample)
        await settled(pilot)
        await pilot.press("f5")
        await shown(pilot, Confirm)
        with held:
            await pilot.press("enter")
            await until(pilot, lambda: held.waiting)
            await pilot.press("f5", "enter", "f5")
        await says(pilot, "Look at the sheet: is the paper good?")

        assert office.events("certificate:record:issued") == before + 1
        assert states(office, sample) == [PaperState.SENT]


async def test_an_issue_that_was_left_in_the_middle_is_found_again(office: SmallOffice) -> None:
    sample = office.sample(State.APPROVED)
    held = HeldStore(office.desk.store)
    office.desk = replace(office.desk, store=held)
    async with counter(office) as pilot:
        await open_certificate(pilot, sample)
        await settled(pilot)
        await pilot.press("f5")
        await shown(pilot, Confirm)
        with held:
            await pilot.press("enter")
            await until(pilot, lambda: held.waiting)
            await pilot.press("escape")
            await shown(pilot, CardScreen)
        await until(pilot, lambda: issued(office, sample))
        await until(pilot, lambda: "printed, to be checked" in text_of(pilot.app) or held.waiting == 0)
        await settled(pilot)
        assert states(office, sample) == [PaperState.QUEUED]

        await pilot.press("escape")
        await open_certificate(pilot, sample)
        await says(pilot, "Numbered and sealed; not yet sent to the printer.")
        await pilot.press("f5")
        await says(pilot, "Look at the sheet: is the paper good?")


@pytest.mark.parametrize("size", SIZES)
async def test_the_certificate_is_whole_at_every_size(office: SmallOffice, size: tuple[int, int]) -> None:
    sample = office.sample(State.PRINTED)
    person = office.card(sample).person
    found = issued(office, sample)
    assert found is not None
    async with counter(office, size=size) as pilot:
        await open_certificate(pilot, sample)
        await says(pilot, "Look at the sheet: is the paper good?")

        text = text_of(pilot.app)
        for wanted in (
            person.full_name_fa,
            person.full_name_lat,
            person.national_code,
            sample.tracking_code,
            str(found[0].number),
            found[0].verification_code,
            "The paper is good",
            "Back",
            "Next step",
            "Sheet is spoiled",
        ):
            assert wanted in text, text
