"""What is ready waits for its owner, marked when it has waited too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from textual.widgets import DataTable

from kiosk.domain.hand_over import Capacity, HandOver
from kiosk.services import handing_over
from screens.counter.card import CardScreen
from screens.supervisor.home import HomeScreen
from screens.supervisor.to_collect import ToCollectScreen
from tests.screens.offices import NARROW, SmallOffice, counter, open_list
from tests.waiting import says, settled, shown, until

BOSS = "supervisor"


async def test_what_waits_too_long_is_marked_and_opens_its_card(office: SmallOffice) -> None:
    ready = handing_over.ready(office.desk, office.officer(BOSS))
    late = office.desk.now() + timedelta(days=15)
    office.desk = replace(office.desk, now=lambda: late)
    async with counter(office, BOSS, NARROW) as pilot:
        await pilot.press("f8")
        await shown(pilot, HomeScreen)
        await says(pilot, f"! {len(ready)} not collected for long")
        await pilot.press("5")
        screen = await shown(pilot, ToCollectScreen)
        table = screen.query_one("#waiting", DataTable)
        await until(pilot, lambda: table.row_count == len(ready))
        days = (late - ready[0].since).days
        assert table.get_row_at(0)[3].plain == f"! {days} days"

        await pilot.press("enter")
        card = await shown(pilot, CardScreen)
        await settled(pilot)
        assert card._card.person.id == ready[0].request.subject_id
        chosen = card._chosen()
        assert chosen is not None
        assert chosen.id == ready[0].request.id


async def test_an_empty_cupboard_says_so(office: SmallOffice) -> None:
    desk, boss = office.desk, office.officer(BOSS)
    by_post = HandOver(Capacity.POST, identity_no="RR000000001DE")
    for line in handing_over.ready(desk, boss):
        command = desk.command("request:output:handed-over", boss)
        handing_over.hand_over(desk, command, line.request.id, by_post)
    async with counter(office, BOSS) as pilot:
        await open_list(pilot, 5, ToCollectScreen)
        await says(pilot, "Nothing waits to be collected.")
        await pilot.press("f5", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ToCollectScreen)
