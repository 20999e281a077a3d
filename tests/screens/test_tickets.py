"""The queue on the screens: tickets at the reception."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.domain.queue import Precedence, Priority, TicketState
from kiosk.domain.request import RequestState as State
from kiosk.services import queueing
from screens.counter.card import CardScreen
from screens.counter.ticket import TicketScreen
from screens.counter.ticket_given import TicketGiven
from screens.widgets.choice_field import Choose
from tests.printouts.papers import words, words_in
from tests.screens.offices import NARROW, SmallOffice, counter, open_card, write
from tests.waiting import says, settled, shown, text_of, until


def papers(office: SmallOffice) -> list[Path]:
    return sorted(office.config.printed_folder.glob("ticket-*"))


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_a_family_gets_one_ticket_with_priority_and_its_paper(
    office: SmallOffice, language: str
) -> None:
    mine, others = office.sample(State.NO_SHOW), office.sample(State.RECEIPTED)
    officer = office.officer()
    async with counter(office, size=NARROW) as pilot:
        await open_card(pilot, mine.tracking_code)
        await pilot.press("f10")
        form = await shown(pilot, TicketScreen)
        await says(pilot, "[✓]")
        form.query_one("#other").focus()
        await write(pilot, f"{others.tracking_code}\r")
        await until(pilot, lambda: text_of(pilot.app).count("[✓]") == 2)
        form.query_one("#priority").focus()
        await pilot.press("enter")
        await shown(pilot, Choose)
        await pilot.press("down", "enter")
        await shown(pilot, TicketScreen)
        await pilot.press("f5")
        await says(pilot, "Give a reason.")
        assert list(queueing.tickets(office.desk)) == []
        form.query_one("#reason").focus()
        await write(pilot, "over seventy")
        if language == "fa":
            await pilot.press("f2")
            await until(pilot, lambda: "Ticket" not in text_of(pilot.app))
        await pilot.press("f5")

        await shown(pilot, TicketGiven)
        (ticket,) = queueing.tickets(office.desk)
        ids = {office.request(each).id for each in (mine, others)}
        assert set(ticket.requests) == ids
        assert ticket.precedence == Precedence(Priority.ELDERLY, "over seventy", officer.id)
        assert office.request(mine).state is State.ARRIVED
        said = "People before this one: 0" if language == "en" else "افراد پیش از این نوبت"
        await says(pilot, said)
        (paper,) = papers(office)
        printed = words_in(paper.read_bytes())
        assert words(f"{ticket.number} People before you: 0 Estimated wait") <= printed
        assert office.card(mine).person.name_lat not in printed

        await pilot.press("enter")
        await shown(pilot, CardScreen)
        await settled(pilot)
        await pilot.press("f10")
        await shown(pilot, TicketGiven)
        await pilot.press("shift+tab", "enter")
        await until(pilot, lambda: len(papers(office)) == 2)
    assert [each.state for each in queueing.tickets(office.desk)] == [TicketState.WAITING]
