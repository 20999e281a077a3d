"""Takes the terminal's input apart and lets only whole, known shapes through.  Source: security.md F4.

A keyboard-wedge scanner, or anyone at a keyboard, can type every byte: half an escape sequence, a paste that
never ends, a false report of the window's size.  This module knows no Textual and no clock; the time is told.
"""

from __future__ import annotations

import re

ESC = "\x1b"
PASTE_START = "\x1b[200~"
PASTE_END = "\x1b[201~"

LONGEST_PASTE = 4096
"""Letters; a longer paste is dropped whole."""
LONGEST_SEQUENCE = 4096
MOST_SWALLOWED = 1 << 20
"""Letters dropped at most while the end of too long a paste is awaited."""
SILENCE = 1.0
"""Seconds without a byte after which a sequence or a paste that did not end is given up."""

ZERO_WIDTH_NON_JOINER = "\u200c"

# `re` compiles these when the first sequence comes, in the thread that reads.
_WHOLE = (
    r"\x1b(?:"
    r"\[M[^\x1b]{3}"  # the oldest mouse report: three bytes follow the letter
    r"|(?P<wanted>\[\[[A-E]"  # function keys of the Linux console
    r"|\[(?![\[M])[0-?]*[ -/]*[@-~]"  # CSI
    r"|O[ -~])"  # SS3
    r"|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC, DCS, SOS, PM, APC: nothing we asked for
    r"|[^\[O\]PX^_\x1b]"  # Alt and a letter
    r")"
)
_BEGUN = r"\x1b(?:\[\[|\[M[^\x1b]{0,2}|\[[0-?]*[ -/]*|O|[\]PX^_][^\x07\x1b]*\x1b?)?\Z"
_BROKEN = r"\x1b(?:\[\[?[0-?]*[ -/]*|O|[\]PX^_][^\x07\x1b]*)?"

_CONTROLS = frozenset(map(chr, (*range(0x20), 0x7F)))
_LATE_START = ("[", "]")
_LATE_SS3 = r"O[A-DFHMPQRS]"


class _Token:
    """Made before the first screen: a dataclass for each kind would take a hundred times as long."""

    __match_args__ = ("text",)
    __slots__ = ("text",)

    def __init__(self, text: str = "") -> None:
        self.text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Token) and type(self) is type(other) and self.text == other.text

    def __hash__(self) -> int:
        return hash((type(self), self.text))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"


class Typed(_Token):
    """Letters and C0 control characters, in the order they were typed."""

    __slots__ = ()


class Sequence(_Token):
    """One whole CSI or SS3 sequence: a key, the mouse, or a report of the terminal."""

    __slots__ = ()


class Pasted(_Token):
    """At most LONGEST_PASTE letters, lines ending in \\n, no other control character but tabs."""

    __slots__ = ()


class EscapePressed(_Token):
    """ESC with nothing behind it."""

    __slots__ = ()


Token = Typed | Sequence | Pasted | EscapePressed


def is_letter(character: str) -> bool:
    """What may stand in a field.  Persian needs the zero-width non-joiner; Unicode calls it unprintable."""
    return character.isprintable() or character == ZERO_WIDTH_NON_JOINER


class Gate:
    """Feed it what was read; call `tick` when `deadline` has come and nothing was."""

    def __init__(self, escape_delay: float = 0.1) -> None:
        self._escape_delay = escape_delay
        self._held = ""
        self._paste: str | None = None
        self._swallowed = 0
        self._heard = 0.0
        self._late_until = 0.0
        self._late = False
        self._after_return = False

    @property
    def deadline(self) -> float | None:
        """When `tick` will have something to say; None while nothing is held back."""
        if self._held == ESC:
            return self._heard + self._escape_delay
        return self._heard + SILENCE if self._held or self._paste is not None else None

    def feed(self, text: str, now: float) -> list[Token]:
        """`now` is any clock in seconds that never goes back."""
        if not text:
            return []
        tokens: list[Token] = []
        rest = self._held + self._expect_late(text, now)
        self._heard = now
        while rest:
            if self._paste is not None:
                rest = self._collect(self._paste + rest, tokens)
            elif rest[0] != ESC:
                typed, escape, rest = rest.partition(ESC)
                rest = escape + rest
                self._type(typed, tokens)
            elif re.match(_BEGUN, rest) and len(rest) <= LONGEST_SEQUENCE:
                break
            else:
                rest = self._take_sequence(rest, tokens)
        self._held = rest
        return tokens

    def tick(self, now: float) -> list[Token]:
        """Give up what did not go on."""
        deadline = self.deadline
        if deadline is None or now < deadline:
            return []
        held, late = self._held, self._late
        self._held, self._paste, self._swallowed, self._late = "", None, 0, False
        if held == ESC:
            self._late_until = now + SILENCE
            return [EscapePressed()]
        return [Typed(held[1:])] if late and held[1:] in _LATE_START else []

    def _expect_late(self, text: str, now: float) -> str:
        """A sequence cut behind its ESC by a slow line arrives when Escape was already given out."""
        late = now < self._late_until and not self._held
        self._late_until = 0.0
        if not late:
            return text
        if text.startswith(_LATE_START):
            self._late = True
            return ESC + text
        return "" if re.fullmatch(_LATE_SS3, text) else text

    def _take_sequence(self, rest: str, tokens: list[Token]) -> str:
        late, self._late, self._after_return = self._late, False, False
        whole = re.match(_WHOLE, rest)
        if whole is None:
            broken = re.match(_BROKEN, rest)
            return rest[broken.end() if broken else 1 :]
        if whole[0] == PASTE_START:
            self._paste = ""
        elif whole["wanted"] and not late:
            tokens.append(Sequence(whole[0]))
        return rest[whole.end() :]

    def _collect(self, whole: str, tokens: list[Token]) -> str:
        """What is left behind the end of the paste."""
        pasted, end, rest = whole.partition(PASTE_END)
        if end:
            if not self._swallowed and len(pasted) <= LONGEST_PASTE and (clean := _clean_paste(pasted)):
                tokens.append(Pasted(clean))
            self._paste, self._swallowed = None, 0
            return rest
        self._paste = whole
        if len(whole) > LONGEST_PASTE + len(PASTE_END):
            # The last letters stay: they may be the beginning of the end.
            self._swallowed += len(whole) - len(PASTE_END)
            self._paste = whole[-len(PASTE_END) :]
        if self._swallowed > MOST_SWALLOWED:
            self._paste, self._swallowed = None, 0
        return ""

    def _type(self, text: str, tokens: list[Token]) -> None:
        # Scanners end a line with CR, LF or both; each is one Enter.
        if self._after_return and text[0] == "\n":
            text = text[1:]
        self._after_return = text.endswith("\r")
        lines = text.replace("\r\n", "\r").replace("\n", "\r")
        letters = "".join(letter for letter in lines if is_letter(letter) or letter in _CONTROLS)
        if letters:
            tokens.append(Typed(letters))


def _clean_paste(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if is_letter(letter) or letter in "\n\t")
