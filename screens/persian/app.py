"""The base of an application that reads right in every terminal."""

from __future__ import annotations

import re
from typing import TypeVar

from rich.console import RenderableType
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.binding import Binding
from textual.geometry import Offset
from textual.screen import Screen
from textual.strip import Strip

from kiosk.domain.bilingual import Language
from kiosk.text.bidi import isolate_ltr
from screens.persian.dialect import Dialect, Order
from screens.persian.driver import PersianDriver
from screens.persian.hooks import install
from screens.persian.mirror import DialectFilter, in_dialect
from screens.persian.stage import Stage
from screens.persian.updates import Finished
from screens.terminal.app import TerminalApp

Result = TypeVar("Result")
FUNCTION_KEY = re.compile("f[0-9]+")


class PersianApp(TerminalApp[Result]):
    """Everything inside counts from the start of the line; the terminal gets it the right way round."""

    ALLOW_SELECT = False
    """A selection over the whole screen would count in logical columns what the eye sees mirrored."""

    def __init__(self, dialect: Dialect, language: Language) -> None:
        install()
        super().__init__(PersianDriver)
        self.dialect = dialect
        self.stage = Stage(language, on=dialect.order is not Order.TERMINAL)
        self._filter = DialectFilter(dialect)
        self._plain_cells = dialect.order is Order.VISUAL and dialect.marks and not dialect.ligates

    @property
    def cursor_position(self) -> Offset:
        """The terminal's own cursor, for input methods and magnifiers; it is set in logical columns.

        Textual sets it when the caret of a field moves, which is before a new screen has its places, and not
        when a page is scrolled or something without a caret has the focus: so it is asked for anew.
        """
        x, y = self._caret() or self._logical_cursor
        return Offset(self.size.width - 1 - x, y) if self.stage.mirrored else Offset(x, y)

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        self._logical_cursor = position

    def _caret(self) -> Offset | None:
        """Where the focus is at this moment; lines and fields have a caret in it."""
        focused = self.screen.focused
        if focused is None or not focused.region:
            return None
        caret: object = getattr(focused, "cursor_screen_offset", None)
        return caret if isinstance(caret, Offset) else focused.content_region.offset

    def get_key_display(self, binding: Binding) -> str:
        """As a code, so that "^q" does not become "q^"; function keys as they are printed on a keyboard."""
        shown = super().get_key_display(binding)
        return isolate_ltr(shown.upper() if FUNCTION_KEY.fullmatch(shown) else shown)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        super()._display(screen, self.finished(renderable))

    def finished(self, renderable: RenderableType | None) -> RenderableType | None:
        """An update of the screen as this terminal must get it; anything else as it is."""
        mirror = self.stage.mirrored
        if not isinstance(renderable, LayoutUpdate | ChopsUpdate) or (self._plain_cells and not mirror):
            return renderable
        finish = None if self._plain_cells else self._spoken
        return Finished(renderable, mirror, finish)  # type: ignore[return-value]  # As Textual's own updates.

    def _spoken(self, strip: Strip) -> Strip:
        return in_dialect(strip, self._filter)
