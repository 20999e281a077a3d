"""The lobby's first screen: what one may do here, in both languages at once."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on, work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label

from kiosk.strict import msgid
from kiosk.words import Words
from screens.lobby.base import LobbyScreen
from screens.lobby.choices import Choice, Choices
from screens.terminal.clean import plain

OFFERED = (
    ("receipt", msgid("I have a receipt")),
    ("help", msgid("I need help")),
)


class WelcomeScreen(LobbyScreen[None]):
    """Shown before the database is loaded: nothing here imports a service."""

    def body(self) -> Iterable[Widget]:
        yield Label(self._greeting(), id="greeting")
        other = Words("en" if self.words.language == "fa" else "fa")
        yield Choices([(name, (self.words(said), other(said))) for name, said in OFFERED])

    def on_mount(self) -> None:
        self.query(Choice).first().focus()

    def _greeting(self) -> Content:
        name = self.app.config.office.name
        first, second = (name.fa, name.en) if self.words.language == "fa" else (name.en, name.fa)
        return Content("\n").join([plain(first).stylize("bold"), plain(second).stylize("dim")])

    @on(Choice.Chosen)
    @work(exclusive=True, group="go", exit_on_error=False)
    async def go(self, chosen: Choice.Chosen) -> None:
        if not await self.app.desk_loaded():
            return
        match chosen.name:
            case "receipt":
                from screens.lobby.own_state import ScanScreen

                self.app.push_screen(ScanScreen(self.by))
            case "help":
                self.action_call_clerk()
