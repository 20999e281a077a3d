"""The keys that the last line of a screen offers; test_reads_right.py asks each screen."""

from __future__ import annotations

from textual.pilot import Pilot

from kiosk.domain.request import RequestState
from tests.screens.offices import NARROW, SmallOffice, counter, open_card
from tests.waiting import lines_of, until


def offered(pilot: Pilot[None]) -> dict[str, tuple[object, str, str]]:
    """Action → who does it, its English name and the words for it."""
    screen = pilot.app.screen
    return {
        active.binding.action: (active.node, active.binding.key, active.binding.description)
        for active in screen.active_bindings.values()
        if active.binding.show and active.enabled
    }


def keys_can_be_read(pilot: Pilot[None]) -> None:
    """Every key that is offered does something, and its words stand on the last line."""
    keys = offered(pilot)
    last = lines_of(pilot.app)[-1]

    assert keys
    for action, (node, key, description) in keys.items():
        target = pilot.app if action.startswith("app.") else node
        name = action.removeprefix("app.").partition("(")[0]
        assert hasattr(target, f"action_{name}"), action
        if key.startswith(("f", "escape")) and screen_has_footer(pilot):
            assert description in last, last


async def test_a_click_on_a_key_does_what_the_key_does(office: SmallOffice) -> None:
    async with counter(office, "clerk1", NARROW) as pilot:
        before = pilot.app.screen
        line = lines_of(pilot.app)[-1]

        await pilot.click("KeyLine", offset=(line.index("Sign out"), 0))

        await until(pilot, lambda: pilot.app.screen is not before)


async def test_a_narrow_card_shows_all_its_keys_in_persian(office: SmallOffice) -> None:
    async with counter(office, "clerk1", NARROW) as pilot:
        await open_card(pilot, office.sample(RequestState.NO_SHOW).tracking_code)
        await pilot.press("f2")
        await until(pilot, lambda: "بازگشت" in lines_of(pilot.app)[-1])

        last = lines_of(pilot.app)[-1]
        assert [said for _, key, said in offered(pilot).values() if said not in last] == []


def screen_has_footer(pilot: Pilot[None]) -> bool:
    """Questions have buttons instead."""
    return bool(pilot.app.screen.query("KeyLine"))
