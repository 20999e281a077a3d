"""Which service: grouped as the office offers them, searched while one types.  Source: domain.md S39."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from kiosk.domain.catalogue import Service
from kiosk.domain.roles import Actor
from kiosk.text.fold import search_key
from screens.lobby.base import LobbyScreen
from screens.persian.field import Field
from screens.terminal.clean import plain, styled


class ServicesScreen(LobbyScreen[str]):
    """The answer is the service's code."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="app.back"),
        Binding("down", "to_list", "Next", show=False, id="services.down"),
    ]

    def __init__(self, by: Actor) -> None:
        super().__init__(by)
        self._shown: list[Service | None] = []

    def title_words(self) -> str:
        return self.words("Choose a service")

    def body(self) -> ComposeResult:
        yield Field(placeholder=str(self.say("Type to search")), id="search", max_length=80)
        yield OptionList(id="services", markup=False)
        yield Label(id="no-service")
        yield Static(id="who-may")

    def on_mount(self) -> None:
        self.fill()
        self.query_one("#search").focus()

    @on(Input.Changed, "#search")
    def fill(self) -> None:
        key = search_key(self.query_one("#search", Input).value)
        found = [
            service for service in self.desk.catalogue.offered(self.desk.today()) if self._fits(service, key)
        ]
        listed = self.query_one("#services", OptionList)
        listed.clear_options()
        self._shown = []
        for group in self.desk.catalogue.groups.values():
            members = [service for service in found if service.group == group.id]
            if members:
                self._shown += [None, *members]
                head = plain(self.words.pick(group.name)).stylize("bold $text-primary")
                listed.add_option(Option(head, disabled=True))
                listed.add_options(Option(self._line(service)) for service in members)
        listed.highlighted = 1 if found else None
        none = self.query_one("#no-service", Label)
        none.display = not found
        none.update(self.say("No service is called that."))

    @on(OptionList.OptionHighlighted, "#services")
    def tell_who(self, at: OptionList.OptionHighlighted) -> None:
        """Who may apply, below the list."""
        service = self._shown[at.option_index] if at.option_index < len(self._shown) else None
        said = self.words.pick(service.who) if service else ""
        self.query_one("#who-may", Static).update(self.say("Who may apply: {who}", who=said) if said else "")

    @on(Input.Submitted, "#search")
    def take_marked(self) -> None:
        at = self.query_one("#services", OptionList).highlighted
        if at is not None:
            self._take(at)

    @on(OptionList.OptionSelected, "#services")
    def take(self, selected: OptionList.OptionSelected) -> None:
        self._take(selected.option_index)

    def action_to_list(self) -> None:
        self.query_one("#services").focus()

    def _take(self, at: int) -> None:
        service = self._shown[at]
        if service is not None:
            self.dismiss(service.code)

    def _fits(self, service: Service, key: str) -> bool:
        names = (service.name.fa, service.name.en, service.code)
        return any(key in search_key(name) for name in names)

    def _line(self, service: Service) -> Content:
        return styled("   ", self.words.pick(service.name))
