"""The steps of a day, each asked before what cannot be undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.day import SampleCase, SampleVerdict
from kiosk.domain.form import Choice
from kiosk.services import closing, day_report, reception, shift, working_day
from kiosk.services.balancing import Balance, Point
from kiosk.services.desk import Desk
from kiosk.words import Words
from screens.base import KioskScreen
from screens.papers import save_paper
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import AskReason, Confirm, Say

_VERDICTS: Sequence[Choice] = (
    Choice(SampleVerdict.FINE.value, Bilingual("همه چیز درست است", "Everything is in order")),
    Choice(SampleVerdict.FINDING.value, Bilingual("ایرادی دیده شد", "Something was found")),
)


async def open_day(screen: KioskScreen[Any], _found: Balance) -> None:
    command = screen.desk.command("day:record:opened", screen.officer)
    if await screen.carry_out(working_day.open_day, screen.desk, command) is not None:
        screen.inform("The day is open.")


async def end_intake(screen: KioskScreen[Any], found: Balance) -> None:
    if not await _is_sure(
        screen,
        lambda: _intake_question(screen.words, screen.desk, found),
        lambda: screen.words("End the intake"),
    ):
        return
    command = screen.desk.command("day:intake:ended", screen.officer)
    rest = await screen.carry_out(closing.end_intake, screen.desk, command, found.on)
    if rest is None:
        return
    screen.inform("Tickets that are to come again: {count}.", count=len(rest.tickets))
    if rest.untold:
        await _is_sure(screen, lambda: _untold(screen, rest.untold), lambda: screen.words("Noted"))


def _intake_question(words: Words, desk: Desk, found: Balance) -> str:
    count = len(found.open[Point.TICKETS])
    if found.on != desk.today():
        day = words.full_day(found.on)
        return words("End the intake of {day}? To come again: {count}.", day=day, count=count)
    return words("End the intake? No more tickets are given today. To come again: {count}.", count=count)


def _untold(screen: KioskScreen[Any], numbers: Sequence[str]) -> str:
    words = screen.words
    tickets = words.series([words.code(each) for each in numbers])
    return words("No free time was found for {tickets}: nobody has a mail of it. Tell them.", tickets=tickets)


async def draw(screen: KioskScreen[Any], found: Balance) -> None:
    if not await _is_sure(
        screen,
        lambda: draw_question(screen.words, screen.desk, found.on),
        lambda: screen.words("Draw"),
    ):
        return
    command = screen.desk.command("day:sample:drawn", screen.officer)
    await screen.carry_out(closing.draw_sample, screen.desk, command, found.on)


def draw_question(words: Words, desk: Desk, day: date) -> str:
    """Early in the day it says until when people may come."""
    office, now = desk.office, desk.office.local(desk.now())
    if day != now.date():
        return words("Draw the cases of {day}?", day=words.full_day(day))
    ends = max((span.ends for span in office.open_on(day) or ()), default=now.time())
    if ends <= now.time():
        return words("Draw the cases? The office's work ends for today: nothing more is decided or issued.")
    return words(
        "Draw the cases? The office is open until {time}, but its work ends now: "
        "no more tickets, nothing more is decided or issued today.",
        time=words.time(datetime.combine(day, ends)),
    )


async def close(screen: KioskScreen[Any], found: Balance) -> None:
    if not await _is_sure(
        screen,
        lambda: screen.words("Close the day? Nothing of it can be changed afterwards."),
        lambda: screen.words("Close the day"),
    ):
        return
    command = screen.desk.command("day:record:closed", screen.officer)
    day = await screen.carry_out(closing.close, screen.desk, command, found.on)
    if day is not None:
        screen.inform("The day is closed.")
        await print_report(screen, day.day)


async def judge(screen: KioskScreen[Any], day: date, case: SampleCase) -> None:
    """What the supervisor found in a case of the sample."""
    before = (case.verdict or SampleVerdict.FINE).value
    question = Choose(
        lambda: screen.words("What was found in {code}?", code=case.tracking_code), _VERDICTS, before
    )
    chosen: str | None = await screen.app.push_screen_wait(question)
    if chosen is None:
        return
    verdict, finding = SampleVerdict(chosen), ""
    if verdict is SampleVerdict.FINDING:
        said = await screen.app.push_screen_wait(AskReason(lambda: screen.words("What was found?")))
        if said is None:
            return
        finding = " ".join(said.split())
    command = screen.desk.command("day:sample:looked-at", screen.officer)
    await screen.carry_out(closing.look_at, screen.desk, command, (day, case.request_id), (verdict, finding))


async def open_card(screen: KioskScreen[Any], case: SampleCase) -> None:
    from screens.counter.card import CardScreen

    code, reason = case.tracking_code, "re-check of the day's sample"
    found = await screen.ask(reception.find, screen.desk, screen.officer, code, reason)
    if found is not None and found.card is not None:
        screen.app.push_screen(CardScreen(found.card, case.request_id))


async def print_report(screen: KioskScreen[Any], day: date) -> None:
    pdf = await screen.ask(day_report.report, screen.desk, screen.officer, day)
    if pdf is not None:
        await save_paper(screen, pdf, f"day-{day.isoformat()}")


async def print_shift(screen: KioskScreen[Any]) -> None:
    """What is in anybody's hands, for who comes next."""
    pdf = await screen.ask(shift.office_sheet, screen.desk, screen.officer)
    if pdf is not None:
        await save_paper(screen, pdf, f"shift-{screen.desk.today().isoformat()}")


async def _is_sure(screen: KioskScreen[Any], question: Say, yes: Say) -> bool:
    return await screen.app.push_screen_wait(Confirm(question, yes)) is True
