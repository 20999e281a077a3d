"""A certificate on a numbered form, by keys: the serial in the printer, spoiled, and printed anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kiosk.demo.filing import Sample
from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.certificate import PaperState
from kiosk.domain.course import Course, RequestState
from kiosk.domain.serials import run
from kiosk.domain.stock import Act, Place
from kiosk.services import issuing, stock_keeping
from kiosk.services.ports import Work
from kiosk.services.stock_keeping import Handled, Range
from screens.counter.reception import ReceptionScreen
from screens.supervisor.blanks import BlanksScreen
from screens.widgets.ask_form import AskForm
from screens.widgets.dialogs import AskReason, Confirm
from tests import makers
from tests.printouts.papers import a_photo
from tests.screens.offices import NARROW, SmallOffice, counter, open_card, open_certificate, open_list, write
from tests.screens.test_blanks import fill_in, focused, signs
from tests.screens.test_endings import choose, confirm
from tests.screens.test_language import BLANKS
from tests.screens.test_void import end_it
from tests.waiting import notices, says, shown, text_of, until

KIND = "laissez-passer"
SAID = {
    "no_passport_because": "lost",
    "last_exit_date": "2020-03-21",
    "last_exit_border": "نمونه",
    "flight_no": "XQ 417",
    "flight_date": "2026-12-05",
    "flight_airport": "Sampleton",
    "companions": "1",
}


@pytest.fixture
def sample(office: SmallOffice) -> Sample:
    """A laissez-passer that a second person has approved."""
    clerk, supervisor = office.officer("clerk1"), office.officer("supervisor")
    person = makers.a_person(700)
    approved = makers.a_request(700, subject=person.id, service="LSP-01", state=RequestState.APPROVED)
    course = Course(StatusPath.HERE, Output.CERTIFICATE)
    request = replace(approved, fields=SAID, course=course)
    photo = office.desk.vault.put(a_photo((120, 160)))

    def act(work: Work) -> None:
        work.people.add(replace(makers.a_file(person), photo_blob=photo), office.desk.now())
        work.requests.add(request, office.desk.today())
        judge = (clerk.id, clerk.person_id)
        work.certificates.approve(request.id, judge, supervisor, office.desk.now())

    office.store.write(act)
    return Sample(person.national_code, request.tracking_code, "", "LSP-01", RequestState.APPROVED.value)


def handle(office: SmallOffice, act: Act, serials: str) -> None:
    first, _, last = serials.partition("–")
    said = Handled(act, Range(KIND, run(first, last)), "72/1")
    command = office.desk.command(f"stock:{act}", office.officer("supervisor"))
    stock_keeping.handle(office.desk, command, said, office.officer("clerk1"))


def place(office: SmallOffice, serial: str) -> Place:
    return office.store.read(lambda work: work.stock.find(KIND, [run(serial)]))[serial].place


async def serial_is(pilot: Pilot[None], proposed: str, typed: str = "") -> None:
    """The form proposes one; another is typed over it, or it is taken."""
    await shown(pilot, AskForm)
    await until(pilot, lambda: focused(pilot) == "field-serial")
    assert pilot.app.screen.query_one("#field-serial", Input).value == proposed
    if typed:
        await pilot.press("end", "ctrl+u")
    await write(pilot, f"{typed}\r")


async def test_a_laissez_passer_names_its_blank_and_a_spoiled_one_is_signed_for_and_replaced(
    office: SmallOffice, sample: Sample
) -> None:
    handle(office, Act.ISSUE, "LP-000110–LP-000112")
    async with counter(office, "clerk1", NARROW) as pilot:
        await open_certificate(pilot, sample)
        await pilot.press("f5")
        await says(pilot, "Which blank lies in the printer?")
        await serial_is(pilot, "LP-000110", "LP-000101")
        await shown(pilot, Confirm)
        await pilot.press("enter")
        await until(pilot, lambda: "LP-000101 is not in your hand" in notices(pilot.app))
        await serial_is(pilot, "LP-000101", "LP-000111")
        await shown(pilot, Confirm)
        assert "on blank LP-000111" in text_of(pilot.app)
        await pilot.press("enter")
        await says(pilot, "Look at the sheet: is the paper good?")
        assert "LP-000111" in text_of(pilot.app)
        assert place(office, "LP-000111") is Place.USED

        await pilot.press("f6")
        await shown(pilot, AskReason)
        await write(pilot, "paper jam\r")
        await says(pilot, "Blank LP-000111: spoiled, kept for destruction.")
        await signs(pilot, office, "supervisor")
        await says(pilot, "The blank is spoiled and kept for destruction; print on the next one.")
        assert place(office, "LP-000111") is Place.SPOILED

        await pilot.press("f5")
        await serial_is(pilot, "LP-000110")
        await says(pilot, "Look at the sheet: is the paper good?")
        assert "LP-000110" in text_of(pilot.app)
        await pilot.press("f5")
        await says(pilot, "Printed and checked.")
    attempts = office.store.read(
        lambda work: work.certificates.attempts(
            work.certificates.of_request(work.requests.by_tracking_code(sample.tracking_code).id).id
        )
    )
    assert [(each.state, each.sheet and each.sheet.serial) for each in attempts] == [
        (PaperState.SPOILED, "LP-000111"),
        (PaperState.PRINTED, "LP-000110"),
    ]


async def test_who_has_no_blank_in_hand_is_told_so_and_nothing_is_numbered(
    office: SmallOffice, sample: Sample
) -> None:
    async with counter(office, "clerk2") as pilot:
        await open_certificate(pilot, sample)
        await pilot.press("f5")
        await until(pilot, lambda: "You have no blank of this kind in hand" in notices(pilot.app))
    assert office.store.read(lambda work: work.requests.by_tracking_code(sample.tracking_code)).state == (
        RequestState.APPROVED
    )


async def test_a_void_laissez_passer_is_asked_for_and_written_down_when_it_comes_back(
    office: SmallOffice, sample: Sample
) -> None:
    keeper = office.officer("supervisor")
    command = office.desk.command("certificate:record:issued", keeper)
    issuing.issue(office.desk, command, office.request(sample).id)
    async with counter(office, "supervisor", NARROW) as pilot:
        await open_card(pilot, sample.tracking_code)
        await end_it(pilot, "Declare void", "the name is wrong")
        await confirm(pilot)
        await until(pilot, lambda: "Blank LP-000101 is void with it." in notices(pilot.app))
        await pilot.press("escape")
        await shown(pilot, ReceptionScreen)

        await open_list(pilot, BLANKS, BlanksScreen)
        await pilot.press("down", "down")
        await says(pilot, "Void and not brought back: LP-000101")
        assert "! void ones are out" in text_of(pilot.app)
        await pilot.press("f10")
        await choose(pilot, "Write down what is void and came back")
        await fill_in(pilot, first="LP-000101", last="")
        await signs(pilot, office, "clerk1")
        await until(pilot, lambda: "void ones are out" not in text_of(pilot.app))
    assert place(office, "LP-000101") is Place.SPOILED
