"""One ticket: all that happened to it, and where a supervisor sends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar
from uuid import UUID

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from kiosk.services import supervising
from kiosk.services.supervising import Step, TicketFile
from kiosk.strict import msgid
from screens.base import KioskScreen
from screens.supervisor.board_lines import group_said, service_said
from screens.supervisor.directing import ask_group, ask_priority, ask_why_back
from screens.supervisor.tickets import ticket_detail
from screens.widgets.facts import Facts, Line
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine
from screens.widgets.table import Cell, build, cell

DONE: Mapping[str, str] = {
    "taken": msgid("ticket given"),
    "called": msgid("called"),
    "called-out-of-order": msgid("called before its turn"),
    "recalled": msgid("called once more"),
    "begun": msgid("visit begun"),
    "done": msgid("visit over"),
    "missed": msgid("nobody came"),
    "parked": msgid("set aside"),
    "unparked": msgid("back into the line"),
    "redirected": msgid("sent to other counters"),
    "given-back": msgid("came back by itself"),
    "handed-back": msgid("given back by the officer"),
    "rebooked": msgid("to come again"),
    "reassigned": msgid("sent to other counters by the supervisor"),
    "taken-back": msgid("taken back from the counter"),
    "prioritised": msgid("another priority"),
}
"""The last part of what the audit log calls it."""


class TicketFileScreen(KioskScreen[None]):
    """What it is and what happened to it, the newest last."""

    live = True
    CSS_PATH = "ticket.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("f5", "reassign", "Other counters", id="ticket-file.reassign"),
        Binding("f6", "take_back", "Take back", id="ticket-file.take-back"),
        Binding("f7", "prioritise", "Priority", id="ticket-file.priority"),
        Binding("f9", "reload", "Reload", id="ticket-file.reload"),
    ]

    def __init__(self, ticket_id: UUID) -> None:
        super().__init__()
        self._ticket_id = ticket_id
        self._file: TicketFile | None = None

    def compose(self) -> ComposeResult:
        yield Heading(self.words("Ticket"))
        yield Facts(id="facts")
        yield DataTable(id="steps", cursor_type="row", zebra_stripes=True)
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#steps").focus()

    def on_resize(self) -> None:
        self.fill()

    def come_back(self) -> None:
        self.action_reload()

    @work(exclusive=True, group="file", exit_on_error=False)
    async def action_reload(self) -> None:
        await self._read()

    async def _read(self) -> None:
        found = await self.ask(supervising.ticket_file, self.desk, self.officer, self._ticket_id)
        if found is not None:
            self._file = found
            self.fill()

    def fill(self) -> None:
        words, found = self.words, self._file
        self.query_one(Facts).show(self._facts(found) if found else ())
        columns = [words("Time"), words("What happened"), words("Officer"), words("Place"), words("More")]
        rows = [self._cells(step) for step in found.steps] if found else []
        build(self.query_one("#steps", DataTable), columns, rows, elastic=1)

    def _facts(self, found: TicketFile) -> Iterator[Line]:
        words, ticket = self.words, found.line.ticket
        yield words("Ticket"), f"{words.code(str(ticket.number))}  {words.label(ticket.state.value)}", "bold"
        yield words("Group"), group_said(self.desk, words, ticket.group), ""
        if ticket.hold is not None:
            yield words("Counter"), words.station(ticket.hold.station), ""
        if ticket.appointment is not None:
            yield words("Appointment"), words.time(self.desk.office.local(ticket.appointment)), ""
        for request in found.requests:
            name = service_said(self.desk, words, request.service)
            yield words("Request"), f"{words.code(request.tracking_code)}  {name}", ""
        for said in ticket_detail(words, self.desk, found.line):
            yield words("Noted"), said, ""

    def _cells(self, step: Step) -> list[Cell]:
        words = self.words
        verb = step.action.rpartition(":")[2]
        return [
            cell(words.time(self.desk.office.local(step.at))),
            cell(words(DONE[verb]) if verb in DONE else verb),
            cell(step.login),
            cell(words.station(step.station)),
            cell(words.series(self._more(step))),
        ]

    def _more(self, step: Step) -> Iterator[str]:
        words, details = self.words, step.details
        if "group" in details and not step.action.endswith(":taken"):
            yield group_said(self.desk, words, str(details["group"]))
        if "priority" in details and details["priority"] != details.get("before", "no-priority"):
            yield words.label(str(details["priority"]))
        if "counter" in details:
            yield words.station(str(details["counter"]))

    @work(exclusive=True, group="direct", exit_on_error=False)
    async def action_reassign(self) -> None:
        if self._file is not None and await ask_group(self, self._file.line.ticket):
            await self._read()

    @work(exclusive=True, group="direct", exit_on_error=False)
    async def action_take_back(self) -> None:
        """From the counter that does nothing with it."""
        if self._file is not None and await ask_why_back(self, self._file.line.ticket):
            await self._read()

    @work(exclusive=True, group="direct", exit_on_error=False)
    async def action_prioritise(self) -> None:
        if self._file is not None and await ask_priority(self, self._file.line.ticket):
            await self._read()
