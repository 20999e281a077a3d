"""The mailbox of a demonstration office: what its applicants would find in theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Label, Static

from kiosk.domain.mail import MailboxLetter
from kiosk.services import mailing
from screens.base import KioskScreen
from screens.terminal.clean import plain
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine
from screens.widgets.table import Cell, build, cell

LOOKS_EVERY = 2
"""Seconds; a code that somebody waits for comes by itself."""


class MailboxScreen(KioskScreen[None]):
    """The letters, newest first, and below them the one under the cursor."""

    CSS_PATH = "mailbox.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("f9", "reload", "Reload", id="mailbox.reload"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._letters: Sequence[MailboxLetter] | None = None

    def compose(self) -> ComposeResult:
        yield Heading(self.words("Mailbox"))
        yield DataTable(id="letters", cursor_type="row", zebra_stripes=True)
        yield Label(id="none")
        with VerticalScroll(id="letter"):
            yield Static(id="text")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#letters").focus()
        self._looking = self.set_interval(LOOKS_EVERY, self.action_reload)
        self.action_reload()

    def on_resize(self) -> None:
        self.fill()

    @work(exclusive=True, group="mailbox", exit_on_error=False)
    async def action_reload(self) -> None:
        letters = await self.ask(mailing.mailbox, self.desk)
        if letters is None:
            # Told once is enough; the key asks again.
            self._looking.stop()
        elif letters != self._letters:
            self._letters = letters
            self.fill()

    def fill(self) -> None:
        table, words = self.query_one("#letters", DataTable), self.words
        columns = [words("When"), words("To"), words("Subject")]
        build(table, columns, (self._cells(letter) for letter in self._letters or ()), elastic=2)
        for name in ("#letters", "#letter"):
            self.query_one(name).display = bool(self._letters)
        none = self.query_one("#none", Label)
        none.display = not self._letters
        none.update(self.say("Reading …") if self._letters is None else self.say("No mail has come yet."))
        self._show_letter()

    @on(DataTable.RowHighlighted, "#letters")
    def _show_letter(self) -> None:
        at, letters = self.query_one("#letters", DataTable).cursor_row, self._letters or ()
        self.query_one("#text", Static).update(plain(letters[at].text if at < len(letters) else ""))

    def _cells(self, letter: MailboxLetter) -> list[Cell]:
        at = self.words.moment(self.desk.office.local(letter.at))
        return [cell(at), cell(letter.to), cell(letter.subject)]
