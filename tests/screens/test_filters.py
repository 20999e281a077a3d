"""The search inside the supervisor's lists, and what is kept on the keys 1-9."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import DataTable, Input

from kiosk.services import approval
from screens.supervisor.approvals import ApprovalsScreen
from screens.supervisor.filter_bar import fits, key_of
from screens.supervisor.home import HomeScreen
from screens.widgets.choice_field import Choose
from tests.screens.offices import NARROW, SmallOffice, counter, open_list, write
from tests.waiting import says, settled, shown, text_of, until

BOSS = "supervisor"


def count(pilot: Pilot[None]) -> int:
    return pilot.app.screen.query_one("#waiting", DataTable).row_count


def test_every_word_must_stand_in_one_of_the_facts_whatever_its_spelling() -> None:
    key = key_of(["كريمي علی‌رضا", "KARIMI", "STU-02 ۱۲۳"])

    for wanted in ("", "کریمی", "علیرضا", "karimi 123", "stu-02 كريمى", "رضا"):
        assert fits(key, wanted), wanted
    for wanted in ("karimi احمدی", "karimistu", "1234"):
        assert not fits(key, wanted), wanted


async def test_a_list_narrows_while_one_types_and_what_is_found_can_be_opened(office: SmallOffice) -> None:
    lines = approval.waiting(office.desk, office.officer(BOSS))
    wanted = lines[-1]
    async with counter(office, BOSS, NARROW) as pilot:
        screen = await open_list(pilot, 1, ApprovalsScreen)
        await until(pilot, lambda: count(pilot) == len(lines))
        await pilot.press("f3")
        # By the Persian name, while the English one is shown.
        await write(pilot, wanted.name_fa.replace("ی", "ي").replace("ک", "ك"))
        await until(pilot, lambda: count(pilot) < len(lines))
        await says(pilot, f"of {len(lines)}")
        await write(pilot, f" {wanted.request.tracking_code}")
        await until(pilot, lambda: count(pilot) == 1)
        assert screen.marked is not None
        assert screen.marked.request.id == wanted.request.id
        await write(pilot, "zzz")
        await says(pilot, "No line has all these words;")
        assert screen.marked is None

        await pilot.press("escape")
        await until(pilot, lambda: count(pilot) == len(lines))
        assert pilot.app.screen is screen
        await pilot.press("escape")
        await shown(pilot, HomeScreen)


async def test_a_filter_is_kept_on_a_key_of_either_keyboard_and_is_there_another_day(
    office: SmallOffice,
) -> None:
    lines = approval.waiting(office.desk, office.officer(BOSS))
    wanted = lines[0].request.tracking_code
    async with counter(office, BOSS, NARROW) as pilot:
        await open_list(pilot, 1, ApprovalsScreen)
        await until(pilot, lambda: count(pilot) == len(lines))
        await write(pilot, "3")
        await says(pilot, "Nothing is kept on 3 yet")
        await pilot.press("slash")
        await write(pilot, wanted)
        await until(pilot, lambda: count(pilot) == 1)
        await pilot.press("f4")
        await shown(pilot, Choose)
        await pilot.press("down", "down", "enter")
        await says(pilot, f"Kept filters:   3 {wanted}")

    async with counter(office, BOSS, NARROW) as pilot:
        screen = await open_list(pilot, 1, ApprovalsScreen)
        await says(pilot, wanted)
        await until(pilot, lambda: count(pilot) == len(lines))
        await write(pilot, "۳")
        await until(pilot, lambda: count(pilot) == 1)
        await pilot.press("f2")
        await until(pilot, lambda: "Kept filters" not in text_of(pilot.app))
        await settled(pilot)
        assert (count(pilot), screen.query_one("#wanted", Input).value) == (1, wanted)

        await pilot.press("escape", "f4")
        await shown(pilot, Choose)
        await pilot.press("enter")
        await until(pilot, lambda: not pilot.app.screen.query_one("#kept").display)
