"""A small counter that runs in a pty of the tests: asks the terminal, shows a page, opens a dialog."""

from __future__ import annotations

import os
import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from screens.graphics import Graphics, probe
from screens.graphics.retype import retype
from screens.widgets.scan_view import ScanView
from tests.screens.scan_view.pages import a_page


class Dialog(ModalScreen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close")]

    def compose(self) -> ComposeResult:
        yield Label("A dialog is open")


class Counter(App[None]):
    CSS = "#side { width: 90; } Horizontal { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "zoom", "Zoom", priority=True),
        Binding("f5", "ask", "Dialog", priority=True),
        Binding("f6", "clear", "Next case", priority=True),
        Binding("f8", "break", "Crash", priority=True),
        Binding("f10", "quit", "Quit", priority=True),
    ]

    def __init__(self, graphics: Graphics) -> None:
        super().__init__()
        self.scan_graphics = graphics

    def compose(self) -> ComposeResult:
        yield Label(self.scan_graphics.reason, id="state")
        with Horizontal():
            yield ScanView(self.scan_graphics)
            yield Input(id="side")

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self.query_one(ScanView).show(a_page(2480, 3508))
        retype(self, self.scan_graphics.typed)

    def tell(self, text: str) -> None:
        self.query_one("#state", Label).update(text)

    def action_zoom(self) -> None:
        self.query_one(ScanView).zoom_in()

    def action_ask(self) -> None:
        self.push_screen(Dialog(), lambda _: self.tell("The dialog is closed"))

    def action_clear(self) -> None:
        self.query_one(ScanView).show(None)
        self.tell("Nobody is shown")

    def action_break(self) -> None:
        raise RuntimeError("planted by the test")


if __name__ == "__main__":
    Counter(probe(sys.stdin.fileno(), sys.stdout.fileno(), os.environ)).run()
