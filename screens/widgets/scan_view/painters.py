"""Three ways to put a picture into the pane.  `draw` runs in a worker thread, the rest on the event loop."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from textual.geometry import Region
from textual.strip import Strip

from screens.graphics import kitty, sixel
from screens.graphics.shared_memory import SharedMemory
from screens.graphics.terminal import Graphics, Kind
from screens.widgets.scan_view import blocks
from screens.widgets.scan_view.frames import Pyramid
from screens.widgets.scan_view.viewport import Viewport

if TYPE_CHECKING:
    from PIL.Image import Image

TOGETHER, SHOW_NOW = "\x1b[?2026h", "\x1b[?2026l"
KONSOLE_CLEAR = "\x1b_Ga=d\x1b\\"
"""Konsole keeps Sixel pictures under what is written over them, and at its edges shows them again."""
KEEP_CURSOR, CURSOR_BACK = "\x1b7", "\x1b8"

Write = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Job:
    """What to draw: computed when a key is pressed, drawn when the thread is free."""

    pyramid: Pyramid
    viewport: Viewport
    cells: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What `draw` made; each painter fills what it needs."""

    text: str = ""
    strips: tuple[Strip, ...] = ()
    image: int = 0
    shared: str = ""


class Painter(Protocol):
    def draw(self, job: Job) -> Drawn:
        """Raises Closed when the view went away meanwhile."""

    def present(self, drawn: Drawn, pane: Region) -> None:
        """Takes it in place of what was shown before."""

    def repaint(self, pane: Region) -> None:
        """Pixels over the cells are drawn again."""

    def discard(self, drawn: Drawn) -> None:
        """It will not be shown."""

    def withdraw(self) -> None:
        """Nothing of the page stays in the terminal."""

    def sweep(self) -> None:
        """Removes what the terminal did not fetch."""

    def close(self) -> None:
        """For good."""

    def strip(self, line: int) -> Strip | None:
        """The cells of that line; None for blank ones."""


class BlockPainter:
    """Coloured quarter or half blocks: cells like any others."""

    def __init__(self, quadrants: bool) -> None:
        self._quadrants = quadrants
        self._strips: tuple[Strip, ...] = ()

    def draw(self, job: Job) -> Drawn:
        size = blocks.points(*job.cells, self._quadrants)
        picture = job.pyramid.frame(job.viewport, size)
        return Drawn(strips=tuple(blocks.strips(picture, self._quadrants)))

    def present(self, drawn: Drawn, pane: Region) -> None:
        self._strips = drawn.strips

    def repaint(self, pane: Region) -> None:
        """The strips are the cells."""

    def discard(self, drawn: Drawn) -> None:
        """Nothing was handed out."""

    def withdraw(self) -> None:
        self._strips = ()

    def sweep(self) -> None:
        """Nothing was handed out."""

    def close(self) -> None:
        self._strips = ()

    def strip(self, line: int) -> Strip | None:
        return self._strips[line] if line < len(self._strips) else None


class KittyPainter:
    """One image under blank cells; each frame replaces the one before."""

    def __init__(self, write: Write, shared_memory: bool) -> None:
        self._write = write
        self._memory = SharedMemory() if shared_memory else None
        self._numbers = kitty.image_numbers()
        self._shown = 0

    def draw(self, job: Job) -> Drawn:
        picture = job.pyramid.frame(job.viewport, job.viewport.pane)
        image = next(self._numbers)
        if self._memory is None:
            return Drawn(kitty.transmit_inline(image, _png(picture)), image=image)
        name = self._memory.create(picture.tobytes())
        return Drawn(kitty.transmit_shared(image, picture.size, name), image=image, shared=name)

    def present(self, drawn: Drawn, pane: Region) -> None:
        commands = drawn.text + _at(pane) + kitty.place(drawn.image, pane.width, pane.height)
        if self._shown:
            commands += kitty.delete(self._shown)
        self._shown = drawn.image
        self._write(_together(commands))

    def repaint(self, pane: Region) -> None:
        """Text does not touch an image that lies under it."""

    def discard(self, drawn: Drawn) -> None:
        if self._memory is not None:
            self._memory.remove(drawn.shared)

    def withdraw(self) -> None:
        if self._shown:
            self._write(kitty.delete(self._shown))
            self._shown = 0

    def sweep(self) -> None:
        if self._memory is not None:
            self._memory.sweep()

    def close(self) -> None:
        self.withdraw()
        if self._memory is not None:
            self._memory.close()

    def strip(self, line: int) -> Strip | None:
        return None


class SixelPainter:
    """Pixels painted over the cells, again after each time the cells were written."""

    def __init__(self, write: Write, colours: int) -> None:
        self._write = write
        self._colours = colours
        self._shown = ""

    def draw(self, job: Job) -> Drawn:
        width, height = job.viewport.pane
        # A last band that reaches below the pane could scroll the screen.
        picture = job.pyramid.frame(job.viewport, (width, height))
        whole = picture.crop((0, 0, width, max(1, height // sixel.BAND * sixel.BAND)))
        return Drawn(sixel.encode(whole, self._colours))

    def present(self, drawn: Drawn, pane: Region) -> None:
        self._shown = drawn.text

    def repaint(self, pane: Region) -> None:
        if self._shown:
            self._write(_together(KONSOLE_CLEAR + _at(pane) + self._shown))

    def discard(self, drawn: Drawn) -> None:
        """Nothing was handed out."""

    def withdraw(self) -> None:
        if self._shown:
            self._write(KONSOLE_CLEAR)
            self._shown = ""

    def sweep(self) -> None:
        """Nothing was handed out."""

    def close(self) -> None:
        self.withdraw()

    def strip(self, line: int) -> Strip | None:
        return None


def painter(graphics: Graphics, write: Write) -> Painter:
    match graphics.kind:
        case Kind.KITTY:
            return KittyPainter(write, graphics.shared_memory)
        case Kind.SIXEL:
            return SixelPainter(write, graphics.colours)
        case Kind.HALF_CELL:
            return BlockPainter(graphics.quadrants)


def _at(pane: Region) -> str:
    return f"\x1b[{pane.y + 1};{pane.x + 1}H"


def _together(commands: str) -> str:
    """The terminal shows all of it at once, and the cursor stays where it was."""
    return TOGETHER + KEEP_CURSOR + commands + CURSOR_BACK + SHOW_NOW


def _png(picture: Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "PNG", compress_level=1)
    return target.getvalue()
