"""Who is called, and where to: to be read from five metres, in both languages at once."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Label

from kiosk.domain.errors import KioskError
from kiosk.strict import msgid
from kiosk.words import Words
from screens.base import KioskScreen
from screens.display.board import CallBoard
from screens.terminal.clean import plain

if TYPE_CHECKING:
    from kiosk.services.display import Shown

PERIOD = 5.0
"""Seconds between two looks without a call: the clock goes on, a lost database is found again."""
BOTH = (Words("fa"), Words("en"))
_TICKET, _COUNTER = msgid("Ticket"), msgid("Counter")
_EMPTY = msgid("Nobody is called at the moment. Please wait.")


class CallsScreen(KioskScreen[None]):
    """Shown before the database is loaded: nothing here imports a service."""

    live = True
    CSS_PATH = "calls.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f12", "app.staff", "Staff", show=False, id="lobby.staff"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Shown, ...] | None = None
        self._trouble: KioskError | None = None
        self._looking = False
        self._again = False

    def compose(self) -> ComposeResult:
        name = self.app.config.office.name
        with Horizontal(id="top"):
            yield Label(plain(f"{name.fa}   {name.en}"), id="office")
            yield Label(id="time")
        with Horizontal(id="head"):
            yield Label(_in_both(_TICKET, " · "), id="head-ticket")
            yield Label(_in_both(_COUNTER, " · "), id="head-counter")
        yield CallBoard(id="board")
        yield Label(_in_both(_EMPTY, "\n\n"), id="empty")
        yield Label(id="trouble")

    def on_mount(self) -> None:
        self.fill()
        self.set_interval(PERIOD, self.look_again)

    def fill(self) -> None:
        lines = self._shown or ()
        board, empty, trouble = (self.query_one(name) for name in ("#board", "#empty", "#trouble"))
        self.query_one(CallBoard).lines = tuple(
            (line.number, line.station.rpartition("-")[2], line.waited_for) for line in lines
        )
        board.display = bool(lines)
        empty.display = not lines
        trouble.display = self._trouble is not None
        if self._trouble is not None:
            said = [plain(words.error(self._trouble)) for words in BOTH]
            self.query_one("#trouble", Label).update(Content("\n").join(said))
        self.query_one("#time", Label).update(self._time())

    def _time(self) -> Content:
        if self.app.loaded is None:
            return Content()
        return plain(f"{self.desk.office.local(self.desk.now()):%H:%M}")

    def look_again(self) -> None:
        """Never twice at once; what changed while one looks is looked for behind it."""
        self._again = True
        if not self._looking:
            self._looking = True
            self._look()

    @work(group="look", exit_on_error=False)
    async def _look(self) -> None:
        try:
            while self._again:
                self._again = False
                if await self.app.desk_loaded():
                    await self._read()
        finally:
            self._looking = False

    async def _read(self) -> None:
        from kiosk.services import display

        before = self._shown
        try:
            self._shown = await asyncio.to_thread(display.shown, self.desk)
            self._trouble = None
        except KioskError as trouble:
            # What was called stays called: it is shown on, and that it may be old.
            self._trouble = trouble
        self.fill()
        if before is not None and _calls(self._shown) - _calls(before):
            self.app.bell()


def _calls(lines: tuple[Shown, ...] | None) -> set[tuple[str, datetime]]:
    return {(line.number, line.called_at) for line in lines or ()}


def _in_both(sentence: str, between: str) -> Content:
    return plain(between.join(words(sentence) for words in BOTH))
