"""Arabic letters joined to their neighbours by presentation forms: one character in, one character out.

A terminal has cells, so no form may take or give one: lam and alef never share a cell, and what is not seen
(joiners, bidi controls) becomes an empty string in its place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kiosk.text.fold import TATWEEL, ZWJ, ZWNJ

UNSEEN: Final = frozenset(
    f"{ZWNJ}{ZWJ}\u200b\u200e\u200f\u061c\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Steer joining and order and are never sent: terminals give them no cell, one cell, or a picture."""

_LAM = "\u0644"
_HEH_WITH_YEH = "\u06c0"
_HAMZA_ABOVE = "\u0654"
_WITHOUT_FORMS_RIGHT = "\u0695\u0693\u0696\u06d5"
_WITHOUT_FORMS_DUAL = "\u06b5\u06ce\u0685\u069a\u06bc\u06cd"
"""Kurdish, Azeri and Pashto letters that have no presentation forms: they join their neighbours only."""


@dataclass(slots=True)
class _Forms:
    """The shapes of one letter; empty where the letter has none."""

    isolated: str = ""
    final: str = ""
    initial: str = ""
    medial: str = ""

    @property
    def joins_next(self) -> bool:
        return bool(self.initial)

    @property
    def joins_previous(self) -> bool:
        return bool(self.final)


def _decompositions() -> Iterator[tuple[str, list[str]]]:
    for code in (*range(0xFB50, 0xFDFC), *range(0xFE70, 0xFEFD)):
        parts = unicodedata.decomposition(chr(code)).split()
        if parts and parts[0] in ("<isolated>", "<final>", "<initial>", "<medial>"):
            yield chr(code), [parts[0].strip("<>"), *(chr(int(part, 16)) for part in parts[1:])]


def _read_forms() -> tuple[dict[str, _Forms], dict[str, str]]:
    """Every letter's shapes, and for each alef the ligature that ends a joined lam-alef."""
    forms: dict[str, _Forms] = {}
    endings: dict[str, str] = {}
    for char, (shape, *letters) in _decompositions():
        if len(letters) == 1:
            setattr(forms.setdefault(letters[0], _Forms()), shape, char)
        elif len(letters) == 2 and letters[0] == _LAM and letters[1] in "آأإا" and shape == "final":
            endings[letters[1]] = char
    # Monospaced fonts lack the two forms of heh with yeh; heh and the mark are in all of them.
    heh = forms["\u0647"]
    forms[_HEH_WITH_YEH] = _Forms(heh.isolated + _HAMZA_ABOVE, heh.final + _HAMZA_ABOVE)
    return forms, endings


_FORMS, _LAM_ALEF = _read_forms()
_JOINS_BOTH: Final = frozenset(
    [*(char for char, forms in _FORMS.items() if forms.joins_next), *_WITHOUT_FORMS_DUAL, TATWEEL, ZWJ]
)
_JOINS_PREVIOUS: Final = _JOINS_BOTH | {
    *(char for char, forms in _FORMS.items() if forms.joins_previous),
    *_WITHOUT_FORMS_RIGHT,
}
_LETTERS: Final = _JOINS_PREVIOUS | frozenset(_FORMS)
_NO_FORMS: Final = _Forms()


def is_mark(char: str) -> bool:
    """Takes no cell of its own: it belongs to the character before it."""
    return unicodedata.category(char) in ("Mn", "Me")


class _Joiner:
    """Goes once through a text; a letter gets its final shape when the letter after it is known."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.shapes = list(text)
        self._joined: set[int] = set()
        self._previous = -1
        """Index of the letter before, if it can join; otherwise -1."""

    def go(self) -> tuple[str, ...]:
        for at, char in enumerate(self._text):
            if char in UNSEEN:
                self.shapes[at] = ""
            if char in _LETTERS:
                self._letter(at, char)
            elif char == ZWNJ or (char not in UNSEEN and not is_mark(char)):
                self._previous = -1
        return tuple(self.shapes)

    def _letter(self, at: int, char: str) -> None:
        joined = self._previous >= 0 and char in _JOINS_PREVIOUS
        if joined:
            self._joined.add(at)
            self._join_forward(self._previous)
        forms = _FORMS.get(char, _NO_FORMS)
        shape = (forms.final if joined else forms.isolated) or forms.isolated
        if shape:
            self.shapes[at] = shape
        before = self._text[self._previous] if joined else ""
        if before == _LAM and self._previous in self._joined and char in _LAM_ALEF:
            # Tatweel keeps the cell of lam, the ligature takes the cell of alef.
            self.shapes[self._previous], self.shapes[at] = TATWEEL, _LAM_ALEF[char]
        self._previous = at if char in _JOINS_BOTH else -1

    def _join_forward(self, at: int) -> None:
        forms = _FORMS.get(self._text[at], _NO_FORMS)
        shape = forms.medial if at in self._joined else forms.initial
        if shape:
            self.shapes[at] = shape


def join(text: str) -> tuple[str, ...]:
    """The shape of each character, in logical order; an empty string for what is not seen."""
    if " " not in text:
        return join_word(text)
    shapes: list[str] = []
    for word in text.split(" "):
        shapes += join_word(word)
        shapes.append(" ")
    return tuple(shapes[:-1])


@lru_cache(8192)
def join_word(word: str) -> tuple[str, ...]:
    """No letter joins over a blank, and a screen says the same words again and again."""
    return tuple(word) if word.isascii() else _Joiner(word).go()
