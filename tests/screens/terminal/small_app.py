"""A small app behind the gate, for whole-app tests: it shows every key that reaches it.  F9 makes it fall."""

from __future__ import annotations

import os
import sys
from typing import ClassVar

from kiosk.adapters.environment import scrub_environment

scrub_environment(os.environ)

from textual import events, on  # noqa: E402  # The environment is scrubbed before Textual reads it.
from textual.app import ComposeResult  # noqa: E402
from textual.binding import BindingType  # noqa: E402
from textual.widgets import Button, Input, Label  # noqa: E402

from screens.terminal.app import TerminalApp  # noqa: E402
from screens.terminal.clean import plain  # noqa: E402
from screens.terminal.scanning import ReceiptScanned  # noqa: E402


class SmallApp(TerminalApp[None]):
    BINDINGS: ClassVar[list[BindingType]] = [("f9", "fall", "Fall")]

    def compose(self) -> ComposeResult:
        yield Label(id="keys")
        yield Label(id="size")
        yield Input(id="name")
        yield Label(id="field")
        yield Label(id="scan")
        yield Button("Press", id="press")
        yield Label(id="pressed")

    def on_mount(self) -> None:
        self._keys: list[str] = []
        self.query_one("#name").focus()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._keys = [*self._keys, event.key][-4:]
            self.query_one("#keys", Label).update(plain(f"keys {' '.join(self._keys)}."))
        await super().on_event(event)

    def on_resize(self, event: events.Resize) -> None:
        self.query_one("#size", Label).update(plain(f"size {event.size.width}x{event.size.height}."))

    @on(Input.Changed)
    def show_value(self, event: Input.Changed) -> None:
        self.query_one("#field", Label).update(plain(f"field <{event.value}>"))

    @on(Input.Submitted)
    def show_submit(self) -> None:
        self.query_one("#pressed", Label).update(plain("submitted"))

    @on(Button.Pressed)
    def show_press(self) -> None:
        self.query_one("#pressed", Label).update(plain("pressed"))

    @on(ReceiptScanned)
    def show_scan(self, scanned: ReceiptScanned) -> None:
        self.query_one("#scan", Label).update(plain(f"scan {len(scanned.digits)} digits"))

    def action_fall(self) -> None:
        passport = "K12345678-canary"
        raise ValueError(f"cannot read {passport}")


if __name__ == "__main__":
    app = SmallApp()
    app.run()
    sys.exit(app.return_code)
