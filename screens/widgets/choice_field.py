"""A field that is chosen, not typed: what is chosen stands in it, and Enter opens the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from kiosk.domain.form import Choice
from kiosk.text.fold import alphabetical, search_key
from screens.persian.field import Field
from screens.station import StationApp
from screens.terminal.clean import plain
from screens.widgets.dialogs import Dialog, Say

SEARCHED_FROM = 12
"""Choices from which a list gets a box to search in, and the order of the alphabet."""


class Choose(Dialog[str]):
    """One of a list; a long one is searched by its names in either language.  The answer is the id."""

    DEFAULT_CSS = """
    Choose {
        #list { height: auto; max-height: 16; border: none; background: transparent; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "to_list", "Next", show=False),
    ]

    def __init__(self, question: Say, choices: Sequence[Choice], chosen: str) -> None:
        super().__init__()
        self._question = question
        self._choices = choices
        self._chosen = chosen
        self._shown = list(choices)

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Label(plain(self._question()), id="question")
            if len(self._choices) >= SEARCHED_FROM:
                yield Field(placeholder=str(self.say("Type to search")), id="search", max_length=80)
            yield OptionList(id="list", markup=False)

    def on_mount(self) -> None:
        self.fill()
        self.query("#search, #list").first().focus()

    def fill(self) -> None:
        if len(self._choices) >= SEARCHED_FROM:
            self._shown.sort(key=self._place)
        listed = self.query_one("#list", OptionList)
        listed.clear_options()
        listed.add_options(Option(plain(self.words.pick(choice.name))) for choice in self._shown)
        at = next((i for i, choice in enumerate(self._shown) if choice.id == self._chosen), 0)
        listed.highlighted = at if self._shown else None

    def _place(self, choice: Choice) -> tuple[bool, list[int]]:
        """In the present language; that nothing is chosen comes first."""
        return choice.id != "", alphabetical(self.words.pick(choice.name))

    @on(Input.Changed, "#search")
    def search(self, changed: Input.Changed) -> None:
        key = search_key(changed.value)
        self._shown = [
            choice
            for choice in self._choices
            if key in search_key(choice.name.fa) or key in search_key(choice.name.en)
        ]
        self.fill()

    @on(Input.Submitted, "#search")
    def take_marked(self) -> None:
        at = self.query_one("#list", OptionList).highlighted
        if at is not None:
            self.dismiss(self._shown[at].id)

    @on(OptionList.OptionSelected)
    def take(self, selected: OptionList.OptionSelected) -> None:
        self.dismiss(self._shown[selected.option_index].id)

    def action_to_list(self) -> None:
        self.query_one("#list").focus()


class ChoiceField(Widget, can_focus=True):
    """`value` is the id of the choice; empty: nothing is chosen yet."""

    app = getters.app(StationApp)
    DEFAULT_CSS: ClassVar[str] = """
    ChoiceField {
        height: 3;
        padding: 0 2;
        content-align: left middle;
        border: tall $border-blurred;
        background: $surface;
        &:focus { border: tall $border; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "choose", "Choose", show=False)]
    value: reactive[str] = reactive("")

    @dataclass
    class Changed(Message):
        field: ChoiceField
        value: str

        @property
        def control(self) -> ChoiceField:
            return self.field

    def __init__(self, question: Say, choices: Sequence[Choice], value: str, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._question = question
        self._choices = choices
        self.set_reactive(ChoiceField.value, value)

    def render(self) -> Content:
        words = self.app.words
        name = next((choice.name for choice in self._choices if choice.id == self.value), None)
        if name is None or not self.value:
            return plain(words("▾ Choose with Enter")).stylize("$text-muted")
        return plain(f"▾ {words.pick(name)}")

    def on_click(self) -> None:
        self.action_choose()

    @work(exclusive=True, group="choose", exit_on_error=False)
    async def action_choose(self) -> None:
        chosen = await self.app.push_screen_wait(Choose(self._question, self._choices, self.value))
        if chosen is not None and self.is_attached:
            self.value = chosen
            self.post_message(self.Changed(self, chosen))
