"""What the terminal can show."""

from __future__ import annotations

import fcntl
import os
import struct
import termios
from enum import StrEnum
from typing import NamedTuple

COMMON_CELL = (10, 20)
"""Pixels of a cell where the terminal tells none: what counts is the usual shape, one to two."""


class Kind(StrEnum):
    KITTY = "kitty"
    SIXEL = "sixel"
    HALF_CELL = "half-cell"


class Graphics(NamedTuple):
    """How scans are drawn in this terminal."""

    kind: Kind
    reason: str = "graphics.not-asked"
    """Key of the sentence that says why this kind was chosen."""
    shared_memory: bool = False
    """The terminal runs on this machine and reads our shared memory."""
    cell: tuple[int, int] = COMMON_CELL
    """Width and height of a character cell in pixels, for a terminal whose window tells no pixels."""
    colours: int = 16
    """Colour registers for Sixel."""
    quadrants: bool = True
    """Quarter blocks may be used; a plain console font has half blocks only."""
    name: str = ""
    """What the terminal calls itself; empty where it does not say."""
    has_bdsm: bool = False
    """It orders right-to-left text itself, and knows ECMA-48's way to be told not to."""
    typed: bytes = b""
    """Keys that were pressed while the terminal was asked; see `retype`."""

    @property
    def sharp(self) -> bool:
        return self.kind is not Kind.HALF_CELL

    @property
    def spare_columns(self) -> int:
        """Konsole blanks one column more than a Sixel picture has, and would blank what stands beside it."""
        return int(self.kind is Kind.SIXEL and self.name.startswith("Konsole"))


def cell_pixels(descriptor: int) -> tuple[int, int] | None:
    """Pixels of one cell now; None when the window tells no pixels.  Fonts change: ask at every resize."""
    try:
        answer = fcntl.ioctl(descriptor, termios.TIOCGWINSZ, bytes(8))
    except OSError:
        return None
    rows, columns, width, height = struct.unpack("HHHH", answer)
    if not (rows and columns) or width < columns or height < rows:
        return None
    return width // columns, height // rows


def is_terminal(*descriptors: int) -> bool:
    return all(os.isatty(descriptor) for descriptor in descriptors)
