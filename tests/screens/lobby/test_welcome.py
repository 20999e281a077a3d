"""The lobby's first screen, its scanner, and how nothing stays behind."""

from __future__ import annotations

import random

import pytest
from textual.pilot import Pilot

from kiosk.domain.request import RequestState as State
from kiosk.services import demonstration
from kiosk.words import Words
from screens.counter.sign_in import SignInScreen
from screens.lobby.countdown import Countdown
from screens.lobby.own_state import OwnStateScreen, ScanScreen
from screens.lobby.staff import StaffScreen
from screens.lobby.welcome import WelcomeScreen
from tests.screens.offices import SIZES, SmallOffice, kiosk, lobby, write
from tests.screens.test_language import spoken
from tests.waiting import lines_of, notices, says, settled, shown, text_of, until

PERSIAN = Words("fa")


async def pass_seconds(pilot: Pilot[None], office: SmallOffice, seconds: float) -> None:
    """The check that runs each second, without the seconds."""
    office.idle.now += seconds
    kiosk(pilot).watch_idle()
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_the_welcome_is_whole_at_every_size_and_speaks_both_languages(
    office: SmallOffice, size: tuple[int, int]
) -> None:
    async with lobby(office, size) as pilot:
        text = text_of(pilot.app)
        for said in ("Register", "Sign in", "I have a receipt", "I need help"):
            assert said in text
            assert PERSIAN(said) in text
        assert "F2" in lines_of(pilot.app)[0] or "F2" in lines_of(pilot.app)[1]


@pytest.mark.parametrize("keys", [["3"], ["۳"], ["down", "down", "enter"], ["up", "up", "space"]])
async def test_one_chooses_by_number_by_arrows_or_by_enter(office: SmallOffice, keys: list[str]) -> None:
    async with lobby(office) as pilot:
        await pilot.press(*keys)

        await shown(pilot, ScanScreen)


async def test_one_chooses_by_touch(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        await pilot.click("#receipt")

        await shown(pilot, ScanScreen)


@pytest.mark.parametrize("typed", [[], ["3"]], ids=["at the welcome", "where one is asked for it"])
async def test_a_scanned_receipt_tells_its_state_and_neither_name_nor_number(
    office: SmallOffice, typed: list[str]
) -> None:
    sample = office.sample(State.QC_OK)
    person = office.card(sample).person
    async with lobby(office) as pilot:
        for key in typed:
            await pilot.press(key)
            await shown(pilot, ScanScreen)

        await write(pilot, sample.receipt + "\r")

        await shown(pilot, OwnStateScreen)
        await says(pilot, "It is ready. Collect it at the counter with your identity paper.")
        text = text_of(pilot.app)
        for hidden in (person.surname_lat, person.surname_fa, person.national_code, sample.tracking_code):
            assert hidden not in text
    assert office.events("request:state:shown") == 1


async def test_a_second_receipt_takes_the_place_of_the_first(office: SmallOffice) -> None:
    first, second = office.sample(State.QC_OK), office.sample(State.INCOMPLETE)
    async with lobby(office) as pilot:
        await write(pilot, first.receipt + "\r")
        await says(pilot, "It is ready.")
        await write(pilot, second.receipt)

        await says(pilot, "Come to the counter with what is missing")
        assert len(pilot.app.screen_stack) == 2


async def test_a_doubt_is_not_told_in_the_lobby(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        await write(pilot, office.sample(State.SUSPENDED).receipt)

        await says(pilot, "The office is working on it.")
        assert Words("en").label("SUSPENDED") not in text_of(pilot.app)


async def test_a_forged_receipt_is_refused_with_its_reason(office: SmallOffice) -> None:
    receipt = office.sample(State.QC_OK).receipt
    forged = receipt[:-1] + str((int(receipt[-1]) + 1) % 10)
    async with lobby(office) as pilot:
        await write(pilot, forged + "\r")

        await says(pilot, "The seal is not genuine")
        assert isinstance(pilot.app.screen, WelcomeScreen)


async def test_after_a_minute_without_a_key_nothing_is_left(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        await write(pilot, office.sample(State.QC_OK).receipt)
        await shown(pilot, OwnStateScreen)
        await pilot.press("f2")
        await says(pilot, PERSIAN("Your request"))
        pilot.app.copy_to_clipboard("canary")
        pilot.app.notify("canary")

        await pass_seconds(pilot, office, 44)
        assert not pilot.app.screen.query(Countdown)
        await pass_seconds(pilot, office, 2)
        assert "۱۴" in text_of(pilot.app)
        await pass_seconds(pilot, office, 13)
        assert isinstance(pilot.app.screen, OwnStateScreen)
        await pass_seconds(pilot, office, 1)

        await shown(pilot, WelcomeScreen)
        await settled(pilot)
        assert len(pilot.app.screen_stack) == 1
        assert pilot.app.clipboard == ""
        assert notices(pilot.app) == ""
        assert kiosk(pilot).language == office.config.station.language


async def test_any_key_keeps_the_screen(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        await pilot.press("3")
        await shown(pilot, ScanScreen)
        await pass_seconds(pilot, office, 59)
        assert pilot.app.screen.query(Countdown)

        await pilot.press("down")
        await until(pilot, lambda: not pilot.app.screen.query(Countdown))
        await pass_seconds(pilot, office, 44)

        assert isinstance(pilot.app.screen, ScanScreen)
        assert not pilot.app.screen.query(Countdown)


async def test_f12_clears_everything_at_once(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        await write(pilot, office.sample(State.QC_OK).receipt)
        await shown(pilot, OwnStateScreen)
        await pilot.press("f12")

        await shown(pilot, WelcomeScreen)
        assert len(pilot.app.screen_stack) == 1


async def test_nobody_leaves_without_a_staff_sign_in(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        await pilot.press("ctrl+q", "ctrl+c", "ctrl+z", "ctrl+p", "escape")
        assert pilot.app.is_running
        await shown(pilot, WelcomeScreen)

        await pilot.press("ctrl+f12")
        await shown(pilot, SignInScreen)
        await pilot.press("ctrl+q")
        assert pilot.app.is_running
        await pass_seconds(pilot, office, 60)
        await shown(pilot, WelcomeScreen)


async def test_an_officer_ends_the_station(office: SmallOffice) -> None:
    login = next(each for each in demonstration.logins(office.config) if each.login == "clerk1")
    async with lobby(office) as pilot:
        await pilot.press("ctrl+f12")
        await shown(pilot, SignInScreen)
        await settled(pilot)
        pilot.app.screen.query_one("#login").focus()
        code = office.desk.credentials.totp_code(login.totp_secret, office.desk.now())
        for typed in ("clerk1", login.password, code):
            await write(pilot, typed + "\r")
        await shown(pilot, StaffScreen)
        await pilot.press("2")

        await until(pilot, lambda: not pilot.app.is_running)
    assert office.events("staff:session:ended") == 1


async def test_an_officer_goes_back_to_the_lobby_signed_out(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        kiosk(pilot).admit(office.officer())
        await shown(pilot, StaffScreen)
        await pilot.press("1")

        await shown(pilot, WelcomeScreen)
        assert kiosk(pilot).officer is None
        await settled(pilot)
    assert office.events("staff:session:ended") == 1


async def test_keys_at_random_lead_nowhere_else(office: SmallOffice) -> None:
    keys = ["1", "2", "3", "4", "enter", "escape", "tab", "up", "down", "f1", "f2", "f5", "f10", "ctrl+q"]
    keys += ["ctrl+p", "ctrl+c", "ctrl+z", "ctrl+backslash", "f12", "space", "home", "a", "س", "delete"]
    drawn = random.Random(1).choices(keys, k=120)  # noqa: S311 - nothing secret
    async with lobby(office) as pilot:
        await pilot.press(*drawn)
        await spoken(pilot)

        assert pilot.app.is_running
        assert {type(screen).__module__.rpartition(".")[0] for screen in pilot.app.screen_stack} == {
            "screens.lobby"
        }


async def test_the_hours_may_be_looked_up_while_the_screen_changes_its_language(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        welcome = await shown(pilot, WelcomeScreen)
        await welcome.query("#hours").remove()

        welcome.fill()
        await pilot.press("f2")
        await spoken(pilot)

        assert welcome.query("#hours")
