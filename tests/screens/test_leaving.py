from __future__ import annotations

from screens.counter.sign_in import SignInScreen
from tests.screens.offices import SmallOffice, counter, kiosk, running, station
from tests.waiting import shown, until


async def test_ctrl_q_leaves_from_the_sign_in(office: SmallOffice) -> None:
    app = station(office)
    async with running(app) as pilot:
        await shown(pilot, SignInScreen)

        await pilot.press("ctrl+q")

        await until(pilot, lambda: app._exit, "the end")


async def test_leaving_signs_the_officer_out(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        app = kiosk(pilot)

        await pilot.press("ctrl+q")

        await until(pilot, lambda: app._exit, "the end")
    assert office.events("staff:session:ended") == 1


async def test_what_was_cut_is_forgotten_at_sign_out(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        app = kiosk(pilot)
        app.copy_to_clipboard("0932833810")

        await pilot.press("f12")

        await shown(pilot, SignInScreen)
        await until(pilot, lambda: app.clipboard == "", "an empty clipboard")
