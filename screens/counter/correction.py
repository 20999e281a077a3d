"""Correct with a reason: choose a datum, say what it must be and why, and the sheet to sign is printed."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import DataTable, Label

from kiosk.domain.card import RequestSummary
from kiosk.domain.correctable import Datum
from kiosk.domain.correction import Correction
from kiosk.domain.form import FieldType
from kiosk.domain.person import Person
from kiosk.services import correcting
from kiosk.services.correcting import Sheet
from screens.base import KioskScreen
from screens.papers import save_paper
from screens.terminal.clean import plain
from screens.widgets.ask_value import AskValue, in_words
from screens.widgets.dialogs import AskReason, Confirm
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine
from screens.widgets.table import Cell, build, cell


class CorrectionScreen(KioskScreen[None]):
    """Enter on a datum corrects it; the answers of the request stand before the person's own data."""

    CSS_PATH = "correction.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("f5", "correct", "Correct", id="correction.correct"),
        Binding("f7", "print_again", "Print sheet again", id="correction.print"),
    ]

    def __init__(self, person: Person, request: RequestSummary | None) -> None:
        super().__init__()
        self._person = person
        self._request = request
        self._data: tuple[Datum, ...] | None = None
        self._sheet: Sheet | None = None

    def compose(self) -> ComposeResult:
        yield Heading(self.words("Correction"))
        yield Label(id="who")
        yield DataTable(id="data", cursor_type="row", zebra_stripes=True)
        yield Label(id="note")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#data").focus()
        self._read()

    def on_resize(self) -> None:
        self.fill()

    @work(exclusive=True, group="data", exit_on_error=False)
    async def _read(self) -> None:
        request_id = self._request.id if self._request else None
        data = await self.ask(correcting.offered, self.desk, self.officer, self._person.id, request_id)
        if data is not None:
            self._data = data
            self.fill()

    def fill(self) -> None:
        words = self.words
        self.query_one("#who", Label).update(self._who())
        build(
            self.query_one("#data", DataTable),
            [words("Field"), words("Present value")],
            (self._cells(datum) for datum in self._data or ()),
            elastic=1,
        )
        self.query_one("#note", Label).update(
            self.say("Reading …")
            if self._data is None
            else self.say("The old value is kept; the applicant signs the printed sheet.")
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self._sheet is not None if action == "print_again" else True

    @on(DataTable.RowSelected, "#data")
    def action_correct(self) -> None:
        if not self._data:
            return
        datum = self._data[self.query_one("#data", DataTable).cursor_row]
        if datum.why_not is not None:
            self.refuse(datum.why_not)
        else:
            self._correct(datum)

    @work(exclusive=True, group="correct", exit_on_error=False)
    async def _correct(self, datum: Datum) -> None:
        """Escape goes one question back."""
        today = self.desk.office.local_day(self.desk.now())
        begin, wish = datum.value, None
        while wish is None:
            after = await self.app.push_screen_wait(AskValue(datum, begin, today))
            if after is None:
                return
            wish, begin = await self._wish(datum, after), after
        await self._carry_out(wish)

    async def _wish(self, datum: Datum, after: str) -> Correction | None:
        """With its reason, and confirmed."""
        label = datum.field.label
        reason = await self.app.push_screen_wait(
            AskReason(lambda: self.words("Why is “{field}” corrected?", field=label))
        )
        if reason is None:
            return None
        request_id = self._request.id if self._request and datum.of_request else None
        wish = Correction(self._person.id, request_id, datum.field.id, datum.value, after, reason)
        sure = Confirm(lambda: self._question(datum, wish), lambda: self.words("Correct and print"))
        return wish if await self.app.push_screen_wait(sure) else None

    async def _carry_out(self, wish: Correction) -> None:
        sheet = await self.carry_out(correcting.correct, self.desk, self.officer, wish)
        if sheet is not None:
            self._sheet = sheet
            self.refresh_bindings()
            await self._print(sheet)
        self._read()

    def action_print_again(self) -> None:
        if self._sheet is not None:
            self.run_worker(self._print(self._sheet), group="paper", exit_on_error=False)

    async def _print(self, sheet: Sheet) -> None:
        named = sheet.paper.tracking_code or self._person.id.hex[-12:]
        await save_paper(self, sheet.pdf, f"correction-{named}")

    def _question(self, datum: Datum, wish: Correction) -> str:
        words, field = self.words, datum.field
        lines = [
            words("Correct “{field}”?", field=field.label),
            words("Before: {value}", value=in_words(words, field, wish.before)),
            words("After: {value}", value=in_words(words, field, wish.after)),
            words("Reason: {reason}", reason=wish.reason),
        ]
        if field.type is FieldType.EMAIL and not datum.of_request:
            lines.append(
                words("From now on the account's codes go there. Have you seen the identity papers?")
            )
        return "\n".join(lines)

    def _who(self) -> Content:
        name = self._person.full_name_fa if self.words.language == "fa" else self._person.full_name_lat
        parts = [plain(name).stylize("bold"), plain(self._person.national_code)]
        if self._request is not None:
            service = self.desk.catalogue.service(self._request.service)
            parts += [plain(self._request.tracking_code), plain(self.words.pick(service.name))]
        return Content("  ").join(parts)

    def _cells(self, datum: Datum) -> list[Cell]:
        style = "dim" if datum.why_not is not None else ""
        return [
            cell(self.words.pick(datum.field.label), style),
            cell(in_words(self.words, datum.field, datum.value), style),
        ]
