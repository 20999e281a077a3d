"""Issuing: the certificate's number, its print, and the question whether the paper is good."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label

from kiosk.domain.card import RequestSummary
from kiosk.domain.certificate import PaperState, PrintAttempt
from kiosk.domain.person import Person
from kiosk.domain.request import RequestState
from kiosk.domain.roles import Action, may
from kiosk.services import duplicating, issuing, printing
from kiosk.services.issuing import CertificateOnPaper
from screens.base import KioskScreen
from screens.counter.blank_sheet import on_a_sheet, spoil_sheet
from screens.terminal.clean import plain
from screens.widgets.button import Button
from screens.widgets.dialogs import AskReason, Confirm
from screens.widgets.facts import Facts
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine


class CertificateScreen(KioskScreen[None]):
    """One step at a time: issue, look at the sheet, say whether it is good."""

    CSS_PATH = "certificate.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("f5", "step", "Next step", id="certificate.step"),
        Binding("f6", "spoiled", "Sheet is spoiled", id="certificate.spoiled"),
        Binding("f7", "no_sheet", "No sheet came out", id="certificate.no-sheet"),
        Binding("f8", "duplicate", "Duplicate", id="certificate.duplicate"),
    ]

    def __init__(self, person: Person, request: RequestSummary) -> None:
        super().__init__()
        self._person = person
        self._request = request
        self._paper: CertificateOnPaper | None = None
        self._working = False
        self._read = request.state is RequestState.APPROVED

    def compose(self) -> ComposeResult:
        yield Heading(self.words("Certificate"))
        with Vertical(id="certificate"):
            yield Facts(id="about")
            yield Label(id="state")
            yield Button("", variant="primary", id="step")
        yield KeyLine()

    @work(group="certificate", exit_on_error=False)
    async def on_mount(self) -> None:
        self.fill()
        self.query_one("#step").focus()
        if not self._read:
            paper = await self._as_it_is()
            self._read = paper is not None
            self._take(paper)

    def fill(self) -> None:
        words, person = self.words, self._person
        service = self.desk.catalogue.service(self._request.service)
        lines = [
            (words("Service"), words.pick(service.name), ""),
            (words("Name"), f"{person.full_name_fa} · {person.full_name_lat}", "bold"),
            (words("National code"), person.national_code, ""),
            (words("Tracking code"), self._request.tracking_code, ""),
        ]
        if self._paper:
            issued, attempt = self._paper.issued, self._paper.attempt
            lines += [
                (words("Number"), words.code(str(issued.number)), "bold $text-success"),
                *([(words("Replaces"), words.code(issued.replaces), "")] if issued.replaces else []),
                *self._duplicate(issued.duplicate),
                *self._blank(attempt),
                (words("Issued"), words.moment(self.desk.office.local(issued.issued_at)), ""),
                (words("Verification code"), issued.verification_code, ""),
                (
                    words("Print"),
                    f"{words.number(attempt.no)}. {attempt.printer} {(attempt.job or '').rsplit('/', 1)[-1]}",
                    "",
                ),
            ]
        self.query_one("#about", Facts).show(lines)
        self.query_one("#state", Label).update(self._sentence())
        button = self.query_one("#step", Button)
        button.label = self._step_name()
        button.display = self._more_to_do
        self.refresh_bindings()

    def _duplicate(self, no: int) -> list[tuple[str, str, str]]:
        return [(self.words("Duplicate number"), self.words.number(no), "")] if no else []

    def _blank(self, attempt: PrintAttempt) -> list[tuple[str, str, str]]:
        sheet = attempt.sheet
        return [(self.words("Blank"), self.words.code(sheet.serial), "bold")] if sheet else []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "spoiled":
                return self._state in (PaperState.SENT, PaperState.UNCERTAIN)
            case "no_sheet":
                return self._state is PaperState.UNCERTAIN
            case "step":
                return self._more_to_do
            case "duplicate":
                return self._may_be_duplicated
        return True

    @on(Button.Pressed, "#step")
    @work(group="certificate", exit_on_error=False)
    async def action_step(self) -> None:
        """Issue, send, or call the sheet good: whatever comes next."""
        if self._more_to_do:
            await self._once(self._next)

    @work(group="certificate", exit_on_error=False)
    async def action_no_sheet(self) -> None:
        """The printer never answered and the tray is empty: print once more."""
        await self._once(self._print_again)

    @work(group="certificate", exit_on_error=False)
    async def action_spoiled(self) -> None:
        reason = await self.app.push_screen_wait(
            AskReason(lambda: self.words("What is wrong with the sheet?"))
        )
        sheet = self._paper.attempt.sheet if self._paper else None
        if reason is not None and sheet is not None:
            self._take(await spoil_sheet(self, self._request.id, sheet, reason))
        elif reason is not None:
            await self._carry_on(printing.paper_is_spoiled, "certificate:paper:spoiled", reason)

    @work(group="certificate", exit_on_error=False)
    async def action_duplicate(self) -> None:
        """For whoever lost the paper: the same number once more, counted on its face and in its seal."""
        reason = await self.app.push_screen_wait(
            AskReason(lambda: self.words("Why is a duplicate made? It is recorded."))
        )
        if reason is not None:
            await self._carry_on(duplicating.duplicate, "certificate:duplicate:made", reason)

    async def _once(self, act: Callable[[], Awaitable[None]]) -> None:
        """Keys pressed in haste count once."""
        if self._working:
            return
        self._working = True
        try:
            await act()
        finally:
            self._working = False

    @property
    def _state(self) -> PaperState | None:
        return self._paper.attempt.state if self._paper else None

    @property
    def _more_to_do(self) -> bool:
        return self._read and self._state is not PaperState.PRINTED

    @property
    def _may_be_duplicated(self) -> bool:
        given = self._request.state is RequestState.DELIVERED
        return given and self._state is PaperState.PRINTED and may(self.officer, Action.DUPLICATE)

    async def _next(self) -> None:
        match self._state:
            case None:
                await self._issue()
            case PaperState.QUEUED:
                await self._send()
            case PaperState.FAILED | PaperState.SPOILED:
                await self._print_again()
            case PaperState.SENT | PaperState.UNCERTAIN:
                await self._carry_on(printing.paper_is_good, "certificate:paper:good")

    async def _print_again(self) -> None:
        async def act(serial: str) -> CertificateOnPaper | None:
            command = self.desk.command("certificate:print:repeated", self.officer)
            return await self.carry_out(printing.print_again, self.desk, command, self._request.id, serial)

        self._take(await on_a_sheet(self, self._request.id, act) or await self._as_it_is())
        if self._state is PaperState.QUEUED:
            await self._send()

    async def _issue(self) -> None:
        async def act(serial: str) -> CertificateOnPaper | None:
            confirm = Confirm(lambda: self._question(serial), lambda: self.words("Issue"))
            if not await self.app.push_screen_wait(confirm):
                return None
            command = self.desk.command("certificate:record:issued", self.officer)
            return await self.carry_out(issuing.issue, self.desk, command, self._request.id, serial)

        self._take(await on_a_sheet(self, self._request.id, act))
        if self._state is PaperState.QUEUED:
            await self._send()

    def _question(self, serial: str) -> str:
        words, person = self.words, self._person
        name = person.full_name_fa if words.language == "fa" else person.full_name_lat
        if serial:
            return words(
                "Issue the certificate for {name} on blank {serial}? It uses the next number, and that "
                "cannot be undone.",
                name=name,
                serial=words.code(serial),
            )
        return words(
            "Issue the certificate for {name}? It uses the next number, and that cannot be undone.", name=name
        )

    async def _send(self) -> None:
        await self._carry_on(printing.send_to_printer, "certificate:print:sent")

    async def _carry_on(self, service: Callable[..., CertificateOnPaper], name: str, *more: str) -> None:
        """Do it and show what came of it; after a refusal, what another counter may have done meanwhile."""
        command = self.desk.command(name, self.officer)
        paper = await self.carry_out(service, self.desk, command, self._request.id, *more)
        self._take(paper or await self._as_it_is())

    async def _as_it_is(self) -> CertificateOnPaper | None:
        return await self.ask(issuing.certificate_of, self.desk, self.officer, self._request.id)

    def _take(self, paper: CertificateOnPaper | None) -> None:
        if paper is not None:
            self._paper = paper
        if self.is_attached:
            self.fill()

    def _sentence(self) -> Content:
        match self._state:
            case None if not self._read:
                return self.say("Reading …")
            case None:
                return self.say("Approved. The certificate can be issued.")
            case PaperState.QUEUED:
                return self.say("Numbered and sealed; not yet sent to the printer.")
            case PaperState.FAILED:
                return self.say("The printer rejected it. The number is kept; print it again.")
            case PaperState.SPOILED:
                return self.say("The blank is spoiled and kept for destruction; print on the next one.")
            case PaperState.UNCERTAIN:
                return self.say("The printer did not answer. Look in its tray: did a sheet come out?")
            case PaperState.SENT:
                return self.say("Look at the sheet: is the paper good?")
            case PaperState.PRINTED if self._request.state is RequestState.DELIVERED:
                return self.say("Printed and checked.")
            case PaperState.PRINTED:
                return self.say("Printed and checked. Hand it over with the originals.")
            case _:
                return plain(self.words.label(self._state.value))

    def _step_name(self) -> Content:
        match self._state:
            case None:
                return self.say("Issue and print")
            case PaperState.SENT | PaperState.UNCERTAIN:
                return self.say("The paper is good")
            case _:
                return self.say("Print")
