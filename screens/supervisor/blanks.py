"""The stock of numbered forms: what lies where, and everything that is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Label, Static

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.form import Choice
from kiosk.domain.stock import KINDS, Act, Place
from kiosk.services import stock
from kiosk.services.stock import KindOfBlank
from kiosk.strict import msgid
from screens.base import KioskScreen
from screens.counter.blank_acts import ask_and_do
from screens.supervisor.blank_count import count
from screens.supervisor.listing import LATE
from screens.terminal.clean import plain
from screens.widgets.choice_field import Choose
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine
from screens.widgets.table import Cell, build, cell

_MORE: Sequence[Choice] = (
    Choice(Act.SPOIL.value, Bilingual("ثبت سند باطل‌شده", "Write down what is spoiled")),
    Choice(
        Act.RECALL.value, Bilingual("ثبت سند ابطال‌شده‌ای که بازگشت", "Write down what is void and came back")
    ),
    Choice(Act.MISS.value, Bilingual("ثبت سند ناپیدا", "Write down what is missing")),
    Choice(Act.FIND.value, Bilingual("ثبت سند پیداشده", "Write down what was found again")),
    Choice(Act.WRITE_OFF.value, Bilingual("ثبت مفقودی با صورت‌جلسه", "Write off what stays missing")),
    Choice(
        Act.FIND_LOST.value,
        Bilingual("ثبت پیداشدن سندی که مفقودی ثبت شده بود", "Write down what was written off and is found"),
    ),
    Choice(Act.DESTROY.value, Bilingual("امحای سندهای باطل‌شده", "Destroy what is spoiled")),
    Choice(Act.SEND_BACK.value, Bilingual("بازگرداندن به مرکز", "Send back to headquarters")),
)


class BlanksScreen(KioskScreen[None]):
    """One line for each kind, its serials below; Enter opens its book."""

    CSS_PATH = "blanks.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("f3", "receive", "Receive", id="blanks.receive"),
        Binding("f5", "issue", "Hand out", id="blanks.issue"),
        Binding("f6", "take_back", "Take back", id="blanks.take-back"),
        Binding("f7", "count", "Count", id="blanks.count"),
        Binding("f8", "book", "Book", id="blanks.book"),
        Binding("f10", "more", "More", id="blanks.more"),
        Binding("f9", "reload", "Reload", id="list.reload", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._kinds: tuple[KindOfBlank, ...] | None = None

    def compose(self) -> ComposeResult:
        yield Heading(self.words("Blanks"))
        yield DataTable(id="kinds", cursor_type="row", zebra_stripes=True)
        yield Label(id="none")
        yield Static(id="detail")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#kinds").focus()

    def on_resize(self) -> None:
        self.fill()

    def come_back(self) -> None:
        self.action_reload()

    @work(exclusive=True, group="blanks", exit_on_error=False)
    async def action_reload(self) -> None:
        kinds = await self.ask(stock.overview, self.desk, self.officer)
        if kinds is not None:
            self._kinds = kinds
            self.fill()

    def fill(self) -> None:
        table, words, kinds = self.query_one("#kinds", DataTable), self.words, self._kinds or ()
        columns = [
            words("Kind of blank"),
            words("In stock"),
            words("In hands"),
            words("Spoiled"),
            words("Missing"),
            words("Remark"),
        ]
        build(table, columns, (self._cells(each) for each in kinds), elastic=5)
        self.query_one("#none", Label).update(self.say(self._hint()))
        self.show_detail()

    @on(DataTable.RowHighlighted, "#kinds")
    def show_detail(self) -> None:
        kind, below = self._marked, self.query_one("#detail", Static)
        said = self._detail(kind) if kind is not None else []
        below.display = bool(said)
        below.update(plain("\n".join(said)))

    @property
    def _marked(self) -> KindOfBlank | None:
        at = self.query_one("#kinds", DataTable).cursor_row
        kinds = self._kinds or ()
        return kinds[at] if at < len(kinds) else None

    def action_receive(self) -> None:
        self._act(Act.RECEIVE)

    def action_issue(self) -> None:
        self._act(Act.ISSUE)

    def action_take_back(self) -> None:
        self._act(Act.TAKE_BACK)

    @work(exclusive=True, group="act", exit_on_error=False)
    async def action_count(self) -> None:
        kind = self._marked
        if kind is not None and await count(self, kind.kind):
            self.action_reload()

    @work(exclusive=True, group="act", exit_on_error=False)
    async def action_more(self) -> None:
        """What is done more rarely."""
        kind = self._marked
        if kind is None:
            return
        chosen = await self.app.push_screen_wait(
            Choose(lambda: self.words("What happened to blanks of this kind?"), _MORE, "")
        )
        if chosen is not None and await ask_and_do(self, Act(chosen), kind.kind):
            self.action_reload()

    @on(DataTable.RowSelected, "#kinds")
    def action_book(self) -> None:
        from screens.supervisor.blank_book import BlankBookScreen

        kind = self._marked
        if kind is not None:
            self.app.push_screen(BlankBookScreen(kind.kind))

    @work(exclusive=True, group="act", exit_on_error=False)
    async def _act(self, act: Act) -> None:
        kind = self._marked
        if kind is not None and await ask_and_do(self, act, kind.kind):
            self.action_reload()

    def _hint(self) -> str:
        if self._kinds is None:
            return msgid("Reading …")
        if not any(kind.is_kept for kind in self._kinds):
            return msgid("No blanks were received here yet. Until then booklets are written down freely.")
        return msgid("Two people confirm each step; Enter opens the book of a kind.")

    def _cells(self, kind: KindOfBlank) -> list[Cell]:
        words, remark = self.words, self._remark(kind)
        places = (Place.STOCK, Place.HAND, Place.SPOILED, Place.MISSING)
        figures = [words.number(kind.figures.get(place, 0)) if kind.is_kept else "–" for place in places]
        return [
            cell(words.pick(KINDS[kind.kind].name)),
            *(cell(figure) for figure in figures),
            cell(f"! {remark}" if remark else "", LATE),
        ]

    def _remark(self, kind: KindOfBlank) -> str:
        words, said = self.words, []
        if kind.missing:
            said.append(words("some are missing"))
        if kind.void:
            said.append(words("void ones are out"))
        if kind.is_short:
            said.append(words("few are left"))
        return words.series(said)

    def _detail(self, kind: KindOfBlank) -> list[str]:
        words, lines = self.words, []
        if kind.missing:
            lines.append(words("Missing: {serials}", serials=words.code(kind.missing)))
        if kind.void:
            lines.append(words("Void and not brought back: {serials}", serials=words.code(kind.void)))
        for login, serials in kind.hands:
            lines.append(words("In the hand of {login}: {serials}", login=login, serials=words.code(serials)))
        if kind.in_stock:
            lines.append(words("In stock: {serials}", serials=words.code(kind.in_stock)))
        return lines
