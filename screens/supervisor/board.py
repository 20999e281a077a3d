"""The board: counters, lines and what is late at one look, from two metres."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widgets import DataTable, Label, Static

from kiosk.domain.board import GroupLine
from kiosk.services import board
from kiosk.services.board import Board, CounterLine
from kiosk.services.supervising import Place
from screens.base import KioskScreen
from screens.supervisor.board_lines import (
    COUNTERS,
    GROUPS,
    Figured,
    counter_cells,
    figures,
    group_cells,
    late_lines,
    times_said,
)
from screens.terminal.clean import plain
from screens.widgets.block_letters import LargeCode
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine
from screens.widgets.steady_table import SteadyTable

HALF_A_MINUTE = 30
"""Seconds."""


class Figure(Vertical):
    """A number and what it counts: large where there is room, else in a line."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Figured | None = None

    def compose(self) -> ComposeResult:
        yield LargeCode("")
        yield Label(classes="said")
        yield Label(classes="bare")

    def show(self, shown: Figured) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        number, name, line, late = shown
        self.set_class(late, "-late")
        self.query_one(LargeCode).code = number
        self.query_one(".said", Label).update(plain(line))
        self.query_one(".bare", Label).update(plain(f"! {name}" if late else name))


class BoardScreen(KioskScreen[None]):
    """Enter on a counter or a group lists its tickets; coming back reads everything again."""

    live = True
    CSS_PATH = "board.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-tall")]  # noqa: RUF012 - Textual's own declaration
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("f5", "open", "Open", id="board.open"),
        Binding("f6", "load", "Load", id="board.load"),
        Binding("f7", "officers", "Officers", id="board.officers"),
        Binding("f8", "tickets", "Tickets", id="board.tickets"),
        Binding("f9", "reload", "Reload", id="board.reload"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._board: Board | None = None
        self._figures: list[Figure] = []

    def compose(self) -> ComposeResult:
        yield Heading(self.words("Board"))
        self._figures = [Figure() for _each in figures(self.words, None)]
        with Horizontal(id="figures"):
            yield from self._figures
        with Container(id="places"):
            yield Label(id="nobody")
            yield SteadyTable("counters")
            yield SteadyTable("groups")
        yield Label(id="times")
        yield Static(id="late")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#groups").focus()
        self.set_interval(HALF_A_MINUTE, self._time_passes)

    def _time_passes(self) -> None:
        """Waits grow though nobody does anything."""
        if self.is_current:
            self.action_reload()

    def on_resize(self) -> None:
        self.call_after_refresh(self.fill)

    def come_back(self) -> None:
        self.action_reload()

    @work(exclusive=True, group="board", exit_on_error=False)
    async def action_reload(self) -> None:
        lessons = self._board.lessons if self._board else None
        seen = await self.ask(board.board, self.desk, self.officer, lessons)
        if seen is not None:
            self._board = seen
            self.fill()

    def fill(self) -> None:
        words, seen = self.words, self._board
        for figure, shown in zip(self._figures, figures(words, seen), strict=True):
            figure.show(shown)
        self._fill_tables()
        self.set_class(seen is None or not seen.counters, "-empty")
        nobody = self.say("Reading …") if seen is None else self.say("No counter has called anybody today.")
        self._put("#nobody", nobody)
        self._put("#times", plain(times_said(words, seen) if seen else ""))
        self._put("#late", Content("\n").join(self._late()))

    def _put(self, name: str, said: Content) -> None:
        """A label that is told the same again would lay out the whole screen."""
        label = self.query_one(name, Static)
        if label.content != said:
            label.update(said)

    def _fill_tables(self) -> None:
        seen, width = self._board, self.app.size.width
        share = width // 2 if self.has_class("-huge") else width
        counters, groups = self.query_one("#counters", SteadyTable), self.query_one("#groups", SteadyTable)
        lines = seen.counters if seen else ()
        headings = [self.words(each) for each in COUNTERS]
        counters.show(headings, [counter_cells(self, each) for each in lines], (5, share))
        headings = [self.words(each) for each in GROUPS]
        kinds = seen.groups if seen else ()
        groups.show(headings, [group_cells(self, seen, each) for each in kinds if seen], (0, share))

    def _late(self) -> Iterator[Content]:
        if self._board is None:
            return
        late = list(late_lines(self.words, self.desk, self._board))
        for line in late:
            yield plain(f"! {line}").stylize("bold $text-warning")
        if not late:
            yield self.say("✓ Nothing is late and nothing stands still.")

    @on(DataTable.RowSelected)
    def action_open(self) -> None:
        """The tickets of the line under the cursor, in whichever table one is."""
        seen, focused = self._board, self.focused
        if seen is None or not isinstance(focused, DataTable):
            return
        lines = seen.counters if focused.id == "counters" else seen.groups
        if focused.cursor_row < len(lines):
            self._list(_place(lines[focused.cursor_row]))

    def action_tickets(self) -> None:
        self._list(Place())

    def _list(self, place: Place) -> None:
        from screens.supervisor.tickets import TicketsScreen

        self.app.push_screen(TicketsScreen(place))

    def action_load(self) -> None:
        from screens.supervisor.load import LoadScreen

        self.app.push_screen(LoadScreen())

    def action_officers(self) -> None:
        from screens.supervisor.officers import OfficersScreen

        self.app.push_screen(OfficersScreen())


def _place(line: CounterLine | GroupLine) -> Place:
    return Place(station=line.station) if isinstance(line, CounterLine) else Place(group=line.group)
