"""A picture that is poor: why, and whether to keep it or bring another.  Source: domain.md 7."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Label

from kiosk.domain.roles import Actor
from kiosk.domain.upload import PoorUpload
from screens.lobby.base import LobbyScreen
from screens.terminal.clean import plain
from screens.widgets.button import Button
from screens.widgets.scan_view import ScanView


class PoorScreen(LobbyScreen[bool]):
    """The answer is whether to keep it all the same."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", "Back", show=False, id="app.back"),
        Binding("f5", "replace", "Bring another", id="poor.replace"),
        Binding("f6", "keep", "Keep it", id="poor.keep"),
    ]

    def __init__(self, by: Actor, poor: PoorUpload) -> None:
        super().__init__(by)
        self._poor = poor

    def title_words(self) -> str:
        return self.words("Is it readable?")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "keep":
            return self._poor.may_be_kept
        return super().check_action(action, parameters)

    def body(self) -> ComposeResult:
        yield Label(plain(self.words.error(self._poor)), id="poor-said")
        yield ScanView(self.app.graphics, id="scan")
        with Horizontal(id="form-buttons"):
            yield Button(self.say("Bring another"), id="replace", variant="primary")
            if self._poor.may_be_kept:
                yield Button(self.say("Keep it"), id="keep")

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#replace").focus()

    def fill(self) -> None:
        self.query_one("#scan", ScanView).show(self._poor.page)

    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        self.dismiss(True)

    @on(Button.Pressed, "#replace")
    def action_replace(self) -> None:
        self.dismiss(False)
