"""How the day went so far: who came in each half hour, and how long those waited who were called in it."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Label

from kiosk.domain.board import HalfHour
from kiosk.services import board
from kiosk.strict import msgid
from screens.base import KioskScreen
from screens.widgets.bars import bar
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine
from screens.widgets.spans import minutes
from screens.widgets.table import Cell, build, cell

BESIDE = 56
"""Columns of a line that are no bars."""
NARROWEST_BAR = 8


class LoadScreen(KioskScreen[None]):
    """Bars begin where a line begins to be read: in Persian at the right."""

    live = True
    CSS_PATH = "load.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("f9", "reload", "Reload", id="load.reload"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._halves: tuple[HalfHour, ...] | None = None

    def compose(self) -> ComposeResult:
        yield Heading(self.words("Load and waits"))
        yield DataTable(id="halves", cursor_type="row", zebra_stripes=True)
        yield Label(id="hint")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#halves").focus()

    def on_resize(self) -> None:
        self.fill()

    def come_back(self) -> None:
        self.action_reload()

    @work(exclusive=True, group="load", exit_on_error=False)
    async def action_reload(self) -> None:
        halves = await self.ask(board.half_hours_of_today, self.desk, self.officer)
        if halves is not None:
            self._halves = halves
            self.fill()

    def fill(self) -> None:
        words, halves = self.words, self._halves or ()
        columns = [
            words("From"), words("Came"), "", words("Called"), words("Half waited"), "",
            words("Nine of ten"),
        ]  # fmt: skip
        most = max([1, *(each.came for each in halves)])
        longest = max([timedelta(0), *(each.waits.median for each in halves)])
        rows = [self._cells(each, most, longest) for each in halves]
        build(self.query_one("#halves", DataTable), columns, rows, elastic=5)
        self.query_one("#hint", Label).update(self.say(self._hint()))

    def _hint(self) -> str:
        if self._halves is None:
            return msgid("Reading …")
        if not self._halves:
            return msgid("Nobody has come today.")
        return msgid(
            "Of those who were called in a half hour, half and nine of ten waited no longer than this."
        )

    def _cells(self, half: HalfHour, most: int, longest: timedelta) -> list[Cell]:
        words, width = self.words, max(NARROWEST_BAR, (self.app.size.width - BESIDE) // 2)
        waits = half.waits
        return [
            cell(words.time(half.begins), "bold"),
            cell(words.number(half.came)),
            cell(bar(half.came / most, width), "$text-primary"),
            cell(words.number(waits.count)),
            cell(minutes(words, waits.median) if waits.count else ""),
            cell(bar(waits.median / longest if longest else 0.0, width), "$text-warning"),
            cell(minutes(words, waits.ninth) if waits.count else ""),
        ]
