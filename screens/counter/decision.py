"""The end of a walk: what the verdicts add up to, and the clerk's yes to it."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from kiosk.domain.person import Person
from kiosk.domain.verification import Outcome, Walk, outcome
from kiosk.services import verification
from screens.base import KioskScreen
from screens.papers import save_paper
from screens.terminal.clean import plain
from screens.widgets.button import Button
from screens.widgets.evidence import evidence
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine


class DecisionScreen(KioskScreen[bool]):
    """True once decided; None when the clerk goes back to the documents."""

    CSS_PATH = "decision.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back to the documents", id="app.back"),
        Binding("f5", "decide", "Confirm", id="decision.confirm"),
    ]

    def __init__(self, walk: Walk, person: Person) -> None:
        super().__init__()
        self._walk = walk
        self._person = person
        self._outcome = outcome(walk.slots)
        self._deciding = False

    def compose(self) -> ComposeResult:
        yield Heading(self.words("Decision"))
        with VerticalScroll(id="sum"):
            yield Static(id="who")
            yield Static(id="verdicts")
        yield Label(id="outcome")
        yield Button(self._action(), variant="primary", id="confirm")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#confirm").focus()

    def fill(self) -> None:
        name = self._person.full_name_fa if self.words.language == "fa" else self._person.full_name_lat
        self.query_one("#who", Static).update(
            Content.assemble(plain(name).stylize("bold"), "  ", plain(self._person.national_code))
        )
        self.query_one("#verdicts", Static).update(
            evidence(self.words, self.desk.catalogue, self._walk.slots)
        )
        line = self.query_one("#outcome", Label)
        line.update(self._sentence())
        line.set_class(self._outcome is Outcome.COMPLETE, "-good")

    @on(Button.Pressed, "#confirm")
    @work(group="decide", exit_on_error=False)
    async def action_decide(self) -> None:
        if self._deciding:
            return
        self._deciding = True
        command = self.desk.command("request:walk:decided", self.officer)
        decided = await self.carry_out(verification.decide, self.desk, command, self._walk.request_id)
        self._deciding = False
        if decided is None:
            return
        if decided is Outcome.INCOMPLETE:
            slip = await self.ask(
                verification.deficiency_slip, self.desk, self.officer, self._walk.request_id
            )
            if slip:
                await save_paper(self, slip.pdf, f"deficiency-{self._walk.tracking_code}")
        self.dismiss(True)

    def _sentence(self) -> Content:
        match self._outcome:
            case Outcome.COMPLETE:
                return self.say("Everything matches. A second person must approve it.")
            case Outcome.INCOMPLETE:
                return self.say("Documents are incomplete. The applicant gets a slip with the exact list.")
            case Outcome.DOUBT:
                return self.say(
                    "The request will be suspended and referred to the supervisor. "
                    "Tell the applicant only that it needs review."
                )

    def _action(self) -> Content:
        match self._outcome:
            case Outcome.COMPLETE:
                return self.say("Submit for approval")
            case Outcome.INCOMPLETE:
                return self.say("Record as incomplete and print the slip")
            case Outcome.DOUBT:
                return self.say("Suspend and refer")
