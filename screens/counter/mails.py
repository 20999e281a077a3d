"""The mails to a person, and how each of them went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Label

from kiosk.domain.mail import Posted
from kiosk.domain.person import Person
from kiosk.services import mailing
from screens.base import KioskScreen
from screens.terminal.clean import plain
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine
from screens.widgets.table import Cell, build, cell


class MailsScreen(KioskScreen[None]):
    """Newest first; why a mail has not left stands whole below the list."""

    CSS_PATH = "mails.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("f9", "reload", "Reload", id="mails.reload"),
    ]

    def __init__(self, person: Person) -> None:
        super().__init__()
        self._person = person
        self._mails: Sequence[Posted] | None = None

    def compose(self) -> ComposeResult:
        yield Heading(self.words("Mails"))
        yield Label(id="who")
        yield DataTable(id="mails", cursor_type="row", zebra_stripes=True)
        yield Label(id="none")
        yield Label(id="detail")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#mails").focus()

    def on_resize(self) -> None:
        self.fill()

    def come_back(self) -> None:
        self.action_reload()

    @work(exclusive=True, group="mails", exit_on_error=False)
    async def action_reload(self) -> None:
        mails = await self.ask(mailing.of_person, self.desk, self.officer, self._person.id)
        if mails is not None:
            self._mails = mails
            self.fill()

    def fill(self) -> None:
        table, words = self.query_one("#mails", DataTable), self.words
        name = self._person.full_name_fa if words.language == "fa" else self._person.full_name_lat
        self.query_one("#who", Label).update(plain(name).stylize("bold"))
        columns = [words("Written"), words("State"), words("Sent"), words("Tries"), words("Mail")]
        build(table, columns, (self._cells(mail) for mail in self._mails or ()), elastic=4)
        table.display = bool(self._mails)
        none = self.query_one("#none", Label)
        none.display = not self._mails
        none.update(
            self.say("Reading …") if self._mails is None else self.say("No mail was written to this person.")
        )
        self._show_detail()

    @on(DataTable.RowHighlighted, "#mails")
    def _show_detail(self) -> None:
        at, mails = self.query_one("#mails", DataTable).cursor_row, self._mails or ()
        error = mails[at].error if at < len(mails) else ""
        self.query_one("#detail", Label).update(plain(self.words.problem(error) if error else ""))

    def _cells(self, mail: Posted) -> list[Cell]:
        words, office = self.words, self.desk.office
        sent = words.moment(office.local(mail.sent_at)) if mail.sent_at else "–"
        return [
            cell(words.moment(office.local(mail.queued_at))),
            cell(words.label(mail.state.value), "bold" if mail.error else ""),
            cell(sent),
            cell(words.number(mail.tries)),
            cell(words.label(mail.kind.value)),
        ]
