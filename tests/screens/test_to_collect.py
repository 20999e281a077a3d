"""What is ready waits for its owner, marked when it has waited too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from textual.widgets import DataTable, Input

from kiosk.domain.hand_over import Capacity, HandOver
from kiosk.domain.request import RequestState as State
from kiosk.services import handing_over
from screens.counter.card import CardScreen
from screens.supervisor.home import HomeScreen
from screens.supervisor.to_collect import ToCollectScreen
from screens.widgets.ask_form import AskForm
from tests.printouts.papers import words, words_in
from tests.screens.offices import NARROW, SmallOffice, counter, open_list, write
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


async def test_the_register_of_a_day_is_printed(office: SmallOffice) -> None:
    sample = office.sample(State.DELIVERED)
    request, person = office.request(sample), office.card(sample).person
    day = office.store.read(lambda work: work.hand_overs.of_request(request.id))[-1].local_day
    async with counter(office, BOSS, NARROW) as pilot:
        await open_list(pilot, 5, ToCollectScreen)
        await pilot.press("f8")
        form = await shown(pilot, AskForm)
        await until(pilot, lambda: form.query("#field-day") and form.focused is not None)
        assert form.query_one("#field-day", Input).value == office.desk.today().isoformat()
        await pilot.press("escape")
        await shown(pilot, ToCollectScreen)
        assert office.events("register:page:printed") == 0

        await pilot.press("f8")
        form = await shown(pilot, AskForm)
        await until(pilot, lambda: form.query("#field-day") and form.focused is not None)
        await write(pilot, f"{day.isoformat()}\r")
        file = office.config.printed_folder / f"register-{day.isoformat()}.pdf"
        await until(pilot, file.exists)
        await says(pilot, f"register-{day.isoformat()}.pdf")
    assert words(person.full_name_lat) <= words_in(file.read_bytes())
    assert office.events("register:page:printed") == 1
