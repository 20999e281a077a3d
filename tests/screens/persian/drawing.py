"""A small application on the display layer, and what a terminal makes of all that it sends."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import RenderableType
from textual._compositor import CompositorUpdate
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from kiosk.domain.bilingual import Language
from screens.persian.app import PersianApp
from screens.persian.dialect import Dialect
from screens.persian.updates import Finished
from tests.e2e.terminal_model import TerminalModel

WIDTH, HEIGHT = 60, 20


class Drawing(PersianApp[None]):
    """Every update that Textual wants written goes to a terminal of the test's own."""

    def __init__(
        self, make: Callable[[], list[Widget]], language: Language = "fa", dialect: Dialect | None = None
    ) -> None:
        super().__init__(dialect or Dialect(), language)
        self._make = make
        self.terminal = TerminalModel(WIDTH, HEIGHT)

    def compose(self) -> ComposeResult:
        yield from self._make()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        update = self.finished(renderable)
        if isinstance(update, CompositorUpdate) and not self._batch_count:
            self.terminal.feed(update.render_segments(self.console))

    @property
    def seen(self) -> list[str]:
        """The rows as the eye meets them, after all updates so far."""
        return self.terminal.lines()

    def whole_frame(self) -> list[str]:
        """The rows of a terminal that gets the present screen at once."""
        fresh = TerminalModel(WIDTH, HEIGHT)
        update = self.finished(self.screen._compositor.render_full_update())
        assert isinstance(update, Finished | CompositorUpdate)
        fresh.feed(update.render_segments(self.console))
        return fresh.lines()
