"""A question of several fields over a screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Label

from kiosk.domain.answers import FormRefused, check_all
from kiosk.domain.form import RequestField
from screens.base import KioskScreen
from screens.terminal.clean import plain
from screens.widgets.button import Button
from screens.widgets.dialogs import Dialog, Say
from screens.widgets.form import Form

Answers: TypeAlias = dict[str, str]
Taken = TypeVar("Taken")


class AskForm(Dialog[dict[str, str]]):
    """The answers as they are stored, once every field is right; None for Escape."""

    DEFAULT_CSS = """
    AskForm {
        #box { width: 76; padding: 1 1; }
        #question { padding: 0 1; text-style: bold; }
        Form { height: auto; max-height: 54vh; padding: 0 1; }
    }
    """

    def __init__(
        self,
        question: Say,
        fields: Sequence[RequestField],
        today: date,
        begin: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._question = question
        self._fields = fields
        self._today = today
        self._typed = dict(begin or {})

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Label(plain(self._question()), id="question")
            yield Form(self._fields, self._typed, self._today)
            with Horizontal(id="answers"):
                yield Button(self.say("Back"), id="no")
                yield Button(self.say("Save"), variant="primary", id="yes")

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self.query_one(Form).focus_first)

    @on(Form.Finished)
    @on(Button.Pressed, "#yes")
    def save(self) -> None:
        try:
            self.dismiss(check_all(self._fields, self._typed, self._today))
        except FormRefused as refused:
            self.query_one(Form).show_problems(refused.problems)

    @on(Button.Pressed, "#no")
    def go_back(self) -> None:
        self.dismiss(None)


async def ask_until_taken(
    screen: KioskScreen[Any],
    question: str,
    fields: Sequence[RequestField],
    act: Callable[[Answers], Awaitable[Taken | None]],
) -> Taken | None:
    """What `act` makes of the answers; where it refuses, the form comes back as it was typed.

    `question`: a msgid.  None: the officer went back.
    """
    typed: Answers = {}
    while True:
        asking = AskForm(lambda: screen.words(question), fields, screen.desk.today(), typed)
        said = await screen.app.push_screen_wait(asking)
        if said is None:
            return None
        taken = await act(said)
        if taken is not None:
            return taken
        typed = said
