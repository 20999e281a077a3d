"""The supervisor's board, and the way from it to a ticket."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from textual.pilot import Pilot
from textual.widgets import DataTable

from kiosk.domain.queue import COLLECTION, Precedence, Priority, Ticket, TicketState
from kiosk.domain.request import RequestState as State
from kiosk.services import calling
from screens.counter.own_day import OwnDay
from screens.supervisor.board import BoardScreen
from screens.supervisor.home import HomeScreen
from screens.supervisor.load import LoadScreen
from screens.supervisor.ticket import TicketFileScreen
from screens.supervisor.tickets import TicketsScreen
from screens.widgets.ask_form import AskForm
from screens.widgets.bars import bar
from screens.widgets.block_letters import drawn, drawn_width
from screens.widgets.choice_field import Choose
from tests.kiosk.services.waiting_room import call, finish, serve, take
from tests.screens.offices import LARGE, NARROW, SmallOffice, counter, write
from tests.waiting import lines_of, says, settled, shown, text_of, until

BOSS = "supervisor"


def rows(pilot: Pilot[None], name: str) -> list[list[str]]:
    table = pilot.app.screen.query_one(name, DataTable)
    return [[cell.plain for cell in table.get_row_at(row)] for row in range(table.row_count)]


def come(office: SmallOffice, state: State, priority: Priority = Priority.NONE) -> Ticket:
    request = office.request(office.sample(state))
    return take(office.desk, office.officer(), request, priority=priority)


def now(office: SmallOffice, ticket: Ticket) -> Ticket:
    return office.store.read(lambda work: work.queue.get(ticket.id))


async def open_board(pilot: Pilot[None]) -> BoardScreen:
    await pilot.press("f8")
    await shown(pilot, HomeScreen)
    await pilot.press("f4")
    board = await shown(pilot, BoardScreen)
    await until(pilot, lambda: rows(pilot, "#groups"))
    return board


async def test_the_board_of_an_empty_morning_says_so_and_follows_the_counters(office: SmallOffice) -> None:
    async with counter(office, BOSS, NARROW) as pilot:
        await open_board(pilot)
        await says(pilot, "No counter has called anybody today.")
        assert "Waiting 0" in text_of(pilot.app)
        assert {each[1] for each in rows(pilot, "#groups")} == {"0"}
        assert rows(pilot, "#groups")[-1][0] == "Collection"
        await pilot.press("f6")
        await shown(pilot, LoadScreen)
        await says(pilot, "Nobody has come today.")
        await pilot.press("escape")
        await shown(pilot, BoardScreen)

        come(office, State.NO_SHOW)
        await pilot.press("f9")
        await says(pilot, "Waiting 1")
        serve(office.desk, office.officer())
        await says(pilot, "▶ at the counter")
        assert "At counters 1" in text_of(pilot.app)


async def test_a_long_wait_and_a_silent_counter_are_marked_by_a_sign_and_large_where_there_is_room(
    office: SmallOffice,
) -> None:
    desk = office.desk
    nine = desk.office.day_begins(desk.today()) + timedelta(hours=9)
    office.desk = replace(desk, now=lambda: nine)
    come(office, State.NO_SHOW)
    call(office.desk, office.officer())
    come(office, State.RECEIPTED)
    office.desk = replace(desk, now=lambda: nine + timedelta(minutes=50))
    async with counter(office, BOSS, LARGE) as pilot:
        await open_board(pilot)
        await says(pilot, "! silent for 50 min")
        assert "! 50 min" in text_of(pilot.app)
        assert "! Longest, minutes" in text_of(pilot.app)
        assert "██████████" in text_of(pilot.app)
        await pilot.resize_terminal(*NARROW)
        await says(pilot, "Longest ! 50 min")
        assert "██████████" not in text_of(pilot.app)


async def test_a_ticket_is_found_from_its_group_and_sent_elsewhere_by_keys(office: SmallOffice) -> None:
    come(office, State.NO_SHOW)
    held = serve(office.desk, office.officer())
    async with counter(office, BOSS, NARROW) as pilot:
        await open_board(pilot)
        await until(pilot, lambda: rows(pilot, "#counters"))
        pilot.app.screen.query_one("#counters").focus()
        await pilot.press("enter")
        await shown(pilot, TicketsScreen)
        await says(pilot, "Tickets: counter 1")
        await pilot.press("enter")
        await shown(pilot, TicketFileScreen)
        await says(pilot, "visit begun")

        await pilot.press("f6")
        form = await shown(pilot, AskForm)
        form.query_one("#field-reason").focus()
        await write(pilot, "fell ill\r")
        await until(pilot, lambda: now(office, held).state is TicketState.WAITING)
        await shown(pilot, TicketFileScreen)
        await says(pilot, "taken back from the counter")
        await says(pilot, "Done so far: fell ill")

        await pilot.press("f7")
        form = await shown(pilot, AskForm)
        form.query_one("#field-priority").focus()
        await pilot.press("enter")
        await shown(pilot, Choose)
        await pilot.press("down", "enter")
        form = await shown(pilot, AskForm)
        form.query_one("#field-reason").focus()
        await write(pilot, "wheelchair\r")
        await until(pilot, lambda: now(office, held).precedence != Precedence())
        boss = office.officer(BOSS)
        assert now(office, held).precedence == Precedence(Priority.DISABLED, "wheelchair", boss.id)

        await shown(pilot, TicketFileScreen)
        await says(pilot, "granted by supervisor")
        await pilot.press("f5")
        form = await shown(pilot, AskForm)
        form.query_one("#field-group").focus()
        await pilot.press("enter")
        await shown(pilot, Choose)
        await pilot.press("end", "enter")
        form = await shown(pilot, AskForm)
        form.query_one("#field-note").focus()
        await write(pilot, "\r")
        await until(pilot, lambda: now(office, held).group == COLLECTION)
        assert office.events("queue:ticket:reassigned") == 1
        await shown(pilot, TicketFileScreen)
        await says(pilot, "sent to other counters")


async def test_the_day_of_an_officer_is_shown_to_the_officer_as_to_the_supervisor(
    office: SmallOffice,
) -> None:
    desk, clerk = office.desk, office.officer()
    before = office.store.read(lambda work: work.boards.seen(desk.today()))
    assert before == []
    come(office, State.NO_SHOW)
    finish(desk, clerk, serve(desk, clerk))
    come(office, State.RECEIPTED)
    ticket = call(desk, clerk)
    late = replace(desk, now=lambda: desk.now() + timedelta(minutes=5))
    calling.no_show(late, late.command("queue:ticket:missed", clerk), ticket.id)
    async with counter(office, "clerk1", NARROW) as pilot:
        await pilot.press("f9")
        await shown(pilot, OwnDay)
        await says(pilot, "half of 1")
        lines = [" ".join(line.strip(" │").split()) for line in lines_of(pilot.app)]
        # Beside the box stand letters of the screen behind it.
        assert any("Tickets called 2" in line for line in lines)
        assert any("Tickets served 1" in line for line in lines)
        await pilot.press("enter")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, OwnDay)


def test_every_digit_of_both_languages_has_a_drawing_of_its_own() -> None:
    digits = "0123456789۰۱۲۳۴۵۶۷۸۹"

    assert len({"\n".join(drawn(digit)) for digit in digits}) == len(digits)
    assert {len(row) for digit in digits for row in drawn(digit)} == {drawn_width("0")}
    assert all("█" in "".join(drawn(digit)) for digit in digits)


def test_a_bar_is_as_long_as_its_share_and_never_longer_than_its_place() -> None:
    assert [len(bar(share, 10)) for share in (0.0, 0.001, 0.5, 1.0, 7.0)] == [0, 1, 5, 10, 10]
    assert bar(0.5, 3) == "█▌"
