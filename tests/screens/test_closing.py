"""The day on one screen: what blocks is named with its key, and F5 leads from the opening to the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from textual.pilot import Pilot
from textual.widgets import DataTable, OptionList

from kiosk.domain.course import RequestState as State
from kiosk.domain.day import DayState, SampleVerdict
from kiosk.domain.ending import Refusal
from kiosk.domain.opening import Span
from kiosk.domain.serials import run
from kiosk.domain.stock import Act, Moment
from kiosk.services import (
    balancing,
    ending,
    printing,
    queueing,
    stock,
    stock_counting,
    stock_keeping,
    working_day,
)
from kiosk.services.balancing import Balance
from kiosk.services.stock_counting import Counted
from kiosk.services.stock_keeping import Handled, Range
from kiosk.words import Words
from screens.counter.card import CardScreen
from screens.counter.certificate import CertificateScreen
from screens.persian.long_field import LongField
from screens.supervisor.blanks import BlanksScreen
from screens.supervisor.closing import ClosingScreen
from screens.supervisor.closing_steps import draw_question
from screens.supervisor.home import HomeScreen
from screens.supervisor.unchecked import UncheckedScreen
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import AskReason, Confirm
from tests.kiosk.services.expecting import with_hours
from tests.printouts.papers import text_of
from tests.screens.offices import NARROW, SmallOffice, counter, write
from tests.waiting import lines_of, says, settled, shown, until

BOSS = "supervisor"


def ready_to_close(office: SmallOffice) -> None:
    """Every print is looked at, every form counted, and something is finished."""
    desk, clerk = office.desk, office.officer("clerk1")
    for request in desk.store.read(lambda work: work.requests.in_state(State.PRINTED)):
        paper = desk.command("certificate:paper:good", clerk)
        printing.paper_is_good(desk, paper, request.id)
    for held in stock.in_hand(desk, clerk):
        first, _, last = held.serials.partition("–")
        back = Handled(Act.TAKE_BACK, Range(held.kind, run(first, last)))
        stock_keeping.handle(desk, desk.command("stock:taken-back", office.officer(BOSS)), back, clerk)
    for kind in stock.overview(desk, office.officer(BOSS)):
        said = Counted(kind.kind, Moment.CLOSING, kind.in_stock)
        if kind.is_kept:
            command = desk.command("stock:counted", office.officer(BOSS))
            stock_counting.count(desk, command, said, clerk)
    for request in desk.store.read(lambda work: work.requests.in_state(State.SUSPENDED)):
        command = desk.command("request:record:refused", office.officer(BOSS))
        ending.refuse(desk, command, request.id, (Refusal.FORGED, "as seen"))


async def test_f5_leads_from_the_opening_to_the_report(office: SmallOffice) -> None:
    desk, sample = office.desk, office.sample(State.RECEIPTED)
    boss = office.officer(BOSS)
    async with counter(office, BOSS, NARROW) as pilot:
        await pilot.press("f8")
        await shown(pilot, HomeScreen)
        await says(pilot, "The day is not open yet")
        await pilot.press("f8")
        screen = await shown(pilot, ClosingScreen)
        await says(pilot, "opens the day.")
        await pilot.press("f5")
        await until(pilot, lambda: balancing.balance(desk, boss).day is not None)
        await pilot.press("escape")
        await shown(pilot, HomeScreen)
        await until(pilot, lambda: "The day is not open yet" not in "\n".join(lines_of(pilot.app)))
        await pilot.press("f8")
        screen = await shown(pilot, ClosingScreen)

        taken = desk.command("queue:ticket:taken", office.officer())
        ticket = queueing.take_ticket(desk, taken, queueing.Arrival((office.request(sample).id,)))
        await pilot.press("f9")
        await says(pilot, "F5 ends the intake")
        await says(pilot, str(ticket.number))
        await says(pilot, "Printed, not looked at")
        await says(pilot, "F4 lists them")
        await says(pilot, "Blanks still in hands: clerk1: T40000001–T40000005")
        await pilot.press("f4")
        await shown(pilot, UncheckedScreen)
        await says(pilot, office.sample(State.PRINTED).tracking_code)
        await pilot.press("enter")
        await shown(pilot, CardScreen)
        await pilot.press("f5")
        await shown(pilot, CertificateScreen)
        await pilot.press("escape")
        await shown(pilot, CardScreen)
        await pilot.press("escape")
        await shown(pilot, UncheckedScreen)
        await pilot.press("escape")
        await shown(pilot, ClosingScreen)
        await pilot.press("f6")
        await shown(pilot, BlanksScreen)
        await pilot.press("escape")
        await shown(pilot, ClosingScreen)
        await pilot.press("f5")
        await shown(pilot, Confirm)
        await pilot.press("enter")
        await says(pilot, "Settle what is marked")
        await pilot.press("f5")
        await settled(pilot)
        assert balancing.balance(desk, boss).sample == ()

        ready_to_close(office)
        await pilot.press("f9")
        await says(pilot, "F5 draws the cases")
        assert "F4" not in lines_of(pilot.app)[-1], "Nothing is left to be looked at."
        await pilot.press("f5")
        await shown(pilot, Confirm)
        await says(pilot, "ends for today")
        await pilot.press("enter")
        await says(pilot, "Look at each case")
        table = screen.query_one("#sample", DataTable)
        cases = balancing.balance(desk, boss).sample
        await until(pilot, lambda: table.row_count == len(cases))
        await judge_all(pilot, len(cases))

        await says(pilot, "F5 closes the day")
        await pilot.press("f5")
        await shown(pilot, Confirm)
        await pilot.press("enter")
        await says(pilot, "The day is closed. F8 prints its report.")
        found = balancing.balance(desk, boss)
        assert found.day is not None
        assert found.day.state is DayState.CLOSED
        assert [case.verdict for case in found.sample].count(SampleVerdict.FINDING) == 1
        await until(pilot, lambda: list(office.config.printed_folder.glob("day-*")))
        (paper,) = office.config.printed_folder.glob("day-*")
        assert "a blurred stamp" in text_of(paper.read_bytes())
        await pilot.press("f3")
        await until(pilot, lambda: list(office.config.printed_folder.glob("shift-*")))


async def judge_all(pilot: Pilot[None], count: int) -> None:
    """The first with a finding, the others in order; the card of one is looked at."""
    screen = pilot.app.screen
    assert isinstance(screen, ClosingScreen)
    for at in range(count):
        screen.query_one("#sample", DataTable).move_cursor(row=at)
        await pilot.press("enter")
        choices = (await shown(pilot, Choose)).query_one("#list", OptionList)
        await until(pilot, lambda choices=choices: choices.highlighted == 0)  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        if at == 0:
            await pilot.press("down", "enter")
            asking = await shown(pilot, AskReason)
            await until(pilot, lambda asking=asking: isinstance(asking.focused, LongField))  # type: ignore[misc]  # the same
            await write(pilot, "a blurred stamp")
        await pilot.press("enter")
        await shown(pilot, ClosingScreen)
        await until(pilot, lambda at=at: _judged(screen) > at)  # type: ignore[misc]  # the same
    await pilot.press("f7")
    await shown(pilot, CardScreen)
    await pilot.press("escape")
    await shown(pilot, ClosingScreen)


def _judged(screen: ClosingScreen) -> int:
    table = screen.query_one("#sample", DataTable)
    return sum(bool(table.get_row_at(row)[3].plain) for row in range(table.row_count))


async def test_a_day_that_was_left_open_is_named_and_led_to(office: SmallOffice) -> None:
    desk, boss = office.desk, office.officer(BOSS)
    command = desk.command("day:record:opened", boss)
    working_day.open_day(desk, replace(command, at=command.at - timedelta(days=1)))
    yesterday = desk.today() - timedelta(days=1)
    async with counter(office, BOSS, NARROW) as pilot:
        await pilot.press("f8")
        await shown(pilot, HomeScreen)
        await says(pilot, "is not closed yet: F8 leads there.")
        await says(pilot, "The day is not open yet")
        await pilot.press("f8")
        await shown(pilot, ClosingScreen)
        await says(pilot, f"{yesterday.isoformat()}")
        await says(pilot, "was not closed. F10: today.")
        await pilot.press("f10")
        await says(pilot, "F5 opens the day.")
        await pilot.press("f5")
        await until(pilot, lambda: balancing.balance(desk, boss, desk.today()).day is not None)
        await says(pilot, "Today. F10 leads to")
        await pilot.press("f10")
        await says(pilot, "was not closed. F10: today.")
        await pilot.press("f5")
        await shown(pilot, Confirm)
        await says(pilot, "End the intake of")
        await pilot.press("enter")
        await until(pilot, lambda: _intake_ended(balancing.balance(desk, boss, yesterday)))
        assert not _intake_ended(balancing.balance(desk, boss, desk.today()))


def _intake_ended(found: Balance) -> bool:
    return found.day is not None and found.day.intake_ended_at is not None


def test_before_its_hours_are_over_the_draw_says_that_the_office_is_open(office: SmallOffice) -> None:
    """At half past ten nobody may be waiting, and yet the day is not over."""
    desk, words = office.desk, Words("en")
    until_midnight = with_hours(desk, dict.fromkeys(range(7), (Span(time(0), time.max),)))
    over = with_hours(desk, dict.fromkeys(range(7), (Span(time(0), time(0, 0, 1)),)))

    assert "is open until 23:59, but its work ends now" in draw_question(words, until_midnight, desk.today())
    assert "ends for today" in draw_question(words, over, desk.today())
    yesterday = desk.today() - timedelta(days=1)
    assert yesterday.isoformat() in draw_question(words, until_midnight, yesterday)
