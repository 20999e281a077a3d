"""What is done with numbered forms: the form that asks for the range, and whoever confirms it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.domain.roles import Officer
from kiosk.domain.stock import KINDS, Act
from kiosk.domain.stock_forms import asked
from kiosk.services import stock_keeping
from kiosk.services.stock_keeping import COMMANDS, Handled
from kiosk.strict import msgid
from screens.base import KioskScreen
from screens.counter.second import confirmed
from screens.widgets.ask_form import AskForm

TITLES: Mapping[Act, str] = {
    Act.RECEIVE: msgid("Receive from headquarters: {name}"),
    Act.ISSUE: msgid("Issue into somebody's hand: {name}"),
    Act.TAKE_BACK: msgid("Take back into the stock: {name}"),
    Act.SPOIL: msgid("Spoiled, kept for destruction: {name}"),
    Act.SEND_BACK: msgid("Send back to headquarters: {name}"),
    Act.MISS: msgid("Missing, nobody can say where: {name}"),
    Act.FIND: msgid("Found again: {name}"),
    Act.WRITE_OFF: msgid("Write off what stays missing: {name}"),
    Act.FIND_LOST: msgid("Written off, and found: {name}"),
    Act.DESTROY: msgid("Destroyed with minutes: {name}"),
    Act.RECALL: msgid("Void, and brought back: {name}"),
}
QUESTIONS: Mapping[Act, str] = {
    Act.RECEIVE: msgid("{name}, {serials} ({count}): received from headquarters."),
    Act.ISSUE: msgid("{name}, {serials} ({count}): into the hand of whoever confirms it."),
    Act.TAKE_BACK: msgid("{name}, {serials} ({count}): back into the stock."),
    Act.SPOIL: msgid("{name}, {serials} ({count}): spoiled. This cannot be undone."),
    Act.SEND_BACK: msgid("{name}, {serials} ({count}): sent back to headquarters. This cannot be undone."),
    Act.MISS: msgid("{name}, {serials} ({count}): missing. The day does not balance until it is settled."),
    Act.FIND: msgid("{name}, {serials} ({count}): found, and in the stock again."),
    Act.WRITE_OFF: msgid("{name}, {serials} ({count}): written off. This cannot be undone."),
    Act.FIND_LOST: msgid("{name}, {serials} ({count}): written off, now found, and in the stock again."),
    Act.DESTROY: msgid("{name}, {serials} ({count}): destroyed. This cannot be undone."),
    Act.RECALL: msgid(
        "{name}, {serials} ({count}): void and brought back, kept for destruction. This cannot be undone."
    ),
}


async def ask_and_do(screen: KioskScreen[Any], act: Act, kind: str) -> bool:
    """Ask until it is done; the form comes back as it was typed.  False: the officer went back."""
    typed: dict[str, str] = {}

    def title() -> str:
        return screen.words(TITLES[act], name=screen.words.pick(KINDS[kind].name))

    while True:
        asking = AskForm(title, asked(screen.officer, act), screen.desk.today(), typed)
        said = await screen.app.push_screen_wait(asking)
        if said is None:
            return False
        typed = said
        handled = await screen.ask(stock_keeping.stated, screen.desk, screen.officer, (act, kind), said)
        if handled is not None and await _confirmed(screen, handled):
            return True


async def _confirmed(screen: KioskScreen[Any], said: Handled) -> bool:
    command = screen.desk.command(COMMANDS[said.act], screen.officer)

    def act(second: Officer) -> str:
        return stock_keeping.handle(screen.desk, command, said, second)

    def question() -> str:
        words, each = screen.words, said.range
        return words(
            QUESTIONS[said.act],
            name=words.pick(KINDS[each.kind].name),
            serials=words.code(str(each.run)),
            count=len(each.run),
        )

    serials = await confirmed(screen, question, act)
    if serials is not None:
        screen.inform("Written into the book: {serials}.", serials=screen.words.code(serials))
    return serials is not None
