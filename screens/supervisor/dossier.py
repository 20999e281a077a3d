"""What the approver reads before saying yes: the person, every verdict, every scan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from kiosk.domain.request import RequestState
from kiosk.services import approval, ending, reception, verification
from kiosk.services.approval import Dossier
from screens.counter.certificate import CertificateScreen
from screens.counter.flags import let_pass
from screens.leafing import LeafingScreen
from screens.supervisor.refusing import refuse
from screens.terminal.clean import plain
from screens.widgets.button import Button
from screens.widgets.dialogs import AskReason, Confirm
from screens.widgets.evidence import evidence
from screens.widgets.facts import Facts, Line, permit_lines, person_lines
from screens.widgets.flag_list import FlagList
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine
from screens.widgets.scan_view import ScanView
from screens.widgets.scan_view.leaf import Leaf


class DossierScreen(LeafingScreen):
    """F5 approves, F6 sends back, F7 refuses; F3 goes through the scans.

    What was referred cannot be approved: it goes back to the counter, or is refused.
    """

    CSS_PATH = "dossier.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "approve", "Approve", id="dossier.approve"),
        Binding("f6", "send_back", "Send back", id="dossier.send-back"),
        Binding("f7", "refuse", "Refuse", id="dossier.refuse"),
        Binding("f8", "let_pass", "Let pass", id="dossier.let-pass"),
        Binding("f3", "next_scan", "Next scan", id="dossier.scan"),
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("plus,equals_sign", "zoom(1)", "Zoom", id="dossier.zoom-in", key_display="+ −"),
        Binding("minus", "zoom(-1)", "Smaller", id="dossier.zoom-out", show=False),
    ]

    def __init__(self, dossier: Dossier) -> None:
        super().__init__()
        self._dossier = dossier
        self._at = 0

    def compose(self) -> ComposeResult:
        yield Heading(self._title())
        with Horizontal(id="dossier"):
            with VerticalScroll(id="text"):
                yield Label(id="alone")
                yield Facts(id="person")
                yield FlagList(id="rules")
                yield Static(id="evidence")
                yield Label(id="decided")
            with VerticalScroll(id="pictures"):
                yield Label(id="scan-name")
                yield ScanView(self.app.graphics, id="scan")
        with Horizontal(id="answers"):
            yield Button(variant="success", id="approve")
            yield Button(variant="warning", id="send-back")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.show_scan()
        self.query_one("#send-back" if self._referred else "#approve").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not self._referred if action == "approve" else super().check_action(action, parameters)

    @property
    def _referred(self) -> bool:
        return self._dossier.request.state in approval.REFERRED

    def fill(self) -> None:
        words, dossier = self.words, self._dossier
        self._say_whether_alone()
        today = self.desk.office.local_day(self.desk.now())
        self.query_one("#person", Facts).show(
            [
                *person_lines(words, dossier.file),
                *permit_lines(words, dossier.file, today),
                *self._earlier(),
            ]
        )
        self.query_one(FlagList).show(dossier.flags)
        self.query_one("#evidence", Static).update(evidence(words, self.desk.catalogue, dossier.slots))
        self.query_one("#decided", Label).update(self._decided())
        self.say_place()
        self.query_one("#approve", Button).label = self.say("Approve")
        self.query_one("#approve").display = not self._referred
        self.query_one("#send-back", Button).label = self.say("Send back")

    async def speak_again(self) -> None:
        """In place: the scan keeps its zoom and is not looked at a second time."""
        await self.query_one(Heading).say(self._title())
        self.fill()
        self.refresh_bindings()

    def action_next_scan(self) -> None:
        self._at = (self._at + 1) % len(self._dossier.slots)
        self.turn_to(Leaf())
        self.show_scan()

    def say_place(self) -> None:
        kind = self.desk.catalogue.document(self._dossier.slots[self._at].kind)
        name, page = self.words.pick(kind.name), self.leaf.said(self.words)
        self.query_one("#scan-name", Label).update(plain(f"{name}   {page}".rstrip()))

    def action_zoom(self, direction: int) -> None:
        view = self.query_one("#scan", ScanView)
        if direction > 0:
            view.zoom_in()
        else:
            view.zoom_out()

    @on(Button.Pressed, "#approve")
    @work(group="approve", exit_on_error=False)
    async def action_approve(self) -> None:
        if not await self.app.push_screen_wait(Confirm(self._question, lambda: self.words("Approve"))):
            return
        command = self.desk.command("request:approval:given", self.officer)
        if await self.carry_out(approval.approve, self.desk, command, self._dossier.request.id):
            await self._offer_certificate()

    @on(FlagList.Chosen)
    @work(group="approve", exit_on_error=False)
    async def action_let_pass(self) -> None:
        """A rule that is broken, or was left open, for a reason."""
        flag = self.query_one(FlagList).marked
        if flag is None:
            return
        flags = await let_pass(self, self._dossier.request.id, flag)
        if flags is not None:
            self._dossier = replace(self._dossier, flags=flags)
            self.fill()

    @on(Button.Pressed, "#send-back")
    @work(group="approve", exit_on_error=False)
    async def action_send_back(self) -> None:
        reason = await self.app.push_screen_wait(AskReason(lambda: self.words("Why is it sent back?")))
        if reason is None:
            return
        if self._referred:
            back, name = ending.reopen, "request:walk:reopened"
        else:
            back, name = approval.send_back, "request:approval:withheld"
        command = self.desk.command(name, self.officer)
        if await self.carry_out(back, self.desk, command, self._dossier.request.id, reason):
            self.inform("Sent back to the counter.")
            self.dismiss()

    @work(group="approve", exit_on_error=False)
    async def action_refuse(self) -> None:
        if await refuse(self, self._dossier.request):
            self.inform("Refused.")
            self.dismiss()

    def _earlier(self) -> Iterator[Line]:
        """To which request this one is tied."""
        if earlier := self._dossier.earlier:
            name = self.words.pick(self.desk.catalogue.service(earlier.service).name)
            yield (self.words("After request"), f"{self.words.code(earlier.tracking_code)} · {name}", "")

    def _say_whether_alone(self) -> None:
        label = self.query_one("#alone", Label)
        label.display = self._dossier.alone
        label.update(
            self.say(
                "You verified this request yourself. Your approval is marked as that of one person alone."
            )
        )

    def _decided(self) -> Content:
        login, state = self._dossier.decided_by, self._dossier.request.state
        if state is RequestState.SUSPENDED:
            return self.say("Referred by {login}", login=login)
        return self.say("Verified by {login}", login=login)

    def _question(self) -> str:
        person = self._dossier.file.person
        name = person.full_name_fa if self.words.language == "fa" else person.full_name_lat
        if self._dossier.alone:
            return self.words(
                "You verified the request of {name} yourself. Approve it alone? It will be marked so.",
                name=name,
            )
        return self.words("Approve the request of {name}?", name=name)

    def _title(self) -> str:
        request = self._dossier.request
        service = self.desk.catalogue.service(request.service)
        return f"{request.tracking_code} · {self.words.pick(service.name)}"

    async def _offer_certificate(self) -> None:
        """Approved: on to the certificate, which is a step of its own."""
        request = self._dossier.request
        service = self.desk.catalogue.service(request.service)
        if service.certificate is None:
            self.inform("Approved.")
            self.dismiss()
            return
        card = await self.ask(reception.open_card, self.desk, self.officer, request.subject_id, "approved")
        if card is None:
            return
        summary = next(known for known in card.requests if known.id == request.id)
        self.app.switch_screen(CertificateScreen(card.person, summary))

    @work(exclusive=True, group="scan", exit_on_error=False)
    async def show_scan(self) -> None:
        view, wanted = self.query_one("#scan", ScanView), (self._at, self.leaf.page)
        view.note = self.app.scan_note
        view.show(None)
        page = await self.ask(
            verification.scan,
            self.desk,
            self.officer,
            self._dossier.request.id,
            self._dossier.slots[self._at].line,
            self.leaf.page,
        )
        if page is not None and view.is_attached and wanted == (self._at, self.leaf.page):
            view.show(page)
            self.turn_to(replace(self.leaf, pages=page.pages))
