"""Text → lines ready to draw: direction, faces, wrapping in logical order, fitting.  Never clips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kiosk.domain.bilingual import Language
from kiosk.domain.errors import Refused
from kiosk.text.bidi import reorder
from printouts.atoms import Atom, atoms_of
from printouts.faces import Style

FLOOR: dict[Language, float] = {"fa": 7.0, "en": 6.5}
"""Smallest type size in points that is still read without effort."""

_STEP = 0.5


@dataclass(frozen=True, slots=True)
class Font:
    """Size in points."""

    style: Style
    size: float
    language: Language

    def at(self, size: float) -> Font:
        return Font(self.style, size, self.language)


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


def _line(atoms: list[Atom]) -> Line:
    while atoms and atoms[-1].blanks:
        atoms.pop()
    order = reorder([atom.level for atom in atoms])
    return Line(
        atoms=tuple([atoms[at] for at in order]),
        advance=sum([atom.advance for atom in atoms]),
        blanks=sum([atom.blanks for atom in atoms]),
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
        if word and word[-1].blanks and not atom.blanks:
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
        letters = sum(atom.advance for atom in word if not atom.blanks)
        if current and used + letters > room:
            lines.append(_line(current))
            current, used = [], 0.0
        current += word
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


@lru_cache(4096)
def flow(text: str, font: Font, width: float, limit: int, field: str) -> Fitted:
    """At most `limit` lines, wrapped at the largest size that allows it.

    Raises Refused: "paper.does-not-fit".
    """
    for size in _sizes(font):
        lines = wrap(text, font.at(size), width)
        if len(lines) <= limit and all(line.width(size) <= width for line in lines):
            return Fitted(lines, size)
    raise Refused("paper.does-not-fit", field=field)


@lru_cache(4096)
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
