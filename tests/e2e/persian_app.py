"""A field, a button and a way to fall: run in a pseudo-terminal by test_persian."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Label

from screens.persian.app import PersianApp
from screens.persian.dialect import Told, dialect_of
from screens.persian.field import Field
from screens.terminal.clean import plain
from screens.widgets.button import Button


class Small(PersianApp[None]):
    CSS = "Field { width: 40; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "fall", priority=True), Binding("ctrl+q", "quit")]

    def compose(self) -> ComposeResult:
        yield Label(plain("نوشته"))
        yield Field(id="field")
        yield Button(plain("فشار دهید"))
        yield Label("", id="said")

    def on_mount(self) -> None:
        self.query_one("#field").focus()
        for ending in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(ending, self.exit)

    def on_button_pressed(self) -> None:
        self.query_one("#said", Label).update(plain("فشرده شد"))

    def action_fall(self) -> None:
        raise RuntimeError("as asked")


if __name__ == "__main__":
    dialect = dialect_of(Told(), os.environ)
    assert dialect is not None
    Small(dialect, "fa").run()
