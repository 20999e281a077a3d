"""A ticket in the lobby: by the receipt, printed on the roll, shown when the roll is empty."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.request import RequestState as State
from printouts.roll_printer import RollPrinter
from screens.lobby.own_state import OwnStateScreen
from screens.lobby.own_ticket import OwnTicketScreen
from tests.roll import Roll, a_roll
from tests.screens.offices import SIZES, SmallOffice, lobby, write
from tests.waiting import notices, says, shown, text_of, until


def on_the_roll(office: SmallOffice, roll: Roll) -> None:
    office.desk = replace(office.desk, ticket_printer=RollPrinter("127.0.0.1", roll.port))


async def test_a_ticket_is_taken_by_touch_and_comes_out_of_the_roll(office: SmallOffice) -> None:
    with a_roll() as roll:
        on_the_roll(office, roll)
        async with lobby(office, SIZES[0]) as pilot:
            await write(pilot, office.sample(State.RECEIPTED).receipt + "\r")
            state = await shown(pilot, OwnStateScreen)
            await until(pilot, lambda: state.query_one("#take").has_focus)
            await pilot.click("#take")

            screen = await shown(pilot, OwnTicketScreen)
            await until(pilot, lambda: roll.strips)
            await says(pilot, "People before this one: 0")
            assert screen._said.ticket.is_active

            await pilot.press("escape")
            await shown(pilot, OwnStateScreen)
            await pilot.press("f5")
            await says(pilot, "You have this ticket already.")
            assert len(roll.strips) == 1
            await pilot.press("f5")
            await until(pilot, lambda: len(roll.strips) == 2)
    assert office.events("queue:ticket:taken") == 1


async def test_without_paper_the_number_stays_on_the_screen_and_counts(office: SmallOffice) -> None:
    with a_roll() as roll:
        roll.paper = False
        on_the_roll(office, roll)
        async with lobby(office) as pilot:
            await write(pilot, office.sample(State.RECEIPTED).receipt)
            await shown(pilot, OwnStateScreen)
            await pilot.press("f5")

            screen = await shown(pilot, OwnTicketScreen)
            number = str(screen._said.ticket.number)
            await until(pilot, lambda: f"remember its number: {number}" in notices(pilot.app))
            roll.paper = True
            await pilot.press("f5")
            await until(pilot, lambda: roll.strips)


async def test_what_is_over_offers_no_ticket(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        await write(pilot, office.sample(State.DELIVERED).receipt)
        await shown(pilot, OwnStateScreen)

        assert "Take a ticket" not in text_of(pilot.app)
