"""A second person confirms what an officer does, with a sign-in of their own for this and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label

from kiosk.domain.roles import Officer
from kiosk.services import countersigning
from screens.base import KioskScreen
from screens.persian.code_field import CodeField
from screens.persian.field import Field
from screens.terminal.clean import plain
from screens.widgets.button import Button
from screens.widgets.dialogs import Dialog, Say

Done = TypeVar("Done")


class AskSecond(Dialog[tuple[str, str, str]]):
    """What is to be confirmed; sign-in name, password and one-time code of whoever does."""

    def __init__(self, question: Say) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Label(plain(self._question()), id="question")
            yield Label(self.say("Whoever confirms it signs here:"), classes="field-label")
            yield CodeField(placeholder=str(self.say("Sign-in name")), id="login")
            yield Field(placeholder=str(self.say("Password")), password=True, id="password")
            yield CodeField(
                placeholder=str(self.say("One-time code from your authenticator")), id="code", max_length=12
            )
            with Horizontal(id="answers"):
                yield Button(self.say("Back"), id="no")
                yield Button(self.say("Confirm"), variant="primary", id="yes")

    def on_mount(self) -> None:
        self.query_one("#login").focus()

    @on(Input.Submitted, "#login")
    def ask_password(self) -> None:
        self.query_one("#password").focus()

    @on(Input.Submitted, "#password")
    def ask_code(self) -> None:
        self.query_one("#code").focus()

    @on(Input.Submitted, "#code")
    @on(Button.Pressed, "#yes")
    def confirm(self) -> None:
        login, password, code = (
            self.query_one(f"#{name}", Input).value for name in ("login", "password", "code")
        )
        self.dismiss((login, password, code))

    @on(Button.Pressed, "#no")
    def go_back(self) -> None:
        self.dismiss(None)


async def confirmed(screen: KioskScreen[Any], question: Say, act: Callable[[Officer], Done]) -> Done | None:
    """What `act` does with the second person; None: went back, or was told why not."""
    proof = await screen.app.push_screen_wait(AskSecond(question))
    if proof is None:
        return None
    return await screen.carry_out(countersigning.confirmed, screen.desk, proof, act)
