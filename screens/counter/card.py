"""The applicant card: who this is, what was requested, what happened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import DataTable, Label

from kiosk.domain.appointment import Appointment
from kiosk.domain.card import ApplicantCard, RequestSummary
from kiosk.domain.course import CLERK_WALKABLE, RequestState
from kiosk.domain.roles import Role
from kiosk.domain.verification import Hands
from kiosk.services import (
    appointments,
    counter_steps,
    outlooks,
    passing,
    receipts,
    reception,
    slips,
    verification,
)
from kiosk.services.counter_steps import Step
from kiosk.services.queueing import may_wait
from kiosk.strict import msgid
from screens.base import KioskScreen
from screens.counter.certificate import CertificateScreen
from screens.counter.correction import CorrectionScreen
from screens.counter.hands import show_hands
from screens.counter.mails import MailsScreen
from screens.counter.more import more
from screens.counter.outputs import take
from screens.counter.request_cells import request_cells
from screens.counter.shortage import tell_shortage
from screens.counter.ticket import TicketScreen
from screens.counter.ticket_given import show_again
from screens.counter.walk import WalkScreen
from screens.papers import save_paper, save_receipt
from screens.terminal.clean import plain
from screens.widgets.facts import Facts, permit_lines, person_lines
from screens.widgets.heading import Heading
from screens.widgets.history import history_cells, history_lines
from screens.widgets.key_line import KeyLine
from screens.widgets.scan_view import ScanView
from screens.widgets.table import build

_S = RequestState
MADE = frozenset({_S.APPROVED, _S.PRINTED, _S.QC_OK, _S.DELIVERED, _S.STAMPED, _S.CONFIRMED})
"""States in which an approved request goes on at the counter."""


class CardScreen(KioskScreen[None]):
    """Enter on a request does what comes next for it."""

    CSS_PATH = "card.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.pop_screen", "Back", id="app.back"),
        Binding("f5", "proceed", "Next step", id="card.proceed"),
        Binding("f6", "slip", "Slip", id="card.slip"),
        Binding("f9", "certificate", "Certificate", id="card.certificate", show=False),
        Binding("f7", "receipt", "Receipt", id="card.receipt"),
        Binding("f3", "correct", "Correct", id="card.correct"),
        Binding("f4", "mails", "Mails", id="card.mails"),
        Binding("f11", "child", "Child", id="card.child", show=False),
        Binding("f8", "ticket", "Ticket", id="card.ticket"),
        Binding("f10", "more", "More", id="card.more"),
    ]

    def __init__(self, card: ApplicantCard, request_id: UUID | None = None) -> None:
        super().__init__()
        self._card = card
        self._request_id = request_id
        self._shown = False
        self._expected: dict[UUID, Appointment] = {}
        self._hands: Mapping[UUID, Hands] = {}

    def compose(self) -> ComposeResult:
        yield Heading(self.words("Applicant"))
        with Horizontal(id="person"):
            if self._card.file.photo_blob:
                yield ScanView(self.app.graphics, id="photo")
            with VerticalScroll(id="identity"):
                yield Facts(id="who")
        yield Label(self.say("Requests"), classes="section")
        yield DataTable(id="requests", cursor_type="row", zebra_stripes=True)
        yield Label("", id="none")
        yield Label(id="hands")
        with Vertical(id="past"):
            yield Label(self.say("History"), classes="section")
            yield DataTable(id="history", cursor_type="row")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#requests").focus()

    def on_resize(self) -> None:
        if self._shown:
            self._fill_requests()
            self._fill_history()

    def come_back(self) -> None:
        self._read_again()

    @work(exclusive=True, group="card", exit_on_error=False)
    async def _read_again(self) -> None:
        """The card itself not the first time: it is as it was found."""
        person, returned = self._card.person.id, self._shown
        self._shown = True
        if returned:
            card = await self.ask(reception.open_card, self.desk, self.officer, person, "returned")
            self._card = card or self._card
        ids = [each.id for each in self._card.requests]
        self._expected = await self.ask(appointments.of_requests, self.desk, self.officer, ids) or {}
        self._hands = await self.ask(passing.of_requests, self.desk, self.officer, ids) or {}
        self.fill()

    def fill(self) -> None:
        words, card = self.words, self._card
        lines = [*person_lines(words, card.file), *permit_lines(words, card.file, self._today())]
        self.query_one("#who", Facts).show(lines)
        self._fill_requests()
        self._fill_history()
        self._show_photo()

    @on(DataTable.RowSelected, "#requests")
    def action_proceed(self) -> None:
        """The next step of the request under the cursor."""
        request = self._chosen()
        if request is None:
            return
        if request.state is _S.PRINTED and request.certificate:
            self.app.push_screen(CertificateScreen(self._card.person, request))
        elif request.state in MADE:
            self._go_on(request)
        elif request.state in CLERK_WALKABLE and self.officer.role is Role.CLERK:
            self._walk(request)
        elif request.state is RequestState.VERIFIED:
            self.inform("Verified. A second person must see it before it goes on.")
        elif request.state is RequestState.SUSPENDED:
            self.inform("Referred to the supervisor. Nothing can be done at the counter now.")
        else:
            self._say_nothing_to_do(request)

    def _say_nothing_to_do(self, request: RequestSummary) -> None:
        sentence = msgid("Nothing can be done at the counter while the request is “{state}”.")
        self.inform(sentence, state=request.state)

    @work(exclusive=True, group="step", exit_on_error=False)
    async def _go_on(self, request: RequestSummary) -> None:
        """To the certificate, or what its course has in its place."""
        step = await self.ask(counter_steps.step_of, self.desk, self.officer, request.id)
        if step is Step.CERTIFICATE:
            self.app.push_screen(CertificateScreen(self._card.person, request))
        elif step is Step.NONE:
            self._say_nothing_to_do(request)
        elif step is not None and await take(self, step, request.id):
            self.inform("Done.")
            self._read_again()

    @work(exclusive=True, group="step", exit_on_error=False)
    async def action_more(self) -> None:
        """What can be done to the request under the cursor beside its next step."""
        request = self._chosen()
        if request is None:
            return
        known = self._expected.get(request.id), self._hands.get(request.id)
        if await more(self, request, *known):
            self._read_again()

    def action_certificate(self) -> None:
        """The paper that was made, whatever comes next."""
        request = self._chosen()
        if request is not None and request.certificate:
            self.app.push_screen(CertificateScreen(self._card.person, request))
        else:
            self.inform("There is no certificate yet.")

    def action_correct(self) -> None:
        """The person's data, and the answers of the request under the cursor."""
        self.app.push_screen(CorrectionScreen(self._card.person, self._chosen()))

    def action_mails(self) -> None:
        self.app.push_screen(MailsScreen(self._card.person))

    @work(exclusive=True, group="child", exit_on_error=False)
    async def action_child(self) -> None:
        """A child for whom this person acts, known or not."""
        from screens.lobby.entering import child_of

        if await child_of(self, self.officer, self._card.person.id):
            self.inform("The child is registered under this person.")

    @work(exclusive=True, group="ticket", exit_on_error=False)
    async def action_ticket(self) -> None:
        """A place in today's line for the request under the cursor, or the one that it has."""
        request = self._chosen()
        if request is None or not may_wait(request.state):
            self.inform("Nothing of it needs a ticket.")
            return
        waiting = await self.ask(outlooks.waiting_with, self.desk, self.officer, request.id)
        if waiting:
            await show_again(self, waiting[0])
        elif waiting is not None:
            await tell_shortage(self, request.id)
            self.app.push_screen(TicketScreen(self._card.requests, request.id))

    @on(DataTable.RowSelected, "#history")
    def tell_reason(self, selected: DataTable.RowSelected) -> None:
        """Whole, where the column was too narrow for it."""
        reason = history_lines(self.words, self._card, self.desk)[selected.cursor_row].reason
        if reason:
            self.app.notify(str(plain(reason)), timeout=15, markup=False)

    def action_receipt(self) -> None:
        request = self._chosen()
        if request:
            self._make_receipt(request)

    def action_slip(self) -> None:
        request = self._chosen()
        if request:
            self._make_slip(request)

    @work(group="paper", exit_on_error=False)
    async def _make_receipt(self, request: RequestSummary) -> None:
        receipt = await self.ask(receipts.reprint_receipt, self.desk, self.officer, request.id)
        if receipt:
            await save_receipt(self, receipt.pdf, request.tracking_code)

    @work(group="paper", exit_on_error=False)
    async def _make_slip(self, request: RequestSummary) -> None:
        slip = await self.ask(slips.fitting_slip, self.desk, self.officer, request.id)
        if slip:
            await save_paper(self, slip.pdf, f"{slip.kind.value}-{request.tracking_code}")

    @work(exclusive=True, group="walk", exit_on_error=False)
    async def _walk(self, request: RequestSummary) -> None:
        walk = await self.ask(verification.open_walk, self.desk, self.officer, request.id)
        if walk:
            await tell_shortage(self, request.id)
            self.app.push_screen(WalkScreen(walk, self._card.person))

    @work(exclusive=True, group="photo", exit_on_error=False)
    async def _show_photo(self) -> None:
        view = self.query_one_optional("#photo", ScanView)
        if view is not None and self._card.file.photo_blob:
            page = await self.ask(reception.photo, self.desk, self._card.file.photo_blob)
            if page is not None and view.is_attached:
                view.show(page)

    def _chosen(self) -> RequestSummary | None:
        table = self.query_one("#requests", DataTable)
        if not self._card.requests:
            return None
        return self._card.requests[table.cursor_row]

    @on(DataTable.RowHighlighted, "#requests")
    def _show_hands(self) -> None:
        """Whose hands the request under the cursor went through."""
        request = self._chosen()
        show_hands(self, self._hands.get(request.id) if request else None)

    def _fill_requests(self) -> None:
        table, words = self.query_one("#requests", DataTable), self.words
        build(
            table,
            [words("Service"), words("Tracking code"), words("State"), words("Checked"), words("Filed")],
            (request_cells(self, each, self._expected.get(each.id)) for each in self._card.requests),
        )
        named = [request.id for request in self._card.requests]
        if self._request_id in named:
            table.move_cursor(row=named.index(self._request_id))
            self._request_id = None
        empty = self.query_one("#none", Label)
        empty.display = not self._card.requests
        table.display = bool(self._card.requests)
        empty.update(self.say("This person has no request at this office."))
        self._show_hands()

    def _fill_history(self) -> None:
        words, office = self.words, self.desk.office
        lines = history_lines(words, self._card, self.desk)
        columns = [words("When"), words("Tracking code"), words("Change"), words("By"), words("Reason")]
        cells = (history_cells(words, line, office) for line in lines)
        build(self.query_one("#history", DataTable), columns, cells, elastic=4)

    def _today(self) -> date:
        return self.desk.office.local_day(self.desk.now())
