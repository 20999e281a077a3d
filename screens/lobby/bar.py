"""The top of a lobby screen: what this is, which office, and the other language."""

from __future__ import annotations

from typing import ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Label

from screens.station import StationApp
from screens.terminal.clean import plain


class OtherLanguage(Label):
    """Touched, it does what F2 does."""

    app = getters.app(StationApp)

    async def on_click(self, click: events.Click) -> None:
        click.stop()
        await self.run_action("app.switch_language")


class LobbyBar(Horizontal):
    """Give the title as an already translated sentence."""

    app = getters.app(StationApp)
    DEFAULT_CSS: ClassVar[str] = """
    LobbyBar {
        dock: top;
        height: 1;
        background: $primary;
        color: auto;
        Label { height: 100%; padding: 0 2; content-align: left middle; }
        #bar-title { width: 1fr; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
        #bar-demo { background: $warning; color: auto; text-style: bold; }
        #bar-office { width: auto; max-width: 50%; }
        #bar-language { width: auto; background: $primary-darken-2; color: auto; text-style: bold; }
    }
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        words, office = self.app.words, self.app.config.office
        yield Label(plain(self._title), id="bar-title")
        if office.demonstration:
            yield Label(plain(words("DEMONSTRATION")), id="bar-demo")
        yield Label(plain(words.pick(office.name)), id="bar-office")
        yield OtherLanguage(plain(f"F2 {words('فارسی')}"), id="bar-language")
