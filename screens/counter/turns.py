"""How a ticket comes to this counter: in its turn, or before it for a reason."""

from __future__ import annotations

from kiosk.domain.queue import AT_COUNTER, Ticket
from kiosk.services import calling, queueing
from screens.base import KioskScreen
from screens.counter.turn import TurnScreen
from screens.widgets.dialogs import AskReason

KEEP_SECONDS = 60
"""A fifth of the shortest lease."""


async def go_on_or_call(screen: KioskScreen[None]) -> None:
    """The ticket that stands at this counter, or the next in the line."""
    here = await screen.ask(queueing.at_counter, screen.desk, screen.officer)
    if here is None:
        return
    ticket = here[0] if here else await _call_next(screen)
    if ticket is not None:
        screen.app.push_screen(TurnScreen(ticket))


async def call_this(screen: KioskScreen[None], text: str) -> bool:
    """The ticket of this number or code, before its turn; False where it does not come here."""
    ticket = await screen.ask(queueing.ticket_of, screen.desk, screen.officer, text)
    if ticket is None:
        return False
    if ticket.hold is not None and ticket.state in AT_COUNTER:
        if ticket.hold.station != screen.officer.station:
            place = screen.words.station(ticket.hold.station)
            screen.warn(
                screen.words("Ticket {ticket} is at {place}.", ticket=str(ticket.number), place=place)
            )
            return False
    else:
        called = await _call_early(screen, ticket)
        if called is None:
            return False
        ticket = called
    screen.app.push_screen(TurnScreen(ticket))
    return True


async def _call_next(screen: KioskScreen[None]) -> Ticket | None:
    command = screen.desk.command("queue:ticket:called", screen.officer)
    return await screen.carry_out(calling.call_next, screen.desk, command)


async def _call_early(screen: KioskScreen[None], ticket: Ticket) -> Ticket | None:
    def question() -> str:
        number = screen.words.code(str(ticket.number))
        return screen.words("Why is ticket {ticket} called before its turn?", ticket=number)

    reason = await screen.app.push_screen_wait(AskReason(question))
    if reason is None:
        return None
    command = screen.desk.command("queue:ticket:called-out-of-order", screen.officer)
    return await screen.carry_out(calling.serve_out_of_order, screen.desk, command, ticket.id, reason)
