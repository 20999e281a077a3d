"""The fixed password: signing in with it, setting it, resetting it.  Source: domain.md S35 to S37."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from kiosk.domain.applicant import Applicant
from kiosk.domain.errors import KioskError, Refused
from kiosk.domain.roles import Actor
from kiosk.services import applicant_access
from kiosk.services.registration import Asked
from kiosk.strict import msgid
from screens.lobby.small_form import Line, SmallForm

NEW = (
    Line("password", msgid("New password"), secret=True),
    Line("again", msgid("The same password again"), secret=True),
)


class PasswordScreen(SmallForm[Applicant | str]):
    """The answer is who signed in, or "reset"."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "dismiss('reset')", "Forgotten password", id="password.forgotten"),
        Binding("f5", "step", "Sign in", id="password.enter", show=False),
    ]
    LINES: ClassVar = (
        Line("national", msgid("National code")),
        Line("password", msgid("Fixed password"), secret=True),
    )

    def title_words(self) -> str:
        return self.words("Sign in")

    def step_name(self) -> str:
        return self.words("Sign in")

    async def step(self) -> None:
        national, password = self.value("national"), self.value("password")
        self.query_one("#password", Input).value = ""
        answer = await self.carry_out(self._enter, national, password)
        if isinstance(answer, KioskError):
            about = "national" if answer.key.startswith("national-code") else "password"
            self.put_problems({about: answer})
        elif answer is not None:
            self.dismiss(answer)

    def _enter(self, national: str, password: str) -> Applicant | KioskError:
        try:
            return applicant_access.sign_in_with_password(self.desk, self.by, national, password)
        except Refused as refused:
            return refused


class SetPasswordScreen(SmallForm[bool]):
    """True once there is one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "step", "Continue", id="password.set", show=False),
    ]
    LINES: ClassVar = NEW

    def __init__(self, by: Actor, applicant: Applicant) -> None:
        super().__init__(by)
        self._whose = applicant

    def title_words(self) -> str:
        return self.words("Fixed password")

    def step_name(self) -> str:
        return self.words("Continue")

    async def step(self) -> None:
        password = self.value("password")
        if password != self.value("again"):
            self.put_problems({"again": Refused("password.differs")})
            return
        answer = await self.carry_out(self._set, password)
        if isinstance(answer, KioskError):
            self.put_problems({"password": answer})
        elif answer:
            self.inform("Your password is set. You can sign in with it at any time.")
            self.dismiss(True)

    def _set(self, password: str) -> bool | KioskError:
        try:
            applicant_access.set_password(self.desk, self._whose, password)
        except Refused as refused:
            return refused
        return True


class ResetScreen(SmallForm[Applicant]):
    """The code from the mail, and a new password; the answer is who is signed in by that."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "step", "Continue", id="password.reset", show=False),
    ]
    LINES: ClassVar = (Line("one-time", msgid("One-time password")), *NEW)

    def __init__(self, by: Actor, asked: Asked) -> None:
        super().__init__(by)
        self._asked = asked

    def title_words(self) -> str:
        return self.words("Forgotten password")

    def step_name(self) -> str:
        return self.words("Continue")

    async def step(self) -> None:
        if self.value("password") != self.value("again"):
            self.put_problems({"again": Refused("password.differs")})
            return
        answer = await self.carry_out(self._reset, self.value("one-time"), self.value("password"))
        if isinstance(answer, KioskError):
            about = "password" if "password" in answer.key else "one-time"
            self.put_problems({about: answer})
        elif answer is not None:
            self.dismiss(answer)

    def _reset(self, code: str, password: str) -> Applicant | KioskError:
        asked = self._asked
        try:
            return applicant_access.reset_password(
                self.desk, self.by, asked.national_code, asked.email, code, password
            )
        except Refused as refused:
            return refused
