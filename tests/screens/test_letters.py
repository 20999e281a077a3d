"""The centre is asked by a letter, reminded, and its answer is written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from textual.pilot import Pilot

from kiosk.domain.catalogue import CENTRE
from kiosk.domain.inquiry import Answer, Asked
from kiosk.domain.request import RequestState as State
from kiosk.services import centre
from screens.supervisor.sent import SentScreen
from screens.supervisor.to_send import ToSendScreen
from screens.widgets.ask_form import AskForm
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import Confirm
from tests.screens.offices import NARROW, SmallOffice, counter, open_list, write
from tests.screens.test_outputs import at
from tests.waiting import says, settled, shown, text_of, until

BOSS = "supervisor"


def printed(office: SmallOffice) -> list[Path]:
    return sorted(office.config.printed_folder.glob("*letter*"))


def state_of(office: SmallOffice, line: Asked) -> State:
    return office.store.read(lambda work: work.requests.get(line.request.id)).state


async def test_what_is_marked_goes_in_one_printed_letter(office: SmallOffice) -> None:
    waiting = centre.to_send(office.desk, office.officer(BOSS))
    assert len(waiting) >= 2
    async with counter(office, BOSS, NARROW) as pilot:
        screen = await open_list(pilot, 3, ToSendScreen)
        await until(pilot, lambda: len(screen._lines or ()) == len(waiting))
        await pilot.press("space", "down", "enter", "f5")
        if len({line.addressee for line in waiting[:2]}) == 1 and waiting[0].addressee != CENTRE:
            await shown(pilot, Choose)
            await pilot.press("enter")
        confirm = await shown(pilot, Confirm)
        assert "Requests in it: 2" in confirm._question()
        await pilot.press("enter")

        await says(pilot, "Sent to")
        await until(pilot, lambda: len(screen._lines or ()) == len(waiting) - 2)
    asked = [
        line
        for line in centre.sent(office.desk, office.officer(BOSS))
        if line.request.id in {each.request.id for each in waiting[:2]}
    ]
    assert len({line.inquiry.sent_no for line in asked}) == 1
    assert [state_of(office, line) for line in asked] == [State.SENT, State.SENT]
    assert len(printed(office)) == 1


async def test_without_a_yes_no_letter_is_written_and_an_empty_list_says_so(office: SmallOffice) -> None:
    boss = office.officer(BOSS)
    waiting = centre.to_send(office.desk, boss)
    for line in waiting[1:]:
        command = office.desk.command("centre:letter:sent", boss)
        centre.send(office.desk, command, (line.request.id,), CENTRE)
    async with counter(office, BOSS) as pilot:
        await open_list(pilot, 3, ToSendScreen)
        await says(pilot, waiting[0].request.tracking_code)
        await pilot.press("f5")
        if waiting[0].addressee != CENTRE:
            await shown(pilot, Choose)
            await pilot.press("down", "enter")
        await shown(pilot, Confirm)
        await pilot.press("escape")
        await shown(pilot, ToSendScreen)
        assert len(centre.to_send(office.desk, boss)) == 1

        command = office.desk.command("centre:letter:sent", boss)
        centre.send(office.desk, command, (waiting[0].request.id,), CENTRE)
        await pilot.press("f9")
        await says(pilot, "No request waits for a letter.")
        await pilot.press("f5", "space", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ToSendScreen)


async def to_first(pilot: Pilot[None], office: SmallOffice) -> Asked:
    screen = await open_list(pilot, 4, SentScreen)
    await until(pilot, lambda: screen._lines)
    assert screen.marked is not None
    return screen.marked


async def fill_in(pilot: Pilot[None], choice: int, *texts: str) -> None:
    await shown(pilot, AskForm)
    await until(pilot, lambda: at(pilot, "answer"))
    await pilot.press("enter")
    await shown(pilot, Choose)
    await pilot.press(*["down"] * choice, "enter")
    for name, text in zip(("number", "on", "text"), texts, strict=False):
        await until(pilot, lambda name=name: at(pilot, name))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        await write(pilot, f"{text}\r")


async def test_an_answer_is_written_down_with_its_words(office: SmallOffice) -> None:
    async with counter(office, BOSS, NARROW) as pilot:
        line = await to_first(pilot, office)
        await pilot.press("enter")
        today = office.desk.today().isoformat()
        await fill_in(pilot, 1, "72/9", today, "the file is not complete")
        await shown(pilot, Confirm)
        assert "the centre disagrees" in text_of(pilot.app)
        await pilot.press("enter")

        await says(pilot, "The answer is recorded. The request is now “centre disagrees”.")
    assert state_of(office, line) is State.REPLY_NO
    reply = office.store.read(lambda work: work.letters.inquiry(line.inquiry.id)).reply
    assert reply is not None
    assert (reply.answer, reply.number, reply.text) == (Answer.NO, "72/9", "the file is not complete")


async def test_an_answer_older_than_the_letter_is_refused_and_can_be_put_right(office: SmallOffice) -> None:
    async with counter(office, BOSS) as pilot:
        line = await to_first(pilot, office)
        await pilot.press("f5")
        before = line.inquiry.sent_on - timedelta(days=1)
        await fill_in(pilot, 0, "72/9", before.isoformat())
        await shown(pilot, Confirm)
        await pilot.press("enter")

        form = await shown(pilot, AskForm)
        await until(pilot, lambda: form.query("#field-number"))
        assert state_of(office, line) is State.SENT


async def test_a_late_answer_is_reminded_of_and_silence_counts_where_the_service_says_so(
    office: SmallOffice,
) -> None:
    kind = office.desk.catalogue.services
    silent = {code: replace(service, silence_agrees=code == "PCC-01") for code, service in kind.items()}
    later = office.desk.now() + timedelta(days=400)
    catalogue = replace(office.desk.catalogue, services=silent)
    office.desk = replace(office.desk, catalogue=catalogue, now=lambda: later)
    async with counter(office, BOSS, NARROW) as pilot:
        line = await to_first(pilot, office)
        await says(pilot, "days late")
        await pilot.press("f6")
        await shown(pilot, Confirm)
        await pilot.press("enter")
        await says(pilot, "reminded")
        await until(pilot, lambda: len(printed(office)) == 1)
        screen = await shown(pilot, SentScreen)
        await pilot.press("f8")
        await until(pilot, lambda: len(printed(office)) == 2)

        lines = screen._lines or ()
        agrees = next(number for number, each in enumerate(lines) if each.request.service == "PCC-01")
        screen.query_one("#waiting").move_cursor(row=agrees)  # type: ignore[attr-defined]  # a table
        await until(pilot, lambda: screen.marked is lines[agrees])
        await pilot.press("f7")
        await shown(pilot, Confirm)
        await pilot.press("enter")
        await says(pilot, "The answer is recorded.")
    assert state_of(office, lines[agrees]) is State.REPLY_OK
    assert office.store.read(lambda work: work.letters.inquiry(line.inquiry.id)).reminded_on
