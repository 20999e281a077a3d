"""The application in the lobby: open to everybody; after a minute without a key nothing is left of anybody.

Source: security.md threats 20 to 22.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work

from kiosk.app import KioskApp
from screens.lobby.base import LobbyScreen
from screens.lobby.countdown import Countdown
from screens.lobby.welcome import WelcomeScreen
from screens.terminal.scanning import ReceiptScanned

if TYPE_CHECKING:
    from kiosk.domain.applicant import Applicant
    from kiosk.domain.roles import Officer

WIPE_SECONDS = 60
WARNING_SECONDS = 15
"""So long before the wipe the countdown is shown."""


class LobbyApp(KioskApp):
    """Its screens stand on the welcome; whoever leaves or is gone is forgotten."""

    CSS_PATH: ClassVar = [
        "../screens/kiosk.tcss",
        "../screens/lobby/lobby.tcss",
        "../screens/counter/sign_in.tcss",
    ]

    def get_default_screen(self) -> WelcomeScreen:
        return WelcomeScreen()

    def load_the_rest(self) -> None:
        super().load_the_rest()
        from screens.lobby import account, child, entering, own_state, own_ticket, staff  # noqa: F401

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only an officer leaves."""
        if action in ("leave", "quit", "help_quit", "suspend_process"):
            return action == "leave" and self.officer is not None
        return super().check_action(action, parameters)

    def action_staff(self) -> None:
        """The staff's sign-in over whatever stands there; what an applicant left is gone."""
        from screens.counter.sign_in import SignInScreen

        if self.officer is None and not isinstance(self.screen, SignInScreen):
            self._open_sign_in()

    @work(exclusive=True, group="session", exit_on_error=False)
    async def _open_sign_in(self) -> None:
        from screens.counter.sign_in import SignInScreen

        await self._wipe()
        self.push_screen(SignInScreen(self.admit))

    def admit(self, officer: Officer) -> None:
        from screens.lobby.staff import StaffScreen

        self.officer = officer
        self.push_screen(StaffScreen())

    @work(exclusive=True, group="session", exit_on_error=False)
    async def action_sign_out(self) -> None:
        """Whoever it was, officer or applicant: back to the welcome, nothing left."""
        await self._wipe()

    async def _wipe(self) -> None:
        from kiosk.services import signin

        officer, applicants = self.officer, self._applicants()
        await self.back_to(WelcomeScreen)
        # Who waits there for an answer of theirs would keep what was typed.
        self.workers.cancel_node(self.screen)
        self.officer = None
        self.clear_notifications()
        self.forget_clipboard()
        self.forget_scans()
        self._hide_countdown()
        self.language = self.config.station.language
        if officer is not None and isinstance(self.screen, WelcomeScreen):
            await self.screen.carry_out(signin.sign_out, self.desk, officer)
        await self._end_sessions(applicants)

    def _applicants(self) -> set[Applicant]:
        """Who is signed in on the screens that stand."""
        screens = [screen for screen in self.screen_stack if isinstance(screen, LobbyScreen)]
        return {screen.applicant for screen in screens if screen.applicant is not None}

    async def _end_sessions(self, applicants: set[Applicant]) -> None:
        from kiosk.services import applicant_access

        for applicant in applicants:
            if isinstance(self.screen, WelcomeScreen):
                await self.screen.carry_out(applicant_access.end_session, self.desk, applicant)

    def watch_idle(self) -> None:
        """Wipe what was left standing, after a countdown that any key ends."""
        if len(self.screen_stack) == 1:
            self._hide_countdown()
            if self.idle_seconds >= WIPE_SECONDS:
                self.language = self.config.station.language
            return
        left = WIPE_SECONDS - self.idle_seconds
        if left <= 0:
            self.action_sign_out()
        elif left <= WARNING_SECONDS:
            self._count_down(ceil(left))

    def _count_down(self, seconds: int) -> None:
        shown = self.screen.query_one_optional(Countdown)
        if shown is None:
            self.screen.mount(Countdown(seconds))
        else:
            shown.seconds = seconds

    def _hide_countdown(self) -> None:
        # With each key: a question to the whole screen would take longer than the key itself.
        for each in [child for screen in self.screen_stack for child in screen.children]:
            if isinstance(each, Countdown):
                each.remove()

    async def on_event(self, event: events.Event) -> None:
        await super().on_event(event)
        if isinstance(event, events.InputEvent) and self.idle_seconds < WIPE_SECONDS - WARNING_SECONDS:
            self._hide_countdown()

    @on(ReceiptScanned)
    def receipt_scanned(self, scanned: ReceiptScanned) -> None:
        """Somebody holds a receipt under the scanner: its state, and no more."""
        if self.officer is None and isinstance(self.screen, LobbyScreen):
            self._show_state(scanned.digits, self.screen)

    @work(exclusive=True, group="scan", exit_on_error=False)
    async def _show_state(self, digits: str, present: LobbyScreen[object]) -> None:
        from kiosk.services import own_state
        from screens.lobby.own_state import OwnStateScreen

        if not await self.desk_loaded():
            return
        state = await present.ask(own_state.by_receipt, self.desk, present.by, digits)
        if state is None or self.screen is not present:
            return
        if isinstance(present, OwnStateScreen):
            present.show(state, digits)
        else:
            self.push_screen(OwnStateScreen(present.by, state, digits))
