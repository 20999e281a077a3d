"""The sheets for a power cut: printed in advance, entered afterwards, each one accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from kiosk.domain.hand_sheet import Entry, HandSheet, SheetState
from kiosk.domain.roles import Officer
from kiosk.domain.sheet_form import COUNT, VOID
from kiosk.domain.stock_forms import REASON
from kiosk.services import hand_sheets
from kiosk.services.desk import Desk
from kiosk.services.hand_sheets import SheetLine
from kiosk.strict import msgid
from screens.counter.sheet_entry import ask_and_enter, enter
from screens.papers import save_paper
from screens.supervisor.listing import LATE, Listing
from screens.widgets.ask_form import Answers, ask_until_taken
from screens.widgets.dialogs import Confirm
from screens.widgets.table import Cell, cell

_S = SheetState
_SHOWN = 300
"""So many letters of a note stand in a question."""


class HandSheetsScreen(Listing[SheetLine]):
    """What waits for a second person first; Enter confirms it, or enters what is not entered yet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "proceed", "Enter or confirm", id="sheets.proceed"),
        Binding("f6", "print", "Print", id="sheets.print"),
        Binding("f7", "void", "Void", id="sheets.void"),
        Binding("f8", "reopen", "Open again", id="sheets.reopen"),
        Binding("f9", "reload", "Reload", id="list.reload", show=False),
    ]
    title_words = msgid("Sheets for a power cut")
    nothing = msgid("No sheets were printed yet. Print some before the power fails.")
    columns = (msgid("Number"), msgid("State"), msgid("What was done"), msgid("Entered by"), msgid("Request"))
    elastic = 2

    @property
    def service(self) -> Callable[[Desk, Officer], tuple[SheetLine, ...]]:
        return hand_sheets.sheets

    def identity(self, line: SheetLine) -> object:
        return line.sheet.no

    def cells(self, line: SheetLine) -> list[Cell]:
        words, sheet = self.words, line.sheet
        entry = sheet.entry
        waits = sheet.state is _S.ENTERED
        return [
            cell(words.code(str(line.serial))),
            cell(f"! {words.label(sheet.state)}" if waits else words.label(sheet.state), LATE * waits),
            cell(words.label(entry.done) if entry else ""),
            cell(line.logins.get(entry.entered_by, "") if entry else ""),
            cell(line.tracking_code),
        ]

    def detail(self, line: SheetLine) -> Sequence[str]:
        words, sheet, office = self.words, line.sheet, self.desk.office
        counts = words.series(self._counts())
        if sheet.entry is not None:
            noted = [words("Note: {note}", note=" ".join(sheet.entry.note.split()))] * bool(sheet.entry.note)
            return [counts, self._said(line, sheet.entry), *noted, *self._signed(line, sheet.entry)]
        by = line.logins.get(sheet.printed_by, "")
        said = [counts, words("Printed by {login}, {at}.", login=by, at=office.local(sheet.printed_at))]
        return [*said, words("Reason: {reason}", reason=sheet.reason)] if sheet.reason else said

    def _said(self, line: SheetLine, entry: Entry) -> str:
        return self.words(
            "Written by {login}, {at}; entered {entered}.",
            login=line.logins.get(entry.written_by, ""),
            at=self.desk.office.local(entry.said_at),
            entered=self.desk.office.local(entry.entered_at),
        )

    def _asked(self, line: SheetLine) -> Iterator[str]:
        """What is to be compared with the paper."""
        words, entry = self.words, line.sheet.entry
        serial = words.code(str(line.serial))
        yield words("Does the paper with number {serial} say exactly this?", serial=serial)
        if entry is not None:
            code = [words.code(line.tracking_code)] * bool(line.tracking_code)
            yield words.series([words.label(entry.done), *code])
            yield self._said(line, entry)
            yield entry.note[:_SHOWN]

    def _signed(self, line: SheetLine, entry: Entry) -> list[str]:
        if entry.confirmed_by is None or entry.confirmed_at is None:
            return []
        by, at = line.logins.get(entry.confirmed_by, ""), self.desk.office.local(entry.confirmed_at)
        said = self.words("Confirmed by {login}, {at}.", login=by, at=at)
        return [f"{said} {self.words('by one person alone')}" if entry.alone else said]

    def _counts(self) -> list[str]:
        """How many are in each state: together they are all that were printed."""
        counts = Counter(line.sheet.state for line in self._lines or ())
        words = self.words
        return [f"{words.label(state)}: {words.number(counts[state])}" for state in _S if counts[state]]

    @on(DataTable.RowSelected, "#waiting")
    def action_proceed(self) -> None:
        if self.marked is None or self.marked.sheet.state is not _S.ENTERED:
            self._enter(self.marked)
        else:
            self._confirm(self.marked)

    @work(exclusive=True, group="act", exit_on_error=False)
    async def _enter(self, line: SheetLine | None) -> None:
        if line is None or line.sheet.state is not _S.PRINTED:
            done = await ask_and_enter(self)
        else:
            done = await enter(self, str(line.serial))
        if done:
            self.action_reload()

    @work(exclusive=True, group="act", exit_on_error=False)
    async def _confirm(self, line: SheetLine) -> None:
        question = Confirm(lambda: "\n".join(self._asked(line)), lambda: self.words("Confirm"))
        if await self.app.push_screen_wait(question) is True:
            command = self.desk.command("sheet:record:confirmed", self.officer)
            await self.carry_out(hand_sheets.confirm, self.desk, command, line.sheet.no)
            self.action_reload()

    @work(exclusive=True, group="act", exit_on_error=False)
    async def action_print(self) -> None:
        async def act(said: Answers) -> bytes | None:
            command = self.desk.command("sheet:numbers:printed", self.officer)
            return await self.carry_out(hand_sheets.print_sheets, self.desk, command, int(said["count"]))

        pdf = await ask_until_taken(self, msgid("How many sheets are printed?"), COUNT, act)
        if pdf is not None:
            at = self.desk.office.local(self.desk.now())
            await save_paper(self, pdf, f"sheets-{at:%Y%m%d-%H%M%S}")
            self.action_reload()

    @work(exclusive=True, group="act", exit_on_error=False)
    async def action_void(self) -> None:
        line = self.marked
        if line is None:
            return

        async def act(said: Answers) -> HandSheet | None:
            command = self.desk.command("sheet:record:voided", self.officer)
            why = (SheetState(said["state"]), said["reason"])
            return await self.carry_out(hand_sheets.void, self.desk, command, line.sheet.no, why)

        if await ask_until_taken(self, msgid("What became of the sheet?"), VOID, act) is not None:
            self.action_reload()

    @work(exclusive=True, group="act", exit_on_error=False)
    async def action_reopen(self) -> None:
        line = self.marked
        if line is None:
            return

        async def act(said: Answers) -> HandSheet | None:
            command = self.desk.command("sheet:record:reopened", self.officer)
            return await self.carry_out(hand_sheets.reopen, self.desk, command, line.sheet.no, said["reason"])

        question = msgid("Why is the sheet to be entered again?")
        if await ask_until_taken(self, question, (REASON,), act) is not None:
            self.action_reload()
