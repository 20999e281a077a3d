"""A bar for what takes longer than a second."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from screens.terminal.clean import styled

CELLS = 30
MARK = 6
PATIENCE = 1.0
"""Seconds after which it is shown."""


class WorkBar(Widget):
    """`percent` says how much is done, or None where that is not known: then the bar wanders."""

    DEFAULT_CSS: ClassVar[str] = """
    WorkBar { height: 1; width: 100%; padding: 0 2; display: none; color: $primary; }
    """

    def __init__(self, percent: Callable[[], int | None], id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._percent = percent
        self._step = 0
        self._said = ""
        self._ticking: list[Timer] = []

    def begin(self, said: str) -> None:
        """`said`: what is being done."""
        self.end()
        self._step, self._said = 0, said
        self._ticking = [self.set_timer(PATIENCE, self._show), self.set_interval(0.25, self._wander)]

    def end(self) -> None:
        for timer in self._ticking:
            timer.stop()
        self._ticking = []
        self.display = False

    def render(self) -> Content:
        percent = self._percent()
        if percent is None:
            at = self._step % (CELLS - MARK + 1)
            bar = "░" * at + "█" * MARK + "░" * (CELLS - MARK - at)
        else:
            full = CELLS * percent // 100
            bar = "█" * full + "░" * (CELLS - full)
        return styled(self._said, "  ", bar)

    def _show(self) -> None:
        self.display = True

    def _wander(self) -> None:
        self._step += 1
        self.refresh()
