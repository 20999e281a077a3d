"""Text → lines ready to draw: direction, faces, wrapping in logical order, fitting.  Never clips."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from kiosk.domain.bilingual import Language
from kiosk.domain.errors import Refused
from kiosk.text.bidi import FSI, LRI, PDI, RLI, paragraph_base, paragraph_levels, reorder, strip_isolates
from kiosk.text.fold import forbidden
from printouts.faces import Face, Style
from printouts.shaping import Piece, shape

FLOOR: dict[Language, float] = {"fa": 7.0, "en": 6.5}
"""Smallest type size in points that is still read without effort."""

_STEP = 0.5
# Marks and joiners are drawn by the face of their letter.
_CLUSTER = re.compile(
    "(?s).[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c\u200d]*"
)
_UNSEEN = frozenset((LRI, RLI, FSI, PDI))


@dataclass(frozen=True, slots=True)
class Font:
    """Size in points."""

    style: Style
    size: float
    language: Language

    def at(self, size: float) -> Font:
        return replace(self, size=size)


@dataclass(frozen=True, slots=True, eq=False)
class Atom:
    """Part of one word, or one blank, in one face and direction."""

    piece: Piece
    level: int
    blank: bool
    scale: float

    @property
    def advance(self) -> float:
        return self.piece.advance * self.scale


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line in visual order; `advance` in thousandths of the type size."""

    atoms: tuple[Atom, ...]
    advance: float
    blanks: int

    def width(self, size: float) -> float:
        return self.advance * size / 1000


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines and the size at which they fit."""

    lines: tuple[Line, ...]
    size: float


class _Kind(NamedTuple):
    """What must not change within one atom."""

    face: Face
    level: int
    blank: bool
    scale: float


def _kinds(text: str, style: Style, language: Language) -> Iterator[tuple[str, _Kind]]:
    levels = paragraph_levels(text, paragraph_base(text, language))
    latin = style.latin_in_persian if language == "fa" else 1.0
    scale = 1.0
    for match in _CLUSTER.finditer(text):
        cluster = match[0]
        if cluster[0] in _UNSEEN:
            continue
        level = levels[match.start()]
        if level & 1:
            scale = 1.0
        elif cluster[0].isalnum():
            # Signs between keep the size of the letter or digit before them.
            scale = latin if cluster[0] < "\u0590" else 1.0
        yield cluster, _Kind(style.face_for(cluster), level, cluster == " ", scale)


def _runs(text: str, style: Style, language: Language) -> Iterator[tuple[str, _Kind]]:
    run, previous = "", None
    for cluster, kind in _kinds(text, style, language):
        if previous is not None and kind != previous:
            yield run, previous
            run = ""
        run, previous = run + cluster, kind
    if previous is not None:
        yield run, previous


@lru_cache(4096)
def atoms_of(text: str, style: Style, language: Language) -> tuple[Atom, ...]:
    """In logical order.

    Raises Refused: "paper.forbidden-character", "paper.missing-glyph".
    """
    if refused := forbidden(strip_isolates(text)):
        raise Refused("paper.forbidden-character", character=f"U+{ord(refused[0]):04X}")
    return tuple(
        Atom(shape(run, kind.face, bool(kind.level & 1), language), kind.level, kind.blank, kind.scale)
        for run, kind in _runs(text, style, language)
    )


def _line(atoms: list[Atom]) -> Line:
    while atoms and atoms[-1].blank:
        atoms.pop()
    order = reorder([atom.level for atom in atoms])
    return Line(
        atoms=tuple(atoms[at] for at in order),
        advance=sum(atom.advance for atom in atoms),
        blanks=sum(len(atom.piece.text) for atom in atoms if atom.blank),
    )


@lru_cache(4096)
def _one_line(text: str, style: Style, language: Language) -> Line:
    return _line(list(atoms_of(text, style, language)))


def one_line(text: str, font: Font) -> Line:
    return _one_line(text, font.style, font.language)


def _words(atoms: Iterable[Atom]) -> Iterator[list[Atom]]:
    """Each word with the blanks after it."""
    word: list[Atom] = []
    for atom in atoms:
        if word and word[-1].blank and not atom.blank:
            yield word
            word = []
        word.append(atom)
    if word:
        yield word


def wrap(text: str, font: Font, width: float) -> tuple[Line, ...]:
    """Lines no wider than `width` points, except where a single word is wider."""
    room = width * 1000 / font.size
    lines: list[Line] = []
    current: list[Atom] = []
    used = 0.0
    for word in _words(atoms_of(text, font.style, font.language)):
        letters = sum(atom.advance for atom in word if not atom.blank)
        if current and used + letters > room:
            lines.append(_line(current))
            current, used = [], 0.0
        current = current + word
        used += sum(atom.advance for atom in word)
    if current:
        lines.append(_line(current))
    return tuple(lines)


def _sizes(font: Font) -> Iterator[float]:
    size = font.size
    while size > FLOOR[font.language]:
        yield size
        size -= _STEP
    yield min(font.size, FLOOR[font.language])


def flow(text: str, font: Font, width: float, limit: int, field: str) -> Fitted:
    """At most `limit` lines, wrapped at the largest size that allows it.

    Raises Refused: "paper.does-not-fit".
    """
    for size in _sizes(font):
        lines = wrap(text, font.at(size), width)
        if len(lines) <= limit and all(line.width(size) <= width for line in lines):
            return Fitted(lines, size)
    raise Refused("paper.does-not-fit", field=field)


def fit(text: str, font: Font, width: float, field: str) -> Fitted:
    """One line, smaller if need be; at the floor two lines; otherwise refused.

    Raises Refused: "paper.does-not-fit".
    """
    line = one_line(text, font)
    size = font.size
    if line.width(size) > width:
        size = width * 1000 / line.advance
    if size >= FLOOR[font.language] or size == font.size:
        return Fitted((line,), size)
    return flow(text, font, width, 2, field)
