"""The question about a day that differs: typed in either calendar, shown in both."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label

from kiosk.domain.errors import Refused
from kiosk.domain.typed_day import kept_day
from kiosk.text.bidi import strip_isolates
from screens.terminal.clean import plain
from screens.widgets.calendars import in_both
from screens.widgets.dialogs import AskSeen


class AskSeenDay(AskSeen):
    """What is no day can be saved as it stands, since a paper may show nonsense; it is said so."""

    DEFAULT_CSS = """
    AskSeenDay .reading { width: 100%; height: auto; min-height: 1; color: $text-muted; }
    AskSeenDay .reading.-no-day { color: $text-warning; }
    """

    def shown(self, value: str) -> str:
        return self.words.seen(value)

    def typed(self, value: str) -> str:
        day = kept_day(value)
        return value if day is None else strip_isolates(self.words.short_day(day))

    def below(self, field: str) -> Iterable[Widget]:
        yield Label(id=f"{field}-day", classes="reading")

    @on(Input.Changed)
    def show_reading(self, changed: Input.Changed) -> None:
        """How the typed day is understood, while it is typed."""
        reading = self.query_one(f"#{changed.input.id}-day", Label)
        typed = changed.value.strip()
        try:
            said = in_both(self.words, typed) if typed else Content()
            reading.remove_class("-no-day")
        except Refused as refused:
            said = plain(self.words.error(refused))
            reading.add_class("-no-day")
        reading.update(said)
