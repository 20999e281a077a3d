"""What becomes of the ticket at a counter whose officer leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.form import Choice
from kiosk.domain.queue import Ticket, TicketState
from kiosk.domain.roles import Officer
from kiosk.services import calling, originals, queueing
from kiosk.services.desk import Desk
from screens.base import KioskScreen
from screens.counter.originals import may_leave
from screens.widgets.choice_field import Choose

Answer = TypeVar("Answer")
PATIENCE_SECONDS = 1.5
_FINISH, _BACK = "finish", "give-back"
_FINISHED = Choice(_FINISH, Bilingual("پایان: کار این نوبت تمام شد", "Finish: the visit is over"))
_GIVEN_BACK = Choice(_BACK, Bilingual("بازگرداندن به صف", "Give it back to the line, at its place"))


async def let_go(screen: KioskScreen[Any]) -> bool:
    """Ask, if a ticket is here or originals are; False: the officer stays.

    What fails ends with the counter's lease.
    """
    for ticket in await _here(screen):
        choices = [_FINISHED, _GIVEN_BACK] if ticket.state is TicketState.SERVING else [_GIVEN_BACK]
        chosen = await screen.app.push_screen_wait(_question(screen, ticket, choices))
        if chosen is None:
            return False
        if chosen == _FINISH:
            command = screen.desk.command("queue:ticket:done", screen.officer)
            if await screen.carry_out(calling.done, screen.desk, command, ticket.id) is None:
                # Who was served must not be called again unnoticed: the officer reads why, and chooses anew.
                return False
        else:
            await _give_back(screen, ticket)
    return await may_leave(screen, await _within(screen, originals.with_officer))


async def give_back(screen: KioskScreen[Any]) -> None:
    """Without a question: nobody is there to answer it."""
    for ticket in await _here(screen):
        await _give_back(screen, ticket)


async def _here(screen: KioskScreen[Any]) -> tuple[Ticket, ...]:
    return await _within(screen, queueing.at_counter)


async def _within(
    screen: KioskScreen[Any], service: Callable[[Desk, Officer], tuple[Answer, ...]]
) -> tuple[Answer, ...]:
    """A database that does not answer keeps no officer here: the lease gives the ticket back."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await screen.ask(service, screen.desk, screen.officer) or ()
    except TimeoutError:
        return ()


async def _give_back(screen: KioskScreen[Any], ticket: Ticket) -> None:
    command = screen.desk.command("queue:ticket:handed-back", screen.officer)
    await screen.carry_out(calling.hand_back, screen.desk, command, ticket.id)


def _question(screen: KioskScreen[Any], ticket: Ticket, choices: list[Choice]) -> Choose:
    def said() -> str:
        number = screen.words.code(str(ticket.number))
        return screen.words("Ticket {ticket} is still at this counter. What becomes of it?", ticket=number)

    return Choose(said, choices, choices[0].id)
