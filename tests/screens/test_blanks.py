"""Numbered forms on the screens: received, handed out, counted and spoiled, each time by two people."""

from __future__ import annotations

from dataclasses import replace

from textual.pilot import Pilot

from kiosk.domain.request import RequestState
from kiosk.domain.stock import Moment, Place
from kiosk.services import demonstration
from screens.counter.my_blanks import MyBlanksScreen
from screens.counter.second import AskSecond
from screens.counter.ticket import TicketScreen
from screens.supervisor.blank_book import BlankBookScreen
from screens.supervisor.blanks import BlanksScreen
from screens.widgets.ask_form import AskForm
from screens.widgets.choice_field import Choose
from tests.screens.offices import NARROW, SmallOffice, counter, open_card, open_list, write
from tests.screens.test_language import BLANKS
from tests.waiting import notices, says, shown, text_of, until

HELD = "T40000001–T40000005"
"""What the demonstration's clerk has in hand."""


async def fill_in(pilot: Pilot[None], **typed: str) -> None:
    """The form, field after field, Enter behind each."""
    await shown(pilot, AskForm)
    for field, text in typed.items():
        await until(pilot, lambda field=field: focused(pilot) == f"field-{field}")  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        await write(pilot, f"{text}\r")


async def signs(pilot: Pilot[None], office: SmallOffice, login: str) -> None:
    """The second person's own sign-in name, password and code."""
    await shown(pilot, AskSecond)
    member = next(each for each in demonstration.logins(office.config) if each.login == login)
    await write(pilot, f"{login}\r")
    await until(pilot, lambda: focused(pilot) == "password")
    await write(pilot, f"{member.password}\r")
    await until(pilot, lambda: focused(pilot) == "code")
    await write(pilot, f"{demonstration.code_now(office.desk, member)}\r")


def focused(pilot: Pilot[None]) -> str:
    return (pilot.app.focused and pilot.app.focused.id) or ""


def figures(office: SmallOffice, kind: str = "passport") -> dict[Place, int]:
    return dict(office.store.read(lambda work: work.stock.figures(kind)))


async def test_a_supervisor_receives_hands_out_and_counts_with_a_second_person(office: SmallOffice) -> None:
    before = figures(office)
    async with counter(office, "supervisor", NARROW) as pilot:
        await open_list(pilot, BLANKS, BlanksScreen)
        await says(pilot, HELD)

        await pilot.press("f3")
        await fill_in(pilot, first="T50000001", last="T50000010", paper_no="72/119")
        await says(pilot, "passport, T50000001–T50000010 (10): received")
        await signs(pilot, office, "clerk1")
        await says(pilot, "Written into the book: T50000001–T50000010.")

        await shown(pilot, BlanksScreen)
        await pilot.press("f5")
        await fill_in(pilot, first="T50000001", last="")
        await signs(pilot, office, "clerk2")
        await says(pilot, "In the hand of clerk2: T50000001")

        await pilot.press("f8")
        await shown(pilot, BlankBookScreen)
        await says(pilot, "Today: there were 60, received 10")
        await says(pilot, "✓ It balances.")
        assert "clerk2" in text_of(pilot.app)
    assert figures(office) == {
        Place.STOCK: before[Place.STOCK] + 9,
        Place.HAND: before[Place.HAND] + 1,
    }


async def test_a_count_shows_what_is_missing_and_what_an_absent_clerk_holds_is_taken_back(
    office: SmallOffice,
) -> None:
    async with counter(office, "supervisor") as pilot:
        await open_list(pilot, BLANKS, BlanksScreen)
        await says(pilot, HELD)
        await pilot.press("f7")
        await shown(pilot, AskForm)
        await until(pilot, lambda: focused(pilot) == "field-moment")
        await pilot.press("enter")
        await shown(pilot, Choose)
        await pilot.press("end", "enter")
        await fill_in(pilot, found="T40000006-T40000058, T40000060")
        await says(pilot, "Missing from now on (1): T40000059")
        assert Place.MISSING not in figures(office), "Nothing is stored yet."

        await signs(pilot, office, "clerk1")
        await says(pilot, "some are missing")
        await says(pilot, "Missing: T40000059")

        await pilot.press("f6")
        await fill_in(pilot, first="T40000005", last="", absent="ill")
        await signs(pilot, office, "clerk2")
        await says(pilot, "In the hand of clerk1: T40000001–T40000004")
    [count] = office.store.read(lambda work: work.stock.counts_on(office.desk.today()))
    assert (count.moment, count.number, count.missing) == (Moment.CLOSING, 54, "T40000059")


async def test_a_clerk_spoils_what_is_in_hand_when_the_custodian_confirms_it(office: SmallOffice) -> None:
    async with counter(office, "clerk1", NARROW) as pilot:
        await pilot.press("f4")
        await shown(pilot, MyBlanksScreen)
        await says(pilot, HELD)
        await pilot.press("f7")
        await fill_in(pilot, first="T40000009", last="", reason="torn")
        await says(pilot, "By the book, T40000009 is not in your hand.")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskForm))
        await pilot.press("escape")

        await shown(pilot, MyBlanksScreen)
        await pilot.press("f7")
        await fill_in(pilot, first="T40000002", last="", reason="torn")
        await signs(pilot, office, "clerk2")
        await until(pilot, lambda: "One of the two must be a supervisor" in notices(pilot.app))
        await fill_in(pilot, last="", reason="")
        await signs(pilot, office, "supervisor")
        await says(pilot, "T40000001, T40000003–T40000005")
    assert figures(office)[Place.SPOILED] == 1


async def test_who_holds_nothing_is_told_so_and_offered_nothing(office: SmallOffice) -> None:
    async with counter(office, "clerk2") as pilot:
        await pilot.press("f4")
        await shown(pilot, MyBlanksScreen)
        await says(pilot, "You have no blanks in hand.")
        await pilot.press("f7")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MyBlanksScreen)


async def test_few_blanks_are_told_on_the_supervisors_home_and_before_a_case_is_taken(
    office: SmallOffice,
) -> None:
    sample = office.sample(RequestState.NO_SHOW)
    catalogue = office.desk.catalogue
    booklet = replace(catalogue.service(sample.service), blank="passport")
    office.desk = replace(
        office.desk,
        office=replace(office.desk.office, few_blanks={"passport": 60}),
        catalogue=replace(catalogue, services={**catalogue.services, booklet.code: booklet}),
    )
    async with counter(office, "supervisor") as pilot:
        await pilot.press("f8")
        await says(pilot, "few left or missing")
    async with counter(office, "clerk1") as pilot:
        await open_card(pilot, sample.tracking_code)
        await pilot.press("f8")
        await shown(pilot, TicketScreen)
        await says(pilot, "“passport” left at this office: 60.")
