"""The supervisor's list of requests that wait for a second person."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Label

from kiosk.services import approval
from kiosk.services.approval import Waiting
from kiosk.services.listing import Look
from screens.base import KioskScreen
from screens.supervisor.dossier import DossierScreen
from screens.supervisor.listing import keep_cursor
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine
from screens.widgets.table import Cell, build, cell


class ApprovalsScreen(KioskScreen[None]):
    """Oldest first; Enter opens the dossier."""

    live = True
    CSS_PATH = "approvals.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("f5", "open", "Open", id="approvals.open"),
        Binding("f9", "reload", "Reload", id="approvals.reload"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._waiting: tuple[Waiting, ...] | None = None

    def compose(self) -> ComposeResult:
        yield Heading(self.words("Waiting for approval"))
        yield DataTable(id="waiting", cursor_type="row", zebra_stripes=True)
        yield Label(id="none")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()

    def come_back(self) -> None:
        self.action_reload()

    @work(exclusive=True, group="approvals", exit_on_error=False)
    async def action_reload(self) -> None:
        await self._read(Look.OPENING)

    def look_again(self) -> None:
        if self._waiting is not None:
            self._follow()

    @work(exclusive=True, group="approvals", exit_on_error=False)
    async def _follow(self) -> None:
        await self._read(Look.FOLLOWING)

    async def _read(self, look: Look) -> None:
        waiting = await self.ask(approval.waiting, self.desk, self.officer, look)
        if waiting is None or (look is Look.FOLLOWING and waiting == self._waiting):
            return
        table = self.query_one("#waiting", DataTable)
        marked = self._waiting[table.cursor_row] if self._waiting else None
        self._waiting = waiting
        self.fill()
        table.focus()
        if marked is not None:
            keep_cursor(table, waiting, marked)

    def fill(self) -> None:
        table, words = self.query_one("#waiting", DataTable), self.words
        columns = [
            words("Name"),
            words("Tracking code"),
            words("Verified by"),
            words("Since"),
            words("Service"),
        ]
        build(table, columns, (self._cells(line) for line in self._waiting or ()), elastic=4)
        table.display = bool(self._waiting)
        none = self.query_one("#none", Label)
        none.display = not self._waiting
        none.update(
            self.say("Reading …") if self._waiting is None else self.say("Nothing is waiting for approval.")
        )

    @on(DataTable.RowSelected, "#waiting")
    def action_open(self) -> None:
        if self._waiting:
            self._open(self._waiting[self.query_one("#waiting", DataTable).cursor_row])

    @work(exclusive=True, group="dossier", exit_on_error=False)
    async def _open(self, line: Waiting) -> None:
        dossier = await self.ask(approval.dossier, self.desk, self.officer, line.request.id)
        if dossier is not None:
            self.app.push_screen(DossierScreen(dossier))

    def _cells(self, line: Waiting) -> list[Cell]:
        service = self.desk.catalogue.service(line.request.service)
        return [
            cell(line.name_fa if self.words.language == "fa" else line.name_lat),
            cell(line.request.tracking_code),
            cell(line.decided_by),
            cell(self.words.moment(self.desk.office.local(line.decided_at))),
            cell(self.words.pick(service.name)),
        ]
