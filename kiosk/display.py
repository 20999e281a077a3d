"""The application on the call display: open to everybody's eyes and to nobody's keys.

Staff comes in by the key of the lobby, and can do nothing here but end the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work

from kiosk.app import KioskApp
from screens.display.calls import CallsScreen

if TYPE_CHECKING:
    from kiosk.domain.roles import Officer

LEFT_SECONDS = 60
"""So long a sign-in may stand before the calls without a key."""


class DisplayApp(KioskApp):
    CSS_PATH: ClassVar = [
        "../screens/kiosk.tcss",
        "../screens/display/calls.tcss",
        "../screens/counter/sign_in.tcss",
    ]

    def get_default_screen(self) -> CallsScreen:
        return CallsScreen()

    def load_the_rest(self) -> None:
        super().load_the_rest()
        from kiosk.services import display  # noqa: F401

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only an officer leaves; on the calls themselves no key does anything."""
        if action in ("leave", "quit", "help_quit", "suspend_process"):
            return action == "leave" and self.officer is not None
        if action in ("switch_language", "answer_call"):
            return not isinstance(self.screen, CallsScreen)
        return super().check_action(action, parameters)

    def action_staff(self) -> None:
        from screens.counter.sign_in import SignInScreen

        if self.officer is None and not isinstance(self.screen, SignInScreen):
            self.push_screen(SignInScreen(self.admit))

    def admit(self, officer: Officer) -> None:
        self.officer = officer
        self._ask_to_end()

    @work(exclusive=True, group="staff", exit_on_error=False)
    async def _ask_to_end(self) -> None:
        from screens.widgets.dialogs import Confirm

        question = Confirm(lambda: self.words("End the program at this station?"), lambda: self.words("Quit"))
        await self.run_action("leave" if await self.push_screen_wait(question) else "sign_out")

    @work(exclusive=True, group="session", exit_on_error=False)
    async def action_sign_out(self) -> None:
        from kiosk.services import signin

        officer, self.officer = self.officer, None
        await self.back_to(CallsScreen)
        self.clear_notifications()
        self.language = self.config.station.language
        if officer is not None and isinstance(self.screen, CallsScreen):
            await self.screen.carry_out(signin.sign_out, self.desk, officer)

    def watch_idle(self) -> None:
        """Whoever left a sign-in standing must not hide the calls."""
        if len(self.screen_stack) > 1 and self.idle_seconds >= LEFT_SECONDS:
            self.action_sign_out()
