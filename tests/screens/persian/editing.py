"""One field on an empty screen, and what its cells show."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import ClassVar, TypeVar

from rich.color import Color
from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widget import Widget

from kiosk.domain.bilingual import Language
from kiosk.domain.errors import Refused
from kiosk.text.bidi import Language as TextLanguage
from kiosk.text.fold import ZWNJ
from kiosk.text.joining import is_mark
from screens.persian.app import PersianApp
from screens.persian.code_field import CodeField
from screens.persian.dialect import Dialect
from screens.persian.driver import ZERO_WIDTH_NON_JOINER
from screens.persian.field import Field
from screens.persian.mirror import clusters

WIDTH = 30
INSIDE = 24
"""Columns between the borders of a field."""
FIRST = 3
"""The column of the screen where a field's first one is."""
NAMED = {ZWNJ: ZERO_WIDTH_NON_JOINER.key, "\n": "ctrl+j", " ": "space"}
Editor = TypeVar("Editor", bound=Widget)
RED = (255, 0, 0)


class Paper(PersianApp[None]):
    """The caret is red, so that it can be found."""

    CSS = """
    Input > .input--cursor { background: #ff0000; color: #000000; }
    TextArea { height: 7; padding: 0 2; }
    TextArea .text-area--cursor { background: #ff0000; color: #000000; }
    """
    LANGUAGES: ClassVar[tuple[TextLanguage, ...]] = ("fa", "en")

    def __init__(self, language: Language, make: Callable[[], Widget]) -> None:
        super().__init__(Dialect(), language)
        self.make = make
        self.refused: list[Refused] = []
        self.told = 0

    def compose(self) -> ComposeResult:
        yield self.make()

    def on_field_unwanted(self, unwanted: Field.Unwanted) -> None:
        self.refused.append(unwanted.error)

    def on_code_field_persian_keys(self, _: CodeField.PersianKeys) -> None:
        self.told += 1


@asynccontextmanager
async def paper(
    language: Language, make: Callable[[], Editor], height: int = 8
) -> AsyncIterator[tuple[Pilot[None], Editor]]:
    app = Paper(language, make)
    async with app.run_test(size=(WIDTH, height)) as pilot:
        field = app.screen.children[0]
        field.focus()
        await pilot.pause()
        # What was made is what stands there.
        yield pilot, field  # type: ignore[misc]


def row_of(pilot: Pilot[None], row: int = 1) -> list[tuple[str, bool]]:
    """Each cell of a row, from where the screen starts to be read, and whether the caret is on it."""
    strip = pilot.app.screen._compositor.render_strips()[row]
    cells: list[tuple[str, bool]] = []
    for text, style, _ in strip:
        background = style.bgcolor if style else None
        # A mark without a letter before it has no cell of its own.
        cells += [(cell, is_red(background)) for cell in clusters(text) if not is_mark(cell[0])]
    return cells


def is_red(color: Color | None) -> bool:
    return color is not None and color.triplet is not None and tuple(color.triplet) == RED


def caret(pilot: Pilot[None], row: int = 1) -> int:
    """Its column inside the field, from where the screen starts to be read."""
    red = [at for at, (_, is_caret) in enumerate(row_of(pilot, row)) if is_caret]
    assert len(red) == 1, red
    return red[0] - FIRST


def under(pilot: Pilot[None]) -> str:
    """What stands in the caret's cell."""
    return next(cell for cell, is_caret in row_of(pilot) if is_caret)


async def click(pilot: Pilot[None], column: int, row: int = 1) -> None:
    await pilot.click(offset=Offset(FIRST + column, row))


async def write(pilot: Pilot[None], text: str) -> None:
    """Letter after letter, all at once: the Pilot's own way waits after each."""
    for char in text:
        pilot.app.post_message(events.Key(NAMED.get(char, char), char))
    await pilot.pause()


async def strike(pilot: Pilot[None], *keys: str) -> None:
    """Keys without a letter, all at once."""
    for name in keys:
        pilot.app.post_message(events.Key(name, None))
    await pilot.pause()


async def paste(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()
