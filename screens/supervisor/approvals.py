"""The supervisor's list of requests that wait for a second person."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from kiosk.services import approval
from kiosk.services.approval import Waiting
from kiosk.strict import msgid
from screens.supervisor.dossier import DossierScreen
from screens.supervisor.listing import Lister, ListScreen
from screens.widgets.table import Cell, cell


class ApprovalsScreen(ListScreen[Waiting]):
    """Oldest first; Enter opens the dossier."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "open", "Open", id="approvals.open"),
    ]
    title_words = msgid("Waiting for approval")
    nothing = msgid("Nothing is waiting for approval.")
    columns = (
        msgid("Name"),
        msgid("Tracking code"),
        msgid("Verified by"),
        msgid("Since"),
        msgid("Service"),
    )
    elastic = 4

    @property
    def service(self) -> Lister[Waiting]:
        return approval.waiting

    @on(DataTable.RowSelected, "#waiting")
    def action_open(self) -> None:
        line = self.marked
        if line is not None:
            self._open(line)

    @work(exclusive=True, group="dossier", exit_on_error=False)
    async def _open(self, line: Waiting) -> None:
        dossier = await self.ask(approval.dossier, self.desk, self.officer, line.request.id)
        if dossier is not None:
            self.app.push_screen(DossierScreen(dossier))

    def cells(self, line: Waiting) -> list[Cell]:
        return [
            self.name_cell(line),
            self.code_cell(line),
            cell(line.decided_by),
            cell(self.words.moment(self.desk.office.local(line.decided_at))),
            self.service_cell(line),
        ]
