"""What is an applicant's own: drafts and requests, how far each is, and what comes next.

Source: domain.md 1.4, 7.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar
from uuid import UUID

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import DataTable, Label, Static

from kiosk.domain.applicant import Applicant
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.draft import Draft
from kiosk.domain.form import Choice
from kiosk.domain.own_file import OwnFile, OwnRequest
from kiosk.domain.request import RequestState
from kiosk.services import applicant_access, filing
from screens.lobby.base import LobbyScreen
from screens.terminal.clean import plain
from screens.widgets.button import Button
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import Confirm
from screens.widgets.facts import Facts
from screens.widgets.table import Cell, build, cell

PAPERS = (
    Choice("receipt", Bilingual("رسید درخواست", "The receipt")),
    Choice("form", Bilingual("فرم درخواست", "The request form")),
    Choice("both", Bilingual("هر دو", "Both")),
)


class AccountScreen(LobbyScreen[None]):
    """Whoever signed in; Escape signs out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "new_request", "New request", id="account.new"),
        Binding("f6", "change", "Change the answers", id="account.change"),
        Binding("f9", "print_again", "Print again", id="account.print"),
        Binding("delete", "drop", "Discard the draft", id="account.drop"),
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
        everything = self._everything
        table = self.query_one("#own-requests", DataTable)
        head = [words("Service"), words("Tracking code"), words("State"), words("Documents")]
        build(table, head, (self._cells(each) for each in everything))
        if everything and not table.display:
            self.call_after_refresh(table.focus)
        table.display = bool(everything)
        none = self.query_one("#own-none", Label)
        none.display = self._file is not None and not everything
        none.update(self.say("You have no request at this office yet."))
        self._show_chosen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "change":
                return self._may_change
            case "print_again":
                return isinstance(self._chosen(), OwnRequest) and not self._may_change
            case "drop":
                return isinstance(self._chosen(), Draft)
        return super().check_action(action, parameters)

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
        """A draft waits for its answers, a request without a receipt for its documents."""
        from screens.lobby.documents import DocumentsScreen
        from screens.lobby.new_request import go_on_with

        match self._chosen():
            case Draft(id=draft_id):
                # The list may have been read before the last answer was kept.
                draft = await self.carry_out(filing.take_up, self.desk, self.by, draft_id)
                if draft is None:
                    self._read()
                else:
                    await go_on_with(self, self.by, draft)
            case OwnRequest(state=RequestState.INITIAL) as request:
                await self.app.push_screen_wait(DocumentsScreen(self.by, request.id, request.service))

    @work(exclusive=True, group="go", exit_on_error=False)
    async def action_change(self) -> None:
        """The answers of a request without a receipt; then its documents, which follow them."""
        from screens.lobby.change_form import ChangeFormScreen
        from screens.lobby.documents import DocumentsScreen

        request = self._chosen()
        if not isinstance(request, OwnRequest):
            return
        answers = await self.ask(filing.stated, self.desk, self.by, request.id)
        if answers is None:
            # Somebody took the receipt elsewhere meanwhile.
            self._read()
        elif await self.app.push_screen_wait(ChangeFormScreen(self.by, request, answers)) is not None:
            await self.app.push_screen_wait(DocumentsScreen(self.by, request.id, request.service))

    @work(exclusive=True, group="go", exit_on_error=False)
    async def action_print_again(self) -> None:
        from screens.lobby.own_papers import print_form, print_receipt

        request = self._chosen()
        if not isinstance(request, OwnRequest):
            return
        question = Choose(lambda: self.words("What do you want to print again?"), PAPERS, PAPERS[0].id)
        paper = await self.app.push_screen_wait(question)
        if paper in ("receipt", "both"):
            await print_receipt(self, request.id)
        if paper in ("form", "both"):
            await print_form(self, request.id, request.tracking_code)

    @work(exclusive=True, group="go", exit_on_error=False)
    async def action_drop(self) -> None:
        draft = self._chosen()
        if not isinstance(draft, Draft):
            return
        sure = await self.app.push_screen_wait(Confirm(partial(self._sure, draft), self._discard))
        if sure and await self.carry_out(_dropped, self.desk, self.by, draft.id):
            self.inform("The draft is discarded.")
        self._read()

    def _sure(self, draft: Draft) -> str:
        return self.words(
            "Discard the draft for “{service}”? What you have answered is lost.",
            service=self.desk.catalogue.service(draft.wish.service).name,
        )

    def _discard(self) -> str:
        return self.words("Discard")

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
    def _everything(self) -> tuple[Draft | OwnRequest, ...]:
        """What is unfinished comes first."""
        return (*self._file.drafts, *self._requests) if self._file else ()

    @property
    def _requests(self) -> tuple[OwnRequest, ...]:
        return self._file.requests if self._file else ()

    @property
    def _may_change(self) -> bool:
        request = self._chosen()
        return isinstance(request, OwnRequest) and request.state is RequestState.INITIAL

    def _chosen(self) -> Draft | OwnRequest | None:
        table, everything = self.query_one_optional("#own-requests", DataTable), self._everything
        at = table.cursor_row if table else -1
        return everything[at] if 0 <= at < len(everything) else None

    def _cells(self, each: Draft | OwnRequest) -> list[Cell]:
        if isinstance(each, Draft):
            return [
                self._service(each.wish.service, each.wish.subject_id),
                cell(""),
                cell(self.words("draft")),
                cell(""),
            ]
        return [
            self._service(each.service, each.subject_id),
            cell(each.tracking_code),
            cell(self.words.label(each.state.value)),
            cell(self.words.digits(f"{each.done}/{each.asked}")),
        ]

    def _service(self, code: str, subject_id: UUID) -> Cell:
        name = self.words.pick(self.desk.catalogue.service(code).name)
        whose = self._whose(subject_id)
        return cell(f"{name} ({whose})" if whose else name)

    def _whose(self, subject_id: UUID) -> str:
        """The child's name, for a child's request."""
        for child in self._file.children if self._file else ():
            if child.id == subject_id:
                return child.full_name_fa if self.words.language == "fa" else child.full_name_lat
        return ""

    def _show_chosen(self) -> None:
        chosen, words = self._chosen(), self.words
        self.refresh_bindings()
        shown = self.query_one("#own-request")
        shown.display = chosen is not None
        if chosen is None:
            return
        local = self.desk.office.local
        if isinstance(chosen, Draft):
            following = words("Not registered yet. Press Enter to go on where you stopped.")
            lines = [(words.moment(local(chosen.changed_at)), words("draft"), "")]
        else:
            following = words(chosen.next_step, service=chosen.next_service)
            lines = [
                (words.moment(local(step.at)), words.label(step.state.value), "") for step in chosen.history
            ]
        self.query_one("#own-next", Static).update(plain(following))
        self.query_one("#own-history", Facts).show(lines)


def _dropped(*args: object) -> bool:
    """True, so that it differs from a refusal."""
    filing.drop(*args)  # type: ignore[arg-type]  # What `carry_out` was given.
    return True
