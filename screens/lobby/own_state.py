"""A receipt in the lobby: how the request stands, what to bring, what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label, Static

from kiosk.domain.own_state import OwnState
from kiosk.domain.roles import Actor
from screens.lobby.base import LobbyScreen
from screens.terminal.clean import plain
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

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back", id="app.back")]

    def __init__(self, by: Actor, state: OwnState) -> None:
        super().__init__(by)
        self._state = state

    def title_words(self) -> str:
        return self.words("Your request")

    def body(self) -> ComposeResult:
        with VerticalScroll(id="own-state"):
            yield Facts(id="own-what")
            yield Static(id="own-next")
            yield Static(id="own-bring")

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#own-state").focus()

    def show(self, state: OwnState) -> None:
        """Another receipt was scanned."""
        self._state = state
        self.fill()

    def fill(self) -> None:
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
