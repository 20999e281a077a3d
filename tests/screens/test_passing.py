"""A walk that one clerk leaves and another takes over."""

from __future__ import annotations

from kiosk.domain.request import Request
from kiosk.domain.request import RequestState as State
from kiosk.domain.roles import Officer
from kiosk.domain.verification import Verdict
from kiosk.services import originals, verification
from screens.counter.card import CardScreen
from screens.counter.decision import DecisionScreen
from screens.counter.reception import ReceptionScreen
from screens.counter.sign_in import SignInScreen
from screens.counter.walk import WalkScreen
from screens.supervisor.closing import ClosingScreen
from screens.supervisor.home import HomeScreen
from screens.widgets.ask_form import AskForm
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import Confirm
from tests.kiosk.services.walking import MISSING, judged, matching
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
        assert "The originals are with clerk1" in text_of(pilot.app)
        await pilot.press("f5")
        await shown(pilot, Choose)
        await says(pilot, "clerk1 has the originals. Did they")
        await pilot.press("down", "enter")
        await shown(pilot, WalkScreen)
        await says(pilot, f"“{NOTE}”")
        await pilot.press("f2")
        await says(pilot, "از clerk1")
        await says(pilot, "۱ از ۳ مدرک بررسی شده است")
        await pilot.press("f7")
        await until(pilot, lambda: office.judgement(sample, 2))
        await until(pilot, lambda: "از clerk1" not in text_of(pilot.app))
        assert "اصل مدارک نزد clerk1 است" in text_of(pilot.app)
    said = office.judgement(sample, 2)
    assert said is not None
    assert said.verdict is Verdict.ORIGINAL_MISSING


async def test_originals_come_over_and_go_back_and_nobody_signs_out_with_them_unasked(
    office: SmallOffice,
) -> None:
    sample = office.sample(State.NO_SHOW)
    request, clerk1, clerk2 = office.request(sample), office.officer(), office.officer("clerk2")
    walk = verification.open_walk(office.desk, clerk1, request.id)
    judged(office.desk, clerk1, request.id, 1, matching(walk, 1))
    verification.leave_walk(office.desk, clerk1, request.id)

    def held() -> list[str]:
        return [each.login for each in originals.on_desk(office.desk, clerk1, request.id)]

    async with counter(office, "clerk2", size=NARROW) as pilot:
        await open_card(pilot, sample.tracking_code)
        await pilot.press("f5")
        await shown(pilot, Choose)
        await pilot.press("enter")
        await until(pilot, lambda: held() == ["clerk2"])
        await shown(pilot, WalkScreen)
        await until(pilot, lambda: "The originals are with" not in text_of(pilot.app))
        await pilot.press("escape")
        await shown(pilot, AskForm)
        await pilot.press("enter")
        await shown(pilot, CardScreen)
        await pilot.press("escape")
        await shown(pilot, ReceptionScreen)

        await pilot.press("f12")
        await shown(pilot, Confirm)
        await says(pilot, "Originals of these requests are still with you:")
        await says(pilot, f"{sample.tracking_code}. Give them back")
        await pilot.press("escape")
        await shown(pilot, ReceptionScreen)
        assert office.events("staff:session:ended") == 0

        judge_all(office, clerk2, request)
        await open_card(pilot, sample.tracking_code)
        await pilot.press("f5")
        await shown(pilot, WalkScreen)
        await pilot.press("f10")
        await shown(pilot, DecisionScreen)
        await says(pilot, "Documents are incomplete.")
        await pilot.press("f5")
        await shown(pilot, Choose)
        await says(pilot, "Where are the originals now?")
        await pilot.press("enter")
        await shown(pilot, CardScreen)
        assert held() == []
        await pilot.press("escape")
        await shown(pilot, ReceptionScreen)
        await pilot.press("f12")
        await shown(pilot, SignInScreen)


def judge_all(office: SmallOffice, clerk: Officer, request: Request) -> None:
    """The last document is missing."""
    walk = verification.open_walk(office.desk, clerk, request.id)
    for line in (1, 2):
        judged(office.desk, clerk, request.id, line, matching(walk, line))
    judged(office.desk, clerk, request.id, 3, MISSING)


async def test_the_supervisor_sees_whose_desk_originals_are_on_and_says_they_went_back(
    office: SmallOffice,
) -> None:
    sample = office.sample(State.NO_SHOW)
    request, clerk = office.request(sample), office.officer()
    judge_all(office, clerk, request)
    async with counter(office, "supervisor") as pilot:
        await pilot.press("f8")
        await shown(pilot, HomeScreen)
        await pilot.press("f8")
        await shown(pilot, ClosingScreen)
        await says(pilot, f"Originals still on a desk: {sample.tracking_code} (clerk1)")
        await pilot.press("escape", "escape")
        await shown(pilot, ReceptionScreen)
        card = await open_card(pilot, sample.tracking_code)
        await says(pilot, "The originals are with clerk1")
        await pilot.press("f10")
        await shown(pilot, Choose)
        await says(pilot, "The originals came over to me")
        await pilot.press("end", "enter")
        await until(pilot, lambda: not originals.on_desk(office.desk, clerk, request.id))
        await until(pilot, lambda: "The originals are with" not in text_of(pilot.app))
        assert card.is_current
