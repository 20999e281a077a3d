"""A box to tick, with a sentence."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.terminal.clean import styled


class Tick(Widget, can_focus=True):
    """Space, Enter or a touch turns it."""

    DEFAULT_CSS: ClassVar[str] = """
    Tick {
        width: auto;
        height: 3;
        padding: 0 2;
        border: round $border-blurred;
        &:focus { border: round $border; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "turn", "Tick", show=False)]
    value: reactive[bool] = reactive(False)

    def __init__(self, sentence: str, value: bool, id: str) -> None:  # noqa: A002 - as Textual's own
        super().__init__(id=id)
        self._sentence = sentence
        self.set_reactive(Tick.value, value)

    def render(self) -> Content:
        return styled(("[✓]" if self.value else "[ ]", "bold"), f"  {self._sentence}")

    def get_content_width(self, *args: object) -> int:
        return self.render().cell_length

    def on_click(self) -> None:
        self.action_turn()

    def action_turn(self) -> None:
        self.value = not self.value
