"""The line at the top of each working screen: office, station, officer, and the time in both calendars."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Label

from screens.station import StationApp
from screens.terminal.clean import plain


class Heading(Horizontal):
    """Give the title as an already translated sentence."""

    app = getters.app(StationApp)

    DEFAULT_CSS = """
    Heading {
        dock: top;
        height: 1;
        background: $primary;
        color: auto;
        Label { height: 1; padding: 0 1; }
        #heading-title { width: 1fr; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
        #heading-demo { background: $warning; color: auto; text-style: bold; }
        #heading-who { width: auto; max-width: 40%; }
        #heading-day { width: auto; padding-right: 0; }
        #heading-time { width: auto; }
        #heading-language { width: auto; background: $primary-darken-2; color: auto; }
    }
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        yield Label(plain(self._title), id="heading-title")
        if self.app.config.office.demonstration:
            yield Label(plain(self.app.words("DEMONSTRATION")), id="heading-demo")
        yield Label(plain(self._who()), id="heading-who")
        day, time = self._moment()
        yield Label(plain(day), id="heading-day")
        yield Label(plain(time), id="heading-time")
        yield Label(plain(f"F2 {self.app.words('فارسی')}"), id="heading-language")

    async def say(self, title: str) -> None:
        """Everything in the present language."""
        self._title = title
        await self.recompose()

    def on_mount(self) -> None:
        self.set_interval(20, self._tick)

    def _tick(self) -> None:
        for name, said in zip(("#heading-day", "#heading-time"), self._moment(), strict=True):
            self.query_one(name, Label).update(plain(said))

    def _who(self) -> str:
        officer, station = self.app.officer, self.app.config.station
        words = self.app.words
        place = words("{kind} {number}", kind=words.label(station.kind), number=station.number)
        return place if officer is None else f"{words.pick(officer.name)} · {place}"

    def _moment(self) -> tuple[str, str]:
        desk, words = self.app.desk, self.app.words
        now = desk.office.local(desk.now())
        return words.short_day(now.date()), words.time(now)
