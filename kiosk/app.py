"""The application: who is signed in, which language, which screen; no rules, no SQL."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on, work
from textual.binding import Binding, BindingType

from kiosk.domain.errors import KioskError
from kiosk.strict import ConfigProblems
from kiosk.words import Words, load_words
from screens.base import KioskScreen
from screens.bell import PERIOD, Bell
from screens.counter.sign_in import SignInScreen
from screens.graphics.retype import retype
from screens.live import Live
from screens.office_day import CHECK_SECONDS, OfficeDay
from screens.post import ROUND_SECONDS, Post
from screens.station import StationApp, Terminal
from screens.terminal.scanning import ReceiptScanned

if TYPE_CHECKING:
    from kiosk.config import Config
    from kiosk.domain.roles import Officer
    from kiosk.services.desk import Desk

IDLE_CHECK_SECONDS = 1


class KioskApp(StationApp):
    """One station, full screen."""

    TITLE = "Mikhak Counter"
    CSS_PATH = ["../screens/kiosk.tcss", "../screens/counter/sign_in.tcss"]  # noqa: RUF012 - Textual's own
    """Textual reads a screen's own file when it is pushed; the first one never is."""
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave", "Quit", show=False, id="app.quit")]

    def __init__(
        self,
        config: Config,
        terminal: Terminal,
        load_desk: Callable[[], Desk],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """`clock`: seconds that never go back; the idle lock counts by it."""
        super().__init__(config, terminal, load_desk)
        self._loading = asyncio.Lock()
        self._clock = clock
        self._last_key = clock()
        self.unfit: ConfigProblems | None = None
        """What is wrong with the office's own files: nothing runs with half of them."""
        self._bell = Bell(self, clock)
        self._post = Post(self)
        self._day = OfficeDay(self)
        self._live = Live(self)

    def get_default_screen(self) -> KioskScreen[None]:
        """The bottom of the stack: an empty screen below it would be composed and painted first."""
        return SignInScreen(self.admit)

    def on_mount(self) -> None:
        self.set_keymap(dict(self.config.keys))
        self.call_after_refresh(retype, self, self.graphics.typed)
        self.call_after_refresh(self._load)
        self.set_interval(IDLE_CHECK_SECONDS, self.watch_idle)
        self.set_interval(PERIOD / 2, self._listen)
        self.set_interval(ROUND_SECONDS, self.send_mail)
        self.set_interval(CHECK_SECONDS, self.begin_day)
        if not self.is_headless:
            # Python would end at once: the terminal left in full screen, a write half told.
            for ending in (signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(ending, self.action_leave)

    @work(exit_on_error=False)
    async def _load(self) -> None:
        """In a thread, once the first screen stands: the data layer, then all other screens."""
        await self.desk_loaded()
        await asyncio.to_thread(self.load_the_rest)

    def load_the_rest(self) -> None:
        """What comes behind the first screen, before it is wanted: imports would hold up the event loop."""
        from kiosk.services import demonstration, help_calls, mailing, signin  # noqa: F401
        from screens.counter import leaving, lock, mailbox, my_blanks, own_day, reception  # noqa: F401 - and the others by these
        from screens.supervisor import (  # noqa: F401  # noqa: F401
            approvals,
            blanks,
            board,
            closing,
            expected,
            home,
            referrals,
            sent,
            to_collect,
            to_send,
            unchecked,
        )
        from screens.terminal import catching  # noqa: F401

        load_words()

    @work(group="mail", exit_on_error=False)
    async def send_mail(self) -> None:
        await self._post.go_round()

    @work(group="day", exit_on_error=False)
    async def begin_day(self) -> None:
        await self._day.begin()

    async def desk_loaded(self) -> bool:
        async with self._loading:
            if self.loaded is None:
                await self._try_to_load()
        return self.loaded is not None

    async def _try_to_load(self) -> None:
        """A failure is told, and the next sign-in tries again; wrong settings end the station."""
        try:
            self.loaded = await asyncio.to_thread(self.load_desk)
        except ConfigProblems as problems:
            self.unfit = problems
            self.exit()
        except KioskError as trouble:
            self.refuse(trouble)
        except Exception as bug:  # noqa: BLE001 - the sign-in stays usable and says the bug's number
            self.confess(bug)
        if self.loaded is not None:
            self._live.begin(self.loaded)
            if isinstance(self.screen, SignInScreen):
                self.screen.desk_is_ready()

    async def on_unmount(self) -> None:
        await self._live.leave()

    def admit(self, officer: Officer) -> None:
        """Somebody signed in: to the first working screen of this station."""
        from kiosk.domain.roles import Role
        from screens.counter.reception import ReceptionScreen

        self.officer = officer
        self._last_key = self._clock()
        self.push_screen(ReceptionScreen())
        if self.config.station.kind == "supervisor" and officer.role is Role.SUPERVISOR:
            from screens.supervisor.home import HomeScreen

            self.push_screen(HomeScreen())

    def action_switch_language(self) -> None:
        self.language = "en" if self.language == "fa" else "fa"

    def watch_language(self) -> None:
        self.words = Words(self.language)
        self._speak_again()

    @work(exclusive=True, group="language", exit_on_error=False)
    async def _speak_again(self) -> None:
        # Nothing is painted half in one direction, half in the other.
        with self.batch_update():
            self.stage.language = self.language
            for screen in self.screen_stack:
                if isinstance(screen, KioskScreen):
                    await screen.speak_again()
        self.screen.refresh(layout=True)

    @work(exclusive=True, group="session", exit_on_error=False)
    async def action_sign_out(self) -> None:
        """Back to the sign-in; the next officer finds nothing of the last one's."""
        from kiosk.services import signin

        officer = self.officer
        if not await self._leave_counter():
            return
        await self.back_to(SignInScreen)
        self.officer = None
        self.clear_notifications()
        self.forget_clipboard()
        if officer is not None and isinstance(self.screen, SignInScreen):
            await self.screen.carry_out(signin.sign_out, self.desk, officer)

    async def _leave_counter(self) -> bool:
        """False: the officer has a ticket here and stays.  Who finds the station locked is not asked."""
        from screens.counter import leaving

        if self.officer is None or not isinstance(self.screen, KioskScreen):
            return True
        if not self._locked:
            return await leaving.let_go(self.screen)
        await leaving.give_back(self.screen)
        return True

    @work(exclusive=True, group="session", exit_on_error=False)
    async def action_leave(self) -> None:
        """Quit once every write has come to its end."""
        from kiosk.services import signin
        from screens.counter import leaving

        writes = [worker for worker in self.workers if worker.group == "write"]
        if writes:  # An empty list would mean every worker, this one too.
            await self.workers.wait_for_complete(writes)
        if self.officer is not None and isinstance(self.screen, KioskScreen):
            await leaving.give_back(self.screen)
            await self.screen.ask(signin.sign_out, self.desk, self.officer)
        await self._post.leave()
        self.exit()

    def _listen(self) -> None:
        self._bell.tick(on_duty=self.officer is not None and not self._locked)

    @work(exclusive=True, group="call", exit_on_error=False)
    async def action_answer_call(self) -> None:
        """Take on the call that waits longest; whoever pressed the key goes to that screen now."""
        from kiosk.services import help_calls

        if not self.calls or self.officer is None or not isinstance(self.screen, KioskScreen):
            return
        call, self.calls = self.calls[0], self.calls[1:]
        station = await self.screen.carry_out(help_calls.answer, self.desk, self.officer, call.id)
        if station is not None and isinstance(self.screen, KioskScreen):
            self.screen.inform(
                "Your call: go to {place}. The screen there is in {language}.",
                place=self.words.station(station),
                language=self.words.label(call.language),
            )

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self._last_key = self._clock()
            self._live.typed()
        await super().on_event(event)

    @on(ReceiptScanned)
    def receipt_scanned(self, scanned: ReceiptScanned) -> None:
        """A scanner typed a receipt, wherever the focus was."""
        if self.officer is not None and not self._locked and isinstance(self.screen, KioskScreen):
            self._follow(scanned.digits, self.screen, self.officer)

    @work(exclusive=True, group="scan", exit_on_error=False)
    async def _follow(self, digits: str, present: KioskScreen[Any], officer: Officer) -> None:
        """To the applicant's card; a receipt that leads nowhere leaves the officer at the present work."""
        from kiosk.services import reception
        from screens.counter.reception import ReceptionScreen

        found = await present.ask(reception.find, self.desk, officer, digits)
        if found is None or self._locked or self.officer is not officer:
            return
        await self.back_to(ReceptionScreen)
        if isinstance(self.screen, ReceptionScreen):
            self.screen.show(found)

    async def back_to(self, kind: type[KioskScreen[Any]]) -> None:
        """Leave every screen above one of this kind, at once: those between are not shown and read nothing.

        Questions among them stay unanswered.
        """
        with self.batch_update():
            leaving = []
            while not isinstance(self.screen, kind):
                leaving.append(self.pop_screen())
            for each in leaving:
                await each

    @property
    def _locked(self) -> bool:
        from screens.counter.lock import LockScreen

        return any(isinstance(screen, LockScreen) for screen in self.screen_stack)

    @property
    def idle_seconds(self) -> float:
        return self._clock() - self._last_key

    def watch_idle(self) -> None:
        """Lock a station that its officer has left."""
        limit = self.config.security.idle_lock_seconds
        if self.officer is not None and self.idle_seconds >= limit and not self._locked:
            self._lock(self.officer)

    def _lock(self, officer: Officer) -> None:
        from kiosk.services import signin
        from screens.counter.lock import LockScreen

        self.forget_clipboard()
        lock = LockScreen()
        self.clear_notifications()
        self.push_screen(lock)
        lock.tell(signin.note_lock, self.desk, officer)
