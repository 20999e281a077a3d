"""The search inside a list: a field that narrows it, and what an officer keeps on the keys 1–9."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Label

from kiosk.services.saved_filters import WANTED_LIMIT
from kiosk.text.fold import search_key
from kiosk.words import Words
from screens.persian.field import Field
from screens.station import StationApp
from screens.terminal.clean import plain

_BETWEEN = "\n"
"""Which no word that is looked for can hold: nothing is found across two facts."""


def key_of(facts: Iterable[str]) -> str:
    """What a line is found by, whatever the spelling."""
    return _BETWEEN.join(search_key(fact) for fact in facts)


def fits(key: str, wanted: str) -> bool:
    """Whether every word that was typed stands somewhere in the line."""
    return all(search_key(word) in key for word in wanted.split())


class FilterBar(Vertical):
    """Hidden while nothing is looked for and nothing is kept."""

    app = getters.app(StationApp)
    DEFAULT_CSS = """
    FilterBar {
        height: auto;
        padding: 0 1;
        #kept { width: 100%; height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
        #wanted { display: none; }
        #found { display: none; width: 100%; height: 1; padding: 0 1; color: $text-warning; }
        &.-open #wanted, &.-open #found { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter", "leave", "To the list", id="filter.leave", show=False),
    ]

    class Typed(Message):
        """What is looked for is another."""

        def __init__(self, wanted: str) -> None:
            super().__init__()
            self.wanted = wanted

    class Left(Message):
        """On to the list."""

    def __init__(self, wanted: str) -> None:
        super().__init__(id="filter")
        self._wanted = wanted
        self.set_class(bool(wanted), "-open")

    def compose(self) -> ComposeResult:
        yield Label(id="kept")
        hint = self.app.words("Type to search")
        yield Field(self._wanted, placeholder=hint, id="wanted", max_length=WANTED_LIMIT)
        yield Label(id="found")

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    def open(self) -> None:
        self.add_class("-open")
        self.query_one("#wanted").focus()

    def close(self) -> None:
        self.look_for("")
        self.remove_class("-open")

    def look_for(self, wanted: str) -> None:
        self.set_class(bool(wanted) or self.is_open, "-open")
        self.query_one("#wanted", Input).value = wanted

    def show(self, words: Words, kept: Mapping[int, str], counts: tuple[int, int]) -> None:
        """`counts`: lines that fit, of so many."""
        label = self.query_one("#kept", Label)
        label.display = bool(kept)
        said = (f"{words.number(no)} {words.data(wanted)}" for no, wanted in sorted(kept.items()))
        label.update(plain("   ".join((words("Kept filters:"), *said))))
        found = words("Found: {count} of {all}", count=counts[0], all=counts[1])
        self.query_one("#found", Label).update(plain(found))

    @on(Input.Changed, "#wanted")
    def tell(self, changed: Input.Changed) -> None:
        changed.stop()
        self.post_message(self.Typed(changed.value))

    @on(Input.Submitted, "#wanted")
    def action_leave(self) -> None:
        self.post_message(self.Left())
