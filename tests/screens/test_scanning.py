"""A receipt scanned while anything else is on the screen; in the lobby it shows its own state."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from kiosk.domain.request import RequestState as State
from screens.counter.card import CardScreen
from screens.counter.reception import ReceptionScreen
from screens.counter.sign_in import SignInScreen
from screens.counter.walk import WalkScreen
from screens.persian.long_field import LongField
from screens.terminal.catching import SAME_SCAN
from screens.widgets.dialogs import AskReason, AskSeen
from tests.screens.offices import (
    HeldStore,
    SmallOffice,
    counter,
    kiosk,
    open_card,
    open_walk,
    running,
    station,
    write,
)
from tests.screens.test_language import PLACES, to_reason
from tests.screens.test_reception import forged
from tests.waiting import says, settled, shown, text_of, until

STUDENT = State.NO_SHOW
ENDINGS = {"Enter": "\r", "Tab": "\t", "nothing": ""}


async def a_forged_scan_changes_nothing(pilot: Pilot[None], office: SmallOffice, words: str) -> None:
    """On each screen: test_reads_right.py goes to them all."""
    screen, focused = pilot.app.screen, pilot.app.focused

    await write(pilot, forged(office.sample(STUDENT).receipt) + "\r")

    await says(pilot, "The seal is not genuine: its signature does not match. Nothing is shown.")
    assert pilot.app.screen is screen
    assert pilot.app.focused is focused
    pilot.app.clear_notifications()
    await says(pilot, words)


# The ending is told apart in front of every screen, in one place: two screens stand for all.
@pytest.mark.parametrize("end", ["Tab", "nothing"])
@pytest.mark.parametrize("place", ["walk", "reason"])
async def test_a_scan_opens_the_card_however_it_ends(office: SmallOffice, place: str, end: str) -> None:
    login, go, _ = PLACES[place]
    async with counter(office, login) as pilot:
        await go(pilot, office)

        await a_scan_opens_the_card(pilot, office, end)


async def a_scan_opens_the_card(pilot: Pilot[None], office: SmallOffice, end: str) -> None:
    scanned = office.sample(State.ARRIVED)
    person = office.card(scanned).person
    before = {sample.tracking_code: office.request(sample).state for sample in office.made.samples}

    await write(pilot, scanned.receipt + ENDINGS[end])

    await until(pilot, lambda: person.national_code in text_of(pilot.app))
    await settled(pilot)
    assert [type(screen) for screen in pilot.app.screen_stack[1:]] == [ReceptionScreen, CardScreen]
    after = {sample.tracking_code: office.request(sample).state for sample in office.made.samples}
    assert after == before


async def test_the_field_in_which_a_scan_fell_is_as_it_was(office: SmallOffice) -> None:
    sample = office.sample(State.ARRIVED)
    async with counter(office) as pilot:
        await write(pilot, "00123")
        await write(pilot, sample.receipt + "\r")
        await shown(pilot, CardScreen)
        await pilot.press("escape")
        reception = await shown(pilot, ReceptionScreen)
        assert reception.query_one("#lookup", Input).value == "00123"
        await pilot.press("escape")

        await to_reason(pilot, office)
        await write(pilot, "half a rea")
        await write(pilot, forged(sample.receipt) + "\r")
        await says(pilot, "The seal is not genuine")
        assert isinstance(pilot.app.screen, AskReason)
        assert pilot.app.screen.query_one("#reason", LongField).text == "half a rea"
        await write(pilot, "son")
        enter = events.Key("enter", "\r")
        enter.time += SAME_SCAN
        pilot.app.post_message(enter)
        await shown(pilot, WalkScreen)
        await until(pilot, lambda: office.judgement(office.sample(STUDENT), 1))
        said = office.judgement(office.sample(STUDENT), 1)
        assert said is not None
        assert said.reason == "half a reason"


async def test_a_question_on_the_screen_is_not_answered_by_a_scan(office: SmallOffice) -> None:
    sample, scanned = office.sample(STUDENT), office.sample(State.ARRIVED)
    async with counter(office) as pilot:
        await open_walk(pilot, sample)
        await pilot.press("enter")
        await shown(pilot, AskSeen)

        await write(pilot, scanned.receipt + "\r")

        await shown(pilot, CardScreen)
        await settled(pilot)
        assert scanned.tracking_code in text_of(pilot.app)
        assert office.judgement(sample, 1) is None
        await pilot.press("escape")
        await shown(pilot, ReceptionScreen)
        await says(pilot, "Verifications you left unfinished:")
        assert sample.tracking_code in text_of(pilot.app)


async def test_screens_that_one_only_passes_read_nothing(office: SmallOffice) -> None:
    sample, scanned = office.sample(STUDENT), office.sample(State.ARRIVED)
    async with counter(office) as pilot:
        await open_walk(pilot, sample)
        await settled(pilot)

        await write(pilot, scanned.receipt + "\r")
        await until(pilot, lambda: scanned.tracking_code in text_of(pilot.app))
        await settled(pilot)

        assert office.events("person:card:opened") == 0
        assert office.events("person:card:looked-up") == 2


async def test_a_scan_at_the_sign_in_does_nothing(office: SmallOffice) -> None:
    app = station(office)
    async with running(app) as pilot:
        await until(pilot, lambda: app.loaded)
        app.screen.query_one("#login").focus()
        await write(pilot, "cle")

        await write(pilot, office.sample(STUDENT).receipt + "\r")
        await write(pilot, "rk1")

        assert isinstance(app.screen, SignInScreen)
        assert app.screen.query_one("#login", Input).value == "clerk1"
        assert office.events("person:card:looked-up") == 0


async def test_an_answer_that_comes_after_the_officer_has_gone_is_dropped(office: SmallOffice) -> None:
    held = HeldStore(office.desk.store)
    office.desk = replace(office.desk, store=held)
    async with counter(office) as pilot:
        await settled(pilot)
        with held:
            await write(pilot, office.sample(STUDENT).receipt + "\r")
            await until(pilot, lambda: held.waiting)
            await pilot.press("f12")
            await shown(pilot, SignInScreen)
        await settled(pilot)

        assert isinstance(pilot.app.screen, SignInScreen)
        assert kiosk(pilot).officer is None


async def test_two_receipts_one_after_the_other_end_at_the_second(office: SmallOffice) -> None:
    first, second = office.sample(STUDENT), office.sample(State.ARRIVED)
    async with counter(office) as pilot:
        await open_card(pilot, office.sample(State.APPROVED).tracking_code)

        await write(pilot, first.receipt + "\r" + second.receipt + "\r")

        await until(pilot, lambda: second.tracking_code in text_of(pilot.app))
        await settled(pilot)
        assert [type(screen) for screen in pilot.app.screen_stack[1:]] == [ReceptionScreen, CardScreen]
