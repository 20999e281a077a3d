"""A receipt in the lobby: how the request stands, what to bring, what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label, Static

from kiosk.domain.own_state import OwnState
from kiosk.domain.roles import Actor
from screens.lobby.base import LobbyScreen
from screens.lobby.own_ticket import take_own_ticket
from screens.terminal.clean import plain
from screens.widgets.button import Button
from screens.widgets.facts import Facts


class ScanScreen(LobbyScreen[None]):
    """Where one says "I have a receipt"; a scan is taken on every screen, though."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back", id="app.back")]

    def title_words(self) -> str:
        return self.words("I have a receipt")

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(
            Label(self._frame(), id="scan-here"),
            Label(self.say("Hold the square code of your receipt under the scanner."), id="scan-how"),
            id="scan-now",
        )

    def on_mount(self) -> None:
        self.query_one("#scan-now").focus()

    def _frame(self) -> Content:
        return plain("▛▀▀▀▀▀▜\n▌ ▛▀▜ ▐\n▌ ▙▄▟ ▐\n▙▄▄▄▄▄▟")


class OwnStateScreen(LobbyScreen[None]):
    """No name in full, no number: the next in line may look on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("f5", "take_ticket", "Take a ticket", id="own-ticket.take"),
    ]

    def __init__(self, by: Actor, state: OwnState, digits: str) -> None:
        """`digits`: what the receipt's square code says."""
        super().__init__(by)
        self._state = state
        self._digits = digits

    def title_words(self) -> str:
        return self.words("Your request")

    def body(self) -> ComposeResult:
        with VerticalScroll(id="own-state"):
            yield Facts(id="own-what")
            yield Static(id="own-next")
            yield Static(id="own-bring")
            yield Button(self.say("Take a ticket"), variant="primary", id="take")

    def on_mount(self) -> None:
        self.fill()

    def show(self, state: OwnState, digits: str) -> None:
        """Another receipt was scanned."""
        self._state = state
        self._digits = digits
        self.fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "take_ticket":
            return self._state.waits
        return super().check_action(action, parameters)

    @on(Button.Pressed, "#take")
    @work(exclusive=True, group="ticket", exit_on_error=False)
    async def action_take_ticket(self) -> None:
        await take_own_ticket(self, self._digits)

    def fill(self) -> None:
        take = self.query_one("#take", Button)
        take.display = self._state.waits
        (take if self._state.waits else self.query_one("#own-state")).focus()
        self.refresh_bindings()
        words, state, catalogue = self.words, self._state, self.desk.catalogue
        lines = [
            (words("Name"), words.pick(state.name), ""),
            (words("Service"), words.pick(catalogue.service(state.service).name), ""),
            (words("State"), words.label(state.state.value), "bold"),
        ]
        self.query_one("#own-what", Facts).show(lines)
        self.query_one("#own-next", Static).update(self.say(state.next_step, service=state.next_service))
        bring = [plain(f"• {words.pick(catalogue.document(kind).name)}") for kind in state.bring]
        head = self.say("Bring these originals:").stylize("bold")
        self.query_one("#own-bring", Static).update(Content("\n").join([head, *bring]) if bring else "")
