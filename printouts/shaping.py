"""One piece of text in one face and direction → positioned glyphs, each knowing its characters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import count, groupby, pairwise
from typing import NamedTuple

import uharfbuzz as hb

from kiosk.domain.bilingual import Language
from kiosk.text.bidi import has_rtl
from printouts.faces import Face
from printouts.subset import Shape

# A ligature of several letters is copied out of the PDF right only as one code point.
_LIGATURES = {"لا": "\ufefb", "لأ": "\ufef7", "لإ": "\ufef9", "لآ": "\ufef5", "الله": "\ufdf2"}


GlyphKey = tuple[Shape, str]
"""What is drawn and the characters it stands for."""

_serials: dict[GlyphKey, int] = {}
_next_serial = count()


def _serial(key: GlyphKey) -> int:
    # A number lost to another thread is never used, so no two keys share one.
    return _serials.setdefault(key, next(_next_serial))


class _Part(NamedTuple):
    """HarfBuzz's glyph, in font units."""

    number: int
    cluster: int
    advance: int
    x: int
    y: int


@dataclass(frozen=True, slots=True, eq=False)
class Glyph:
    """Lengths are thousandths of the type size."""

    key: GlyphKey
    serial: int
    """A number for the key, quicker to look up; never written anywhere."""
    width: float
    """Advance written into the PDF's font for this key."""
    before: int
    """Adjustment of the pen before the glyph, in the sign of the operator TJ."""
    after: int
    rise: float


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Glyphs in visual order, left to right."""

    face: Face
    text: str
    glyphs: tuple[Glyph, ...]
    advance: float
    plain: bool
    """No glyph needs an adjustment: the piece is one string of the PDF."""


def _shaped(text: str, face: Face, rtl: bool, language: Language) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.direction = "rtl" if rtl else "ltr"
    # ۰–۹ count as left to right, yet need the Persian forms of the Arabic script.
    buffer.script = "Arab" if rtl or has_rtl(text) else "Latn"
    buffer.language = language
    hb.shape(face.shaper, buffer)
    return buffer


def _single(face: Face, part: _Part, stands_for: str) -> Glyph:
    invisible = stands_for in ("\u200c", "\u200d")
    nominal = 0 if invisible else face.shaper.get_glyph_h_advance(part.number)
    width = round(face.thousandths(nominal), 1)
    shift = face.thousandths(part.x)
    key = (((part.number, 0, 0),), stands_for)
    return Glyph(
        key=key,
        serial=_serial(key),
        width=width,
        before=-round(shift),
        after=round(width + shift - face.thousandths(part.advance)),
        rise=face.thousandths(part.y),
    )


def _composite(face: Face, parts: list[_Part], stands_for: str) -> Glyph:
    pen = 0
    shape: list[tuple[int, int, int]] = []
    for part in parts:
        shape.append((part.number, pen + part.x, part.y))
        pen += part.advance
    width = round(face.thousandths(pen), 1)
    key = (tuple(shape), stands_for)
    return Glyph(key, _serial(key), width, 0, 0, 0.0)


def _glyphs(face: Face, parts: list[_Part], letters: str, rtl: bool) -> list[Glyph]:
    """Glyphs of one cluster: one a letter where HarfBuzz made them so, otherwise one for all."""
    if len(parts) == len(letters):
        order = reversed(letters) if rtl else letters
        return [_single(face, part, letter) for part, letter in zip(parts, order, strict=True)]
    stands_for = _LIGATURES.get(letters, letters)
    if len(parts) == 1:
        return [_single(face, parts[0], stands_for)]
    return [_composite(face, parts, stands_for)]


@lru_cache(16384)
def shape(text: str, face: Face, rtl: bool, language: Language) -> Piece:
    buffer = _shaped(text, face, rtl, language)
    parts = [
        _Part(info.codepoint, info.cluster, where.x_advance, where.x_offset, where.y_offset)
        for info, where in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]
    edges = [*sorted({part.cluster for part in parts}), len(text)]
    letters = {start: text[start:end] for start, end in pairwise(edges)}
    glyphs = [
        glyph
        for cluster, members in groupby(parts, key=lambda part: part.cluster)
        for glyph in _glyphs(face, list(members), letters[cluster], rtl)
    ]
    plain = not any(glyph.before or glyph.after or glyph.rise for glyph in glyphs)
    return Piece(face, text, tuple(glyphs), face.thousandths(sum(part.advance for part in parts)), plain)
