"""The line at the top of each working screen: title, officer, station, a closed day, the time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Label

from screens.station import StationApp
from screens.terminal.clean import plain

ROOMY = 160
"""Columns from which the weekday and both calendars find room beside the title."""
MIDDLE = 110
"""Columns from which the officer and the day are named."""
SIDES = 2
"""Columns of padding beside the text of a label."""
OFFICER = 0.4
"""The share of the line that the officer's name may take."""


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
        &.-called #heading-who { display: none; }
        #heading-call { width: auto; background: $error; color: auto; text-style: bold; }
        #heading-closed { width: auto; background: $warning; color: auto; }
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
        yield Label(id="heading-call")
        yield Label(id="heading-closed")
        yield Label(id="heading-day")
        yield Label(id="heading-time")
        yield Label(plain(f"F2 {self.app.words('فارسی')}"), id="heading-language")

    async def say(self, title: str) -> None:
        """Everything in the present language."""
        self._title = title
        await self.recompose()
        self._show_call()

    def on_mount(self) -> None:
        self.set_interval(20, self._show_time)
        self.watch(self.app, "calls", self._show_call)

    def on_resize(self) -> None:
        self._show_time()

    def _show_time(self) -> None:
        """The fullest of what may be said that leaves the title whole."""
        said = list(self._said_of_today())
        room = self._room()
        fitting = (each for each in said if sum(map(_width, each)) <= room)
        for name, text in zip(("closed", "day", "time"), next(fitting, said[-1]), strict=True):
            label = self.query_one(f"#heading-{name}", Label)
            label.update(plain(text))
            label.display = bool(text)

    def _said_of_today(self) -> Iterator[tuple[str, str, str]]:
        """Why it is a closed day, if it is, the day and the time; the fullest first."""
        now, words = self._now(), self.app.words
        width, time = self.app.size.width, words.time(now)
        day = words.full_day(now.date()) if width >= ROOMY else words.short_day(now.date())
        reason = self._why_closed()
        if width >= MIDDLE:
            yield reason, day, time
        yield reason, "", time
        if reason:
            yield reason, "", ""
            yield words("closed day"), "", ""

    def _room(self) -> int:
        """Columns that the title and the other labels leave."""
        width, call = self.app.size.width, str(self.query_one("#heading-call", Label).content)
        who = "" if call or width < MIDDLE else self._who()
        others = [
            str(label.content) for label in self.query("#heading-demo, #heading-language").results(Label)
        ]
        officer = min(_width(who), int(width * OFFICER))
        return width - officer - sum(map(_width, (self._title, call, *others)))

    def _show_call(self) -> None:
        """A call for help takes the place of the officer's name: both are too long for a narrow terminal."""
        calls = self.app.calls
        self.set_class(bool(calls), "-called")
        label = self.query_one("#heading-call", Label)
        label.display = bool(calls)
        if calls:
            place = self.app.words.station(calls[0].station)
            label.update(plain(self.app.words("Help: {place} · {key}", place=place, key=self._key())))
        else:
            label.update("")
        self._show_time()

    def _key(self) -> str:
        """The key that answers, as the office may have set it."""
        active = self.screen.active_bindings.values()
        return next(
            (
                self.app.get_key_display(each.binding)
                for each in active
                if each.binding.action == "app.answer_call"
            ),
            "",
        )

    @on(events.Click, "#heading-call")
    async def answer(self) -> None:
        await self.run_action("app.answer_call")

    def _who(self) -> str:
        officer, station = self.app.officer, self.app.config.station
        place = self.app.words.station(f"{station.kind}-{station.number}")
        return place if officer is None else f"{self.app.words.pick(officer.name)} · {place}"

    def _why_closed(self) -> str:
        """Why the office is closed today; empty on a working day."""
        reason = self.app.desk.office.calendar.closed_for(self._now().date())
        return "" if reason is None else self.app.words("closed day: {reason}", reason=reason)

    def _now(self) -> datetime:
        """In the office's time zone."""
        desk = self.app.desk
        return desk.office.local(desk.now())


def _width(text: str) -> int:
    """Of the label with this text."""
    return plain(text).cell_length + SIDES if text else 0
