"""The ways to sign in: a code by mail, or the fixed password.  Source: domain.md S35 to S37."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Center
from textual.widget import Widget

from screens.lobby.base import LobbyScreen
from screens.lobby.choices import Choice, Choices


class WaysScreen(LobbyScreen[str]):
    """The answer: "code", "password" or "forgotten"."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back", id="app.back")]

    def title_words(self) -> str:
        return self.words("Sign in")

    def body(self) -> Iterable[Widget]:
        words = self.words
        offered = (
            ("code", (words("One-time password"), words("We send it to your e-mail address."))),
            ("password", (words("Fixed password"), words("If you have set one."))),
            ("forgotten", (words("Forgotten password"), words("Set a new one, with a code by e-mail."))),
        )
        yield Center(Choices(offered), id="choose")

    def on_mount(self) -> None:
        self.query(Choice).first().focus()

    @on(Choice.Chosen)
    def choose(self, chosen: Choice.Chosen) -> None:
        self.dismiss(chosen.name)
