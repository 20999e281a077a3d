"""A list of what waits: what all of the supervisor's lists have in common, the search in them too."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Generic, Protocol, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Label, Static

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.form import Choice
from kiosk.domain.request import Request
from kiosk.domain.roles import Officer
from kiosk.services import saved_filters
from kiosk.services.desk import Desk
from kiosk.services.listing import Look
from kiosk.strict import msgid
from kiosk.words import Words
from screens.base import KioskScreen
from screens.supervisor.filter_bar import FilterBar, fits, key_of
from screens.terminal.clean import plain
from screens.widgets.choice_field import Choose
from screens.widgets.heading import Heading
from screens.widgets.key_line import KeyLine
from screens.widgets.lone_digit import LoneDigit
from screens.widgets.table import Cell, build, cell

LATE = "bold yellow"
"""How what is late is marked, beside the sign before it."""
_KEYS = len(saved_filters.KEYS)


class Waits(Protocol):
    """What the line of a list of requests tells."""

    @property
    def request(self) -> Request: ...
    @property
    def name_fa(self) -> str: ...
    @property
    def name_lat(self) -> str: ...


Item = TypeVar("Item")
Line = TypeVar("Line", bound=Waits)
Found = TypeVar("Found", bound=Waits, covariant=True)


class Lister(Protocol[Found]):
    """The service that reads a list."""

    def __call__(self, desk: Desk, officer: Officer, look: Look = ...) -> tuple[Found, ...]: ...


class Listing(KioskScreen[None], Generic[Item]):
    """A subclass names its service, its words and its columns; coming back reads the list again, and it
    follows what others do.  The cursor stays on its line.

    F3 searches in it: every word that is typed must stand in a line.  What is looked for again and again is
    kept on the keys 1–9, each officer's own.
    """

    live = True
    CSS_PATH = "listing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="app.back"),
        Binding("f3,slash", "search", "Search", id="list.search"),
        Binding("f4", "keep", "Keep", id="list.keep"),
        Binding("f9", "reload", "Reload", id="list.reload"),
    ]
    title_words: ClassVar[str]
    """A msgid, as are the next two."""
    nothing: ClassVar[str]
    columns: ClassVar[Sequence[str]]
    elastic: ClassVar[int]
    """The column that gives way in a narrow terminal."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Item, ...] | None = None
        self._shown: Sequence[Item] = ()
        self._looked_for = ""
        self._kept: Mapping[int, str] = {}
        self._digit = LoneDigit(self, self._use)

    @property
    def service(self) -> Callable[[Desk, Officer], tuple[Item, ...]]:
        raise NotImplementedError

    @property
    def listing(self) -> str:
        """By this the officer's filters are known."""
        return type(self).__name__.removesuffix("Screen")

    def titled(self) -> str:
        return self.words(self.title_words)

    def cells(self, line: Item) -> list[Cell]:
        raise NotImplementedError

    def detail(self, line: Item) -> Sequence[str]:
        """What stands below the table of the line under the cursor."""
        return ()

    def searched(self, line: Item) -> Sequence[str]:
        """By what a line is found beside its cells."""
        return ()

    def compose(self) -> ComposeResult:
        yield Heading(self.titled())
        yield FilterBar(self._looked_for)
        yield DataTable(id="waiting", cursor_type="row", zebra_stripes=True)
        yield Label(id="none")
        yield Static(id="detail")
        yield KeyLine()

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#waiting").focus()
        self._read_kept()

    def on_resize(self) -> None:
        self.fill()

    def come_back(self) -> None:
        self.action_reload()

    @work(exclusive=True, group="list", exit_on_error=False)
    async def action_reload(self) -> None:
        await self._read(Look.OPENING)

    def look_again(self) -> None:
        if self._lines is not None:
            self._follow()

    @work(exclusive=True, group="list", exit_on_error=False)
    async def _follow(self) -> None:
        await self._read(Look.FOLLOWING)

    async def _read(self, look: Look) -> None:
        lines = await self.read(look)
        if lines is None or (look is Look.FOLLOWING and lines == self._lines):
            return
        marked, self._lines = self.marked, lines
        self.fill()
        if marked is not None:
            self._keep_cursor(marked)

    async def read(self, look: Look) -> tuple[Item, ...] | None:
        """What the service finds; where nobody is named, each look is like the other."""
        return await self.ask(self.service, self.desk, self.officer)

    def identity(self, line: Item) -> object:
        """By this a line is known again when it has changed."""
        raise NotImplementedError

    def _keep_cursor(self, marked: Item) -> None:
        """On the line that it stood on, wherever that is now; where it was when that is gone."""
        for row, line in enumerate(self._shown):
            if self.identity(line) == self.identity(marked):
                self.query_one("#waiting", DataTable).move_cursor(row=row)

    def fill(self) -> None:
        table, lines = self.query_one("#waiting", DataTable), self._lines or ()
        rows = [(line, self.cells(line)) for line in lines]
        rows = [each for each in rows if self._fits(*each)]
        self._shown = [line for line, _cells in rows]
        columns = [self.words(column) for column in self.columns]
        build(table, columns, (cells for _line, cells in rows), elastic=self.elastic)
        self.query_one(FilterBar).show(self.words, self._kept, (len(rows), len(lines)))
        none = self.query_one("#none", Label)
        none.display = not rows
        none.update(self.say(self._why_empty(), key=self.words("Back")))
        self.show_detail()

    def _why_empty(self) -> str:
        if self._lines is None:
            return msgid("Reading …")
        if self._lines:
            return msgid("No line has all these words; “{key}” shows the whole list.")
        return self.nothing

    def _fits(self, line: Item, cells: Sequence[Cell]) -> bool:
        if not self._looked_for:
            return True
        return fits(key_of([*(each.plain for each in cells), *self.searched(line)]), self._looked_for)

    @on(DataTable.RowHighlighted, "#waiting")
    def show_detail(self) -> None:
        line, below = self.marked, self.query_one("#detail", Static)
        said = self.detail(line) if line is not None else ()
        below.display = bool(said)
        below.update(plain("\n".join(said)))
        self.refresh_bindings()

    @property
    def marked(self) -> Item | None:
        """The line under the cursor."""
        table, lines = self.query_one_optional("#waiting", DataTable), self._shown
        if table is None:
            return None  # The screen is being built.
        return lines[table.cursor_row] if table.cursor_row < len(lines) else None

    def action_search(self) -> None:
        self.query_one(FilterBar).open()

    def action_back(self) -> None:
        """What is looked for goes first, then the list."""
        if self.query_one(FilterBar).is_open:
            self.query_one(FilterBar).close()
            self.query_one("#waiting").focus()
        else:
            self.dismiss(None)

    @on(FilterBar.Typed)
    def narrow(self, typed: FilterBar.Typed) -> None:
        if typed.wanted != self._looked_for:
            self._looked_for = typed.wanted
            self.fill()

    @on(FilterBar.Left)
    def to_the_list(self) -> None:
        self.query_one("#waiting").focus()

    def on_key(self, key: events.Key) -> None:
        """A digit of either keyboard, while one is in the list."""
        table = self.query_one_optional("#waiting")
        if table is not None and self.focused is table:
            self._digit.follow(key, _KEYS)

    def _use(self, no: int) -> None:
        if no not in self._kept:
            keep = self.words("Keep")
            self.inform("Nothing is kept on {key} yet; “{keep}” keeps what you look for.", key=no, keep=keep)
        elif self.is_current:
            self.query_one(FilterBar).look_for(self._kept[no])

    @work(exclusive=True, group="kept", exit_on_error=False)
    async def _read_kept(self) -> None:
        kept = await self.ask(saved_filters.saved, self.desk, self.officer, self.listing)
        if kept is not None:
            self._kept = kept
            self.fill()

    @work(exclusive=True, group="keep", exit_on_error=False)
    async def action_keep(self) -> None:
        """What is looked for now on a key; nothing frees the key."""
        wanted = self._looked_for
        question = msgid("On which key is “{wanted}” kept?") if wanted else msgid("Which key is freed?")
        free = next((no for no in saved_filters.KEYS if (no in self._kept) is not bool(wanted)), 1)
        chosen = await self.app.push_screen_wait(
            Choose(lambda: self.words(question, wanted=wanted), self._key_choices(), str(free))
        )
        if chosen is None:
            return
        kept = await self.carry_out(
            saved_filters.save, self.desk, self.officer, self.listing, (int(chosen), wanted)
        )
        if kept is not None:
            self._kept = kept
            self.fill()

    def _key_choices(self) -> list[Choice]:
        return [Choice(str(no), _key_said(no, self._kept.get(no, "–"))) for no in saved_filters.KEYS]


def _key_said(no: int, wanted: str) -> Bilingual:
    persian, english = (f"{Words(language).number(no)}   {wanted}" for language in ("fa", "en"))
    return Bilingual(persian, english)


class ListScreen(Listing[Line], Generic[Line]):
    """A list of requests: found by both names of the applicant too, and each opening written down."""

    @property
    def service(self) -> Lister[Line]:
        raise NotImplementedError

    async def read(self, look: Look) -> tuple[Line, ...] | None:
        return await self.ask(self.service, self.desk, self.officer, look)

    def identity(self, line: Line) -> object:
        return line.request.id

    def searched(self, line: Line) -> Sequence[str]:
        return (line.name_fa, line.name_lat, line.request.tracking_code, line.request.service)

    def name_cell(self, line: Line) -> Cell:
        return cell(line.name_fa if self.words.language == "fa" else line.name_lat)

    def code_cell(self, line: Line) -> Cell:
        return cell(line.request.tracking_code)

    def service_cell(self, line: Line) -> Cell:
        return cell(self.words.pick(self.desk.catalogue.service(line.request.service).name))
