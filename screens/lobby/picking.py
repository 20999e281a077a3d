"""A file from a stick: the sticks that are plugged in, their folders, and nothing outside of them."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from kiosk.domain.media import Entry, Place, Way
from kiosk.domain.roles import Actor
from kiosk.services import uploads
from kiosk.text.bidi import isolate
from screens.lobby.base import LobbyScreen
from screens.terminal.clean import plain, styled

Picked = tuple[Place, Way]


class PickerScreen(LobbyScreen[Picked]):
    """The answer is where the file is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("backspace", "up", "Folder above", show=False, id="picker.up"),
        Binding("f9", "reload", "Look again", id="picker.reload"),
    ]

    def __init__(self, by: Actor, what: str) -> None:
        """`what`: the document's kind."""
        super().__init__(by)
        self._what = what
        self._places: tuple[Place, ...] = ()
        self._place: Place | None = None
        self._way: Way = ()
        self._entries: tuple[Entry, ...] = ()

    def title_words(self) -> str:
        return self.words.pick(self.desk.catalogue.document(self._what).name)

    def body(self) -> ComposeResult:
        yield Label(id="picker-where")
        yield OptionList(id="files", markup=False)
        yield Label(id="picker-none")

    def on_mount(self) -> None:
        self.query_one("#files").focus()
        self.action_reload()

    def fill(self) -> None:
        listed = self.query_one("#files", OptionList)
        listed.clear_options()
        listed.add_options(Option(line) for line in self._lines())
        last = listed.option_count - 1
        listed.highlighted = None if last < 0 else min(int(self._has_above), last)
        where = isolate(self._place.name) if self._place else self.words("Choose the stick:")
        self.query_one("#picker-where", Label).update(plain(" / ".join([where, *self._shown_way()])))
        none = self.query_one("#picker-none", Label)
        none.display = not (self._entries if self._place else self._places)
        none.update(self._why_empty())

    @work(exclusive=True, group="look", exit_on_error=False)
    async def action_reload(self) -> None:
        """The sticks of this moment; a single one is opened at once."""
        self._places = await self.ask(uploads.places, self.desk) or ()
        self._place, self._way, self._entries = None, (), ()
        if len(self._places) == 1:
            await self._open(self._places[0], ())
        self.fill()

    @on(OptionList.OptionSelected, "#files")
    @work(exclusive=True, group="look", exit_on_error=False)
    async def take(self, selected: OptionList.OptionSelected) -> None:
        if self._place is None:
            await self._open(self._places[selected.option_index], ())
            return
        if self._has_above and not selected.option_index:
            await self._go_up()
            return
        entry = self._entries[selected.option_index - self._has_above]
        way = (*self._way, entry.name)
        if entry.is_folder:
            await self._open(self._place, way)
        else:
            self.dismiss((self._place, way))

    @work(exclusive=True, group="look", exit_on_error=False)
    async def action_up(self) -> None:
        await self._go_up()

    @property
    def _has_above(self) -> bool:
        """Whether the first line leads back."""
        return self._place is not None and (bool(self._way) or len(self._places) > 1)

    async def _go_up(self) -> None:
        if self._place is not None and self._way:
            await self._open(self._place, self._way[:-1])
        elif self._has_above:
            self._place, self._way, self._entries = None, (), ()
            self.fill()

    async def _open(self, place: Place, way: Way) -> None:
        entries = await self.ask(uploads.listing, self.desk, place, way)
        if entries is not None:
            self._place, self._way, self._entries = place, way, entries
            self.fill()

    def _shown_way(self) -> list[str]:
        """A name may hold bytes that are no letters: they are shown as such, never sent on."""
        return [isolate(name.encode("utf-8", "replace").decode()) for name in self._way]

    def _lines(self) -> list[Content]:
        if self._place is None:
            return [plain(place.name) for place in self._places]
        above = [styled("▴ ", (self.words("Folder above"), "dim"))] if self._has_above else []
        return [*above, *(self._line(entry) for entry in self._entries)]

    def _line(self, entry: Entry) -> Content:
        if entry.is_folder:
            return styled("▸ ", (entry.shown, "bold"))
        size = self.words("{size} kB", size=max(1, entry.size // 1000))
        # Digits at either side of the gap would change places.
        return styled("  ", isolate(entry.shown), (f"   {size}", "dim"))

    def _why_empty(self) -> Content:
        if self._place is None:
            return self.say("No stick is plugged in. Plug it in, then press F9.")
        return self.say("There are no pictures or PDFs in this folder.")
