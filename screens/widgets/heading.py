"""The line at the top of each working screen: title, officer, station, a closed day, the time."""

from __future__ import annotations

from datetime import datetime

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Label

from screens.station import StationApp
from screens.terminal.clean import plain

ROOMY = 160
"""Columns from which the weekday and both calendars find room beside the title."""


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
        self._show_time()
        self._show_call()

    def on_mount(self) -> None:
        self.set_interval(20, self._show_time)
        self.watch(self.app, "calls", self._show_call)

    def on_resize(self) -> None:
        self._show_time()

    def _show_time(self) -> None:
        now, words = self._now(), self.app.words
        roomy = self.app.size.width >= ROOMY
        day = words.full_day(now.date()) if roomy else words.short_day(now.date())
        self.query_one("#heading-day", Label).update(plain(day))
        self.query_one("#heading-time", Label).update(plain(words.time(now)))
        reason = self._why_closed()
        closed = self.query_one("#heading-closed", Label)
        closed.update(plain(reason))
        closed.display = bool(reason)

    def _show_call(self) -> None:
        """A call for help takes the place of the officer's name: both are too long for a narrow terminal."""
        calls = self.app.calls
        self.set_class(bool(calls), "-called")
        label = self.query_one("#heading-call", Label)
        label.display = bool(calls)
        if calls:
            place = self.app.words.station(calls[0].station)
            label.update(plain(self.app.words("Help: {place} · {key}", place=place, key=self._key())))

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
