"""E-mail, national code, security code, in this order; then the one-time code.

Source: domain.md S24 to S26.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Label

from kiosk.domain import national_code, security_code
from kiosk.domain.applicant import Applicant
from kiosk.domain.email import clean_email
from kiosk.domain.errors import KioskError, Refused
from kiosk.domain.one_time_code import Purpose
from kiosk.domain.registration import Registration
from kiosk.domain.roles import Actor
from kiosk.domain.security_code import SecurityCode
from kiosk.services import registration as registering
from kiosk.strict import msgid
from screens.lobby.security_picture import SecurityPicture
from screens.lobby.small_form import Line, SmallForm
from screens.terminal.clean import plain

Entered = Applicant | Registration


class AskCodeScreen(SmallForm[registering.Asked]):
    """The answer is what was asked for, once the code is on its way."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "another", "Another code", id="code.another"),
        Binding("f5", "step", "Get a one-time password", id="code.send", show=False),
    ]
    LINES: ClassVar = (
        Line("email", msgid("E-mail")),
        Line("national", msgid("National code")),
        Line("security", msgid("Security code")),
    )

    def __init__(self, by: Actor, purpose: Purpose) -> None:
        super().__init__(by)
        self._purpose: Purpose = purpose
        self._code: SecurityCode | None = None

    @property
    def code(self) -> SecurityCode:
        """The one on the screen."""
        if self._code is None:
            self._code = security_code.draw(self.desk.random_bytes)
        return self._code

    def title_words(self) -> str:
        match self._purpose:
            case "register":
                return self.words("Registration")
            case "sign-in":
                return self.words("Sign in")
        return self.words("Forgotten password")

    def step_name(self) -> str:
        return self.words("Get a one-time password")

    def before(self, line: Line) -> Iterable[Widget]:
        if line.name == "security":
            yield SecurityPicture(self.code.text)

    def below(self) -> Iterable[Widget]:
        question = self.words.pick(self.code.question)
        yield Label(self.say("Cannot read it? Answer instead: {question}", question=question), id="question")

    @work(exclusive=True, group="draw", exit_on_error=False)
    async def action_another(self) -> None:
        """A new picture; what was typed elsewhere stays."""
        self._code = None
        self.query_one("#security", Input).value = ""
        await self.speak_again()
        self.query_one("#security").focus()

    async def step(self) -> None:
        if self.put_problems(dict(self._wrong())):
            return
        asked = registering.Asked(
            self.value("national"), self.value("email"), self.words.language, self._purpose
        )
        if await self.carry_out(_sent, self.desk, self.by, asked):
            self.app.send_mail()
            self.dismiss(asked)

    def _wrong(self) -> Iterator[tuple[str, KioskError]]:
        rules: tuple[tuple[str, Callable[[str], object]], ...] = (
            ("email", clean_email),
            ("national", national_code.parse),
            ("security", self._compare),
        )
        for name, rule in rules:
            try:
                rule(self.value(name))
            except Refused as refused:
                yield name, refused

    def _compare(self, typed: str) -> None:
        if not security_code.matches(self.code, typed):
            raise Refused("security-code.wrong")


class EnterCodeScreen(SmallForm[Entered]):
    """Six digits from the mail."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "send_again", "Send again", id="code.again"),
        Binding("f5", "step", "Continue", id="code.enter", show=False),
    ]
    LINES: ClassVar = (Line("one-time", msgid("One-time password")),)

    def __init__(self, by: Actor, asked: registering.Asked) -> None:
        super().__init__(by)
        self.asked = asked

    def title_words(self) -> str:
        return self.words("One-time password")

    def step_name(self) -> str:
        return self.words("Continue")

    def above(self) -> Iterable[Widget]:
        yield Label(self.say("A code of six digits was sent to this address, if it is the right one:"))
        yield Label(plain(self.words.code(self.asked.email)), id="code-address")
        if self.app.config.office.demonstration:
            yield Label(self.say("In this demonstration F3 opens the mailbox with the code."))

    @work(exclusive=True, group="send", exit_on_error=False)
    async def action_send_again(self) -> None:
        if await self.carry_out(_sent, self.desk, self.by, self.asked):
            self.app.send_mail()
            self.inform("It was sent again. The code before still counts, too.")

    async def step(self) -> None:
        answer = await self.carry_out(self._enter, self.value("one-time"))
        if isinstance(answer, KioskError):
            self.put_problems({"one-time": answer})
        elif answer is not None:
            self.dismiss(answer)

    def _enter(self, code: str) -> Entered | KioskError:
        # The language may have been changed since the code was asked for.
        asked = replace(self.asked, language=self.words.language)
        try:
            return registering.enter_with_code(self.desk, self.by, asked, code)
        except Refused as refused:
            return refused


def _sent(*args: object) -> bool:
    """True, so that it differs from a refusal."""
    registering.ask_code(*args)  # type: ignore[arg-type]  # What `carry_out` was given.
    return True
