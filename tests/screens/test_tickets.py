"""The queue on the screens: tickets at the reception, and counters that call them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.queue import Precedence, Priority, Ticket, TicketState
from kiosk.domain.request import RequestState as State
from kiosk.domain.ticket_number import TicketCode
from kiosk.services import queueing
from screens.counter.card import CardScreen
from screens.counter.reception import ReceptionScreen
from screens.counter.ticket import TicketScreen
from screens.counter.ticket_given import TicketGiven
from screens.counter.turn import TurnScreen
from screens.widgets.ask_form import AskForm
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import AskReason, Confirm
from tests.kiosk.services.waiting_room import call, take
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
        await pilot.press("f8")
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
        await pilot.press("f8")
        await shown(pilot, TicketGiven)
        await pilot.press("shift+tab", "enter")
        await until(pilot, lambda: len(papers(office)) == 2)
    assert [each.state for each in queueing.tickets(office.desk)] == [TicketState.WAITING]


def give(office: SmallOffice, state: State = State.NO_SHOW) -> Ticket:
    """Somebody came to the reception."""
    return take(office.desk, office.officer(), office.request(office.sample(state)))


def now(office: SmallOffice, ticket: Ticket) -> Ticket:
    return office.store.read(lambda work: work.queue.get(ticket.id))


async def test_a_ticket_is_called_begun_and_finished_by_keys(office: SmallOffice) -> None:
    async with counter(office, size=NARROW) as pilot:
        await pilot.press("f5")
        await says(pilot, "Nobody is waiting for this counter.")
        ticket = give(office)
        await pilot.press("f5")
        await shown(pilot, TurnScreen)
        await says(pilot, "Confirmation of enrolment")
        assert now(office, ticket).state is TicketState.CALLED

        await pilot.press("down", "enter")
        await says(pilot, "Called once more.")
        await pilot.press("down", "enter")
        await shown(pilot, Confirm)
        await pilot.press("enter")
        await says(pilot, "The applicant has a little time to come")
        await shown(pilot, TurnScreen)
        await pilot.press("escape")
        await shown(pilot, ReceptionScreen)
        await says(pilot, f"Ticket {ticket.number} is at this counter; “Call” goes on with it.")

        await pilot.press("f5")
        await shown(pilot, TurnScreen)
        await pilot.press("enter")
        await shown(pilot, CardScreen)
        assert office.sample(State.NO_SHOW).national_code in text_of(pilot.app)
        assert now(office, ticket).state is TicketState.SERVING
        await pilot.press("escape")
        await shown(pilot, TurnScreen)
        await says(pilot, "Finish: the visit is over")
        await pilot.press("enter")
        await shown(pilot, ReceptionScreen)
        served = now(office, ticket)
        assert (served.state, served.hold and served.hold.calls) == (TicketState.DONE, 2)
        await until(pilot, lambda: "is at this counter" not in text_of(pilot.app))


async def test_a_counter_says_that_it_is_alive_whatever_is_on_its_screen(
    office: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.counter.reception.KEEP_SECONDS", 0.05)
    give(office)
    ticket = call(office.desk, office.officer())
    async with counter(office, size=NARROW) as pilot:
        await until(pilot, lambda: leased(now(office, ticket)) > leased(ticket))
        await pilot.press("f5")
        await shown(pilot, TurnScreen)
        await settled(pilot)

        before = now(office, ticket)
        await until(pilot, lambda: leased(now(office, ticket)) > leased(before))


def leased(ticket: Ticket) -> datetime:
    assert ticket.back_at is not None
    return ticket.back_at


async def test_a_ticket_is_set_aside_called_early_and_sent_to_other_counters(office: SmallOffice) -> None:
    ticket = give(office)
    async with counter(office, size=NARROW) as pilot:
        await pilot.press("f5")
        await shown(pilot, TurnScreen)
        await pilot.press("enter")
        await shown(pilot, CardScreen)
        await pilot.press("escape")
        await shown(pilot, TurnScreen)
        await says(pilot, "Set aside until a time you promise")
        await pilot.press("down", "down", "enter")
        await shown(pilot, Choose)
        await pilot.press("enter")
        await shown(pilot, ReceptionScreen)
        parked = now(office, ticket)
        assert parked.state is TicketState.PARKED
        assert parked.back_at is not None
        assert timedelta(minutes=14) < parked.back_at - office.desk.now() <= timedelta(minutes=15)

        await write(pilot, f"{ticket.number}")
        await says(pilot, "✓ ticket. Enter calls it before its turn.")
        await pilot.press("enter")
        await shown(pilot, AskReason)
        await write(pilot, "copies made\r")
        await shown(pilot, TurnScreen)
        assert now(office, ticket).out_of_turn == "copies made"
        await pilot.press("end", "enter")
        form = await shown(pilot, AskForm)
        form.query_one("#field-group").focus()
        await pilot.press("enter")
        await shown(pilot, Choose)
        await pilot.press("enter")
        await shown(pilot, AskForm)
        form.query_one("#field-note").focus()
        await write(pilot, "fee is paid\r")
        await shown(pilot, ReceptionScreen)
    sent = now(office, ticket)
    assert (sent.state, sent.note) == (TicketState.WAITING, "fee is paid")
    assert sent.group != ticket.group


async def test_a_ticket_that_cannot_come_here_says_where_it_is_or_why(office: SmallOffice) -> None:
    ticket = give(office)
    there = replace(office.officer("clerk2"), station="counter-2")
    call(office.desk, there)
    code = TicketCode(office.desk.office.code, ticket.office_day, ticket.number)
    async with counter(office) as pilot:
        for typed, said in (
            (str(ticket.number), f"Ticket {ticket.number} is at counter 2."),
            (str(code), f"Ticket {ticket.number} is at counter 2."),
            (str(replace(code, day=code.day - timedelta(days=1))), "Give the applicant a new one for today."),
            (str(replace(code, office="999")), "This ticket belongs to office 999."),
            ("Z999", "There is no ticket Z999 today."),
        ):
            pilot.app.clear_notifications()
            await pilot.press("escape")
            await write(pilot, f"{typed}\r")
            await says(pilot, said)
            assert isinstance(pilot.app.screen, ReceptionScreen)


async def test_a_counter_that_lives_keeps_its_ticket(office: SmallOffice) -> None:
    ticket = give(office)
    async with counter(office) as pilot:
        await pilot.press("f5")
        await shown(pilot, TurnScreen)
        await pilot.press("escape")
        reception = await shown(pilot, ReceptionScreen)
        await says(pilot, "is at this counter")
        before = now(office, ticket).back_at

        reception._keep_turn()
        await settled(pilot)

        after = now(office, ticket).back_at
        assert before is not None
        assert after is not None
        assert after > before
