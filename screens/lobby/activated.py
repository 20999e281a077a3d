"""The account is active; a fixed password if one wants.  Source: domain.md S34, S35."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Label

from kiosk.domain.applicant import Applicant
from kiosk.domain.roles import Actor
from screens.lobby.base import LobbyScreen
from screens.widgets.button import Button
from screens.widgets.tick import Tick


class ActivatedScreen(LobbyScreen[bool]):
    """Whether a fixed password is wanted."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "go_on", "Continue", id="activated.continue")]

    def __init__(self, by: Actor, applicant: Applicant) -> None:
        super().__init__(by)
        self._whose = applicant
        self._wanted = False

    def title_words(self) -> str:
        return self.words("Your account is active")

    def body(self) -> ComposeResult:
        with VerticalScroll(id="small-form"):
            name = self.words.pick(self._whose.name)
            yield Label(self.say("Welcome, {name}. Your account is active.", name=name), id="welcome-name")
            yield Tick(self.words("I want to set a fixed password."), self._wanted, id="want-password")
            yield Button(self.say("Continue"), variant="primary", id="step")

    def on_mount(self) -> None:
        self.query_one("#want-password").focus()

    async def speak_again(self) -> None:
        self._wanted = self.query_one("#want-password", Tick).value
        await super().speak_again()

    @on(Button.Pressed, "#step")
    def action_go_on(self) -> None:
        self.dismiss(self.query_one("#want-password", Tick).value)
