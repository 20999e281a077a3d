"""The lobby's first screen: what one may do here, in both languages at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import on, work
from textual.containers import Center
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label

from kiosk.strict import msgid
from kiosk.words import Words
from screens.lobby.base import LobbyScreen
from screens.lobby.choices import Choice, Choices
from screens.terminal.clean import plain

if TYPE_CHECKING:
    from kiosk.domain.applicant import Applicant

OFFERED = (
    ("register", msgid("Register")),
    ("sign-in", msgid("Sign in")),
    ("receipt", msgid("I have a receipt")),
    ("help", msgid("I need help")),
)


class WelcomeScreen(LobbyScreen[None]):
    """Shown before the database is loaded: nothing here imports a service."""

    def body(self) -> Iterable[Widget]:
        yield Label(self._greeting(), id="greeting")
        other = Words("en" if self.words.language == "fa" else "fa")
        yield Center(
            Choices([(name, (self.words(said), other(said))) for name, said in OFFERED]), id="choose"
        )

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
            case "register":
                from screens.lobby.entering import by_code

                self._welcome_in(await by_code(self, self.by, "register"))
            case "sign-in":
                from screens.lobby.entering import by_any

                self._welcome_in(await by_any(self, self.by))
            case "receipt":
                from screens.lobby.own_state import ScanScreen

                self.app.push_screen(ScanScreen(self.by))
            case "help":
                self.action_call_clerk()

    def _welcome_in(self, applicant: Applicant | None) -> None:
        from screens.lobby.account import AccountScreen

        if applicant is not None:
            self.app.push_screen(AccountScreen(applicant))
