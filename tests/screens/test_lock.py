from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kiosk.domain.request import RequestState as State
from kiosk.services import demonstration
from screens.counter.card import CardScreen
from screens.counter.lock import LockScreen
from screens.counter.reception import ReceptionScreen
from screens.counter.sign_in import SignInScreen
from screens.counter.walk import WalkScreen
from screens.persian.long_field import LongField
from screens.widgets.dialogs import AskReason
from tests.screens.offices import (
    SIZES,
    SmallOffice,
    counter,
    kiosk,
    open_card,
    open_walk,
    running,
    station,
    write,
)
from tests.waiting import lines_of, notices, says, settled, shown, text_of, until

STUDENT = State.NO_SHOW


def password_of(office: SmallOffice, login: str = "clerk1") -> str:
    return next(each.password for each in demonstration.logins(office.config) if each.login == login)


async def fall_asleep(pilot: Pilot[None], office: SmallOffice) -> LockScreen:
    """Nobody touches the keyboard for as long as the office allows."""
    office.idle.now += office.config.security.idle_lock_seconds
    return await shown(pilot, LockScreen)


async def idle_checked(pilot: Pilot[None]) -> None:
    """The check that runs each second, without the second."""
    kiosk(pilot).watch_idle()
    await pilot.pause()


async def test_an_idle_station_locks_and_hides_the_work(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    person = office.card(sample).person
    async with counter(office) as pilot:
        await open_card(pilot, sample.tracking_code)
        pilot.app.notify("Sent to folder:printed: receipt-ABC.pdf")

        await fall_asleep(pilot, office)
        await settled(pilot)

        text = text_of(pilot.app)
        assert "Locked" in text
        assert notices(pilot.app) == ""
        for hidden in (person.full_name_lat, person.full_name_fa, person.national_code, sample.tracking_code):
            assert hidden not in text
        assert office.events("staff:session:locked") == 1


async def test_a_key_just_in_time_keeps_the_station_open(office: SmallOffice) -> None:
    limit = office.config.security.idle_lock_seconds
    async with counter(office) as pilot:
        office.idle.now += limit - 1
        await write(pilot, "س")
        office.idle.now += limit - 1
        await idle_checked(pilot)
        assert isinstance(pilot.app.screen, ReceptionScreen)

        office.idle.now += 1
        await idle_checked(pilot)
        assert isinstance(pilot.app.screen, LockScreen)


async def test_the_officers_password_opens_it_where_the_work_was(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        await open_walk(pilot, sample)
        await pilot.press("f9")
        await shown(pilot, AskReason)
        await write(pilot, "half a rea")
        await fall_asleep(pilot, office)

        await write(pilot, "wrong\r")
        await says(pilot, "The password is wrong.")
        assert pilot.app.screen.query_one("#password", Input).value == ""
        assert pilot.app.focused is pilot.app.screen.query_one("#password")
        await write(pilot, password_of(office) + "\r")

        dialog = await shown(pilot, AskReason)
        assert dialog.query_one("#reason", LongField).text == "half a rea"
        await write(pilot, "son\r")
        await until(pilot, lambda: office.judgement(sample, 1))
        assert office.events("staff:session:unlocked") == 1


async def test_a_colleagues_password_does_not_open_it(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        await fall_asleep(pilot, office)

        await write(pilot, password_of(office, "clerk2") + "\r")

        await says(pilot, "The password is wrong.")
        assert isinstance(pilot.app.screen, LockScreen)


async def test_no_other_key_opens_it_however_long_it_stands(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        await open_card(pilot, sample.tracking_code)
        await fall_asleep(pilot, office)
        for _ in range(3):
            office.idle.now += 1000
            await idle_checked(pilot)

        await pilot.press("escape", "f5", "f8", "f10", "tab", "tab", "space", "enter", "f2", "f2")
        await settled(pilot)

        assert [type(screen) for screen in pilot.app.screen_stack[1:]] == [
            ReceptionScreen,
            CardScreen,
            LockScreen,
        ]
        assert isinstance(pilot.app.screen, LockScreen)


async def test_signing_out_of_a_locked_station_shows_nothing_of_the_work(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    person = office.card(sample).person
    async with counter(office) as pilot:
        await open_walk(pilot, sample)
        await settled(pilot)
        read = office.events("person:card:opened")
        await fall_asleep(pilot, office)
        for _ in range(3):
            office.idle.now += 1000
            await idle_checked(pilot)

        await pilot.press("f12")
        while not isinstance(pilot.app.screen, SignInScreen):
            assert isinstance(pilot.app.screen, LockScreen)
            await pilot.pause()
        await settled(pilot)

        text = text_of(pilot.app)
        assert person.national_code not in text
        assert person.full_name_lat not in text
        assert kiosk(pilot).officer is None
        assert office.events("person:card:opened") == read
        assert office.events("staff:session:ended") == 1
        assert len(pilot.app.screen_stack) == 1
        assert notices(pilot.app) == ""


async def test_the_next_officer_goes_on_with_what_the_last_one_left(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        await open_walk(pilot, sample)
        await fall_asleep(pilot, office)
        await pilot.press("f12")
        await shown(pilot, SignInScreen)
        await settled(pilot)

        kiosk(pilot).admit(office.officer("clerk2"))
        await shown(pilot, ReceptionScreen)
        await open_card(pilot, sample.tracking_code)
        await pilot.press("f5")

        await says(pilot, "clerk1 is working on this request at counter-1 until ")


async def test_nothing_locks_while_nobody_is_signed_in(office: SmallOffice) -> None:
    app = station(office)
    async with running(app) as pilot:
        office.idle.now += 10_000
        await idle_checked(pilot)

        assert isinstance(app.screen, SignInScreen)


async def test_a_scan_does_nothing_to_a_locked_station(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        lock = await fall_asleep(pilot, office)
        await write(pilot, "abc")

        await write(pilot, sample.receipt + "\r")
        await settled(pilot)

        assert pilot.app.screen is lock
        assert lock.query_one("#password", Input).value == "abc"
        assert office.events("person:card:looked-up") == 0
        assert office.events("staff:session:refused") == 0


async def test_too_many_wrong_passwords_lock_the_account_here_too(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        await fall_asleep(pilot, office)
        for _ in range(office.config.security.failures_per_quarter_hour):
            await write(pilot, "wrong\r")
            await settled(pilot)

        await write(pilot, password_of(office) + "\r")

        await says(pilot, "Too many failed attempts. Try again after ")
        assert isinstance(pilot.app.screen, LockScreen)


async def test_a_locked_walk_still_stands_after_unlocking(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        walk = await open_walk(pilot, sample)
        await fall_asleep(pilot, office)

        await write(pilot, password_of(office) + "\r")

        assert await shown(pilot, WalkScreen) is walk
        await pilot.press("f5")
        await until(pilot, lambda: office.judgement(sample, 1))


@pytest.mark.parametrize("size", SIZES)
async def test_the_lock_is_whole_at_every_size(office: SmallOffice, size: tuple[int, int]) -> None:
    async with counter(office, size=size) as pilot:
        await fall_asleep(pilot, office)

        text = text_of(pilot.app)
        for wanted in ("Locked", office.officer().name.en, "Password", "Unlock", "Sign out"):
            assert wanted in text, text
        assert "Sign out" in lines_of(pilot.app)[-1]
