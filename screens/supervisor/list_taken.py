"""What became of a list of appointments, line by line where it was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import DataTable, Label

from kiosk.services.appointment_lists import Outcome, Result
from screens.terminal.clean import plain
from screens.widgets.button import Button
from screens.widgets.dialogs import Dialog
from screens.widgets.table import build_in, cell

WIDE, MOST_OF_IT, FRAME = 92, 96, 6
"""Columns of the box, the per cent of the terminal that a box takes, and what its frame takes of that."""


class ListTaken(Dialog[None]):
    """Stays until the supervisor has read it."""

    DEFAULT_CSS = """
    ListTaken {
        #box { width: 92; }
        #sum { width: 100%; text-style: bold; margin-bottom: 1; }
        #refused { height: auto; max-height: 9; }
        #whole { width: 100%; margin-top: 1; }
    }
    """

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        super().__init__()
        self._outcomes = outcomes
        self._refused = [(each.line, each.problem) for each in outcomes if each.problem is not None]

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Label(id="sum")
            yield DataTable(id="refused", cursor_type="row")
            yield Label(id="whole")
            with Horizontal(id="answers"):
                yield Button(self.say("Go on"), variant="primary", id="yes")

    def on_mount(self) -> None:
        super().on_mount()
        self.fill()
        self.query_one("#refused" if self._refused else "#yes").focus()

    def on_resize(self) -> None:
        self.fill()

    @on(DataTable.RowHighlighted)
    def show_whole(self, marked: DataTable.RowHighlighted) -> None:
        """The whole sentence of the marked line, where the column was too narrow for it."""
        whole = self.words.error(self._refused[marked.cursor_row][1]) if self._refused else ""
        self.query_one("#whole", Label).update(plain(whole))

    def fill(self) -> None:
        counts = Counter(each.result for each in self._outcomes)
        said = self.say(
            "New: {accepted}. Moved: {moved}. Off: {off}. Already here: {already}. Refused: {refused}.",
            accepted=counts[Result.ACCEPTED],
            moved=counts[Result.MOVED],
            off=counts[Result.CALLED_OFF],
            already=counts[Result.ALREADY],
            refused=counts[Result.REFUSED],
        )
        self.query_one("#sum", Label).update(said)
        words, table = self.words, self.query_one("#refused", DataTable)
        columns = [words("Line"), words("Why it was refused")]
        rows = ([cell(words.number(line)), cell(words.error(problem))] for line, problem in self._refused)
        build_in(table, columns, rows, (1, min(WIDE, self.app.size.width * MOST_OF_IT // 100) - FRAME))
        table.display = self.query_one("#whole").display = bool(self._refused)

    @on(Button.Pressed)
    @on(DataTable.RowSelected)
    def go_on(self) -> None:
        self.dismiss(None)
