"""One piece of text in one face and direction → positioned glyphs, each knowing its characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

import uharfbuzz as hb

from kiosk.domain.bilingual import Language
from kiosk.text.bidi import has_rtl
from printouts.faces import Face
from printouts.subset import Shape

# HarfBuzz draws them as a blank without advance; in the PDF they are a glyph without outline.
_INVISIBLE = frozenset("\u200c\u200d")
# A ligature of several letters is copied out of the PDF right only as one code point.
_LIGATURES = {"لا": "\ufefb", "لأ": "\ufef7", "لإ": "\ufef9", "لآ": "\ufef5", "الله": "\ufdf2", "هٔ": "ۀ"}


@dataclass(frozen=True, slots=True, eq=False)
class Character:
    """What a font holds under one character id; never two that are alike, so each is its own key."""

    shape: Shape
    stands_for: str
    width: float
    """Thousandths of the type size."""


_characters: dict[tuple[Shape, str, float], Character] = {}


def _character(shape: Shape, stands_for: str, width: float) -> Character:
    key = shape, stands_for, width
    # Whichever thread is first: all get the same one.
    return _characters.get(key) or _characters.setdefault(key, Character(*key))


class _Drawn(NamedTuple):
    """HarfBuzz's glyph, in font units."""

    number: int
    advance: int
    x: int
    y: int


@dataclass(frozen=True, slots=True, eq=False)
class Glyph:
    """`after`: adjustment of the pen behind it, thousandths of the size, in the sign of the operator TJ."""

    character: Character
    after: int


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Glyphs in visual order, left to right."""

    face: Face
    text: str
    glyphs: tuple[Glyph, ...]
    advance: float
    """Thousandths of the type size."""
    plain: bool
    """The pen needs no adjustment before the last glyph."""

    @property
    def after(self) -> int:
        return self.glyphs[-1].after


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


@lru_cache(16384)
def _single(face: Face, part: _Drawn, stands_for: str) -> Glyph:
    if stands_for in _INVISIBLE:
        return Glyph(_character((), stands_for, 0.0), 0)
    if part.x or part.y:
        return _composite(face, (part,), stands_for)
    width = round(face.thousandths(face.shaper.get_glyph_h_advance(part.number)), 1)
    return Glyph(
        _character(((part.number, 0, 0),), stands_for, width),
        round(width - face.thousandths(part.advance)),
    )


def _composite(face: Face, parts: Sequence[_Drawn], stands_for: str) -> Glyph:
    """Parts, or a mark moved to its letter: a baseline of its own would be a line of its own to readers."""
    pen = 0
    shape: list[tuple[int, int, int]] = []
    for part in parts:
        shape.append((part.number, pen + part.x, part.y))
        pen += part.advance
    width = round(face.thousandths(pen), 1)
    return Glyph(_character(tuple(shape), stands_for, width), 0)


@lru_cache(16384)
def _glyphs(face: Face, parts: tuple[_Drawn, ...], letters: str, rtl: bool) -> tuple[Glyph, ...]:
    """Glyphs of one cluster: one a letter where HarfBuzz made them so, otherwise one for all."""
    if len(parts) == len(letters):
        order = letters[::-1] if rtl else letters
        return tuple(_single(face, part, letter) for part, letter in zip(parts, order, strict=True))
    stands_for = _LIGATURES.get(letters, letters)
    return (_single(face, parts[0], stands_for) if len(parts) == 1 else _composite(face, parts, stands_for),)


@lru_cache(16384)
def shape(text: str, face: Face, rtl: bool, language: Language) -> Piece:
    buffer = _shaped(text, face, rtl, language)
    infos, wheres = buffer.glyph_infos, buffer.glyph_positions
    clusters = [info.cluster for info in infos]
    parts = [
        _Drawn(info.codepoint, where.x_advance, where.x_offset, where.y_offset)
        for info, where in zip(infos, wheres, strict=True)
    ]
    if len(set(clusters)) == len(text) == len(parts):
        glyphs = [_single(face, part, text[at]) for part, at in zip(parts, clusters, strict=True)]
    else:
        glyphs = list(_clustered(face, parts, clusters, (text, rtl)))
    advance = face.thousandths(sum([part.advance for part in parts]))
    return Piece(face, text, tuple(glyphs), advance, not any(glyph.after for glyph in glyphs[:-1]))


def _clustered(
    face: Face, parts: list[_Drawn], clusters: list[int], source: tuple[str, bool]
) -> Iterator[Glyph]:
    text, rtl = source
    edges = [*sorted(set(clusters)), len(text)]
    letters = {start: text[start:end] for start, end in pairwise(edges)}
    for cluster, members in groupby(zip(clusters, parts, strict=True), key=itemgetter(0)):
        yield from _glyphs(face, tuple([part for _, part in members]), letters[cluster], rtl)
