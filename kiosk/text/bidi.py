"""The order in which mixed Persian and Latin text meets the eye: UAX #9.

Rules P2–P3, W1–W7, N0–N2, I1–I2, L1, L2, L4 and the isolates.  Embeddings and overrides
(U+202A–U+202E) are ignored on purpose: a name must not be able to forge the printed order.
Levels come from the whole paragraph; lines are cut in logical order and reordered one by one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

Language = Literal["fa", "en"]

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"

# One letter a bidi class, so that the rules below can be regular expressions.
_LETTER_OF_CLASS = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "AN": "N", "ES": "s", "ET": "t", "CS": "c",
    "NSM": "n", "BN": "b", "B": "B", "S": "S", "WS": "W", "ON": "O",
    "LRI": "<", "RLI": ">", "FSI": "^", "PDI": "!",
}  # fmt: skip
_IGNORED = "b"


class _Classes(dict[int, str]):
    """Code point → class letter, filled as characters are met (for `str.translate`)."""

    def __missing__(self, code: int) -> str:
        letter = _LETTER_OF_CLASS.get(unicodedata.bidirectional(chr(code)), _IGNORED)
        self[code] = letter
        return letter


_CLASSES = _Classes()
_BRACKETS = "()[]{}⁅⁆⁽⁾₍₎〈〉⌈⌉⌊⌋❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆「」『』【】〈〉《》〔〕〖〗〘〙〚〛（）［］｛｝"
_CLOSER = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
_CLOSERS = frozenset(_CLOSER.values())
_DEEPEST_BRACKET, _DEEPEST_LEVEL = 63, 125
_MIRROR_PAIRS = _BRACKETS + "<>«»‹›≤≥≪≫⊂⊃∈∋"
MIRROR = dict(zip(_MIRROR_PAIRS, re.sub("(.)(.)", r"\2\1", _MIRROR_PAIRS), strict=True))
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff\u200f\u2067]"
)
_ISOLATES = re.compile(f"[{LRI}{RLI}{FSI}{PDI}]")

_SEPARATORS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")
"""Classes B and S; U+2028 is white space, which does no harm here."""

_RIGHT_TO_LEFT_ONLY = frozenset("RAnstcBSWO")
"""Without Latin letters, numbers and isolates everything in a right-to-left paragraph takes its direction."""
_ISOLATED_OR_IGNORED = frozenset("<>^b")

_W2 = re.compile("A[^LRA]*")
_W4_EUROPEAN = re.compile("(?<=E)[sc](?=E)")
_W4_ARABIC = re.compile("(?<=N)c(?=N)")
_W5 = re.compile("t+(?=E)|(?<=E)t+")
_W7 = re.compile("L[^LR]*")
_NEUTRALS = re.compile("[BSWO]+")
_ISOLATE_MARKS = re.compile("[<>^!]")
_TO_ARABIC_NUMBER, _TO_LEFT = str.maketrans("E", "N"), str.maketrans("E", "L")
_W6 = str.maketrans("stc", "OOO")


def isolate(text: str) -> str:
    """For a value of unknown direction in a sentence."""
    return f"{FSI}{text}{PDI}"


def isolate_ltr(text: str) -> str:
    """For codes, numbers, telephones, e-mail addresses and keys."""
    return f"{LRI}{text}{PDI}"


def strip_isolates(text: str) -> str:
    return _ISOLATES.sub("", text)


def has_rtl(text: str) -> bool:
    return _RIGHT_TO_LEFT.search(text) is not None


def paragraph_base(text: str, language: Language) -> int:
    """Level of the paragraph, 0 or 1.

    In Persian one right-to-left letter makes the paragraph right-to-left, so that a line which
    begins with a Latin name still starts at the right; in English the first strong letter decides.
    """
    if not has_rtl(text):
        return 0
    return 1 if language == "fa" else _first_strong(text.translate(_CLASSES)) or 0


def _first_strong(classes: str) -> int | None:
    depth = 0
    for letter in classes:
        if letter in "<>^":
            depth += 1
        elif letter == "!":
            depth = max(0, depth - 1)
        elif depth == 0 and letter in "LRA":
            return 0 if letter == "L" else 1
    return None


def _bracket_pairs(classes: Sequence[str], chars: Sequence[str]) -> list[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, char in enumerate(chars):
        if classes[at] != "O":
            continue
        if char in _CLOSER:
            if len(waiting) == _DEEPEST_BRACKET:
                return []
            waiting.append((_CLOSER[char], at))
        elif char in _CLOSERS:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == char:
                    pairs.append((waiting[depth][1], at))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def _side(letter: str) -> str:
    return "L" if letter == "L" else "R"


def _resolve_brackets(classes: list[str], chars: Sequence[str], direction: str) -> None:
    """N0, in place."""
    for opening, closing in _bracket_pairs(classes, chars):
        inside = {_side(letter) for letter in classes[opening + 1 : closing] if letter in "LREN"}
        if not inside:
            continue
        side = direction
        if direction not in inside:
            before = (_side(letter) for letter in reversed(classes[:opening]) if letter in "LREN")
            side = next(before, direction)
        classes[opening] = classes[closing] = side


def _marks_follow_their_letter(classes: str, direction: str) -> str:
    """W1."""
    resolved, previous = [], direction
    for letter in classes:
        previous = letter if letter != "n" else "O" if previous in "<>^!" else previous
        resolved.append(previous)
    return "".join(resolved)


def _weak(classes: str, direction: str) -> str:
    """W1–W7 for one isolating run sequence."""
    if "n" in classes:
        classes = _marks_follow_their_letter(classes, direction)
    classes = _ISOLATE_MARKS.sub("O", classes)
    if "A" in classes:
        classes = _W2.sub(lambda m: m[0].translate(_TO_ARABIC_NUMBER), classes).replace("A", "R")
    if "E" in classes or "N" in classes:
        classes = _W4_ARABIC.sub("N", _W4_EUROPEAN.sub("E", classes))
        classes = _W5.sub(lambda m: "E" * len(m[0]), classes)
    classes = classes.translate(_W6)
    if "E" in classes:
        classes = _W7.sub(lambda m: m[0].translate(_TO_LEFT), direction + classes)[1:]
    return classes


def _neutral(classes: str, chars: Sequence[str], direction: str) -> str:
    """N0–N2."""
    if not _CLOSERS.isdisjoint(chars):
        with_brackets = list(classes)
        _resolve_brackets(with_brackets, chars, direction)
        classes = "".join(with_brackets)

    def surrounded(match: re.Match[str]) -> str:
        start, end = match.span()
        before = direction if start == 0 else _side(classes[start - 1])
        after = direction if end == len(classes) else _side(classes[end])
        return (before if before == after else direction) * (end - start)

    return _NEUTRALS.sub(surrounded, classes)


def _sequence_levels(classes: str, chars: Sequence[str], level: int) -> list[int]:
    direction = "R" if level & 1 else "L"
    resolved = _neutral(_weak(classes, direction), chars, direction)
    if level & 1:
        return [level if letter == "R" else level + 1 for letter in resolved]
    step = {"L": 0, "R": 1}
    return [level + step.get(letter, 2) for letter in resolved]


def _matching_pdi(classes: str, start: int, end: int) -> int:
    depth = 1
    for at in range(start + 1, end):
        if classes[at] in "<>^":
            depth += 1
        elif classes[at] == "!":
            depth -= 1
            if not depth:
                return at
    return end


def _inner_level(opening: str, inside: str, level: int) -> int:
    rtl = opening == ">" or (opening == "^" and _first_strong(inside) == 1)
    return level + 1 if bool(level & 1) != rtl else level + 2


class _Resolver:
    """Levels of one paragraph that holds isolates or ignored characters."""

    def __init__(self, text: str, classes: str, base: int) -> None:
        self.text = text
        self.classes = classes
        self.levels = [base] * len(text)

    def resolve(self, start: int, end: int, level: int) -> None:
        """Text inside an isolate is resolved on its own; around it the isolate is one neutral."""
        sequence: list[int] = []
        at = start
        while at < end:
            letter = self.classes[at]
            if letter != _IGNORED:
                sequence.append(at)
            if letter in "<>^" and level <= _DEEPEST_LEVEL - 2:
                close = _matching_pdi(self.classes, at, end)
                inside = self.classes[at + 1 : close]
                self.resolve(at + 1, close, _inner_level(letter, inside, level))
                at = close
            else:
                at += 1
        classes = "".join(self.classes[k] for k in sequence)
        found = _sequence_levels(classes, [self.text[k] for k in sequence], level)
        for k, resolved in zip(sequence, found, strict=True):
            self.levels[k] = resolved

    def fill_ignored(self, base: int) -> None:
        for at, letter in enumerate(self.classes):
            if letter == _IGNORED:
                self.levels[at] = self.levels[at - 1] if at else base


@lru_cache(4096)
def paragraph_levels(text: str, base: int) -> tuple[int, ...]:
    """Embedding level of each character before lines are cut (no L1)."""
    if base == 0 and not (has_rtl(text) or _ISOLATES.search(text)):
        return (0,) * len(text)
    classes = text.translate(_CLASSES)
    if base == 1 and _RIGHT_TO_LEFT_ONLY.issuperset(classes):
        return (1,) * len(text)
    if _ISOLATED_OR_IGNORED.isdisjoint(classes):
        return tuple(_sequence_levels(classes, text, base))
    resolver = _Resolver(text, classes, base)
    resolver.resolve(0, len(text), base)
    resolver.fill_ignored(base)
    return tuple(resolver.levels)


def line_levels(line: str, levels: Sequence[int], base: int) -> list[int]:
    """L1: blanks at the end of a line and separators go back to the paragraph's level."""
    result = list(levels)
    trailing = True
    separated = not _SEPARATORS.isdisjoint(line)
    for at in range(len(line) - 1, -1, -1):
        letter = _CLASSES[ord(line[at])]
        if letter in "BS":
            trailing = True
        elif letter not in "Wb<>^!":
            if not separated:
                break
            trailing = False
        if trailing:
            result[at] = base
    return result


def levels(text: str, base: int) -> list[int]:
    """Levels of a text that is one line."""
    return line_levels(text, paragraph_levels(text, base), base)


def reorder(levels_of_line: Sequence[int]) -> list[int]:
    """L2: indexes in visual order, left to right."""
    order = list(range(len(levels_of_line)))
    odd = [level for level in levels_of_line if level & 1]
    if not odd:
        return order
    for level in range(max(levels_of_line), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels_of_line[end] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order
