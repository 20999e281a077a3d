"""The application: who is signed in, which language, which screen; no rules, no SQL."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import ClassVar

from textual import events, on, work
from textual.binding import Binding, BindingType

from kiosk.config import Config
from kiosk.domain.errors import KioskError
from kiosk.domain.roles import Officer, Role
from kiosk.services.desk import Desk
from kiosk.words import Words
from screens.base import KioskScreen
from screens.counter.sign_in import SignInScreen
from screens.graphics import Graphics
from screens.graphics.retype import retype
from screens.station import StationApp
from screens.terminal.scanning import ReceiptScanned

IDLE_CHECK_SECONDS = 1


class KioskApp(StationApp):
    """One station, full screen."""

    TITLE = "Mikhak Counter"
    CSS_PATH = "../screens/kiosk.tcss"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave", "Quit", show=False, id="app.quit")]

    def __init__(self, config: Config, graphics: Graphics, load_desk: Callable[[], Desk]) -> None:
        super().__init__(config, graphics, load_desk)
        self._desk_settled = asyncio.Event()
        self._trouble: KioskError | None = None
        self._last_key = monotonic()

    def on_mount(self) -> None:
        self.set_keymap(dict(self.config.keys))
        sign_in = SignInScreen(self.admit)
        self.push_screen(sign_in)
        self.call_after_refresh(retype, self, self.graphics.typed)
        self.call_after_refresh(self._load, sign_in)
        self.set_interval(IDLE_CHECK_SECONDS, self._lock_when_idle)

    @work(exit_on_error=False)
    async def _load(self, sign_in: SignInScreen) -> None:
        """Import and open the data layer in a thread, once the first screen stands."""
        try:
            self.loaded = await asyncio.to_thread(self.load_desk)
        except KioskError as trouble:
            self._trouble = trouble
            sign_in.refuse(trouble)
        self._desk_settled.set()
        if self.loaded:
            sign_in.desk_is_ready()

    async def desk_loaded(self) -> bool:
        await self._desk_settled.wait()
        if self._trouble is not None and isinstance(self.screen, KioskScreen):
            self.screen.refuse(self._trouble)
        return self.loaded is not None

    def admit(self, officer: Officer) -> None:
        """Somebody signed in: to the first working screen of this station."""
        from screens.counter.reception import ReceptionScreen

        self.officer = officer
        self._last_key = monotonic()
        self.push_screen(ReceptionScreen())
        if self.config.station.kind == "supervisor" and officer.role is Role.SUPERVISOR:
            from screens.supervisor.approvals import ApprovalsScreen

            self.push_screen(ApprovalsScreen())

    def action_switch_language(self) -> None:
        self.language = "en" if self.language == "fa" else "fa"

    def watch_language(self) -> None:
        self.words = Words(self.language)
        self._speak_again()

    @work(exclusive=True, group="language", exit_on_error=False)
    async def _speak_again(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, KioskScreen):
                await screen.speak_again()

    @work(exclusive=True, group="session", exit_on_error=False)
    async def action_sign_out(self) -> None:
        """Back to the sign-in; the next officer finds nothing of the last one's."""
        from kiosk.services import signin

        officer = self.officer
        while not isinstance(self.screen, SignInScreen):
            await self.pop_screen()
        self.officer = None
        if officer is not None and isinstance(self.screen, SignInScreen):
            await self.screen.ask(signin.sign_out, self.desk, officer)

    @work(exclusive=True, group="session", exit_on_error=False)
    async def action_leave(self) -> None:
        """Quit once every write has come to its end."""
        from kiosk.services import signin

        await self.workers.wait_for_complete([worker for worker in self.workers if worker.group == "write"])
        if self.officer is not None and isinstance(self.screen, KioskScreen):
            await self.screen.ask(signin.sign_out, self.desk, self.officer)
        self.exit()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self._last_key = monotonic()
        await super().on_event(event)

    @on(ReceiptScanned)
    def receipt_scanned(self, scanned: ReceiptScanned) -> None:
        """A scanner typed a receipt, wherever the focus was: to the reception with it."""
        from screens.counter.lock import LockScreen

        if self.officer is None or isinstance(self.screen, LockScreen):
            return
        self._go_to_reception(scanned.digits)

    @work(exclusive=True, group="scan", exit_on_error=False)
    async def _go_to_reception(self, digits: str) -> None:
        from screens.counter.reception import ReceptionScreen

        while not isinstance(self.screen, ReceptionScreen):
            await self.pop_screen()
        self.screen.find(digits)

    def _lock_when_idle(self) -> None:
        idle = monotonic() - self._last_key
        if self.officer is not None and idle >= self.config.security.idle_lock_seconds:
            self._lock(self.officer)

    @work(exclusive=True, group="lock", exit_on_error=False)
    async def _lock(self, officer: Officer) -> None:
        from kiosk.services import signin
        from screens.counter.lock import LockScreen

        if isinstance(self.screen, LockScreen):
            return
        lock = LockScreen()
        unlocked = self.push_screen(lock, wait_for_dismiss=True)
        await lock.ask(signin.note_lock, self.desk, officer)
        if await unlocked is False:
            self.action_sign_out()
