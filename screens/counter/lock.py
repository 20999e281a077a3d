"""The idle lock: the work stays where it is until its officer comes back."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Vertical
from textual.widgets import Input, Label

from kiosk.services import signin
from screens.base import KioskScreen
from screens.persian.field import Field
from screens.terminal.clean import plain
from screens.widgets.button import Button
from screens.widgets.key_line import KeyLine


class LockScreen(KioskScreen[None]):
    """Covers everything until the officer unlocks it or signs out."""

    CSS_PATH = "lock.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f12", "app.sign_out", "Sign out", id="app.sign-out", priority=True),
    ]

    def compose(self) -> ComposeResult:
        with Center(), Vertical(id="form"):
            yield Label(self.say("Locked"), id="locked")
            yield Label(plain(self.words.pick(self.officer.name)), id="name")
            yield Field(placeholder=str(self.say("Password")), password=True, id="password")
            yield Button(self.say("Unlock"), variant="primary", id="unlock")
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one("#password").focus()

    @on(Input.Submitted)
    @on(Button.Pressed, "#unlock")
    @work(exclusive=True, group="unlock", exit_on_error=False)
    async def unlock(self) -> None:
        field = self.query_one("#password", Input)
        password, field.value = field.value, ""
        if await self.carry_out(signin.unlock, self.desk, self.officer, password):
            self.dismiss()
        else:
            self.query_one("#password").focus()
