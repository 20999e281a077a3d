"""Appointments on the screens: from the card, at the reception, and the supervisor's list of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from textual.widgets import DataTable

from kiosk.adapters.sticks import Sticks
from kiosk.domain.errors import Conflict
from kiosk.domain.opening import Span
from kiosk.domain.queue import TicketState
from kiosk.domain.request import RequestState as State
from kiosk.services import calling, queueing
from screens.counter.card import CardScreen
from screens.counter.reception import ReceptionScreen
from screens.counter.sign_in import SignInScreen
from screens.counter.ticket import TicketScreen
from screens.counter.ticket_given import TicketGiven
from screens.counter.turn import TurnScreen
from screens.supervisor.expected import ExpectedScreen
from screens.supervisor.list_taken import ListTaken
from screens.widgets.ask_form import AskForm
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import AskReason, Confirm
from tests.kiosk.services.expecting import at, expect, with_hours
from tests.kiosk.services.waiting_room import take
from tests.screens.offices import NARROW, SmallOffice, counter, kiosk, lobby, open_card, open_list, write
from tests.screens.test_endings import choose, focus, offered
from tests.waiting import notices, says, settled, shown, text_of, until


def on_a_working_day(office: SmallOffice) -> date:
    """Half past nine of the next working day, in an office that is open from nine to one."""
    there = office.desk.office
    day = there.calendar.next_working_day(office.desk.today())
    hours = {number: (Span(time(9), time(13)),) for number in range(7)}
    now = there.moment(day, time(9, 30))
    office.desk = with_hours(replace(office.desk, now=lambda: now), hours)
    return day


async def test_an_appointment_is_given_on_the_card_and_known_at_the_reception(office: SmallOffice) -> None:
    sample = office.sample(State.NO_SHOW)
    day = on_a_working_day(office)
    after = office.desk.office.calendar.next_working_day(day)
    async with counter(office, size=NARROW) as pilot:
        await open_card(pilot, sample.tracking_code)
        await settled(pilot)
        assert "Call its appointment off" not in await offered(pilot)
        await choose(pilot, "Give it an appointment, or another one")
        await until(pilot, lambda: focus(pilot) == "field-day")
        await write(pilot, f"{after.isoformat()}\r")
        await until(pilot, lambda: focus(pilot) == "field-note")
        await pilot.press("enter")
        await shown(pilot, Choose)
        await write(pilot, "10:15\r")
        await shown(pilot, CardScreen)
        await says(pilot, "The appointment is at")
        await until(pilot, lambda: f"{after.isoformat()} 10:15" in text_of(pilot.app))
        booked = office.store.read(lambda work: work.appointments.booked_for(office.request(sample).id))
        assert booked is not None
        assert booked.starts_at == at(office.desk, 10, 15, after)

        await pilot.press("f8")
        await shown(pilot, TicketScreen)
        await says(pilot, "not today: waits as a walk-in.")
        await pilot.press("f6")
        await says(pilot, "No clerk has found papers missing in this request.")
        await pilot.press("escape")
        await shown(pilot, CardScreen)
        await settled(pilot)
        assert (await offered(pilot))[-1] == "Call its appointment off"
        await pilot.press("end", "enter")
        await shown(pilot, Confirm)
        await pilot.press("enter")
        await says(pilot, "The appointment was called off.")

        expect(office.desk, office.officer(), office.request(sample), at(office.desk, 9, 45, day))
        await shown(pilot, CardScreen)
        await pilot.press("f8")
        await shown(pilot, TicketScreen)
        await says(pilot, "Appointment today at 09:45, 15 minutes from now.")
        await pilot.press("f5")
        await shown(pilot, TicketGiven)
        (ticket,) = queueing.tickets(office.desk)
        assert ticket.counts_from == at(office.desk, 9, 45, day)


async def test_the_lobby_says_when_the_office_is_open_today(office: SmallOffice) -> None:
    on_a_working_day(office)
    calendar = replace(office.desk.office.calendar, intake_ends=timedelta(minutes=30))
    office.desk = replace(office.desk, office=replace(office.desk.office, calendar=calendar))
    async with lobby(office, NARROW) as pilot:
        await says(pilot, "Open today: 09:00–13:00; tickets: 09:00–12:30.")
        assert "I need help" in text_of(pilot.app)
        await pilot.press("f2")
        await says(pilot, "نوبت‌دهی")


async def test_after_the_intake_a_ticket_is_given_for_a_reason_only(office: SmallOffice) -> None:
    day = on_a_working_day(office)
    evening = at(office.desk, 18, 0, day)
    office.desk = replace(office.desk, now=lambda: evening)
    async with counter(office) as pilot:
        await open_card(pilot, office.sample(State.NO_SHOW).tracking_code)
        await pilot.press("f8")
        await shown(pilot, TicketScreen)
        await pilot.press("f5")
        await shown(pilot, AskReason)
        await says(pilot, "Tickets are given at 09:00–13:00 today.")
        await pilot.press("escape")
        await shown(pilot, TicketScreen)
        assert list(queueing.tickets(office.desk)) == []
        await pilot.press("f5")
        await shown(pilot, AskReason)
        await write(pilot, "flight at night\r")
        await shown(pilot, TicketGiven)
    assert len(queueing.tickets(office.desk)) == 1


async def test_a_supervisor_takes_in_a_list_and_looks_at_the_day(office: SmallOffice, tmp_path: Path) -> None:
    sample = office.sample(State.RECEIPTED)
    day = on_a_working_day(office)
    lines = f"code,start,note\n{sample.tracking_code},{day} 10:15,[red]x\nnobody,{day} 10:30,\n"
    (tmp_path / "portal.csv").write_text(lines)
    (tmp_path / "scan.pdf").write_bytes(b"x")
    office.desk = replace(office.desk, media=Sticks(tmp_path, 1_000_000, tmp_path / "no mounts"))
    async with counter(office, "supervisor", NARROW) as pilot:
        screen = await open_list(pilot, 6, ExpectedScreen)
        await says(pilot, "Nobody is expected that day.")
        await pilot.press("f8")
        await shown(pilot, Choose)
        assert "scan.pdf" not in text_of(pilot.app)
        await pilot.press("enter")
        await shown(pilot, ListTaken)
        await says(pilot, "New: 1. Moved: 0. Off: 0. Already here: 0. Refused: 1.")
        await says(pilot, "There is no tracking code and no national code.")
        await pilot.press("enter")
        await shown(pilot, ExpectedScreen)
        table = screen.query_one("#waiting", DataTable)
        await until(pilot, lambda: table.row_count == 1)
        assert table.get_row_at(0)[0].plain == "10:15"
        await says(pilot, "[red]x")
        await pilot.press("f6")
        await shown(pilot, AskForm)
        await pilot.press("escape", "enter")
        await shown(pilot, CardScreen)
        await says(pilot, f"{day.isoformat()} 10:15")


async def test_who_signs_out_says_what_becomes_of_the_ticket_here(office: SmallOffice) -> None:
    ticket = take(office.desk, office.officer(), office.request(office.sample(State.NO_SHOW)))

    def state() -> TicketState:
        return office.store.read(lambda work: work.queue.get(ticket.id)).state

    async with counter(office) as pilot:
        await pilot.press("f5")
        await shown(pilot, TurnScreen)
        await pilot.press("enter")
        await shown(pilot, CardScreen)
        await pilot.press("escape", "escape")
        await shown(pilot, ReceptionScreen)
        await pilot.press("f12")
        await shown(pilot, Choose)
        await says(pilot, f"Ticket {ticket.number} is still at this counter.")
        await pilot.press("escape")
        await shown(pilot, ReceptionScreen)
        assert state() is TicketState.SERVING

        await pilot.press("f12")
        await shown(pilot, Choose)
        await pilot.press("down", "enter")
        await shown(pilot, SignInScreen)
        assert notices(pilot.app) == ""
    assert state() is TicketState.WAITING
    assert office.events("queue:ticket:handed-back") == 1


async def test_a_finish_that_is_refused_at_the_sign_out_keeps_the_officer_and_says_why(
    office: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who was served would be called again, and nobody would know."""
    take(office.desk, office.officer(), office.request(office.sample(State.NO_SHOW)))

    def refused(*_args: object) -> None:
        raise Conflict("record.changed")

    async with counter(office) as pilot:
        await pilot.press("f5")
        await shown(pilot, TurnScreen)
        await pilot.press("enter")
        await shown(pilot, CardScreen)
        await pilot.press("escape", "escape")
        await shown(pilot, ReceptionScreen)
        monkeypatch.setattr(calling, "done", refused)
        await pilot.press("f12")
        await shown(pilot, Choose)
        await pilot.press("enter")

        await shown(pilot, ReceptionScreen)
        await until(pilot, lambda: notices(pilot.app))
        assert kiosk(pilot).officer is not None


async def test_the_list_of_a_day_says_which_day_it_shows(office: SmallOffice) -> None:
    day = on_a_working_day(office)
    after = office.desk.office.calendar.next_working_day(day)
    async with counter(office, "supervisor", NARROW) as pilot:
        await open_list(pilot, 6, ExpectedScreen)
        await says(pilot, day.isoformat())
        await pilot.press("f6")
        await shown(pilot, AskForm)
        await until(pilot, lambda: focus(pilot) == "field-day")
        await pilot.press("ctrl+u")
        await write(pilot, f"{after.isoformat()}\r")
        await says(pilot, "Nobody is expected that day.")
        await says(pilot, after.isoformat())
