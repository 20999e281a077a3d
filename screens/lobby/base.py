"""What every screen of the lobby has: its bar, its keys, and who works at it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from screens.base import KioskScreen
from screens.lobby.bar import LobbyBar
from screens.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from kiosk.domain.applicant import Applicant
    from kiosk.domain.roles import Actor

Result = TypeVar("Result")


class LobbyScreen(KioskScreen[Result]):
    """One thing at a time.  `by`: the lobby, an applicant, or the officer who helps one at the counter."""

    CSS_PATH = "lobby.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012 - Textual's own declaration
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "mailbox", "Mailbox", id="app.mailbox", show=False),
        Binding("f1", "call_clerk", "Help", id="lobby.help"),
        Binding("f12", "clear_up", "Finish", id="app.sign-out", priority=True),
        Binding("ctrl+f12", "staff", "Staff", show=False, id="lobby.staff"),
    ]

    def __init__(self, by: Actor | None = None) -> None:
        """None: nobody has done anything yet."""
        super().__init__()
        self._by = by

    @property
    def by(self) -> Actor:
        from kiosk.domain.applicant import Lobby

        return self._by or Lobby(self.desk.office.station)

    @property
    def applicant(self) -> Applicant | None:
        """Who signed in here, if anybody did."""
        from kiosk.domain.applicant import Applicant

        return self._by if isinstance(self._by, Applicant) else None

    @property
    def assisted(self) -> bool:
        """An officer works here for the applicant."""
        return self.app.officer is not None

    def compose(self) -> ComposeResult:
        yield LobbyBar(self.title_words())
        yield from self.body()
        yield KeyLine()

    def title_words(self) -> str:
        """The screen's title, in the present language."""
        return self.words("Mikhak Counter")

    def body(self) -> Iterable[Widget]:
        """What stands between the bar and the keys."""
        return ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("call_clerk", "clear_up", "staff"):
            return not self.assisted
        if action == "mailbox":
            return self.app.config.office.demonstration
        return super().check_action(action, parameters)

    async def action_clear_up(self) -> None:
        await self.run_action("app.sign_out")

    async def action_staff(self) -> None:
        await self.run_action("app.staff")

    def on_screen_resume(self) -> None:
        if self.is_current and self.app.loaded is not None:
            self.come_back()

    @work(exclusive=True, group="mailbox", exit_on_error=False)
    async def action_mailbox(self) -> None:
        """The letters of an invented office, its codes among them."""
        if await self.app.desk_loaded():
            from screens.counter.mailbox import MailboxScreen

            self.app.push_screen(MailboxScreen())

    @work(exclusive=True, group="help", exit_on_error=False)
    async def action_call_clerk(self) -> None:
        """The bell at the counters rings."""
        if not await self.app.desk_loaded():
            return
        from kiosk.services import help_calls

        if await self.carry_out(help_calls.call, self.desk, self.by, self.words.language):
            self.inform("A clerk is called and comes to you. Please wait here.")
