"""Persian and Latin text on pictures, joined and in the right order.

Pillow can do this only where the system has FriBiDi.  So HarfBuzz shapes each run, and Pillow draws
single glyphs out of a copy of the font in which every glyph has a private code point of its own.
"""

from __future__ import annotations

import io
import math
import struct
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

import uharfbuzz as hb
from PIL import Image, ImageDraw, ImageFont

from kiosk.text.bidi import has_rtl, levels, paragraph_base, reorder

Colour = tuple[int, int, int]

_FIRST_PRIVATE = 0xF0000
_TABLE_RECORD = struct.Struct(">4sIII")


class Face(Enum):
    """Package and path of the font file."""

    PLAIN = ("printouts", "fonts/Vazirmatn-Regular.ttf")
    BOLD = ("printouts", "fonts/Vazirmatn-Bold.ttf")
    MACHINE = ("kiosk.demo", "fonts/B612Mono-Ascii.ttf")


@dataclass(frozen=True, slots=True)
class Ink:
    """`size` in pixels."""

    size: float
    colour: Colour = (35, 35, 40)
    face: Face = Face.PLAIN


class _Glyph(NamedTuple):
    """A private character and where it stands, in parts of the type size from the start of the line."""

    character: str
    x: float
    y: float


class _Stencil(NamedTuple):
    """A glyph's picture and where its corner lies from the point on the base line."""

    mask: Image.Image
    left: int
    top: int


def write(image: Image.Image, at: tuple[float, float], text: str, ink: Ink) -> float:
    """Draws one line from its left end on the base line; returns its width."""
    glyphs, advance = _line(text, ink.face)
    size = round(ink.size * 4) / 4
    for glyph in glyphs:
        x, y = at[0] + glyph.x * ink.size, round(at[1] - glyph.y * ink.size)
        # Joined letters show a seam when moved by whole pixels, so each is kept in four positions.
        quarters = math.floor(x * 4)
        stencil = _stencil(glyph.character, ink.face, size, quarters % 4)
        image.paste(ink.colour, (quarters // 4 + stencil.left, y + stencil.top), stencil.mask)
    return advance * ink.size


def write_right(image: Image.Image, at: tuple[float, float], text: str, ink: Ink) -> float:
    """Draws one line up to its right end."""
    return write(image, (at[0] - width(text, ink), at[1]), text, ink)


def write_centred(image: Image.Image, at: tuple[float, float], text: str, ink: Ink) -> float:
    return write(image, (at[0] - width(text, ink) / 2, at[1]), text, ink)


def width(text: str, ink: Ink) -> float:
    return _line(text, ink.face)[1] * ink.size


def fitted(text: str, ink: Ink, room: float) -> Ink:
    """The same ink, smaller where the text needs it."""
    needed = width(text, ink)
    return ink if needed <= room else Ink(ink.size * room / needed, ink.colour, ink.face)


@lru_cache(4096)
def _line(text: str, face: Face) -> tuple[tuple[_Glyph, ...], float]:
    # A label in both languages reads in the order of its first; a Persian line begins with Persian.
    found = levels(text, paragraph_base(text, "en"))
    runs = [list(members) for _, members in groupby(range(len(text)), key=lambda at: found[at])]
    pen, glyphs = 0.0, list[_Glyph]()
    for at in reorder([found[run[0]] for run in runs]):
        run = runs[at]
        pen = _shape(text[run[0] : run[-1] + 1], bool(found[run[0]] & 1), face, (glyphs, pen))
    return tuple(glyphs), pen


def _shape(text: str, rtl: bool, face: Face, line: tuple[list[_Glyph], float]) -> float:
    """Adds the run's glyphs to the line so far; returns the new pen."""
    glyphs, pen = line
    shaper = _shaper(face)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = "Arab" if has_rtl(text) or rtl else "Latn"
    buffer.language = "fa"
    # A Latin `<<` must stay two characters, so ligatures are for Persian only.
    hb.shape(shaper, buffer, {"liga": rtl, "calt": rtl})
    unit = 1 / shaper.face.upem
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        character = chr(_FIRST_PRIVATE + info.codepoint)
        glyphs.append(_Glyph(character, pen + place.x_offset * unit, place.y_offset * unit))
        pen += place.x_advance * unit
    return pen


@lru_cache(4096)
def _stencil(character: str, face: Face, size: float, quarters: int) -> _Stencil:
    font = _drawn(face, size)
    left, top, right, bottom = (math.floor(edge) for edge in font.getbbox(character, anchor="ls"))
    mask = Image.new("L", (right - left + 3, bottom - top + 3), 0)
    spot = (1 - left + quarters / 4, 1 - top)
    ImageDraw.Draw(mask).text(spot, character, fill=255, font=font, anchor="ls")
    return _Stencil(mask, left - 1, top - 1)


@lru_cache
def _file(face: Face) -> bytes:
    package, path = face.value
    return files(package).joinpath(path).read_bytes()


@lru_cache
def _shaper(face: Face) -> hb.Font:
    return hb.Font(hb.Face(_file(face)))


@lru_cache
def _drawn(face: Face, size: float) -> ImageFont.FreeTypeFont:
    font = io.BytesIO(_with_private_characters(face))
    return ImageFont.truetype(font, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache
def _with_private_characters(face: Face) -> bytes:
    """The font with another `cmap`: one group that gives glyph n the character U+F0000 + n."""
    original = _file(face)
    count = _shaper(face).face.glyph_count
    group = struct.pack(">III", _FIRST_PRIVATE, _FIRST_PRIVATE + count - 1, 0)
    table = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIII", 12, 0, 28, 0, 1) + group
    font = bytearray(original + b"\0" * (-len(original) % 4))
    for at in range(12, 12 + 16 * int.from_bytes(original[4:6]), 16):
        tag, checksum, _, _ = _TABLE_RECORD.unpack_from(font, at)
        if tag == b"cmap":
            _TABLE_RECORD.pack_into(font, at, tag, checksum, len(font), len(table))
    return bytes(font) + table
