"""The book of one kind of numbered forms: today's equation, and every way that forms went."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Label, Static

from kiosk.domain.stock import KINDS, Balance, Line
from kiosk.services import stock
from kiosk.services.stock import Book
from kiosk.strict import msgid
from screens.base import KioskScreen
from screens.terminal.clean import plain
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine
from screens.widgets.table import Cell, build, cell


class BlankBookScreen(KioskScreen[None]):
    """The newest line first; what its paper and its reason say stands below."""

    CSS_PATH = "blank_book.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("f9", "reload", "Reload", id="list.reload"),
    ]

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self._book: Book | None = None

    def compose(self) -> ComposeResult:
        name = self.words.pick(KINDS[self._kind].name)
        yield Heading(self.words("Book of blanks: {name}", name=name))
        yield Static(id="equation")
        yield DataTable(id="lines", cursor_type="row", zebra_stripes=True)
        yield Label(id="none")
        yield Static(id="detail")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#lines").focus()

    def on_resize(self) -> None:
        self.fill()

    def come_back(self) -> None:
        self.action_reload()

    @work(exclusive=True, group="book", exit_on_error=False)
    async def action_reload(self) -> None:
        book = await self.ask(stock.book, self.desk, self.officer, self._kind)
        if book is not None:
            self._book = book
            self.fill()

    def fill(self) -> None:
        words, lines = self.words, self._lines
        columns = [words("Day"), words("Serials"), words("Number"), words("Place"), words("By")]
        build(self.query_one("#lines", DataTable), columns, (self._cells(line) for line in lines), elastic=1)
        none = self.query_one("#none", Label)
        none.display = not lines
        nothing = msgid("Nothing was written down yet.") if self._book else msgid("Reading …")
        none.update(self.say(nothing))
        equation = self.query_one("#equation", Static)
        equation.display = bool(lines)
        if self._book is not None:
            equation.update(plain(self._equation(self._book.balance)))
        self.show_detail()

    @property
    def _lines(self) -> tuple[Line, ...]:
        return self._book.lines if self._book else ()

    @on(DataTable.RowHighlighted, "#lines")
    def show_detail(self) -> None:
        at, below = self.query_one("#lines", DataTable).cursor_row, self.query_one("#detail", Static)
        said = self._detail(self._lines[at]) if at < len(self._lines) else []
        below.display = bool(said)
        below.update(plain("\n".join(said)))

    def _equation(self, balance: Balance) -> str:
        words = self.words
        came = words(
            "Today: there were {opening}, received {received}",
            opening=balance.opening,
            received=balance.received,
        )
        if balance.came_back:
            came += "\n" + words("back from former days: {count}", count=balance.came_back)
        went = words(
            "used {used}, spoiled {spoiled}, sent back {returned}, written off {lost}",
            used=balance.used,
            spoiled=balance.spoiled,
            returned=balance.returned,
            lost=balance.written_off,
        )
        here = words("in hands {hands}, in stock {stock}", hands=balance.in_hands, stock=balance.in_stock)
        if balance.balanced:
            end = words("✓ It balances.")
        else:
            end = words("! It does not balance. Missing: {count}", count=len(balance.missing))
        if balance.ahead:
            day = words.short_day(balance.ahead)
            end += "\n" + words(
                "A clock was ahead: lines stand under {day}. Until then nothing balances.", day=day
            )
        return "\n".join((came, went, here, end))

    def _cells(self, line: Line) -> list[Cell]:
        words, move = self.words, line.move
        people = [login for login in (line.by, line.second) if login]
        return [
            cell(words.short_day(move.local_day)),
            cell(words.code(str(move.run))),
            cell(words.number(len(move.run))),
            cell(words.label(move.went_to.value)),
            cell(words.series(people)),
        ]

    def _detail(self, line: Line) -> list[str]:
        words, lines = self.words, []
        if line.paper_no:
            lines.append(words("Paper: {number}", number=line.paper_no))
        if line.holder:
            lines.append(words("Hand: {login}", login=line.holder))
        if line.reason:
            lines.append(words("Reason: {reason}", reason=line.reason))
        return lines
