"""Writes a picture as Sixel.  Runs in a worker thread."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

BAND = 6
"""Rows of one line of sixels."""
MOST_COLOURS = 32
"""More takes twice the time and looks the same on paper."""

RUN = re.compile(rb"(.)\1{3,}", re.DOTALL)
TO_LETTERS = bytes((value + 63) % 256 for value in range(256))
EMPTY = b"?"


def encode(picture: Image, colours: int) -> str:
    """RGB picture → one Sixel string for a terminal with that many colour registers."""
    from PIL import Image

    few = picture.quantize(
        max(2, min(colours, MOST_COLOURS)), method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    )
    width, height = few.size
    pixels = few.tobytes()
    palette = few.getpalette() or [0, 0, 0]
    pieces = [b'\x1bP0;1;0q"1;1;%d;%d' % (width, height), *_registers(palette)]
    for top in range(0, height, BAND):
        rows = [pixels[at : at + width] for at in range(top * width, min(top + BAND, height) * width, width)]
        pieces.append(b"$".join(_band(rows)))
        pieces.append(b"-")
        time.sleep(0)  # Lets the event loop have the interpreter between two bands.
    pieces[-1] = b"\x1b\\"  # No line feed after the last band: it could scroll the screen.
    return b"".join(pieces).decode("ascii")


def _registers(palette: list[int]) -> Iterator[bytes]:
    for number in range(len(palette) // 3):
        red, green, blue = (round(value * 100 / 255) for value in palette[number * 3 : number * 3 + 3])
        yield b"#%d;2;%d;%d;%d" % (number, red, green, blue)


def _band(rows: list[bytes]) -> Iterator[bytes]:
    """One line of letters for each colour in use."""
    width = len(rows[0])
    for colour in sorted(set().union(*rows)):
        bits = 0
        for number, row in enumerate(rows):
            if colour in row:
                bits |= int.from_bytes(row.translate(_mask(colour, number)), "big")
        letters = bits.to_bytes(width, "big").translate(TO_LETTERS).rstrip(EMPTY)
        yield b"#%d" % colour + RUN.sub(_shortened, letters)


def _mask(colour: int, row: int) -> bytes:
    """Turns a row of colour numbers into the bits of one colour."""
    return MASKS[row][256 - colour : 512 - colour]


# A window into this string has the one bit at the place of the colour.
MASKS = tuple(bytes(256) + bytes((1 << row,)) + bytes(511) for row in range(BAND))


def _shortened(run: re.Match[bytes]) -> bytes:
    return b"!%d%c" % (len(run[0]), run[0][0])
