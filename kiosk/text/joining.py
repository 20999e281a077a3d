"""Arabic letters joined to their neighbours by presentation forms: one character in, one character out.

A terminal has cells, so no form may take or give one: lam and alef never share a cell, and what is not seen
(joiners, bidi controls) becomes an empty string in its place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from kiosk.text.fold import TATWEEL, ZWJ, ZWNJ

UNSEEN: Final = frozenset(
    f"{ZWNJ}{ZWJ}\u200b\u200e\u200f\u061c\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Steer joining and order and are never sent: terminals give them no cell, one cell, or a picture."""

_LAM = "\u0644"
_WITHOUT_FORMS_RIGHT = "\u0695\u0693\u0696\u06d5"
_WITHOUT_FORMS_DUAL = "\u06b5\u06ce\u0685\u069a\u06bc\u06cd"
"""Kurdish, Azeri and Pashto letters that have no presentation forms: they join their neighbours only."""

_FORMS: Final[Mapping[str, Sequence[str]]] = {
    "\u0621": "\ufe80", "\u0622": "\ufe81\ufe82", "\u0623": "\ufe83\ufe84", "\u0624": "\ufe85\ufe86",
    "\u0625": "\ufe87\ufe88", "\u0626": "\ufe89\ufe8a\ufe8b\ufe8c", "\u0627": "\ufe8d\ufe8e",
    "\u0628": "\ufe8f\ufe90\ufe91\ufe92", "\u0629": "\ufe93\ufe94", "\u062a": "\ufe95\ufe96\ufe97\ufe98",
    "\u062b": "\ufe99\ufe9a\ufe9b\ufe9c", "\u062c": "\ufe9d\ufe9e\ufe9f\ufea0",
    "\u062d": "\ufea1\ufea2\ufea3\ufea4", "\u062e": "\ufea5\ufea6\ufea7\ufea8", "\u062f": "\ufea9\ufeaa",
    "\u0630": "\ufeab\ufeac", "\u0631": "\ufead\ufeae", "\u0632": "\ufeaf\ufeb0",
    "\u0633": "\ufeb1\ufeb2\ufeb3\ufeb4", "\u0634": "\ufeb5\ufeb6\ufeb7\ufeb8",
    "\u0635": "\ufeb9\ufeba\ufebb\ufebc", "\u0636": "\ufebd\ufebe\ufebf\ufec0",
    "\u0637": "\ufec1\ufec2\ufec3\ufec4", "\u0638": "\ufec5\ufec6\ufec7\ufec8",
    "\u0639": "\ufec9\ufeca\ufecb\ufecc", "\u063a": "\ufecd\ufece\ufecf\ufed0",
    "\u0641": "\ufed1\ufed2\ufed3\ufed4", "\u0642": "\ufed5\ufed6\ufed7\ufed8",
    "\u0643": "\ufed9\ufeda\ufedb\ufedc", "\u0644": "\ufedd\ufede\ufedf\ufee0",
    "\u0645": "\ufee1\ufee2\ufee3\ufee4", "\u0646": "\ufee5\ufee6\ufee7\ufee8",
    "\u0647": "\ufee9\ufeea\ufeeb\ufeec", "\u0648": "\ufeed\ufeee", "\u0649": "\ufeef\ufef0\ufbe8\ufbe9",
    "\u064a": "\ufef1\ufef2\ufef3\ufef4", "\u0671": "\ufb50\ufb51", "\u0677": "\ufbdd",
    "\u0679": "\ufb66\ufb67\ufb68\ufb69", "\u067a": "\ufb5e\ufb5f\ufb60\ufb61",
    "\u067b": "\ufb52\ufb53\ufb54\ufb55", "\u067e": "\ufb56\ufb57\ufb58\ufb59",
    "\u067f": "\ufb62\ufb63\ufb64\ufb65", "\u0680": "\ufb5a\ufb5b\ufb5c\ufb5d",
    "\u0683": "\ufb76\ufb77\ufb78\ufb79", "\u0684": "\ufb72\ufb73\ufb74\ufb75",
    "\u0686": "\ufb7a\ufb7b\ufb7c\ufb7d", "\u0687": "\ufb7e\ufb7f\ufb80\ufb81", "\u0688": "\ufb88\ufb89",
    "\u068c": "\ufb84\ufb85", "\u068d": "\ufb82\ufb83", "\u068e": "\ufb86\ufb87", "\u0691": "\ufb8c\ufb8d",
    "\u0698": "\ufb8a\ufb8b", "\u06a4": "\ufb6a\ufb6b\ufb6c\ufb6d", "\u06a6": "\ufb6e\ufb6f\ufb70\ufb71",
    "\u06a9": "\ufb8e\ufb8f\ufb90\ufb91", "\u06ad": "\ufbd3\ufbd4\ufbd5\ufbd6",
    "\u06af": "\ufb92\ufb93\ufb94\ufb95", "\u06b1": "\ufb9a\ufb9b\ufb9c\ufb9d",
    "\u06b3": "\ufb96\ufb97\ufb98\ufb99", "\u06ba": "\ufb9e\ufb9f", "\u06bb": "\ufba0\ufba1\ufba2\ufba3",
    "\u06be": "\ufbaa\ufbab\ufbac\ufbad", "\u06c1": "\ufba6\ufba7\ufba8\ufba9", "\u06c5": "\ufbe0\ufbe1",
    "\u06c6": "\ufbd9\ufbda", "\u06c7": "\ufbd7\ufbd8", "\u06c8": "\ufbdb\ufbdc", "\u06c9": "\ufbe2\ufbe3",
    "\u06cb": "\ufbde\ufbdf", "\u06cc": "\ufbfc\ufbfd\ufbfe\ufbff", "\u06d0": "\ufbe4\ufbe5\ufbe6\ufbe7",
    "\u06d2": "\ufbae\ufbaf", "\u06d3": "\ufbb0\ufbb1",
    # Monospaced fonts lack the two forms of heh with yeh; heh and the mark are in all of them.
    "\u06c0": ("\ufee9\u0654", "\ufeea\u0654"),
}  # fmt: skip
"""Letter → its isolated, final, initial and medial shape, as far as it has them.  Source: UnicodeData.txt.

Written down because to read them out of `unicodedata` takes a hundred times as long, before the first screen.
"""
_ISOLATED, _FINAL, _INITIAL, _MEDIAL = range(4)
_LAM_ALEF: Final = {"\u0622": "\ufef6", "\u0623": "\ufef8", "\u0625": "\ufefa", "\u0627": "\ufefc"}
"""For each alef the ligature that ends a joined lam-alef."""

_JOINS_BOTH: Final = frozenset(
    [*(char for char, forms in _FORMS.items() if len(forms) > _INITIAL), *_WITHOUT_FORMS_DUAL, TATWEEL, ZWJ]
)
_JOINS_PREVIOUS: Final = _JOINS_BOTH | {
    *(char for char, forms in _FORMS.items() if len(forms) > _FINAL),
    *_WITHOUT_FORMS_RIGHT,
}
_LETTERS: Final = _JOINS_PREVIOUS | frozenset(_FORMS)


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
        shape = _shape(char, _FINAL if joined else _ISOLATED) or _shape(char, _ISOLATED)
        if shape:
            self.shapes[at] = shape
        before = self._text[self._previous] if joined else ""
        if before == _LAM and self._previous in self._joined and char in _LAM_ALEF:
            # Tatweel keeps the cell of lam, the ligature takes the cell of alef.
            self.shapes[self._previous], self.shapes[at] = TATWEEL, _LAM_ALEF[char]
        self._previous = at if char in _JOINS_BOTH else -1

    def _join_forward(self, at: int) -> None:
        shape = _shape(self._text[at], _MEDIAL if at in self._joined else _INITIAL)
        if shape:
            self.shapes[at] = shape


def _shape(char: str, place: int) -> str:
    """Empty where the letter has no such shape."""
    forms = _FORMS.get(char, "")
    return forms[place] if place < len(forms) else ""


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
