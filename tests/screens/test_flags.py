"""Rules where the decision is made: answered at the counter, let pass by a supervisor."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from textual.pilot import Pilot

from kiosk.domain.request import Request, RequestState
from kiosk.services import demonstration, ruling
from kiosk.services.ports import Work
from screens.counter.card import CardScreen
from screens.counter.decision import DecisionScreen
from screens.counter.flags import AskSupervisor
from screens.counter.walk import WalkScreen
from screens.persian.long_field import LongField
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import AskReason
from screens.widgets.flag_list import FlagList
from tests.kiosk.services.office import Wish, filed
from tests.kiosk.services.walking import decided
from tests.screens.offices import NARROW, SmallOffice, counter, open_card, open_dossier, write
from tests.waiting import notices, says, shown, text_of, until

UNKNOWN_FILE = Wish(grounded=False)


async def to_decision(pilot: Pilot[None], request: Request) -> DecisionScreen:
    """Every document matches."""
    await open_card(pilot, request.tracking_code)
    await pilot.press("f5")
    walk = await shown(pilot, WalkScreen)
    for line in range(1, len(walk._walk.slots) + 1):
        await says(pilot, f"document {line} of")
        await pilot.press("f5")
    screen = await shown(pilot, DecisionScreen)
    await until(pilot, lambda: screen._flags is not None)
    return screen


def expire_permit(office: SmallOffice, request: Request) -> None:
    def act(work: Work) -> None:
        file = work.people.file(request.subject_id)
        assert file.permit is not None
        ended = office.desk.today() - timedelta(days=1)
        over = replace(file.permit, valid_from=ended - timedelta(days=300), valid_to=ended)
        work.people.change(file, replace(file, permit=over), office.desk.now())

    office.store.write(act)


def has_focus(pilot: Pilot[None], name: str) -> bool:
    return pilot.app.focused is not None and pilot.app.focused.id == name


async def prove(pilot: Pilot[None], *lines: str) -> None:
    """Each line goes to its field, and Enter to the next."""
    for name, line in zip(("login", "password", "code", "reason"), lines, strict=True):
        await until(pilot, partial(has_focus, pilot, name))
        await write(pilot, line)
        await pilot.press("enter")


def state(office: SmallOffice, request: Request) -> RequestState:
    return office.store.read(lambda work: work.requests.get(request.id)).state


async def test_a_question_stands_first_with_its_reason_and_its_answer_opens_the_decision(
    office: SmallOffice,
) -> None:
    request = filed(office.desk, wish=UNKNOWN_FILE)
    rule, answered = office.desk.catalogue.rule("student-file"), office.events("request:rule:answered")
    async with counter(office, size=NARROW) as pilot:
        screen = await to_decision(pilot, request)
        marked = screen.query_one(FlagList).marked
        assert marked is not None
        assert marked.rule == rule
        assert rule.why is not None
        for words in ("to be answered before the decision", rule.text.en.split()[0], "Not yet"):
            assert words in text_of(pilot.app)

        await pilot.press("f5")
        await until(pilot, lambda: "Answer this first" in notices(pilot.app))
        await pilot.press("enter")
        await shown(pilot, Choose)
        await pilot.press("enter")
        await says(pilot, "Submit for approval")
        await pilot.press("enter")
        await says(pilot, "Where are the originals now?")
        await pilot.press("enter")

        await shown(pilot, CardScreen)
    assert state(office, request) is RequestState.VERIFIED
    assert office.events("request:rule:answered") == answered + 1


async def test_an_expired_permit_is_let_pass_by_a_supervisor_who_signs_in_at_the_counter(
    office: SmallOffice,
) -> None:
    request = filed(office.desk)
    expire_permit(office, request)
    login = next(each for each in demonstration.logins(office.config) if each.role == "supervisor")
    async with counter(office) as pilot:
        await to_decision(pilot, request)
        assert "Record as incomplete" in text_of(pilot.app)

        await pilot.press("f6")
        await shown(pilot, AskSupervisor)
        code = demonstration.code_now(office.desk, login)
        await prove(pilot, login.login, login.password, code, "The new permit was seen")
        await says(pilot, "let pass by a supervisor")
        await pilot.press("f5")
        await says(pilot, "Where are the originals now?")
        await pilot.press("enter")

        await shown(pilot, CardScreen)
    assert state(office, request) is RequestState.VERIFIED
    flag = next(each for each in ruling.flags(office.desk, office.officer(), request.id) if each.overridden)
    assert (flag.rule.id, flag.overridden and flag.overridden.login) == ("permit-valid", login.login)


async def test_a_clerk_lets_nothing_pass_with_their_own_sign_in(office: SmallOffice) -> None:
    passed = office.events("request:rule:overridden")
    request = filed(office.desk)
    expire_permit(office, request)
    login = next(each for each in demonstration.logins(office.config) if each.role == "clerk")
    async with counter(office) as pilot:
        screen = await to_decision(pilot, request)
        await pilot.press("f6")
        await shown(pilot, AskSupervisor)
        code = demonstration.code_now(office.desk, login)
        await prove(pilot, login.login, login.password, code, "no reason")
        await until(pilot, lambda: notices(pilot.app) != "")
        again = await shown(pilot, AskSupervisor)
        await until(pilot, partial(has_focus, pilot, "password"))
        assert again.query_one("#reason", LongField).text == "no reason"
        await pilot.press("escape")
        await shown(pilot, DecisionScreen)
        assert not any(flag.overridden for flag in screen._flags or ())
    assert office.events("request:rule:overridden") == passed


async def test_a_supervisor_lets_a_rule_pass_in_the_dossier(office: SmallOffice) -> None:
    passed = office.events("request:rule:overridden")
    request = filed(office.desk)
    decided(office.desk, office.officer(), request.id)
    expire_permit(office, request)
    async with counter(office, login="supervisor") as pilot:
        dossier = await open_dossier(pilot, request)
        await until(pilot, lambda: dossier.query_one(FlagList).marked is not None)
        marked = dossier.query_one(FlagList).marked
        assert marked is not None
        assert marked.rule.id == "permit-valid"

        await pilot.press("f8")
        await shown(pilot, AskReason)
        await write(pilot, "seen at the ministry\r")
        await says(pilot, "let pass by a supervisor")
    assert office.events("request:rule:overridden") == passed + 1
