"""The documents of a registered request: each from a stick or the scanner; then the receipt and the form.

Source: domain.md S42 to S44.
"""

from __future__ import annotations

import asyncio
from functools import partial
from threading import Event
from typing import ClassVar
from uuid import UUID

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from kiosk.domain.quality import Quality
from kiosk.domain.roles import Actor
from kiosk.domain.scan import Page
from kiosk.domain.upload import Attached, PoorUpload, Upload
from kiosk.domain.verification import ScanFile, Slot
from kiosk.services import filing, uploads
from kiosk.upload_sentences import JUDGED, KEPT
from screens.lobby.base import LobbyScreen
from screens.lobby.own_papers import print_form, print_receipt
from screens.lobby.picking import PickerScreen
from screens.lobby.poor import PoorScreen
from screens.terminal.clean import styled
from screens.widgets.button import Button
from screens.widgets.scan_view import ScanView
from screens.widgets.work_bar import WorkBar

ROOMY = 100
"""Columns from which the picture of a document stands beside the list."""
PAUSE_SECONDS = 0.2


class DocumentsScreen(LobbyScreen[bool]):
    """True once the receipt is issued; leaving before keeps all that was uploaded."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="app.back"),
        Binding("f5", "stick", "From a stick", id="documents.stick"),
        Binding("f6", "scan", "Scan", id="documents.scan"),
        Binding("f10", "receipt", "Request receipt", id="documents.receipt"),
    ]

    def __init__(self, by: Actor, request_id: UUID, service: str) -> None:
        super().__init__(by)
        self._request_id = request_id
        self._service = service
        self._slots: tuple[Slot, ...] = ()
        self._at = 0
        self._pages: dict[str, int] = {}
        """Pages of the files that were looked into, by their names in the vault."""
        self._shown: tuple[str, Page] | None = None
        """What the picture beside the list shows, and the name of its file."""
        self._busy = False
        self._percent: int | None = None
        self._stop = Event()

    @property
    def complete(self) -> bool:
        return bool(self._slots) and all(slot.scan or not slot.mandatory for slot in self._slots)

    def title_words(self) -> str:
        return self.words.pick(self.desk.catalogue.service(self._service).name)

    def body(self) -> ComposeResult:
        yield Label(id="documents-how")
        with Horizontal(id="documents"):
            yield OptionList(id="slots", markup=False)
            yield ScanView(self.app.graphics, id="scan")
        yield WorkBar(lambda: self._percent, id="working")
        with Horizontal(id="form-buttons"):
            yield Button(self.say("From a stick"), id="stick", variant="primary")
            if self.desk.scanner.there:
                yield Button(self.say("Scan"), id="scanner")
            yield Button(self.say("Request receipt"), id="receipt", variant="success")

    def on_mount(self) -> None:
        self.query_one("#slots").focus()
        self.fill()
        self._read()

    @work(exclusive=True, group="read", exit_on_error=False)
    async def _read(self) -> None:
        self._slots = await self.ask(filing.documents, self.desk, self.by, self._request_id) or ()
        missing = [i for i, slot in enumerate(self._slots) if slot.mandatory and not slot.scan]
        self._at = next(iter(missing), 0)
        self.fill()

    def fill(self) -> None:
        listed = self.query_one("#slots", OptionList)
        listed.clear_options()
        listed.add_options(Option(self._line(slot)) for slot in self._slots)
        listed.highlighted = self._at if self._slots else None
        done = sum(slot.scan is not None for slot in self._slots)
        self.query_one("#documents-how", Label).update(
            self.say(
                "Documents: {done} of {all}. Choose one, then bring it.", done=done, all=len(self._slots)
            )
        )
        self.query_one("#receipt", Button).disabled = not self.complete
        self.refresh_bindings()
        self.query_one("#scan", ScanView).note = self.app.scan_note
        self._show_marked()
        if self._busy:
            self._show_work()

    def on_resize(self) -> None:
        self._show_marked()

    def on_unmount(self) -> None:
        """Nobody waits for the page any more."""
        self._stop.set()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "receipt":
            return self.complete
        if action == "scan":
            return self.desk.scanner.there
        return super().check_action(action, parameters)

    @on(OptionList.OptionHighlighted, "#slots")
    def follow(self, at: OptionList.OptionHighlighted) -> None:
        self._at = at.option_index
        self._show_marked()

    @property
    def _marked(self) -> Slot | None:
        return self._slots[self._at] if self._at < len(self._slots) else None

    def _show_marked(self) -> None:
        """The picture of the marked document, where there is room for it."""
        view, scan = self.query_one("#scan", ScanView), self._marked.scan if self._marked else None
        page = self._shown[1] if scan and self._shown and self._shown[0] == scan.blob else None
        roomy = self.app.size.width >= ROOMY
        view.display = roomy and page is not None
        if view.display:
            view.show(page)
        elif scan and (roomy or self._pages_of(scan) is None):
            self._look_at(self._slots[self._at].line, scan.blob)

    @work(exclusive=True, group="look", exit_on_error=False)
    async def _look_at(self, line: int, blob: str) -> None:
        # Whoever runs through the list waits for none of them.
        await asyncio.sleep(PAUSE_SECONDS)
        page = await self.ask(uploads.look, self.desk, self.by, self._request_id, line)
        if page is not None:
            self._shown, self._pages[blob] = (blob, page), page.pages
            self.fill()

    def _pages_of(self, scan: ScanFile) -> int | None:
        """None: a file of several that was not looked into yet."""
        return self._pages.get(scan.blob, None if scan.format == "PDF" else 1)

    def action_back(self) -> None:
        """Ends a scan that goes on, or else leaves."""
        if self._busy:
            self._stop.set()
        else:
            self.dismiss(False)

    @on(OptionList.OptionSelected, "#slots")
    @on(Button.Pressed, "#stick")
    @work(group="bring", exit_on_error=False)
    async def action_stick(self) -> None:
        if self._busy or not self._slots:
            return
        picked = await self.app.push_screen_wait(PickerScreen(self.by, self._slots[self._at].kind))
        if picked is not None:
            await self._bring(partial(uploads.fetch, self.desk, *picked))

    @on(Button.Pressed, "#scanner")
    @work(group="bring", exit_on_error=False)
    async def action_scan(self) -> None:
        if self._busy or not self._slots:
            return
        self._stop.clear()
        await self._bring(partial(uploads.scan, self.desk, self._tell_progress, self._stop))

    def _tell_progress(self, percent: int) -> None:
        """From the scanner's thread; the bar looks by itself."""
        self._percent = percent

    def _show_work(self) -> None:
        self.query_one("#working", WorkBar).begin(self.words("Checking and storing…"))

    async def _bring(self, fetch: partial[Upload]) -> None:
        """Fetch it and have it judged; a doubt is for the applicant to decide."""
        line = self._slots[self._at].line
        self._busy = True
        try:
            self._show_work()
            upload = await self.ask(fetch)
            self._percent = None
            answer = None if upload is None else await self.carry_out(self._store, line, upload, False)
        finally:
            self._busy = False
            self.query_one("#working", WorkBar).end()
        if isinstance(answer, PoorUpload) and upload is not None:
            keep = await self.app.push_screen_wait(PoorScreen(self.by, answer))
            answer = await self.carry_out(self._store, line, upload, True) if keep else None
        if isinstance(answer, Attached):
            name = self.words.pick(self.desk.catalogue.document(answer.slot.kind).name)
            self.app.clear_notifications()  # Six of them would cover the list.
            self.inform("“{document}” was stored.", document=name)
        self._read()

    def _store(self, line: int, upload: Upload, despite: bool) -> Attached | PoorUpload:
        try:
            return uploads.attach(self.desk, self.by, self._request_id, line, upload, despite=despite)
        except PoorUpload as poor:
            return poor

    @on(Button.Pressed, "#receipt")
    @work(exclusive=True, group="receipt", exit_on_error=False)
    async def action_receipt(self) -> None:
        """The receipt and the form, printed; from here on only a clerk can change anything."""
        code = await print_receipt(self, self._request_id)
        if code is not None:
            await print_form(self, self._request_id, code)
            self.dismiss(True)

    def _line(self, slot: Slot) -> Content:
        name = self.words.pick(self.desk.catalogue.document(slot.kind).name)
        if (scan := slot.scan) is not None:
            good = scan.quality not in JUDGED or scan.quality == Quality.OK
            mark = "bold $text-success" if good else "bold $text-warning"
            return styled(("✓ ", mark), name, (f"   {self._said_of(scan)}", "$text-muted"))
        if slot.mandatory:
            return styled(
                ("· ", "bold $text-warning"), name, (f"   {self.words('is missing')}", "$text-warning")
            )
        condition = self.words("if it applies to you")
        return styled(("· ", "dim"), name, (f"   {condition}", "dim"))

    def _said_of(self, scan: ScanFile) -> str:
        """Pages, as far as they are known, and how readable it is."""
        pages = self._pages_of(scan)
        said = self.words(JUDGED.get(scan.quality, KEPT))
        return said if pages is None else " ".join((self.words("Pages: {n}.", n=pages), said))
