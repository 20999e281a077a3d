"""The warning before an abandoned lobby screen is cleared."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.station import StationApp
from screens.terminal.clean import plain


class Countdown(Widget):
    """Over whatever screen is on top, questions too."""

    app = getters.app(StationApp)
    DEFAULT_CSS: ClassVar[str] = """
    Countdown {
        dock: bottom;
        width: 100%;
        height: 3;
        margin-bottom: 1;
        background: $warning;
        color: auto;
        text-style: bold;
        content-align: center middle;
        text-align: center;
    }
    """
    seconds: reactive[int] = reactive(0)

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.set_reactive(Countdown.seconds, seconds)

    def render(self) -> Content:
        words = self.app.words
        return plain(
            words(
                "Is anybody there? In {seconds} s everything here is cleared. Any key keeps it.",
                seconds=self.seconds,
            )
        )
