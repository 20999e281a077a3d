"""What is ready and waits to be handed over; what has waited too long is marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from kiosk.domain.hand_over import Ready
from kiosk.services import handing_over, waiting_lists
from kiosk.strict import msgid
from screens.supervisor.card_list import CardListScreen
from screens.supervisor.listing import LATE, Lister
from screens.supervisor.register import save_register
from screens.widgets.table import Cell, cell


class ToCollectScreen(CardListScreen[Ready]):
    """The longest waiting first; Enter opens the applicant's card."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "open", "Open", id="to-collect.open"),
        Binding("f8", "register", "Delivery register", id="to-collect.register"),
    ]
    title_words = msgid("Ready to be collected")
    nothing = msgid("Nothing waits to be collected.")
    columns = (msgid("Name"), msgid("Tracking code"), msgid("Since"), msgid("Late"), msgid("Service"))
    elastic = 4
    reason = "to be collected"

    def detail(self, line: Ready) -> Sequence[str]:
        if line.reminded_at is None:
            return (self.words("No reminder has been written yet."),)
        day = self.desk.office.local_day(line.reminded_at)
        return (self.words("Last reminded by mail on {day}.", day=day),)

    @property
    def service(self) -> Lister[Ready]:
        return handing_over.ready

    @work(exclusive=True, group="register", exit_on_error=False)
    async def action_register(self) -> None:
        """What was handed over on a day, for the signatures."""
        await save_register(self)

    def cells(self, line: Ready) -> list[Cell]:
        words, days = self.words, (self.desk.now() - line.since).days
        late = line.since < waiting_lists.late(self.desk)
        return [
            self.name_cell(line),
            self.code_cell(line),
            cell(words.short_day(self.desk.office.local_day(line.since))),
            cell("! " + words("{count} days", count=days) if late else "", LATE),
            self._what(line),
        ]

    def _what(self, line: Ready) -> Cell:
        """The service, and which duplicate of its certificate."""
        if not line.duplicate:
            return self.service_cell(line)
        service = self.desk.catalogue.service(line.request.service)
        return cell(self.words("duplicate no. {n}: {service}", n=line.duplicate, service=service.name))
