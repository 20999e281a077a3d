"""What is an applicant's own: each request, how far it is, and what comes next.  Source: domain.md 1.4, 7."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import DataTable, Label, Static

from kiosk.domain.applicant import Applicant
from kiosk.domain.own_file import OwnFile, OwnRequest
from kiosk.domain.request import RequestState
from kiosk.services import applicant_access
from screens.lobby.base import LobbyScreen
from screens.terminal.clean import plain
from screens.widgets.button import Button
from screens.widgets.facts import Facts
from screens.widgets.table import Cell, build, cell


class AccountScreen(LobbyScreen[None]):
    """Whoever signed in; Escape signs out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "new_request", "New request", id="account.new"),
        Binding("f7", "child", "Register a child", show=False, id="account.child"),
        Binding("f8", "password", "Fixed password", show=False, id="account.password"),
        Binding("escape", "app.sign_out", "Sign out", id="account.sign-out", show=False),
    ]

    def __init__(self, applicant: Applicant) -> None:
        super().__init__(applicant)
        self._own = applicant
        self._file: OwnFile | None = None

    def title_words(self) -> str:
        return self.words("Your requests")

    def body(self) -> ComposeResult:
        yield Label(id="account-name")
        yield DataTable(id="own-requests", cursor_type="row", zebra_stripes=True)
        yield Label(id="own-none")
        with VerticalScroll(id="own-request", can_focus=False):
            yield Static(id="own-next")
            yield Label(self.say("History"), classes="section")
            yield Facts(id="own-history")
        with Horizontal(id="form-buttons"):
            yield Button(self.say("New request"), variant="primary", id="new-request")
            yield Button(plain(f"{self.words('Register a child')} (F7)"), id="child")
            yield Button(plain(f"{self.words('Fixed password')} (F8)"), id="fixed-password")

    def on_mount(self) -> None:
        self.query_one("#own-requests").focus()
        self.fill()

    def on_resize(self) -> None:
        self.fill()

    def come_back(self) -> None:
        self._read()

    @work(exclusive=True, group="read", exit_on_error=False)
    async def _read(self) -> None:
        file = await self.ask(applicant_access.own_file, self.desk, self._own)
        if file is not None:
            self._file = file
            self.fill()

    def fill(self) -> None:
        words = self.words
        self.query_one("#account-name", Label).update(plain(words.pick(self._own.name)))
        requests = self._requests
        table = self.query_one("#own-requests", DataTable)
        head = [words("Service"), words("Tracking code"), words("State"), words("Documents")]
        build(table, head, (self._cells(request) for request in requests))
        if requests and not table.display:
            self.call_after_refresh(table.focus)
        table.display = bool(requests)
        none = self.query_one("#own-none", Label)
        none.display = self._file is not None and not requests
        none.update(self.say("You have no request at this office yet."))
        self._show_chosen()

    @on(DataTable.RowHighlighted, "#own-requests")
    def follow_cursor(self) -> None:
        self._show_chosen()

    @on(Button.Pressed, "#new-request")
    @work(exclusive=True, group="go", exit_on_error=False)
    async def action_new_request(self) -> None:
        from screens.lobby.new_request import file_request

        if self._file is not None:
            await file_request(self, self.by, self._file)

    @on(DataTable.RowSelected, "#own-requests")
    @work(exclusive=True, group="go", exit_on_error=False)
    async def go_on(self) -> None:
        """A request without a receipt waits for its documents."""
        from screens.lobby.documents import DocumentsScreen

        request = self._chosen()
        if request is not None and request.state is RequestState.INITIAL:
            await self.app.push_screen_wait(DocumentsScreen(self.by, request.id, request.service))

    @on(Button.Pressed, "#fixed-password")
    @work(exclusive=True, group="go", exit_on_error=False)
    async def action_password(self) -> None:
        from screens.lobby.password import SetPasswordScreen

        await self.app.push_screen_wait(SetPasswordScreen(self.by, self._own))

    @on(Button.Pressed, "#child")
    @work(exclusive=True, group="go", exit_on_error=False)
    async def action_child(self) -> None:
        from screens.lobby.entering import child_of

        if await child_of(self, self.by, self._own.person_id):
            self.inform("The child is registered under your name.")

    @property
    def _requests(self) -> tuple[OwnRequest, ...]:
        return self._file.requests if self._file else ()

    def _chosen(self) -> OwnRequest | None:
        at = self.query_one("#own-requests", DataTable).cursor_row
        return self._requests[at] if 0 <= at < len(self._requests) else None

    def _cells(self, request: OwnRequest) -> list[Cell]:
        words = self.words
        service = words.pick(self.desk.catalogue.service(request.service).name)
        whose = self._whose(request)
        return [
            cell(f"{service} ({whose})" if whose else service),
            cell(request.tracking_code),
            cell(words.label(request.state.value)),
            cell(words.digits(f"{request.done}/{request.asked}")),
        ]

    def _whose(self, request: OwnRequest) -> str:
        """The child's name, for a child's request."""
        for child in self._file.children if self._file else ():
            if child.id == request.subject_id:
                return child.full_name_fa if self.words.language == "fa" else child.full_name_lat
        return ""

    def _show_chosen(self) -> None:
        request, words = self._chosen(), self.words
        shown = self.query_one("#own-request")
        shown.display = request is not None
        if request is None:
            return
        self.query_one("#own-next", Static).update(self.say(request.next_step))
        local = self.desk.office.local
        lines = [
            (words.moment(local(step.at)), words.label(step.state.value), "") for step in request.history
        ]
        self.query_one("#own-history", Facts).show(lines)
