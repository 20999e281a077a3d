"""The end of a walk: what verdicts and rules add up to, and the clerk's yes to it."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from kiosk.domain.catalogue import Service
from kiosk.domain.course import Course
from kiosk.domain.ending import Ending
from kiosk.domain.errors import Refused
from kiosk.domain.form import Choice
from kiosk.domain.person import Person
from kiosk.domain.rules.deciding import course_of, courses, decided
from kiosk.domain.rules.finding import Flag
from kiosk.domain.verification import Outcome, Walk
from kiosk.services import ruling, verification
from screens.base import KioskScreen
from screens.counter.courses import course_name
from screens.counter.endings import end
from screens.counter.flags import answer_rule, let_pass
from screens.counter.originals import GIVEN_BACK, STAY, ask_where
from screens.papers import save_paper
from screens.terminal.clean import plain
from screens.widgets.button import Button
from screens.widgets.choice_field import Choose
from screens.widgets.evidence import evidence
from screens.widgets.flag_list import FlagList
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine


class DecisionScreen(KioskScreen[bool]):
    """True once decided; None when the clerk goes back to the documents."""

    CSS_PATH = "decision.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Documents", id="app.back"),
        Binding("f5", "decide", "Confirm", id="decision.confirm"),
        Binding("f6", "let_pass", "Supervisor", id="decision.let-pass"),
        Binding("f7", "course", "How it goes on", id="decision.course"),
        Binding("f10", "more", "More", id="decision.more"),
    ]

    def __init__(self, walk: Walk, person: Person) -> None:
        super().__init__()
        self._walk = walk
        self._person = person
        self._flags: tuple[Flag, ...] | None = None
        self._course: Course | None = None
        """As the clerk chose it; None: as usual."""
        self._deciding = False

    def compose(self) -> ComposeResult:
        yield Heading(self.words("Decision"))
        with VerticalScroll(id="sum"):
            yield Static(id="who")
            yield FlagList(id="rules")
            yield Static(id="verdicts")
        yield Label(id="outcome")
        yield Button(self.say("Reading …"), variant="primary", id="confirm")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self._read_flags()

    @work(exclusive=True, group="flags", exit_on_error=False)
    async def _read_flags(self) -> None:
        flags = await self.ask(ruling.flags, self.desk, self.officer, self._walk.request_id)
        if flags is not None:
            self._take(flags)
            waits = any(flag.waits for flag in flags)
            self.query_one("#flags" if waits else "#confirm").focus()

    def _take(self, flags: tuple[Flag, ...]) -> None:
        self._flags = flags
        self.fill()

    def fill(self) -> None:
        name = self._person.full_name_fa if self.words.language == "fa" else self._person.full_name_lat
        self.query_one("#who", Static).update(
            Content.assemble(plain(name).stylize("bold"), "  ", plain(self._person.national_code))
        )
        self.query_one("#verdicts", Static).update(
            evidence(self.words, self.desk.catalogue, self._walk.slots)
        )
        self.query_one("#rules").display = bool(self._flags)
        self.query_one(FlagList).show(self._flags or ())
        outcome = self._outcome()
        line = self.query_one("#outcome", Label)
        line.update(self._sentence(outcome))
        line.set_class(outcome is Outcome.COMPLETE, "-good")
        self.query_one("#confirm", Button).label = self._action(outcome)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "course":
            return self._flags is not None and len(courses(self._service)) > 1
        return True if action != "let_pass" else bool(self._flags)

    @property
    def _service(self) -> Service:
        return self.desk.catalogue.service(self._walk.service)

    @on(FlagList.Chosen)
    @work(group="ask", exit_on_error=False)
    async def answer(self, chosen: FlagList.Chosen) -> None:
        flags = await answer_rule(self, self._walk.request_id, chosen.flag)
        if flags is not None:
            self._take(flags)
            if not any(flag.waits for flag in flags):
                self.query_one("#confirm").focus()

    @work(group="ask", exit_on_error=False)
    async def action_let_pass(self) -> None:
        flag = self.query_one(FlagList).marked
        if flag is None:
            return
        flags = await let_pass(self, self._walk.request_id, flag)
        if flags is not None:
            self._take(flags)

    @work(group="ask", exit_on_error=False)
    async def action_course(self) -> None:
        """Another path or output that the service leaves open."""
        possible = courses(self._service)
        choices = [Choice(str(no), course_name(each)) for no, each in enumerate(possible)]
        said = await self.app.push_screen_wait(Choose(lambda: self.words("How does it go on?"), choices, "0"))
        if said is not None:
            self._course = possible[int(said)]
            self.fill()

    @work(exclusive=True, group="more", exit_on_error=False)
    async def action_more(self) -> None:
        """Out of the walk without a decision: refused, returned for correction, cancelled."""
        done = await end(self, self._walk.request_id)
        if done is not None and done is not Ending.LINK:
            await ask_where(self, self._walk.request_id, GIVEN_BACK)
            self.dismiss(True)

    @on(Button.Pressed, "#confirm")
    @work(group="decide", exit_on_error=False)
    async def action_decide(self) -> None:
        if self._deciding or self._flags is None:
            return
        self._deciding = True
        command = self.desk.command("request:walk:decided", self.officer)
        said = await self.carry_out(
            verification.decide, self.desk, command, self._walk.request_id, self._course
        )
        self._deciding = False
        if said is None:
            return
        if said is Outcome.INCOMPLETE:
            slip = await self.ask(
                verification.deficiency_slip, self.desk, self.officer, self._walk.request_id
            )
            if slip:
                await save_paper(self, slip.pdf, f"deficiency-{self._walk.tracking_code}")
        await ask_where(self, self._walk.request_id, STAY if said is Outcome.COMPLETE else GIVEN_BACK)
        self.dismiss(True)

    def _outcome(self) -> Outcome | Refused | None:
        """What it comes to now; why it cannot be decided yet; None before the rules were read."""
        if self._flags is None:
            return None
        try:
            return decided(self._walk.slots, self._flags)
        except Refused as refused:
            return refused

    def _sentence(self, outcome: Outcome | Refused | None) -> Content:
        match outcome:
            case Outcome.COMPLETE:
                return Content.assemble(
                    self.say("Everything matches. A second person must approve it."), "\n", self._goes_on()
                )
            case Outcome.INCOMPLETE:
                return self.say("Documents are incomplete. The applicant gets a slip with the exact list.")
            case Outcome.DOUBT:
                return self.say(
                    "The request will be suspended and referred to the supervisor. "
                    "Tell the applicant only that it needs review."
                )
            case Refused():
                return plain(self.words.error(outcome))
        return self.say("Reading …")

    def _goes_on(self) -> Content:
        try:
            course = course_of(self._service, self._flags or (), self._course)
        except Refused as refused:
            return plain(self.words.error(refused))
        return self.say("Then: {course}", course=self.words.pick(course_name(course)))

    def _action(self, outcome: Outcome | Refused | None) -> Content:
        match outcome:
            case Outcome.COMPLETE:
                return self.say("Submit for approval")
            case Outcome.INCOMPLETE:
                return self.say("Record as incomplete and print the slip")
            case Outcome.DOUBT:
                return self.say("Suspend and refer")
        return self.say("Not yet")
