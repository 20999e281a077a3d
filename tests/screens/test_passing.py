"""A walk that one clerk leaves and another takes over."""

from __future__ import annotations

from kiosk.domain.request import RequestState as State
from kiosk.domain.verification import Verdict
from screens.counter.card import CardScreen
from screens.counter.walk import WalkScreen
from screens.widgets.ask_form import AskForm
from tests.screens.offices import NARROW, SmallOffice, counter, open_card, open_walk, write
from tests.waiting import says, settled, shown, text_of, until

NOTE = "[b]court[/] <paper>"


async def test_a_note_for_the_colleague_stands_on_card_and_walk_as_it_was_typed(office: SmallOffice) -> None:
    sample = office.sample(State.NO_SHOW)
    async with counter(office, size=NARROW) as pilot:
        await open_walk(pilot, sample)
        await pilot.press("escape")
        await shown(pilot, CardScreen)
        await settled(pilot)
        await pilot.press("f5")
        await shown(pilot, WalkScreen)
        await pilot.press("f5")
        await until(pilot, lambda: office.judgement(sample, 1))
        await says(pilot, "document 2 of 3")

        await pilot.press("escape")
        await shown(pilot, AskForm)
        await pilot.press("escape")
        await shown(pilot, WalkScreen)
        await pilot.press("escape")
        await shown(pilot, AskForm)
        await write(pilot, f"{NOTE}\r")
        await shown(pilot, CardScreen)
        await until(pilot, lambda: office.request(sample).hold is None)
        await says(pilot, "note for a colleague")
        assert "From clerk1" not in text_of(pilot.app)

    async with counter(office, "clerk2", size=NARROW) as pilot:
        await open_card(pilot, sample.tracking_code)
        await says(pilot, "1 of 3 documents checked (clerk1: 1)")
        assert f"“{NOTE}”" in text_of(pilot.app)
        await pilot.press("f5")
        await shown(pilot, WalkScreen)
        await says(pilot, f"“{NOTE}”")
        await pilot.press("f2")
        await says(pilot, "از clerk1")
        await says(pilot, "۱ از ۳ مدرک بررسی شده است")
        await pilot.press("f7")
        await until(pilot, lambda: office.judgement(sample, 2))
        await until(pilot, lambda: "از clerk1" not in text_of(pilot.app))
    said = office.judgement(sample, 2)
    assert said is not None
    assert said.verdict is Verdict.ORIGINAL_MISSING
