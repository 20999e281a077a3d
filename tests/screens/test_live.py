"""What others do stands on the screens by itself: soon, quietly, and under nobody's hands."""

from __future__ import annotations

import threading
from dataclasses import replace
from time import monotonic
from unittest.mock import patch

from textual.widgets import DataTable, Input

from data.changes import Changes
from kiosk.display import DisplayApp
from kiosk.domain.queue import Hold, called
from kiosk.domain.request import RequestState as State
from kiosk.domain.roles import Officer
from kiosk.services import approval, calling
from kiosk.services.approval import Waiting
from kiosk.services.desk import Desk
from kiosk.services.listing import Look
from screens.counter.reception import ReceptionScreen
from screens.display.calls import CallsScreen
from screens.supervisor.approvals import ApprovalsScreen
from screens.supervisor.home import HomeScreen
from tests.data.test_queue import LEASE, filled
from tests.databases import Database
from tests.kiosk.domain.tickets import a_ticket
from tests.kiosk.services.waiting_room import call, take
from tests.makers import NOON, OFFICE, STAFF
from tests.screens.offices import COLUMN_OF_CODE, LOGICAL, SmallOffice, counter, kiosk, open_list, write
from tests.screens.test_approvals import awaited
from tests.screens.test_display import stands
from tests.waiting import PATIENCE, says, settled, shown, until

BOSS = "supervisor"
SOON = 1.0


async def test_a_call_at_one_desk_stands_on_the_display_within_a_second(
    office: SmallOffice, database: Database
) -> None:
    counter_store, own_store = database.open(), database.open()
    ticket = a_ticket(7)
    filled(counter_store, [ticket])
    changes = Changes(own_store.engine, OFFICE)
    desk = replace(office.desk, store=own_store, changes=changes, now=lambda: NOON)
    config = office.config._replace(station=office.config.station._replace(kind="display"))
    app = DisplayApp(config, LOGICAL, lambda: desk, office.idle)
    async with app.run_test(notifications=True) as pilot:
        screen = await shown(pilot, CallsScreen)
        await until(pilot, lambda: screen._shown is not None)
        held = called(ticket, Hold(STAFF.clerk.id, "counter-3", NOON), LEASE)
        counter_store.write(lambda work: work.queue.save(held))
        committed = monotonic()
        await until(pilot, lambda: stands(pilot, "A007"))
        assert monotonic() - committed < SOON
    own_store.close()
    counter_store.close()


async def test_the_numbers_and_a_list_follow_and_the_cursor_stays_on_its_request(office: SmallOffice) -> None:
    waiting = awaited(office)
    command = office.desk.command("request:approval:withheld", office.officer(BOSS))
    async with counter(office, BOSS) as pilot:
        screen = await open_list(pilot, 1, ApprovalsScreen)
        table = screen.query_one("#waiting", DataTable)
        await until(pilot, lambda: table.row_count == len(waiting))
        await pilot.press("down")
        assert table.cursor_row == 1

        approval.send_back(office.desk, command, waiting[0].id, "once more")
        await until(pilot, lambda: table.row_count == len(waiting) - 1)
        assert table.get_row_at(table.cursor_row)[COLUMN_OF_CODE].plain == waiting[1].tracking_code
        await settled(pilot)
        assert office.events("request:approval:listed") == 1

        await pilot.press("escape")
        home = await shown(pilot, HomeScreen)
        await until(pilot, lambda: home._counts is not None and home._counts.to_approve == len(waiting) - 1)
        command = replace(command, key=office.desk.new_key())
        approval.send_back(office.desk, command, waiting[1].id, "once more")
        await until(pilot, lambda: home._counts is not None and home._counts.to_approve == len(waiting) - 2)


async def test_a_list_that_takes_long_to_read_is_read_to_its_end(office: SmallOffice) -> None:
    waiting = awaited(office)
    command = office.desk.command("request:approval:withheld", office.officer(BOSS))
    begun: list[Look] = []
    go_on = threading.Event()

    def slowly(desk: Desk, officer: Officer, look: Look = Look.OPENING) -> tuple[Waiting, ...]:
        begun.append(look)
        go_on.wait(PATIENCE)
        return read(desk, officer, look)

    read = approval.waiting
    async with counter(office, BOSS) as pilot:
        screen = await open_list(pilot, 1, ApprovalsScreen)
        table = screen.query_one("#waiting", DataTable)
        await until(pilot, lambda: table.row_count == len(waiting))
        live = kiosk(pilot)._live
        with (
            patch("kiosk.services.approval.waiting", slowly),
            patch.object(live, "_pass_on", wraps=live._pass_on) as passed_on,
        ):
            approval.send_back(office.desk, command, waiting[0].id, "once more")
            await until(pilot, lambda: begun)
            again = replace(command, key=office.desk.new_key())
            approval.send_back(office.desk, again, waiting[1].id, "once more")
            await until(pilot, lambda: passed_on.call_count > 1)
            assert begun == [Look.FOLLOWING]
            go_on.set()
            await until(pilot, lambda: table.row_count == len(waiting) - 2)


async def test_the_reception_follows_its_own_ticket_but_not_while_somebody_types(office: SmallOffice) -> None:
    desk, clerk = office.desk, office.officer()
    take(desk, clerk, office.request(office.sample(State.NO_SHOW)))
    async with counter(office) as pilot:
        screen = await shown(pilot, ReceptionScreen)
        await settled(pilot)
        await until(pilot, lambda: not kiosk(pilot)._live._changed)
        with patch("screens.live.TYPING_SECONDS", PATIENCE):
            await write(pilot, "abc")
            ticket = call(desk, clerk)
            await until(pilot, lambda: kiosk(pilot)._live._changed)
            assert not screen.query_one("#turn").display
        await says(pilot, f"Ticket {ticket.number} is at this counter")
        assert screen.query_one("#lookup", Input).value == "abc"
        calling.begin(desk, desk.command("queue:ticket:begun", clerk), ticket.id)
        calling.done(desk, desk.command("queue:ticket:done", clerk), ticket.id)
        await until(pilot, lambda: not screen.query_one("#turn").display)
