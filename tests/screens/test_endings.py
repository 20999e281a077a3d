"""What a request can come to beside its usual way, from the card and from the decision."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from textual.pilot import Pilot
from textual.widgets import OptionList

from kiosk.domain.request import Request
from kiosk.domain.request import RequestState as State
from kiosk.services import verification
from screens.counter.card import CardScreen
from screens.counter.decision import DecisionScreen
from screens.widgets.ask_form import AskForm
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import Confirm
from tests import makers
from tests.screens.offices import NARROW, SmallOffice, counter, open_card, open_walk, write
from tests.waiting import lines_of, says, settled, shown, text_of, until


async def offered(pilot: Pilot[None]) -> list[str]:
    """The names in the list that F10 opens."""
    await pilot.press("f10")
    await shown(pilot, Choose)
    return names(pilot)


def names(pilot: Pilot[None]) -> list[str]:
    return [str(option.prompt) for option in pilot.app.screen.query_one(OptionList).options]


async def choose(pilot: Pilot[None], name: str) -> None:
    """From the list that stands there."""
    listed = pilot.app.screen.query_one(OptionList)
    listed.highlighted = next(no for no, each in enumerate(names(pilot)) if name in each)
    await pilot.press("enter")
    await shown(pilot, AskForm)


async def choose_in_form(pilot: Pilot[None], field: str, name: str) -> None:
    await until(pilot, lambda: focus(pilot) == f"field-{field}")
    await pilot.press("enter")
    await shown(pilot, Choose)
    await choose(pilot, name)


def focus(pilot: Pilot[None]) -> str | None:
    return pilot.app.focused.id if pilot.app.focused else None


async def give_reason(pilot: Pilot[None], reason: str) -> None:
    await until(pilot, lambda: focus(pilot) == "field-reason")
    await write(pilot, f"{reason}\r")


async def confirm(pilot: Pilot[None]) -> None:
    await shown(pilot, Confirm)
    await pilot.press("enter")
    await says(pilot, "Done.")


def last_reason(office: SmallOffice, request_id: UUID) -> str:
    return office.store.read(lambda work: work.requests.history(request_id))[-1].reason


async def test_a_request_is_cancelled_with_a_reason_and_only_after_a_second_question(
    office: SmallOffice,
) -> None:
    waiting = (sample for sample in office.made.samples if sample.state == State.RECEIPTED.value)
    sample = next(each for each in waiting if len(office.card(each).requests) == 1)
    async with counter(office, size=NARROW) as pilot:
        await open_card(pilot, sample.tracking_code)
        assert await offered(pilot) == ["Cancel it", "Give it an appointment, or another one"]
        await choose(pilot, "Cancel it")
        await pilot.press("enter")
        await says(pilot, "“Reason” is empty.")
        await give_reason(pilot, "moved away")
        await shown(pilot, Confirm)
        assert f"Cancel request {sample.tracking_code}?" in " ".join(text_of(pilot.app).split())
        await pilot.press("escape")
        await shown(pilot, AskForm)
        await says(pilot, "moved away")
        assert office.request(sample).state is State.RECEIPTED

        await pilot.press("enter")
        await confirm(pilot)

        await shown(pilot, CardScreen)
        await settled(pilot)
        line = next(each for each in lines_of(pilot.app) if "cancelled" in each)
        assert sample.tracking_code in line
        assert last_reason(office, office.request(sample).id) == "moved away"
        pilot.app.clear_notifications()
        await pilot.press("f10")
        await says(pilot, "Nothing else can be done with this request now.")
    assert office.request(sample).state is State.CANCELLED


async def test_in_the_walk_no_capacity_is_refused_and_nothing_worse_can_be_said(office: SmallOffice) -> None:
    sample = office.sample(State.NO_SHOW)
    async with counter(office, size=NARROW) as pilot:
        await open_walk(pilot, sample)
        for line in (1, 2, 3):
            await says(pilot, f"document {line} of 3")
            await pilot.press("f5")
        await shown(pilot, DecisionScreen)
        assert (await offered(pilot))[:3] == ["Return it for correction", "Refuse it", "Cancel it"]
        await choose(pilot, "Refuse it")
        await pilot.press("enter")
        await shown(pilot, Choose)
        assert [name.partition(":")[0] for name in names(pilot)] == ["No capacity", "Under pressure"]
        await choose(pilot, "No capacity")
        await give_reason(pilot, "could not say what the paper is for")
        await confirm(pilot)
        await says(pilot, "Where are the originals now?")
        await pilot.press("enter")

        await shown(pilot, CardScreen)
        await says(pilot, "no capa")
    assert office.request(sample).state is State.REFUSED
    assert office.request(sample).hold is None


async def test_a_request_with_wrong_answers_is_returned_out_of_its_walk(office: SmallOffice) -> None:
    sample = office.sample(State.VERIFYING)
    async with counter(office) as pilot:
        await open_card(pilot, sample.tracking_code)
        await offered(pilot)
        await choose(pilot, "Return it for correction")
        await give_reason(pilot, "the university is another")

        await says(pilot, "Done.")
        await says(pilot, "returned for correction")
    assert office.request(sample).state is State.RETURNED_FOR_CORRECTION


async def test_a_duplicate_is_tied_to_the_request_that_was_filed_before(office: SmallOffice) -> None:
    sample = office.sample(State.RECEIPTED)
    first = office.request(sample)
    twin = replace(
        makers.a_request(77, subject=first.subject_id, filer=first.filer_id, service=first.service),
        filed_at=office.desk.now(),
    )
    office.store.write(lambda work: work.requests.add(twin, office.desk.today()))
    async with counter(office) as pilot:
        await open_card(pilot, twin.tracking_code)
        await offered(pilot)
        await choose(pilot, "Tie it to another request")
        await choose_in_form(pilot, "earlier", f"{sample.tracking_code} · ")
        await give_reason(pilot, "the same request twice")

        await says(pilot, "Done.")
        await says(pilot, f"to “{sample.tracking_code}”")
    assert office.store.read(lambda work: work.requests.get(twin.id)).follows == first.id


async def test_a_doubt_is_cleared_or_refused_by_the_supervisor(office: SmallOffice) -> None:
    sample = office.sample(State.SUSPENDED)
    async with counter(office, "supervisor") as pilot:
        await open_card(pilot, sample.tracking_code)
        assert {"Refuse it", "Open its verification again"} <= set(await offered(pilot))
        assert "Cancel it" not in names(pilot)
        await choose(pilot, "Refuse it")
        await choose_in_form(pilot, "code", "Forged documents")
        await give_reason(pilot, "the university knows no such seal")
        await confirm(pilot)
        await says(pilot, "forged documents: the university")
    assert office.request(sample).state is State.REFUSED


async def test_what_changed_meanwhile_is_refused_and_what_was_typed_stays(office: SmallOffice) -> None:
    sample = office.sample(State.RECEIPTED)
    request: Request = office.request(sample)
    async with counter(office) as pilot:
        await open_card(pilot, sample.tracking_code)
        await offered(pilot)
        await choose(pilot, "Cancel it")
        verification.open_walk(office.desk, office.officer("clerk2"), request.id)
        await give_reason(pilot, "moved away")
        await shown(pilot, Confirm)
        await pilot.press("enter")

        await says(pilot, "clerk2 is working on this request")
        await shown(pilot, AskForm)
        await says(pilot, "moved away")
    assert office.request(sample).state is State.VERIFYING
