"""The station's share in the office's mail: rounds in a thread, one at a time, never on the event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from kiosk.domain.errors import KioskError
from screens.station import StationApp
from screens.terminal.crash import report

if TYPE_CHECKING:
    from uuid import UUID

    from kiosk.domain.mail import Delivered
    from kiosk.services.desk import Desk
    from kiosk.services.tools import Sender

Answer = TypeVar("Answer")

ROUND_SECONDS = 5
BATCH = 5
"""Mails a round: who leaves waits for no more than these."""
GRACE_SECONDS = 2.0


class Post:
    """Applicants never hear of a trouble with the mail; an officer is told of it once, and of its end."""

    def __init__(self, app: StationApp) -> None:
        self._app = app
        self._at_home = asyncio.Event()
        self._at_home.set()
        self._leaving = False
        self._told: tuple[UUID, str] | None = None
        """Which officer knows of which trouble."""

    async def go_round(self) -> None:
        """Send what is due, if this station has a way out and no round is under way."""
        desk = self._app.loaded
        if desk is None or desk.sender is None or not self._at_home.is_set():
            return
        self._at_home.clear()
        try:
            sent = BATCH
            while sent == BATCH and not self._leaving:
                delivered = await _apart(partial(_deliver, desk, desk.sender))
                sent = delivered.sent
                self._tell(delivered)
        except KioskError:
            return  # The database is busy or away, which every other action says as well.
        except Exception as bug:  # noqa: BLE001 - nobody at the lobby must see it, and the next round may do
            self._confess(bug)
        finally:
            self._at_home.set()

    async def leave(self) -> None:
        """Let the mail that is under way come to its end, but not for long: a server may be silent."""
        self._leaving = True
        try:
            await asyncio.wait_for(self._at_home.wait(), GRACE_SECONDS)
        except TimeoutError:
            return  # Its claim runs out, and another round sends it.

    def _tell(self, delivered: Delivered) -> None:
        officer = self._app.officer
        if officer is None:
            return
        if delivered.error and self._told != (officer.id, delivered.error):
            self._told = officer.id, delivered.error
            self._app.refuse(KioskError(delivered.error))
        elif delivered.sent and not delivered.error and self._told is not None:
            self._told = None
            self._app.notify(self._app.words("Mails are being sent again."), markup=False)

    def _confess(self, bug: Exception) -> None:
        if self._app.officer is None:
            report(bug)
        else:
            self._app.confess(bug)


def _deliver(desk: Desk, sender: Sender) -> Delivered:
    from kiosk.services import mailing

    return mailing.deliver(desk, sender, BATCH)


async def _apart(act: Callable[[], Answer]) -> Answer:
    """Run in a thread that does not keep the process alive: a silent server must not hold up who leaves."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Answer] = loop.create_future()

    def settle(outcome: Callable[[], None]) -> None:
        if not done.cancelled():
            outcome()

    def run() -> None:
        try:
            answer = act()
        except BaseException as error:  # noqa: BLE001 - handed over, and raised where it is waited for
            failed = error
            _later(loop, lambda: settle(lambda: done.set_exception(failed)))
        else:
            _later(loop, lambda: settle(lambda: done.set_result(answer)))

    threading.Thread(target=run, name="post", daemon=True).start()
    return await done


def _later(loop: asyncio.AbstractEventLoop, act: Callable[[], None]) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(act)
