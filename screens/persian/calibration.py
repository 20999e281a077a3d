"""Which line reads right?  Asked once in a terminal that nobody knows.

Each Persian line says which key to press if it can be read, so the reader needs no other instruction.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from kiosk.text.cells import visual
from screens.persian.dialect import EXPLICIT, Dialect, Order
from screens.persian.mirror import words_turned
from screens.terminal.app import TerminalApp
from screens.terminal.clean import plain
from screens.terminal.driver import GatedDriver

TITLE = "Mikhak Counter — how does this terminal show Persian?"
QUESTION = "Look at the three Persian lines and press the number of the one that reads right."
NONE = "0   None of them reads right: work in English."
SAMPLES = {
    Order.VISUAL: ("1", "اگر این سطر درست خوانده می\u200cشود، کلید ۱ را بزنید."),
    Order.WORDS: ("2", "اگر این سطر درست خوانده می\u200cشود، کلید ۲ را بزنید."),
    Order.TERMINAL: ("3", "اگر این سطر درست خوانده می\u200cشود، کلید ۳ را بزنید."),
}


def sample(order: Order, text: str) -> str:
    """The line as a terminal of that kind must be sent it."""
    if order is Order.TERMINAL:
        return text
    cells = "".join(visual(text, "fa"))
    return cells if order is Order.VISUAL else words_turned([Segment(cells)])[0].text


class SampleLine(Widget):
    """A number and a line of cells as they are, at the right edge."""

    DEFAULT_CSS = "SampleLine { height: 3; }"

    def __init__(self, order: Order) -> None:
        super().__init__()
        self._number, text = SAMPLES[order]
        self._cells = sample(order, text)

    def render_line(self, y: int) -> Strip:
        if y != 1:
            return Strip.blank(self.size.width, self.rich_style)
        line = Strip([Segment(f"{self._number}   ", self.rich_style), Segment(self._cells, self.rich_style)])
        return line.adjust_cell_length(self.size.width, self.rich_style)


class CalibrationDriver(GatedDriver):
    """The terminal's own ordering is off, as it will be in the application."""

    def start_application_mode(self) -> None:
        if self._file is not None:
            self._file.write(EXPLICIT)
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual leaves it without types.


class CalibrationApp(TerminalApp[str]):
    """Its answer is an `Order`, "english", or None when it was left."""

    CSS = """
    Screen { padding: 1 2; }
    Static { margin-bottom: 1; }
    #title { text-style: bold; color: $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(number, f"choose('{order}')", show=False) for order, (number, _) in SAMPLES.items()),
        Binding("0", "choose('english')", show=False),
        Binding("escape,ctrl+q", "choose('')", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(CalibrationDriver)

    def compose(self) -> ComposeResult:
        yield Static(plain(TITLE), id="title")
        yield Static(plain(QUESTION))
        for order in SAMPLES:
            yield SampleLine(order)
        yield Static(plain(NONE))

    def action_choose(self, answer: str) -> None:
        self.exit(answer or None)


def dialect_chosen(answer: str) -> Dialect:
    """For a terminal that nobody knows: marks are left out, as many misplace them."""
    order = Order.TERMINAL if answer == "english" else Order(answer)
    return Dialect(order, marks=False, enter=EXPLICIT, leave="\x1b[8h")
