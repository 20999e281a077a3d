"""Text → atoms: parts of words in one face, direction and size, in logical order.

Words recur, in one paper and from paper to paper, so a word is shaped once and kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kiosk.domain.bilingual import Language
from kiosk.domain.errors import Refused
from kiosk.text.bidi import FSI, LRI, PDI, RLI, paragraph_base, paragraph_levels, strip_isolates
from kiosk.text.fold import forbidden
from printouts.faces import Face, Style
from printouts.shaping import Piece, shape

_WORD = re.compile("(?s) +|[^ ]+")
# Marks and joiners are drawn by the face of their letter.
_CLUSTER = re.compile(
    "(?s).[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c\u200d]*"
)
_UNSEEN = frozenset((LRI, RLI, FSI, PDI))

_Kind = tuple[Face, int, float]
"""Face, level and scale: what must not change within one atom."""


@dataclass(frozen=True, slots=True, eq=False)
class Atom:
    """`advance` in thousandths of the type size of the line; `scale`: share of it drawn at."""

    piece: Piece
    level: int
    blanks: int
    scale: float
    advance: float


@lru_cache(4096)
def atoms_of(text: str, style: Style, language: Language) -> tuple[Atom, ...]:
    """Raises Refused: "paper.forbidden-character", "paper.missing-glyph"."""
    levels = paragraph_levels(text, paragraph_base(text, language))
    atoms: list[Atom] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        first = levels[start]
        same = levels[start:end].count(first) == end - start
        atoms += _word(match[0], first if same else levels[start:end], style, language)
    return tuple(atoms)


@lru_cache(16384)
def _word(word: str, levels: int | tuple[int, ...], style: Style, language: Language) -> tuple[Atom, ...]:
    if refused := forbidden(strip_isolates(word)):
        raise Refused("paper.forbidden-character", character=f"U+{ord(refused[0]):04X}")
    latin = style.latin_in_persian if language == "fa" else 1.0
    blanks = len(word) if word[0] == " " else 0
    each = (levels,) * len(word) if isinstance(levels, int) else levels
    if isinstance(levels, int) and (levels & 1 or latin == 1.0) and (whole := style.face_of_all(word)):
        # Nearly every word: no part of it differs from the others.
        return (_atom(shape(word, whole, bool(levels & 1), language), levels, blanks, 1.0),)
    return tuple(
        _atom(shape(run, face, bool(level & 1), language), level, blanks, scale)
        for run, (face, level, scale) in _runs(_kinds(word, each, style, latin))
    )


def _atom(piece: Piece, level: int, blanks: int, scale: float) -> Atom:
    return Atom(piece, level, blanks, scale, piece.advance * scale)


def _kinds(word: str, levels: Sequence[int], style: Style, latin: float) -> Iterator[tuple[str, _Kind]]:
    scale = 1.0
    for match in _CLUSTER.finditer(word):
        cluster = match[0]
        if cluster[0] in _UNSEEN:
            continue
        level = levels[match.start()]
        if level & 1:
            scale = 1.0
        elif cluster[0].isalnum():
            # Signs between keep the size of the letter or digit before them.
            scale = latin if cluster[0] < "\u0590" else 1.0
        yield cluster, (style.face_for(cluster), level, scale)


def _runs(kinds: Iterator[tuple[str, _Kind]]) -> Iterator[tuple[str, _Kind]]:
    run, previous = "", None
    for cluster, kind in kinds:
        if previous is not None and kind != previous:
            yield run, previous
            run = ""
        run, previous = run + cluster, kind
    if previous is not None:
        yield run, previous
