"""Counting the stock: what was found is typed blind, the difference is shown, a second person confirms."""

from __future__ import annotations

from typing import Any

from kiosk.domain.roles import Officer
from kiosk.domain.serials import written
from kiosk.domain.stock import KINDS, Moment
from kiosk.domain.stock_forms import COUNT_FORM
from kiosk.services import stock_counting
from kiosk.services.stock_counting import Counted, Difference
from kiosk.strict import msgid
from screens.base import KioskScreen
from screens.counter.second import confirmed
from screens.widgets.ask_form import AskForm

_TITLE = msgid("Count what is in the stock: {name}")


async def count(screen: KioskScreen[Any], kind: str) -> bool:
    """Ask until the count is stored; False: the officer went back."""
    typed: dict[str, str] = {}
    while True:
        asking = AskForm(
            lambda: screen.words(_TITLE, name=screen.words.pick(KINDS[kind].name)),
            COUNT_FORM,
            screen.desk.today(),
            typed,
        )
        said = await screen.app.push_screen_wait(asking)
        if said is None:
            return False
        typed = said
        counted = Counted(kind, Moment(said["moment"]), said.get("found", ""))
        shown = await screen.ask(stock_counting.compare, screen.desk, screen.officer, counted)
        if shown is not None and await _confirmed(screen, counted, shown):
            return True


async def _confirmed(screen: KioskScreen[Any], counted: Counted, shown: Difference) -> bool:
    command = screen.desk.command(stock_counting.COUNTED, screen.officer)

    def act(second: Officer) -> Difference:
        return stock_counting.count(screen.desk, command, counted, second)

    stored = await confirmed(screen, lambda: _said(screen, shown), act)
    if stored is not None:
        screen.inform("The count is written into the book.")
    return stored is not None


def _said(screen: KioskScreen[Any], shown: Difference) -> str:
    words = screen.words
    lines = [words("Found: {count} blanks.", count=len(shown.found))]
    if shown.missing:
        serials = words.code(written(shown.missing))
        lines.append(
            words("Missing from now on ({count}): {serials}", count=len(shown.missing), serials=serials)
        )
    if shown.back:
        lines.append(words("Found again: {serials}", serials=words.code(written(shown.back))))
    if not shown.missing:
        lines.append(words("This is what the book says."))
    return "\n".join(lines)
