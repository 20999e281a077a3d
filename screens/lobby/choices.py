"""A few large things to choose from: by number, by arrows and Enter, by touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, getters
from textual.binding import Binding, BindingType
from textual.containers import Grid
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from kiosk.text.digits import to_ascii
from screens.station import StationApp
from screens.terminal.clean import plain, styled

SCANNERS_PAUSE = 0.2
"""Seconds: digits that follow each other sooner are a scanner's, the beginning of a receipt."""


class Choice(Widget, can_focus=True):
    """One of them: its number, its name, and a line about it."""

    app = getters.app(StationApp)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "choose", "Choose", show=False)]

    @dataclass
    class Chosen(Message):
        name: str

    def __init__(self, number: int, name: str, said: tuple[str, str]) -> None:
        super().__init__(id=name)
        self._number = number
        self._said = said

    def render(self) -> Content:
        number = self.app.words.number(self._number)
        title, below = self._said
        head = styled((f" {number} ", "reverse bold"), "  ", (title, "bold"))
        return Content("\n").join([head, plain(f"     {below}").stylize("dim")])

    def on_click(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        self.post_message(self.Chosen(self.id or ""))


class Choices(Grid):
    """Give (name, (title, line below)) of each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,right", "app.focus_next", "Next", show=False),
        Binding("up,left", "app.focus_previous", "Previous", show=False),
    ]

    def __init__(self, offered: Sequence[tuple[str, tuple[str, str]]]) -> None:
        super().__init__(*(Choice(number, *each) for number, each in enumerate(offered, 1)), id="choices")
        self._waiting: Timer | None = None
        self._last_digit = float("-inf")

    def on_key(self, key: events.Key) -> None:
        digit = to_ascii(key.character or "")
        if self._waiting is not None:
            self._waiting.stop()
        alone = key.time - self._last_digit > SCANNERS_PAUSE
        offered = list(self.query(Choice))
        if digit.isdecimal():
            self._last_digit = key.time
            key.stop()
        if digit.isdecimal() and alone and 1 <= int(digit) <= len(offered):
            chosen = offered[int(digit) - 1]
            chosen.focus()
            self._waiting = chosen.set_timer(SCANNERS_PAUSE, chosen.action_choose)
