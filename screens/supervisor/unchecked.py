"""What was printed and nobody has looked at yet: it keeps the day from being closed."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from kiosk.services import reception, waiting_lists
from kiosk.services.waiting_lists import Unchecked
from kiosk.strict import msgid
from screens.counter.card import CardScreen
from screens.supervisor.listing import Lister, ListScreen
from screens.widgets.table import Cell, cell


class UncheckedScreen(ListScreen[Unchecked]):
    """The longest waiting first; Enter opens the applicant's card, where the certificate is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "open", "Open", id="unchecked.open"),
    ]
    title_words = msgid("Printed, not looked at")
    nothing = msgid("Everything that was printed was looked at.")
    columns = (msgid("Name"), msgid("Tracking code"), msgid("By"), msgid("Since"), msgid("Service"))
    elastic = 4

    @property
    def service(self) -> Lister[Unchecked]:
        return waiting_lists.unchecked

    @on(DataTable.RowSelected, "#waiting")
    def action_open(self) -> None:
        line = self.marked
        if line is not None:
            self._open(line)

    @work(exclusive=True, group="card", exit_on_error=False)
    async def _open(self, line: Unchecked) -> None:
        person = line.request.subject_id
        card = await self.ask(reception.open_card, self.desk, self.officer, person, "printed, not looked at")
        if card is not None:
            self.app.push_screen(CardScreen(card, line.request.id))

    def cells(self, line: Unchecked) -> list[Cell]:
        return [
            self.name_cell(line),
            self.code_cell(line),
            cell(line.by),
            cell(self.words.moment(self.desk.office.local(line.since))),
            self.service_cell(line),
        ]
