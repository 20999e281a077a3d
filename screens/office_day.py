"""What is due once a day in the office: whichever station is first does it, in a thread, and quietly."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING

from kiosk.domain.errors import KioskError
from screens.station import StationApp
from screens.terminal.crash import report

if TYPE_CHECKING:
    from kiosk.services.desk import Desk

CHECK_SECONDS = 60


class OfficeDay:
    """Nobody waits for it and nobody is told: what it did stands in the histories and in the audit log."""

    def __init__(self, app: StationApp) -> None:
        self._app = app
        self._begun: date | None = None
        self._under_way = False

    async def begin(self) -> None:
        """Once the day has changed; after a failure the next check tries again."""
        desk = self._app.loaded
        if desk is None or self._under_way or self._begun == desk.today():
            return
        self._under_way, today = True, desk.today()
        try:
            await asyncio.to_thread(_begin, desk)
        except KioskError:
            return  # The database is busy or away, which every other action says as well.
        except Exception as bug:  # noqa: BLE001 - it costs this day's round, not the station
            report(bug)
        finally:
            self._under_way = False
        self._begun = today


def _begin(desk: Desk) -> None:
    from kiosk.services import expiring, reminding

    expiring.begin_day(desk)
    reminding.begin_day(desk)
