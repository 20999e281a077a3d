"""A ticket in large letters, to be read out and to be printed."""

from __future__ import annotations

from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Label

from kiosk.domain.queue import Ticket
from kiosk.services import outlooks
from kiosk.services.outlooks import Outlook
from screens.base import KioskScreen
from screens.foretold import foretell, in_words
from screens.papers import save_ticket
from screens.widgets.block_letters import LargeCode
from screens.widgets.button import Button
from screens.widgets.dialogs import Dialog


class TicketGiven(Dialog[None]):
    """Stays until the officer goes on: when the printer has no paper, the number can be written down."""

    DEFAULT_CSS = """
    TicketGiven {
        #box { width: 70; align-horizontal: center; }
        #number { margin: 0 0 1 0; color: $text-primary; }
        #said { width: 100%; text-align: center; }
    }
    """

    def __init__(self, said: Outlook) -> None:
        super().__init__()
        self._said = said

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield LargeCode(str(self._said.ticket.number), id="number")
            yield Label(self._told(), id="said")
            with Horizontal(id="answers"):
                yield Button(self.say("Print"), id="print")
                yield Button(self.say("Go on"), variant="primary", id="yes")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#yes").focus()

    def _told(self) -> Content:
        return in_words(self, self._said)

    @on(Button.Pressed, "#yes")
    def go_on(self) -> None:
        self.dismiss(None)

    @on(Button.Pressed, "#print")
    @work(exclusive=True, group="paper", exit_on_error=False)
    async def print_again(self) -> None:
        await _print(self, self._said)


async def hand_out(screen: KioskScreen[Any], ticket: Ticket) -> None:
    """Print a new ticket, and show it until the officer goes on."""
    said = await foretell(screen, ticket)
    if said is not None:
        await _print(screen, said)
        await screen.app.push_screen_wait(TicketGiven(said))
    else:
        number = screen.words.code(str(ticket.number))
        screen.inform("Ticket {ticket} is given. Please tell the applicant its number.", ticket=number)


async def show_again(screen: KioskScreen[Any], ticket: Ticket) -> None:
    """A ticket that was given before."""
    said = await foretell(screen, ticket)
    if said is not None:
        await screen.app.push_screen_wait(TicketGiven(said))


async def _print(screen: KioskScreen[Any], said: Outlook) -> None:
    pdf = await screen.ask(outlooks.ticket_paper, screen.desk, screen.officer, said)
    if pdf is not None:
        await save_ticket(screen, pdf, str(said.ticket.number))
