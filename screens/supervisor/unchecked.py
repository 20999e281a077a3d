"""What was printed and nobody has looked at yet: it keeps the day from being closed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.services import waiting_lists
from kiosk.services.waiting_lists import Unchecked
from kiosk.strict import msgid
from screens.supervisor.card_list import CardListScreen
from screens.supervisor.listing import Lister
from screens.widgets.table import Cell, cell


class UncheckedScreen(CardListScreen[Unchecked]):
    """The longest waiting first; Enter opens the applicant's card, where the certificate is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "open", "Open", id="unchecked.open"),
    ]
    title_words = msgid("Printed, not looked at")
    nothing = msgid("Everything that was printed was looked at.")
    columns = (msgid("Name"), msgid("Tracking code"), msgid("By"), msgid("Since"), msgid("Service"))
    elastic = 4
    reason = "printed, not looked at"

    @property
    def service(self) -> Lister[Unchecked]:
        return waiting_lists.unchecked

    def cells(self, line: Unchecked) -> list[Cell]:
        return [
            self.name_cell(line),
            self.code_cell(line),
            cell(line.by),
            cell(self.words.moment(self.desk.office.local(line.since))),
            self.service_cell(line),
        ]
