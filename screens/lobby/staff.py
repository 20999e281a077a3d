"""What an officer may do at the lobby: go back, or end the program."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Center
from textual.widget import Widget
from textual.widgets import Label

from screens.lobby.base import LobbyScreen
from screens.lobby.choices import Choice, Choices
from screens.terminal.clean import plain


class StaffScreen(LobbyScreen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", id="app.back")]

    def body(self) -> Iterable[Widget]:
        yield Label(plain(self.words.pick(self.officer.name)), id="greeting")
        offered = (
            ("back", (self.words("Back to the lobby"), self.words("Signs you out."))),
            ("quit", (self.words("Quit"), self.words("Ends the program at this station."))),
        )
        yield Center(Choices(offered), id="choose")

    def on_mount(self) -> None:
        self.query(Choice).first().focus()

    async def action_back(self) -> None:
        await self.run_action("app.sign_out")

    @on(Choice.Chosen)
    async def go(self, chosen: Choice.Chosen) -> None:
        await self.run_action("app.leave" if chosen.name == "quit" else "app.sign_out")
