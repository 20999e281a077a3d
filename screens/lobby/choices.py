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
from textual.widget import Widget

from screens.station import StationApp
from screens.terminal.clean import plain, styled
from screens.widgets.lone_digit import LoneDigit


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
        self._digit = LoneDigit(self, self._choose)

    def on_key(self, key: events.Key) -> None:
        number = self._digit.follow(key, len(self.query(Choice)))
        if number is not None:
            self._at(number).focus()

    def _choose(self, number: int) -> None:
        # In the choice's own turn: a message that its parent sent would end there.
        chosen = self._at(number)
        chosen.call_later(chosen.action_choose)

    def _at(self, number: int) -> Choice:
        return list(self.query(Choice))[number - 1]
