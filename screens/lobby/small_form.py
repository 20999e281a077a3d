"""A few lines to type into, each with what is wrong beneath it, and one thing to press."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Label

from kiosk.domain.errors import KioskError
from kiosk.domain.roles import Actor
from screens.lobby.base import LobbyScreen
from screens.persian.code_field import CodeField
from screens.persian.field import Field
from screens.terminal.clean import plain
from screens.widgets.button import Button

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Line:
    """`label`: a msgid."""

    name: str
    label: str
    secret: bool = False


class SmallForm(LobbyScreen[Result]):
    """Enter goes from line to line, and from the last one on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back", id="app.back")]
    LINES: ClassVar[tuple[Line, ...]] = ()

    def __init__(self, by: Actor) -> None:
        super().__init__(by)
        self._problems: Mapping[str, KioskError] = {}
        self._busy = False

    def body(self) -> ComposeResult:
        with VerticalScroll(id="small-form"):
            yield from self.above()
            for line in self.LINES:
                yield from self.before(line)
                yield from self._line(line)
            yield from self.below()
            yield Button(plain(self.step_name()), variant="primary", id="step")

    def above(self) -> Iterable[Widget]:
        return ()

    def before(self, line: Line) -> Iterable[Widget]:
        """What stands over one of the lines."""
        return ()

    def below(self) -> Iterable[Widget]:
        return ()

    def step_name(self) -> str:
        """On the button, in the present language."""
        raise NotImplementedError

    async def step(self) -> None:
        """What the button does."""
        raise NotImplementedError

    @work(group="step", exit_on_error=False)
    async def action_step(self) -> None:
        """Keys pressed in haste count once."""
        if self._busy:
            return
        self._busy = True
        try:
            await self.step()
        finally:
            self._busy = False

    def on_mount(self) -> None:
        self.fill()
        self.query(Input).first().focus()

    def fill(self) -> None:
        for line in self.LINES:
            note, problem = self.query_one(f"#note-{line.name}", Label), self._problems.get(line.name)
            note.display = problem is not None
            note.update(plain(self.words.error(problem)) if problem else "")

    def value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value

    def put_problems(self, problems: Mapping[str, KioskError]) -> bool:
        """Beneath their lines; true if there is any."""
        self._problems = problems
        self.fill()
        for name in problems:
            field = self.query_one(f"#{name}", Input)
            field.focus()
            field.select_all()
            break
        return bool(problems)

    @on(Input.Submitted)
    def go_on(self, submitted: Input.Submitted) -> None:
        names = [line.name for line in self.LINES]
        at = names.index(submitted.input.id or "")
        if at + 1 < len(names):
            self.query_one(f"#{names[at + 1]}").focus()
        else:
            self.action_step()

    @on(Button.Pressed, "#step")
    def press(self) -> None:
        self.action_step()

    def _line(self, line: Line) -> Iterator[Widget]:
        yield Label(self.say(line.label), classes="form-label")
        if line.secret:
            yield Field(id=line.name, max_length=300, password=True)
        else:
            yield CodeField(id=line.name, max_length=254)
        yield Label(id=f"note-{line.name}", classes="form-note -wrong")
