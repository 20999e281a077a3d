"""What an officer did today: the same line that the supervisor sees."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Label

from kiosk.services import activity
from kiosk.services.activity import Activity
from kiosk.words import Words
from screens.widgets.button import Button
from screens.widgets.dialogs import Dialog
from screens.widgets.facts import Facts, Line
from screens.widgets.spans import minutes, spread_said


class OwnDay(Dialog[None]):
    """Read when it opens; Enter or Escape closes it."""

    def __init__(self) -> None:
        super().__init__()
        self._mine: Activity | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Label(self.say("What you did today; your supervisor sees the same."), id="question")
            yield Facts(id="facts")
            with Horizontal(id="answers"):
                yield Button(self.say("Back"), variant="primary", id="no")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#no").focus()
        self._read()

    @work(exclusive=True, group="own", exit_on_error=False)
    async def _read(self) -> None:
        self._mine = await self.ask(activity.own, self.desk, self.officer)
        self.fill()

    def fill(self) -> None:
        if self._mine is not None:
            self.query_one(Facts).show(own_lines(self.words, self._mine))

    @on(Button.Pressed, "#no")
    def go_back(self) -> None:
        self.dismiss(None)


def own_lines(words: Words, mine: Activity) -> list[Line]:
    counts = (
        (words("Tickets called"), mine.called),
        (words("Tickets served"), mine.served),
        (words("Verified"), mine.verified),
        (words("Decided"), mine.decided),
        (words("Approved"), mine.approved),
        (words("Let pass"), mine.let_pass),
    )
    lines: list[Line] = [(label, words.number(count), "bold") for label, count in counts]
    lines.insert(2, (words("Visits"), spread_said(words, mine.visits), ""))
    if mine.visits.count:
        lines.insert(3, (words("In the mean"), minutes(words, mine.mean), ""))
    return lines
