"""What the Persian display layer costs: whole screens of new text, unchanged screens, one key press.

python -m bench.persian [rounds]

"Off" is the same application in the dialect that leaves ordering to the terminal: Textual as it is.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import time
from collections.abc import Callable

from rich.console import RenderableType
from textual._compositor import CompositorUpdate
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from kiosk.domain.bilingual import Language
from kiosk.text import bidi, cells, joining
from screens.persian.app import PersianApp
from screens.persian.dialect import Dialect, Order
from screens.persian.field import Field
from screens.terminal.clean import plain

WIDTH, HEIGHT = 200, 50
ROUNDS = 12
NEW_TEXT, UNCHANGED, KEY_MS = 4.0, 1.2, 16.0
"""Targets: times of the same with the layer off, and milliseconds from a key to its frame."""

SENTENCE = (
    "متقاضی گرامی برای تمدید گذرنامه به شماره AB-1234567 فرم شمارهٔ ۱۲ را تکمیل کنید مدارک (اصل و کپی) را تا"
    " تاریخ ۱۴۰۳/۰۵/۱۲ به باجهٔ ۳ تحویل دهید می\u200cتوانید نتیجه را در سامانه ببینید"
)
WORDS = SENTENCE.split()


class Bench(PersianApp[None]):
    """Fifty lines of text, or one field; what is written is rendered and thrown away."""

    def __init__(self, dialect: Dialect, language: Language, field: bool) -> None:
        super().__init__(dialect, language)
        self._field = field
        self.written = 0

    def compose(self) -> ComposeResult:
        if self._field:
            yield Field(id="field")
        for row in range(HEIGHT - 3 * self._field):
            yield Static(id=f"row{row}")

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        update = self.finished(renderable)
        if isinstance(update, CompositorUpdate):
            self.written += len(update.render_segments(self.console))


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    off = asyncio.run(_screens(Dialect(Order.TERMINAL), "fa", rounds))
    failed = False
    languages: dict[str, Language] = {"Persian screen": "fa", "English screen": "en"}
    for name, language in languages.items():
        new, same = asyncio.run(_screens(Dialect(), language, rounds))
        failed |= _line(f"{name}, new text", new, off[0], NEW_TEXT)
        failed |= _line(f"{name}, unchanged", same, off[1], UNCHANGED)
    key = asyncio.run(_key(rounds))
    print(f"{'a key press to its frame':30} {key * 1e3:7.2f} ms   target {KEY_MS:g} ms")
    sys.exit(failed or key * 1e3 > KEY_MS)


def _line(name: str, seconds: float, floor: float, target: float) -> bool:
    ratio = f"{seconds / floor:6.2f} × of {floor * 1e3:.2f} ms"
    print(f"{name:30} {seconds * 1e3:7.2f} ms {ratio}   target {target:g}")
    return seconds / floor > target


async def _screens(dialect: Dialect, language: Language, rounds: int) -> tuple[float, float]:
    """Best CPU seconds for a whole frame: every line new and every cache of ours empty; nothing changed."""
    app = Bench(dialect, language, field=False)
    new, same = [], []
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        for number in range(rounds):
            await pilot.pause()
            _forget()
            for row in range(HEIGHT):
                app.query_one(f"#row{row}", Static).update(plain(_text(number * HEIGHT + row)))
            await pilot.pause()
            _forget()
            for row in range(HEIGHT):
                app.query_one(f"#row{row}").refresh()
            new.append(_timed(lambda: _frame(app, True)))
            same.append(_timed(lambda: _frame(app, False)))
    return min(new), min(same)


def _frame(app: Bench, afresh: bool) -> None:
    if afresh:
        for row in range(HEIGHT):
            widget = app.query_one(f"#row{row}")
            widget._styles_cache.clear()
            widget._render_content()
    update = app.finished(app.screen._compositor.render_full_update())
    assert isinstance(update, CompositorUpdate)
    app.written += len(update.render_segments(app.console))


async def _key(rounds: int) -> float:
    """CPU seconds from one key in a field full of mixed text to everything being written."""
    app = Bench(Dialect(), "fa", field=True)
    times = []
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        field = app.query_one(Field)
        field.focus()
        field.value = _text(1)
        await pilot.pause()
        for number in range(rounds * 4):
            begin, written = time.thread_time(), app.written
            await pilot.press("س" if number % 2 else "left")
            while app.written == written:
                await pilot.pause()
            times.append(time.thread_time() - begin)
    return statistics.median(times)


def _text(seed: int) -> str:
    """A line of 190 letters or so, never twice the same."""
    turned = WORDS[seed % len(WORDS) :] + WORDS[: seed % len(WORDS)]
    return " ".join([str(seed), *turned, str(seed * 7), *turned])[:190]


def _forget() -> None:
    joining.join_word.cache_clear()
    cells.lay_out.cache_clear()
    bidi.paragraph_levels.cache_clear()
    gc.collect()


def _timed(work: Callable[[], None]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


if __name__ == "__main__":
    main()
