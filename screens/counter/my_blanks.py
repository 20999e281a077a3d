"""What an officer has in hand of the numbered forms, and says of it."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Label

from kiosk.domain.stock import KINDS, Act
from kiosk.services import shift, stock
from kiosk.services.stock import Held
from screens.base import KioskScreen
from screens.counter.blank_acts import ask_and_do
from screens.papers import save_paper
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine
from screens.widgets.table import Cell, build, cell


class MyBlanksScreen(KioskScreen[None]):
    """One line for each kind; a supervisor confirms what was spoiled or cannot be found."""

    CSS_PATH = "my_blanks.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("f7", "spoil", "Spoiled", id="my-blanks.spoil"),
        Binding("f6", "miss", "Missing", id="my-blanks.miss"),
        Binding("f8", "hand_over", "Hand-over sheet", id="my-blanks.hand-over"),
        Binding("f9", "reload", "Reload", id="list.reload"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._held: tuple[Held, ...] | None = None

    def compose(self) -> ComposeResult:
        yield Heading(self.words("Blanks in my hand"))
        yield DataTable(id="held", cursor_type="row", zebra_stripes=True)
        yield Label(id="none")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#held").focus()

    def on_resize(self) -> None:
        self.fill()

    def come_back(self) -> None:
        self.action_reload()

    @work(exclusive=True, group="held", exit_on_error=False)
    async def action_reload(self) -> None:
        held = await self.ask(stock.in_hand, self.desk, self.officer)
        if held is not None:
            self._held = held
            self.fill()

    def fill(self) -> None:
        words, held = self.words, self._held
        columns = [words("Kind of blank"), words("Number"), words("Serials")]
        build(self.query_one("#held", DataTable), columns, (self._cells(each) for each in held or ()), 2)
        none = self.query_one("#none", Label)
        none.display = not held
        none.update(
            self.say("Reading …")
            if held is None
            else self.say("You have no blanks in hand. A supervisor issues them.")
        )
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("spoil", "miss"):
            return bool(self._held)
        return super().check_action(action, parameters)

    @work(exclusive=True, group="sheet", exit_on_error=False)
    async def action_hand_over(self) -> None:
        """Everything that is in the officer's hands, not the forms alone, for who comes next."""
        pdf = await self.ask(shift.own_sheet, self.desk, self.officer)
        if pdf is not None:
            await save_paper(self, pdf, f"shift-{self.officer.login}")

    def action_spoil(self) -> None:
        self._act(Act.SPOIL)

    def action_miss(self) -> None:
        self._act(Act.MISS)

    @work(exclusive=True, group="act", exit_on_error=False)
    async def _act(self, act: Act) -> None:
        held = self._held or ()
        at = self.query_one("#held", DataTable).cursor_row
        if at < len(held) and await ask_and_do(self, act, held[at].kind):
            self.action_reload()

    def _cells(self, held: Held) -> list[Cell]:
        words = self.words
        return [
            cell(words.pick(KINDS[held.kind].name)),
            cell(words.number(held.number)),
            cell(words.code(held.serials)),
        ]
