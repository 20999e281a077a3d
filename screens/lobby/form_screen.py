"""A page of fields: kept one by one as they are left, recorded together."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from kiosk.domain.answers import FormRefused
from kiosk.domain.errors import KioskError
from kiosk.domain.form import RequestField
from kiosk.domain.roles import Actor
from screens.lobby.base import LobbyScreen
from screens.widgets.button import Button
from screens.widgets.form import Form, as_typed

Result = TypeVar("Result")


class FormScreen(LobbyScreen[Result]):
    """Writes follow each other: an answer kept late must not undo the page that was recorded after it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="app.back"),
        Binding("f5", "record", "Record", id="form.record"),
    ]

    def __init__(self, by: Actor, answers: Mapping[str, str]) -> None:
        super().__init__(by)
        self.stored = answers
        self.typed: dict[str, str] = {}
        self._writes = asyncio.Lock()
        self._problems: Mapping[str, KioskError] = {}
        self._recording = False

    @property
    def fields(self) -> Sequence[RequestField]:
        raise NotImplementedError

    def above(self) -> Iterable[Widget]:
        """What stands over the fields."""
        return ()

    def buttons(self) -> Iterable[Button]:
        yield Button(self.say("Record"), variant="primary", id="record")

    def keep(self, name: str, text: str) -> None:
        """Store one answer as typed; runs in a thread."""
        raise NotImplementedError

    def record(self) -> object:
        """Store the page; runs in a thread, raises FormRefused."""
        raise NotImplementedError

    def recorded(self, answer: object) -> None:
        """The page is stored."""
        raise NotImplementedError

    def take_up(self, answers: Mapping[str, str]) -> None:
        """Show these answers instead of what was typed."""
        self.stored = answers
        self._problems = {}
        self.typed = {each.id: as_typed(self.words, each, answers.get(each.id, "")) for each in self.fields}

    def body(self) -> ComposeResult:
        if not self.typed:
            self.take_up(self.stored)
        yield from self.above()
        yield Form(self.fields, self.typed, self.desk.office.local_day(self.desk.now()))
        with Horizontal(id="form-buttons"):
            yield from self.buttons()

    def on_mount(self) -> None:
        self.fill()
        self.query_one(Form).focus_first()

    def fill(self) -> None:
        if self._problems:
            self.query_one(Form).show_problems(self._problems)

    @on(Form.Left)
    def keep_left(self, left: Form.Left) -> None:
        if not self._recording:
            self.app.run_worker(self._keep(left.name, left.text), group="write", exit_on_error=False)

    async def _keep(self, name: str, text: str) -> None:
        async with self._writes:
            await self.ask(self.keep, name, text)

    @on(Form.Finished)
    def go_to_button(self) -> None:
        self.query_one("#record").focus()

    @on(Button.Pressed, "#record")
    @work(group="record", exit_on_error=False)
    async def action_record(self) -> None:
        if self._recording:
            return
        self._recording = True
        try:
            async with self._writes:
                answer = await self.carry_out(self._try)
        finally:
            self._recording = False
        match answer:
            case None:
                return
            case FormRefused(problems=problems):
                self._problems = problems
                self.query_one(Form).show_problems(problems)
                self.refuse(answer)
            case _:
                self.recorded(answer)

    def _try(self) -> object:
        try:
            return self.record()
        except FormRefused as refused:
            return refused

    async def action_back(self) -> None:
        # Nothing is left by a blur when its screen goes.
        for name, text in self.query_one(Form).unkept().items():
            await self._keep(name, text)
        self.dismiss(None)
