"""Columns of a text that one edits, and the places between its letters where a caret can stand."""

from __future__ import annotations

from rich.cells import cell_len

from kiosk.domain.bilingual import Language
from kiosk.domain.errors import Refused
from kiosk.text.bidi import paragraph_base
from kiosk.text.cells import lay_out
from kiosk.text.fold import ZWNJ, forbidden, normalise
from kiosk.text.joining import UNSEEN, is_mark
from screens.persian.stage import present_stage

_IN_WORD = f"\\w{ZWNJ}\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
"""Marks and the non-joiner do not end a word, as they do for `\\W`."""
WORD_START = f"(?<=[^{_IN_WORD}])[{_IN_WORD}]"
WORD_EDGE = f"(?<=[^{_IN_WORD}])(?=[{_IN_WORD}])|(?<=[{_IN_WORD}])(?=[^{_IN_WORD}])"


def reading(text: str) -> Language:
    """The direction of a text that one edits: that of its letters, or the screen's while it is empty."""
    stage = present_stage()
    screen: Language = stage.language if stage else "en"
    if not text:
        return screen
    return "fa" if paragraph_base(text, screen) else "en"


def columns(text: str, drawn_as: Language, base: int | None = None) -> list[int]:
    """Index in the text of what stands in each column, from where the line starts."""
    line = lay_out(text, drawn_as, base) if present_stage() else None
    if line is None:
        return [at for at, char in enumerate(text) for _ in range(cell_len(char))]
    return [at for cell, at in zip(line.cells, line.source, strict=True) for _ in range(cell_len(cell[:1]))]


def column_of(position: int, sources: list[int]) -> int:
    """Where the letter at `position` stands; behind the last column for the end of the text."""
    return sources.index(position) if position in sources else len(sources)


def at_column(column: int, sources: list[int], end: int) -> int:
    """The letter in a column; `end` behind the last one."""
    if not sources or column >= len(sources):
        return end
    return sources[max(0, column)]


def standing(text: str, position: int) -> int:
    """The place itself, or the next one: before what has no column of its own a caret would vanish."""
    while position < len(text) and has_no_column(text[position]):
        position += 1
    return position


def beside(text: str, position: int, step: int) -> int:
    """The next place for a caret, forward (1) or back (-1); it may lie one beyond an end."""
    position += step
    while 0 < position < len(text) and has_no_column(text[position]):
        position += step
    return position


def has_no_column(char: str) -> bool:
    return char in UNSEEN or is_mark(char)


def pasted(text: str) -> str:
    """Text from elsewhere in the spelling that we store.

    Raises:
        Refused: "text.pasted" (code) when an invisible control is in it.
    """
    bad = forbidden(text)
    if bad:
        raise Refused("text.pasted", code=f"U+{ord(bad[0]):04X}")
    return normalise(text)
