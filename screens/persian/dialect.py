"""How a terminal must be spoken to so that right-to-left text comes out right.

Measured in the terminals named here; see the table in docs/terminals.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Order(StrEnum):
    """Who puts the letters of a line into order."""

    VISUAL = "visual"
    """We do: the terminal shows each cell where it is written."""
    WORDS = "words"
    """We do, but the terminal turns each right-to-left word round."""
    TERMINAL = "terminal"
    """The terminal does, and cannot be told not to."""


class Dialect(NamedTuple):
    """The ways of one terminal."""

    order: Order = Order.VISUAL
    marks: bool = True
    """Combining marks stay over their letter; elsewhere they are left out."""
    ligates: bool = False
    """Lam and alef side by side would be drawn as one, with a gap behind it."""
    enter: str = ""
    """Sequences that end the terminal's own ordering, written before the alternate screen."""
    leave: str = ""
    """Sequences that give it back."""


EXPLICIT, IMPLICIT = "\x1b[8l", "\x1b[8h"
"""BDSM of ECMA-48: terminals without it ignore both."""
KONSOLE = ("\x1b]50;BidiRenderingEnabled=false\x07", "\x1b]50;BidiRenderingEnabled=true\x07")
MLTERM = (
    "\x1b]5379;use_bidi=false\x07\x1b]5379;use_ctl=false\x07",
    "\x1b]5379;use_ctl=true\x07\x1b]5379;use_bidi=true\x07",
)
ROWS_OF_A_TERMINAL = 120
_MARKS = "[\u064b-\u065f\u0670]"
_SIDE_BY_SIDE = "(?<=[\ufe8e\ufe82\ufe84\ufe88])(?=\ufedf)"
"""Between alef's final form and lam's initial form, as they stand from left to right."""
ZWNJ = "\u200c"


class Told(NamedTuple):
    """What is known of a terminal: the name that it answered with, and whether it has BDSM."""

    name: str = ""
    has_bdsm: bool = False


def dialect_of(told: Told, environ: Mapping[str, str]) -> Dialect | None:
    """None: nobody knows this terminal, so the officer must be asked which line reads right."""
    if environ.get("TMUX"):
        return Dialect(marks=False, enter=_through_tmux(EXPLICIT), leave=_through_tmux(IMPLICIT))
    kind = _kind(told, environ)
    match kind:
        case "konsole":
            return Dialect(enter=EXPLICIT + KONSOLE[0], leave=KONSOLE[1] + IMPLICIT)
        case "mlterm":
            return Dialect(enter=EXPLICIT + MLTERM[0], leave=MLTERM[1] + IMPLICIT)
        case "kitty" if environ.get("KIOSK_KITTY_FORCE_LTR"):
            return Dialect(ligates=True, enter=EXPLICIT, leave=IMPLICIT)
        case "kitty":
            return Dialect(Order.WORDS, marks=False, enter=EXPLICIT, leave=IMPLICIT)
        case "xterm" | "vte" | "mintty":
            return Dialect(enter=EXPLICIT, leave=IMPLICIT)
        case "foot" | "alacritty" | "windows terminal":
            return Dialect(marks=False, enter=EXPLICIT, leave=IMPLICIT)
        case _:
            return None


def spoken(text: str, dialect: Dialect) -> str:
    """A run of cells as this terminal wants it."""
    if not dialect.marks:
        text = re.sub(_MARKS, "", text)
    return re.sub(_SIDE_BY_SIDE, ZWNJ, text) if dialect.ligates else text


def _kind(told: Told, environ: Mapping[str, str]) -> str:
    answered = re.match(r"(konsole|kitty|xterm|foot|mintty)\b", told.name.lower())
    if answered:
        return answered[1]
    if told.has_bdsm or environ.get("VTE_VERSION"):
        return "vte"
    term = environ.get("TERM", "")
    for variable, kind in (
        ("KONSOLE_VERSION", "konsole"),
        ("MLTERM", "mlterm"),
        ("KITTY_WINDOW_ID", "kitty"),
        ("XTERM_VERSION", "xterm"),
        ("ALACRITTY_WINDOW_ID", "alacritty"),
        ("WT_SESSION", "windows terminal"),
    ):
        if environ.get(variable):
            return kind
    return next((kind for kind in ("mlterm", "foot", "alacritty") if term.startswith(kind)), "")


def _through_tmux(sequence: str) -> str:
    """For the terminal around tmux, whose rows each keep their own mode; needs `allow-passthrough on`."""
    rows = "".join(f"\x1b[{row}H{sequence}" for row in range(1, ROWS_OF_A_TERMINAL + 1))
    escaped = f"\x1b7{rows}\x1b8".replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{escaped}\x1b\\"
