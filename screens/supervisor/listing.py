"""A list of requests that wait: what all of the supervisor's lists have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, Protocol, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Label, Static

from kiosk.domain.request import Request
from kiosk.domain.roles import Officer
from kiosk.services.desk import Desk
from kiosk.services.listing import Look
from screens.base import KioskScreen
from screens.terminal.clean import plain
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine
from screens.widgets.table import Cell, build, cell

LATE = "bold yellow"
"""How what is late is marked, beside the sign before it."""


class Waits(Protocol):
    """What the line of each list tells."""

    @property
    def request(self) -> Request: ...
    @property
    def name_fa(self) -> str: ...
    @property
    def name_lat(self) -> str: ...


Line = TypeVar("Line", bound=Waits)
Found = TypeVar("Found", bound=Waits, covariant=True)


class Lister(Protocol[Found]):
    """The service that reads a list."""

    def __call__(self, desk: Desk, officer: Officer, look: Look) -> tuple[Found, ...]: ...


def keep_cursor(table: DataTable[Cell], lines: Sequence[Waits], marked: Waits) -> None:
    """On the request that it stood on, wherever that is now; where it was when that is gone."""
    for row, line in enumerate(lines):
        if line.request.id == marked.request.id:
            table.move_cursor(row=row)


class ListScreen(KioskScreen[None], Generic[Line]):
    """A subclass names its service, its words and its columns; coming back reads the list again, and it
    follows what others do.  The cursor stays on its request.
    """

    live = True
    CSS_PATH = "listing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("f9", "reload", "Reload", id="list.reload"),
    ]
    title_words: ClassVar[str]
    """A msgid, as are the next two."""
    nothing: ClassVar[str]
    columns: ClassVar[Sequence[str]]
    elastic: ClassVar[int]
    """The column that gives way in a narrow terminal."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] | None = None

    @property
    def service(self) -> Lister[Line]:
        raise NotImplementedError

    def cells(self, line: Line) -> list[Cell]:
        raise NotImplementedError

    def detail(self, line: Line) -> Sequence[str]:
        """What stands below the table of the line under the cursor."""
        return ()

    def compose(self) -> ComposeResult:
        yield Heading(self.words(self.title_words))
        yield DataTable(id="waiting", cursor_type="row", zebra_stripes=True)
        yield Label(id="none")
        yield Static(id="detail")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#waiting").focus()

    def on_resize(self) -> None:
        self.fill()

    def come_back(self) -> None:
        self.action_reload()

    @work(exclusive=True, group="list", exit_on_error=False)
    async def action_reload(self) -> None:
        await self._read(Look.OPENING)

    def look_again(self) -> None:
        if self._lines is not None:
            self._follow()

    @work(exclusive=True, group="list", exit_on_error=False)
    async def _follow(self) -> None:
        await self._read(Look.FOLLOWING)

    async def _read(self, look: Look) -> None:
        lines = await self.ask(self.service, self.desk, self.officer, look)
        if lines is None or (look is Look.FOLLOWING and lines == self._lines):
            return
        marked, self._lines = self.marked, lines
        self.fill()
        if marked is not None:
            keep_cursor(self.query_one("#waiting", DataTable), lines, marked)

    def fill(self) -> None:
        table, lines = self.query_one("#waiting", DataTable), self._lines
        columns = [self.words(column) for column in self.columns]
        build(table, columns, (self.cells(line) for line in lines or ()), elastic=self.elastic)
        none = self.query_one("#none", Label)
        none.display = not lines
        none.update(self.say("Reading …") if lines is None else self.say(self.nothing))
        self.show_detail()

    @on(DataTable.RowHighlighted, "#waiting")
    def show_detail(self) -> None:
        line, below = self.marked, self.query_one("#detail", Static)
        said = self.detail(line) if line is not None else ()
        below.display = bool(said)
        below.update(plain("\n".join(said)))
        self.refresh_bindings()

    @property
    def marked(self) -> Line | None:
        """The line under the cursor."""
        table, lines = self.query_one_optional("#waiting", DataTable), self._lines or ()
        if table is None:
            return None  # The screen is being built.
        return lines[table.cursor_row] if table.cursor_row < len(lines) else None

    def name_cell(self, line: Line) -> Cell:
        return cell(line.name_fa if self.words.language == "fa" else line.name_lat)

    def code_cell(self, line: Line) -> Cell:
        return cell(line.request.tracking_code)

    def service_cell(self, line: Line) -> Cell:
        return cell(self.words.pick(self.desk.catalogue.service(line.request.service).name))
