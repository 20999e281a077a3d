"""The bell of the counters: somebody at a lobby screen asks for a clerk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.domain.errors import KioskError
from screens.station import StationApp
from screens.terminal.clean import plain

if TYPE_CHECKING:
    from uuid import UUID

    from kiosk.services.desk import Desk

PERIOD = 1.0
"""Seconds between two looks; a call is shown within two."""


class Bell:
    """Looks for calls in a thread, never twice at once, and tells of each new one."""

    def __init__(self, app: StationApp, clock: Callable[[], float]) -> None:
        self._app = app
        self._clock = clock
        self._looked_at = clock()
        self._looking = False
        self._told: frozenset[UUID] = frozenset()

    def tick(self, on_duty: bool) -> None:
        """`on_duty`: whether somebody is there who can answer."""
        if not on_duty or self._app.loaded is None:
            self._app.calls = ()
            self._told = frozenset()
        elif not self._looking and self._clock() - self._looked_at >= PERIOD:
            self._looking = True
            self._looked_at = self._clock()
            self._app.run_worker(self._look(self._app.loaded), group="bell", exit_on_error=False)

    async def _look(self, desk: Desk) -> None:
        from kiosk.services import help_calls

        try:
            calls = tuple(await asyncio.to_thread(help_calls.waiting, desk))
        except KioskError:
            # The database is out of reach: whoever works here hears of it from his own work.
            calls = self._app.calls
        # After a bug this is never reached: it is confessed once and not every second.
        self._looking = False
        self._app.calls = calls
        self._ring()

    def _ring(self) -> None:
        new = [each for each in self._app.calls if each.id not in self._told]
        self._told = frozenset(each.id for each in self._app.calls)
        for each in new:
            words = self._app.words
            sentence = words("{place} asks for help.", place=words.station(each.station))
            self._app.notify(str(plain(sentence)), timeout=10, markup=False)
            self._app.bell()
