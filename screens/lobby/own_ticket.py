"""A ticket for whoever holds a receipt: its number as large as the screen allows, printed and shown."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, VerticalScroll
from textual.content import Content
from textual.widgets import Label

from kiosk.domain.roles import Actor
from kiosk.services import outlooks, own_ticket
from kiosk.services.outlooks import Outlook
from screens.foretold import foretell, in_words
from screens.lobby.base import LobbyScreen
from screens.papers import print_for_applicant
from screens.widgets.block_letters import LargeCode
from screens.widgets.button import Button


class OwnTicketScreen(LobbyScreen[None]):
    """It stays until somebody goes on: a printer without paper costs nobody the number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("f5", "print_ticket", "Print", id="own-ticket.print"),
    ]

    def __init__(self, by: Actor, said: Outlook, again: bool) -> None:
        super().__init__(by)
        self._said = said
        self._again = again

    def title_words(self) -> str:
        return self.words("Your ticket")

    def body(self) -> ComposeResult:
        with VerticalScroll(id="own-ticket"):
            yield LargeCode(str(self._said.ticket.number), id="own-number")
            yield Label(self._told(), id="own-wait")
            yield Center(Button(self.say("Print"), id="print"))

    def on_mount(self) -> None:
        self.query_one("#print").focus()
        if not self._again:
            self.action_print_ticket()

    def _told(self) -> Content:
        watch = self.say("Your number is shown on the display. Please stay in the hall.")
        had = [self.say("You have this ticket already.")] if self._again else []
        return Content("\n").join([*had, in_words(self, self._said), watch.stylize("bold")])

    @on(Button.Pressed, "#print")
    @work(exclusive=True, group="paper", exit_on_error=False)
    async def action_print_ticket(self) -> None:
        pdf = await self.ask(outlooks.ticket_paper, self.desk, self.by, self._said)
        if pdf is None:
            return
        number = str(self._said.ticket.number)
        names = f"ticket-{number}", self.words("Ticket")
        if not await print_for_applicant(self, pdf, names, self.desk.ticket_printer):
            self.inform(
                "Your ticket counts without paper. Please remember its number: {number}", number=number
            )


async def take_own_ticket(screen: LobbyScreen[Any], digits: str) -> None:
    """By the receipt that was scanned."""
    command = screen.desk.command("queue:ticket:taken", screen.by)
    taken = await screen.carry_out(own_ticket.take, screen.desk, command, digits)
    if taken is None:
        return
    said = await foretell(screen, taken.ticket)
    if said is not None:
        screen.app.push_screen(OwnTicketScreen(screen.by, said, taken.again))
    else:
        number = str(taken.ticket.number)
        screen.inform("Your ticket counts without paper. Please remember its number: {number}", number=number)
