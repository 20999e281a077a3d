"""Small questions over a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Label

from screens.base import KioskScreen
from screens.persian.field import Field
from screens.persian.long_field import LongField
from screens.terminal.clean import plain
from screens.widgets.button import Button
from screens.widgets.scan_view import ScanView

Result = TypeVar("Result")
Say = Callable[[], str]
"""Says a sentence in the present language, which may change while the question stands."""


NARROWEST = 38
"""Columns that a box needs for its two buttons."""


class Dialog(KioskScreen[Result], ModalScreen[Result]):
    """A box in the middle, or beside the scan that it asks about; Escape answers nothing."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;
        #box {
            width: 64;
            max-width: 96%;
            height: auto;
            max-height: 96%;
            padding: 1 2;
            border: round $primary;
            background: $surface;
        }
        #question { width: 100%; margin-bottom: 1; }
        .field-label { width: 100%; color: $text-muted; }
        #answers { height: auto; align-horizontal: right; margin-top: 1; }
        #answers Button { margin-left: 2; }
        &.-beside #box { padding: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back", id="app.back")]

    def on_mount(self) -> None:
        self._stand_beside_scan()

    def on_resize(self) -> None:
        self.call_after_refresh(self._stand_beside_scan)

    def _stand_beside_scan(self) -> None:
        """On the side with more room, so that what is asked about can be seen while one answers."""
        view = self._view_below()
        scan = view.region if view else Region()
        before, behind = (scan.x, self.app.size.width - scan.right) if scan else (0, 0)
        room = max(before, behind)
        beside = room >= NARROWEST
        self.set_class(beside, "-beside")
        self.styles.align_horizontal = "right" if beside and behind >= before else "left" if beside else None
        self.query_one("#box").styles.max_width = room if beside else None

    def render_lines(self, crop: Region) -> list[Strip]:
        strips, view = super().render_lines(crop), self._view_below()
        return strips if view is None or not self.has_class("-beside") else view.let_through(strips, crop)

    def _view_below(self) -> ScanView | None:
        """The scan of the screen under the question."""
        below = next(screen for screen in reversed(self.app.screen_stack) if not isinstance(screen, Dialog))
        return below.query(ScanView).first() if below.query(ScanView) else None


class Confirm(Dialog[bool]):
    """Yes or no; Enter says yes, Escape no.  The answer is None for Escape."""

    def __init__(self, question: Say, yes: Say) -> None:
        super().__init__()
        self._question = question
        self._yes = yes

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Label(plain(self._question()), id="question")
            with Horizontal(id="answers"):
                yield Button(self.say("Back"), id="no")
                yield Button(plain(self._yes()), variant="primary", id="yes")

    def on_mount(self) -> None:
        self.query_one("#yes").focus()

    @on(Button.Pressed)
    def answer(self, pressed: Button.Pressed) -> None:
        self.dismiss(pressed.button.id == "yes")


class AskReason(Dialog[str]):
    """A few lines of text; None for Escape."""

    DEFAULT_CSS = """
    AskReason {
        #reason { height: 5; }
        #hint { width: 100%; color: $text-muted; padding: 0 1; }
    }
    """

    def __init__(self, question: Say, required: bool = True) -> None:
        super().__init__()
        self._question = question
        self._required = required

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Label(plain(self._question()), id="question")
            yield LongField(id="reason", max_length=500)
            yield Label(self.say("Enter saves, Ctrl+J begins a new line."), id="hint")
            with Horizontal(id="answers"):
                yield Button(self.say("Back"), id="no")
                yield Button(self.say("Save"), variant="primary", id="yes")

    def on_mount(self) -> None:
        self.query_one("#reason").focus()

    @on(LongField.Submitted)
    @on(Button.Pressed, "#yes")
    def save(self) -> None:
        reason = self.query_one("#reason", LongField).text.strip()
        if reason or not self._required:
            self.dismiss(reason)
        else:
            self.warn(self.words("Write the reason first."))

    @on(Button.Pressed, "#no")
    def go_back(self) -> None:
        self.dismiss(None)


class AskSeen(Dialog[tuple[str, str]]):
    """What stands on the scan and on the original where a field differs; blank means: as requested."""

    def __init__(self, label: Say, expected: str, seen: tuple[str | None, str | None]) -> None:
        super().__init__()
        self._label = label
        self._expected = expected
        self._seen = seen

    def compose(self) -> ComposeResult:
        scan, original = self._seen
        with Vertical(id="box"):
            yield Label(
                self.say(
                    "“{field}” in the request: {value}",
                    field=self._label(),
                    value=self.shown(self._expected),
                ),
                id="question",
            )
            yield Label(self.say("On the original (blank: the same)"), classes="field-label")
            yield Field(self.typed(original or ""), id="original", max_length=200)
            yield from self.below("original")
            yield Label(self.say("On the scan (blank: the same)"), classes="field-label")
            yield Field(self.typed(scan or ""), id="scan", max_length=200)
            yield from self.below("scan")
            with Horizontal(id="answers"):
                yield Button(self.say("Back"), id="no")
                yield Button(self.say("Save"), variant="primary", id="yes")

    def on_mount(self) -> None:
        self.query_one("#original").focus()

    def shown(self, value: str) -> str:
        """The request's value as it stands in the question."""
        return value

    def typed(self, value: str) -> str:
        """A stored value as one would type it."""
        return value

    def below(self, field: str) -> Iterable[Widget]:
        """What stands below a field."""
        return ()

    @on(Input.Submitted, "#original")
    def go_to_scan(self) -> None:
        self.query_one("#scan").focus()

    @on(Input.Submitted, "#scan")
    @on(Button.Pressed, "#yes")
    def save(self) -> None:
        self.dismiss(
            (self.query_one("#scan", Input).value.strip(), self.query_one("#original", Input).value.strip())
        )

    @on(Button.Pressed, "#no")
    def go_back(self) -> None:
        self.dismiss(None)
