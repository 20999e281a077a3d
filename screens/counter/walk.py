"""The verification walk: one document at a time, the scan beside what is compared."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from kiosk.domain.errors import Refused
from kiosk.domain.person import Person
from kiosk.domain.verification import NEEDS_REASON, Hands, Holder, Slot, Verdict, Walk, deficient
from kiosk.services import verification
from kiosk.upload_sentences import DOUBTED
from screens.counter.decision import DecisionScreen
from screens.counter.hands import ask_note, show_hands
from screens.counter.originals import ask_came_over
from screens.counter.verdict_keys import VERDICT_KEYS, verdict_keys
from screens.leafing import LeafingScreen
from screens.terminal.clean import plain
from screens.widgets.ask_day import AskSeenDay
from screens.widgets.check_list import CheckList
from screens.widgets.dialogs import AskReason, AskSeen
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine
from screens.widgets.scan_view import ScanView
from screens.widgets.scan_view.leaf import Leaf
from screens.widgets.verdicts import mark

ASKS_REASON = NEEDS_REASON - {Verdict.MISMATCH}


class WalkScreen(LeafingScreen):
    """Each verdict is stored at once; leaving keeps all of them and frees the request."""

    CSS_PATH = "walk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                key,
                f"judge('{verdict}')",
                "Verdict",
                id=f"walk.{verdict.lower().replace('_', '-')}",
                show=False,
            )
            for verdict, (key, _) in VERDICT_KEYS.items()
        ),
        Binding("f3", "next_document", "Next document", id="walk.next"),
        Binding("f10", "decision", "Decision", id="walk.decision"),
        Binding("plus,equals_sign", "view('zoom_in')", "Zoom", id="walk.zoom-in", key_display="+ −"),
        Binding("minus", "view('zoom_out')", "Smaller", id="walk.zoom-out", show=False),
        Binding("asterisk", "view('fit')", "Whole page", id="walk.fit", show=False),
        Binding("ctrl+left", "pan(-1, 0)", "Left", id="walk.left", show=False),
        Binding("ctrl+right", "pan(1, 0)", "Right", id="walk.right", show=False),
        Binding("ctrl+up", "pan(0, -1)", "Up", id="walk.up", show=False),
        Binding("ctrl+down", "pan(0, 1)", "Down", id="walk.down", show=False),
        Binding("escape", "leave", "Leave", id="walk.leave"),
    ]

    def __init__(self, walk: Walk, person: Person) -> None:
        super().__init__()
        self._walk = walk
        self._person = person
        self._line = walk.next_line or next(iter(deficient(walk.slots)), walk.slots[0]).line
        self._saving = False

    def compose(self) -> ComposeResult:
        yield Heading(self._title())
        yield Label(id="progress")
        yield Label(id="hands")
        with Horizontal(id="walk"):
            yield OptionList(id="documents", markup=False)
            yield ScanView(self.app.graphics, id="scan")
            with Vertical(id="panel"):
                yield Label(id="document")
                yield Label(id="doubt")
                yield CheckList(id="checks")
                yield Label(id="verdict")
                yield Static(id="verdict-keys")
        yield KeyLine()

    def on_mount(self) -> None:
        self._examine()
        self.query_one("#checks").focus()
        holder = self._walk.hands.originals
        if holder is not None and holder.officer_id != self.officer.id:
            self._ask_for_originals(holder)

    @work(group="ask", exit_on_error=False)
    async def _ask_for_originals(self, holder: Holder) -> None:
        """Of whoever had them until now."""
        holder = await ask_came_over(self, self._walk.request_id, holder)
        self._walk = replace(self._walk, hands=replace(self._walk.hands, originals=holder))
        show_hands(self, self._walk.hands)

    def fill(self) -> None:
        """What is said about the present document, in the present language."""
        slot = self._slot
        self._show_documents()
        self.say_place()
        show_hands(self, self._walk.hands)
        self.query_one("#scan", ScanView).note = self.app.scan_note
        self.query_one("#checks", CheckList).show_again()
        self.query_one("#document", Label).update(
            plain(self.words.pick(self.desk.catalogue.document(slot.kind).name)).stylize("bold")
        )
        self._show_doubt(slot)
        self.query_one("#verdict", Label).update(self._verdict_line(slot))
        self.query_one("#verdict-keys", Static).update(verdict_keys(self.words))

    async def speak_again(self) -> None:
        """In place: marks without a verdict stay, and so does the scan with its zoom."""
        await self.query_one(Heading).say(self._title())
        self.fill()
        self.refresh_bindings()

    def _examine(self) -> None:
        """Turn to the present document."""
        slot = self._slot
        self.turn_to(Leaf())
        self.query_one("#checks", CheckList).examine(
            self.desk.catalogue.document(slot.kind), self._walk, slot.line
        )
        self.fill()
        self.show_scan()

    @property
    def _slot(self) -> Slot:
        return next(slot for slot in self._walk.slots if slot.line == self._line)

    @on(OptionList.OptionSelected, "#documents")
    def go_to(self, chosen: OptionList.OptionSelected) -> None:
        self._line = self._walk.slots[chosen.option_index].line
        self._examine()
        self.query_one("#checks").focus()

    def action_next_document(self) -> None:
        lines = [slot.line for slot in self._walk.slots]
        self._line = lines[(lines.index(self._line) + 1) % len(lines)]
        self._examine()

    def action_decision(self) -> None:
        """To the decision, once every document has a verdict."""
        if self._walk.next_line is None:
            self._go_to_decision()
        else:
            self.refuse(Refused("walk.unfinished", line=self._walk.next_line))

    def action_view(self, movement: str) -> None:
        view = self.query_one("#scan", ScanView)
        {"zoom_in": view.zoom_in, "zoom_out": view.zoom_out, "fit": view.fit}[movement]()

    def action_pan(self, dx: int, dy: int) -> None:
        self.query_one("#scan", ScanView).pan(dx, dy)

    @on(CheckList.FieldMarked)
    @work(group="ask", exit_on_error=False)
    async def ask_what_was_seen(self, marked: CheckList.FieldMarked) -> None:
        checks = self.query_one("#checks", CheckList)
        question = AskSeenDay if checks.is_date(marked.field) else AskSeen
        seen = await self.app.push_screen_wait(
            question(
                partial(checks.label, marked.field), checks.expected(marked.field), checks.seen(marked.field)
            )
        )
        if seen is not None:
            checks.mark(marked.field, *seen)

    @on(CheckList.PointTurned)
    def turn_point(self, turned: CheckList.PointTurned) -> None:
        self.query_one("#checks", CheckList).turn(turned.point)

    @work(group="ask", exit_on_error=False)
    async def action_judge(self, code: str) -> None:
        """Store a verdict on the present document and go to the next one without."""
        if self._saving:
            return
        self._saving = True
        try:
            await self._judge(Verdict(code))
        finally:
            self._saving = False

    async def _judge(self, verdict: Verdict) -> None:
        reason: str | None = ""
        if verdict in ASKS_REASON:
            reason = await self.app.push_screen_wait(
                AskReason(lambda: self.words("{verdict}: why?", verdict=self.words.label(verdict.value)))
            )
        if reason is None:
            return
        said = self.query_one("#checks", CheckList).judgement(verdict, reason)
        command = self.desk.command("request:document:judged", self.officer)
        place = (self._walk.request_id, self._line)
        walk = await self.carry_out(verification.judge_document, self.desk, command, *place, said)
        if walk is not None:
            self._judged(walk)

    def _judged(self, walk: Walk) -> None:
        self._walk = replace(walk, hands=Hands(originals=self._walk.hands.originals))
        self._line = walk.next_line or self._line
        self._examine()
        if walk.next_line is None:
            self._go_to_decision()
        else:
            self.query_one("#checks").focus()

    @work(group="decide", exit_on_error=False)
    async def _go_to_decision(self) -> None:
        decided = await self.app.push_screen_wait(DecisionScreen(self._walk, self._person))
        if decided:
            self.dismiss()

    @work(exclusive=True, group="leave", exit_on_error=False)
    async def action_leave(self) -> None:
        """What is unfinished may be left with a note."""
        begun = any(slot.check is not None for slot in self._walk.slots)
        note = await ask_note(self) if begun else ""
        if note is not None:
            self.tell(verification.leave_walk, self.desk, self.officer, self._walk.request_id, note)
            self.dismiss()

    @work(exclusive=True, group="scan", exit_on_error=False)
    async def show_scan(self) -> None:
        view, wanted = self.query_one("#scan", ScanView), (self._line, self.leaf.page)
        view.show(None)
        page = await self.ask(verification.scan, self.desk, self.officer, self._walk.request_id, *wanted)
        if page is not None and view.is_attached and wanted == (self._line, self.leaf.page):
            view.show(page)
            self.turn_to(replace(self.leaf, pages=page.pages))

    def _title(self) -> str:
        service = self.words.pick(self.desk.catalogue.service(self._walk.service).name)
        return f"{self._walk.tracking_code} · {service}"

    def _show_documents(self) -> None:
        documents = self.query_one("#documents", OptionList)
        documents.clear_options()
        for slot in self._walk.slots:
            name = self.words.pick(self.desk.catalogue.document(slot.kind).name)
            documents.add_option(Option(Content.assemble(mark(slot.verdict), " ", plain(name))))
        documents.highlighted = next(i for i, slot in enumerate(self._walk.slots) if slot.line == self._line)

    def say_place(self) -> None:
        chips = [mark(slot.verdict, here=slot.line == self._line) for slot in self._walk.slots]
        name = self._person.full_name_fa if self.words.language == "fa" else self._person.full_name_lat
        self.query_one("#progress", Label).update(
            Content.assemble(
                plain(f"{name}   "), Content(" ").join(chips), "   ", plain(self._place()).stylize("dim")
            )
        )

    def _place(self) -> str:
        """Which document of how many, and which of its pages."""
        document = self.words("document {n} of {all}", n=self._slot.line, all=len(self._walk.slots))
        return "   ".join(part for part in (document, self.leaf.said(self.words)) if part)

    def _show_doubt(self, slot: Slot) -> None:
        """How the scan was judged when it came, where that was a doubt."""
        doubt = DOUBTED.get(slot.scan.quality) if slot.scan else None
        label = self.query_one("#doubt", Label)
        label.display = doubt is not None
        if doubt is not None:
            label.update(Content.assemble("! ", self.say(doubt)))

    def _verdict_line(self, slot: Slot) -> Content:
        if slot.check is None:
            return self.say("Mark what differs with Enter, then give the verdict.")
        return Content.assemble(
            mark(slot.verdict),
            " ",
            self.say(
                "{verdict} by {login}, {at}",
                verdict=self.words.label(slot.check.judgement.verdict.value),
                login=slot.check.login,
                at=self.desk.office.local(slot.check.at),
            ),
        )
