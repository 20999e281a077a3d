"""What others change stands on the screens within a second."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from contextvars import copy_context
from time import monotonic
from typing import TYPE_CHECKING

from textual.widgets import Input

from screens.base import KioskScreen
from screens.terminal.catching import text_area

if TYPE_CHECKING:
    from kiosk.services.desk import Desk
    from screens.station import StationApp

REST_SECONDS = 0.5
"""Between two readings: an office where much happens is not read without pause."""
TYPING_SECONDS = 2.0
"""Since the last key in a field: then nothing moves under the hands."""


class Live:
    """Passes word of a change on to the screen on top; one below a question reads when it comes back."""

    def __init__(self, app: StationApp) -> None:
        self._app = app
        self._changed = False
        self._resting = False
        self._typed_at = -TYPING_SECONDS
        self._end: Callable[[], None] | None = None

    def begin(self, desk: Desk) -> None:
        if desk.changes is None or self._end is not None:
            return
        loop, context = asyncio.get_running_loop(), copy_context()

        def tell() -> None:
            # Word that comes while the program ends is for nobody.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self._hear, context=context)

        self._end = desk.changes.watch(tell)

    async def leave(self) -> None:
        """The thread and its connection end with the program."""
        if self._end is not None:
            await asyncio.to_thread(self._end)
            self._end = None

    def typed(self) -> None:
        """A key was pressed."""
        self._typed_at = monotonic()

    def _hear(self) -> None:
        self._changed = True
        if not self._resting and self._app.is_running and self._app.screen_stack:
            self._pass_on()

    def _pass_on(self) -> None:
        self._resting = True
        self._app.set_timer(REST_SECONDS, self._rested)
        if not self._is_typing() and not self._is_reading():
            self._changed = False
            self._tell_screen()

    def _tell_screen(self) -> None:
        screen = self._app.screen
        if isinstance(screen, KioskScreen) and screen.live and screen.is_current:
            screen.look_again()

    def _rested(self) -> None:
        self._resting = False
        # The timer may ring when the last screen is gone.
        if self._changed and self._app.screen_stack:
            self._pass_on()

    def _is_reading(self) -> bool:
        """A long list would never stand there if each word of a change began its reading anew."""
        return any(each.node is self._app.screen and each.is_running for each in self._app.workers)

    def _is_typing(self) -> bool:
        focused = self._app.focused
        writes = isinstance(focused, Input) or (focused is not None and text_area(focused) is not None)
        return writes and monotonic() - self._typed_at < TYPING_SECONDS
