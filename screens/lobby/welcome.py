"""The lobby's first screen: what one may do here, in both languages at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import on, work
from textual.containers import Center
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label

from kiosk.strict import msgid
from kiosk.words import Words
from screens.lobby.base import LobbyScreen
from screens.lobby.choices import Choice, Choices
from screens.terminal.clean import plain

if TYPE_CHECKING:
    from datetime import date

    from kiosk.domain.applicant import Applicant
    from kiosk.domain.office import Office

OFFERED = (
    ("register", msgid("Register")),
    ("sign-in", msgid("Sign in")),
    ("receipt", msgid("I have a receipt")),
    ("help", msgid("I need help")),
)


HOURS_SECONDS = 2
"""The desk is loaded behind this screen, and at midnight another day begins."""


def today_in_words(words: Words, office: Office, today: date) -> str:
    """Empty where the office names no hours."""
    spans, intake = office.open_on(today), office.intake_on(today)
    if spans is None or intake is None:
        return ""
    from kiosk.domain.opening import said_hours

    closed = office.calendar.closed_for(today)
    if closed is not None:
        return words("The office is closed today: {reason}.", reason=closed)
    if not spans:
        return words("The office is closed today.")
    if intake == spans:
        return words("Open today: {hours}.", hours=said_hours(spans))
    return words(
        "Open today: {hours}; tickets: {intake}.", hours=said_hours(spans), intake=said_hours(intake)
    )


class WelcomeScreen(LobbyScreen[None]):
    """Shown before the database is loaded: nothing here imports a service."""

    def body(self) -> Iterable[Widget]:
        yield Label(self._greeting(), id="greeting")
        yield Label(id="hours")
        other = Words("en" if self.words.language == "fa" else "fa")
        yield Center(
            Choices([(name, (self.words(said), other(said))) for name, said in OFFERED]), id="choose"
        )

    def on_mount(self) -> None:
        self.query(Choice).first().focus()
        self.fill()
        self.set_interval(HOURS_SECONDS, self.fill)

    def fill(self) -> None:
        """When the office is open today, once its files are read and if they say so."""
        hours, desk = self.query_one_optional("#hours", Label), self.app.loaded
        if hours is None:
            return  # The screen is just being made anew in the other language, and filled after that.
        said = "" if desk is None else today_in_words(self.words, desk.office, desk.today())
        hours.display = bool(said)
        hours.update(plain(said))

    def _greeting(self) -> Content:
        name = self.app.config.office.name
        first, second = (name.fa, name.en) if self.words.language == "fa" else (name.en, name.fa)
        return Content("\n").join([plain(first).stylize("bold"), plain(second).stylize("dim")])

    @on(Choice.Chosen)
    @work(exclusive=True, group="go", exit_on_error=False)
    async def go(self, chosen: Choice.Chosen) -> None:
        if not await self.app.desk_loaded():
            return
        match chosen.name:
            case "register":
                from screens.lobby.entering import by_code

                self._welcome_in(await by_code(self, self.by, "register"))
            case "sign-in":
                from screens.lobby.entering import by_any

                self._welcome_in(await by_any(self, self.by))
            case "receipt":
                from screens.lobby.own_state import ScanScreen

                self.app.push_screen(ScanScreen(self.by))
            case "help":
                self.action_call_clerk()

    def _welcome_in(self, applicant: Applicant | None) -> None:
        from screens.lobby.account import AccountScreen

        if applicant is not None:
            self.app.push_screen(AccountScreen(applicant))
