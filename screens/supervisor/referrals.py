"""What was referred to the supervisor: doubts of the counter, and what the centre said no to."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from kiosk.services import approval, waiting_lists
from kiosk.services.waiting_lists import Referred, Why
from kiosk.strict import msgid
from screens.supervisor.dossier import DossierScreen
from screens.supervisor.listing import Lister, ListScreen
from screens.widgets.table import Cell, cell


class ReferralsScreen(ListScreen[Referred]):
    """The longest waiting first, why below the list; Enter opens the dossier."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "open", "Open", id="referrals.open"),
    ]
    title_words = msgid("Referred to the supervisor")
    nothing = msgid("Nothing is referred.")
    columns = (
        msgid("Name"),
        msgid("Tracking code"),
        msgid("Referred by"),
        msgid("Since"),
        msgid("State"),
    )
    elastic = 0

    @property
    def service(self) -> Lister[Referred]:
        return waiting_lists.referrals

    @on(DataTable.RowSelected, "#waiting")
    def action_open(self) -> None:
        line = self.marked
        if line is not None:
            self._open(line)

    @work(exclusive=True, group="dossier", exit_on_error=False)
    async def _open(self, line: Referred) -> None:
        dossier = await self.ask(approval.dossier, self.desk, self.officer, line.request.id)
        if dossier is not None:
            self.app.push_screen(DossierScreen(dossier))

    def cells(self, line: Referred) -> list[Cell]:
        words = self.words
        return [
            self.name_cell(line),
            self.code_cell(line),
            cell(line.by),
            cell(words.short_day(self.desk.office.local_day(line.since))),
            cell(words.label(line.request.state.value)),
        ]

    def detail(self, line: Referred) -> list[str]:
        """Why it was referred."""
        return [self._reason(why) for why in line.why] or [self.words("The dossier tells why.")]

    def _reason(self, why: Why) -> str:
        about = self.words.pick(why.about)
        return f"{about}: {self.words.data(why.said)}" if why.said else about
