"""A list from which Enter leads to the applicant's card."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.widgets import DataTable

from kiosk.services import reception
from screens.counter.card import CardScreen
from screens.supervisor.listing import Line, ListScreen


class CardListScreen(ListScreen[Line]):
    """The request of the line is the one that is marked on the card."""

    reason: ClassVar[str]
    """Why the card was opened, for the audit log."""

    @on(DataTable.RowSelected, "#waiting")
    def action_open(self) -> None:
        if self.marked is not None:
            self._open(self.marked)

    @work(exclusive=True, group="card", exit_on_error=False)
    async def _open(self, line: Line) -> None:
        person = line.request.subject_id
        card = await self.ask(reception.open_card, self.desk, self.officer, person, self.reason)
        if card is not None:
            self.app.push_screen(CardScreen(card, line.request.id))
