"""Every kind of widget that shows data, filled with one hostile text; F5 goes on to the next.

Argument: `plain` turns the text into content as screens must; `raw` forgets to, where a widget allows it.
The texts come by the environment, as a list in JSON.
"""

from __future__ import annotations

import json
import os
import sys
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Grid
from textual.content import Content
from textual.widgets import Button, DataTable, Input, Label, OptionList, Select, Static, TextArea, Tree
from textual.widgets.option_list import Option

from screens.terminal.app import TerminalApp
from screens.terminal.clean import plain, rich_plain, styled

TEXTS = "HOSTILE_TEXTS"


class HostileApp(TerminalApp[None]):
    BINDINGS: ClassVar[list[BindingType]] = [("f5", "next_text", "Next")]
    CSS = "Grid { grid-size: 2; grid-rows: 5; } Grid > * { height: 5; } Static { border: solid white; }"

    def __init__(self, texts: list[str], *, raw: bool) -> None:
        super().__init__()
        self._texts, self._raw, self._number = texts, raw, 0

    def compose(self) -> ComposeResult:
        text = self._texts[self._number]
        content = Content(text, strip_control_codes=False) if self._raw else plain(text)
        rich = Text(text) if self._raw else rich_plain(text)
        with Grid():
            static = Static(content)
            static.border_title = content
            yield static
            yield Label(content).with_tooltip(content)
            yield Button(content)
            yield Input(text)
            table = DataTable[object]()
            table.add_column(rich, width=45)
            table.add_row(rich)
            table.add_row(content)
            yield table
            yield OptionList(Option(content))
            yield Select([(content, 1)], value=1)
            yield TextArea(text)
            yield Tree(rich)
            yield Label(styled((f"text {self._number}: ", "bold"), content))

    def on_mount(self) -> None:
        self._notify_text()

    def action_next_text(self) -> None:
        self._number = (self._number + 1) % len(self._texts)
        self.clear_notifications()
        self._notify_text()
        self.refresh(recompose=True)

    def _notify_text(self) -> None:
        text = self._texts[self._number]
        self.screen.notify(text, title=text, timeout=600)


if __name__ == "__main__":
    HostileApp(json.loads(os.environ[TEXTS]), raw=sys.argv[1] == "raw").run()
