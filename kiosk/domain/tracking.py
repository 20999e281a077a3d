"""Tracking codes: twelve characters a person can read over the telephone.

No 0, O, 1 or I.  The last character checks the eleven before it: together they spell a word of the
code over GF(32) with weights 1, a, a², …, so every single wrong character and every swap of two
characters, neighbours or not, is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kiosk.domain.errors import Refused
from kiosk.text.digits import to_ascii

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 12
RANDOM_BITS = 55

_SEPARATORS = str.maketrans("", "", " -\u00a0\u2010\u2011\u2013\t\r\n")
_FORMER_NAME = re.compile(r"^\W*(?:تاک|TAK(?=[^A-Z0-9]))", re.IGNORECASE)
_NOT_OF_CODES = re.compile(r"[\W_]+")
_LEGACY = re.compile(r"(?=.*[0-9])[A-Z0-9]{4,40}")
_FIELD_POLYNOMIAL = 0b100101
"""x⁵ + x² + 1, primitive: the powers of x are 31 different weights."""


def make(random_bits: Callable[[int], int]) -> str:
    """A new code; `random_bits(n)` gives n unguessable bits, as `secrets.randbits` does."""
    bits = random_bits(RANDOM_BITS)
    body = "".join(ALPHABET[bits >> 5 * place & 31] for place in range(LENGTH - 1))
    return body + _check_character(body)


def parse(text: str) -> str:
    """Typed text → the code in capitals, without spaces and hyphens.

    Raises:
        Refused: "tracking-code.length" (length), "tracking-code.characters" (characters),
            "tracking-code.check".
    """
    code = "".join(letter.upper() if letter.isascii() else letter for letter in text.translate(_SEPARATORS))
    unknown = "".join(sorted(set(code) - set(ALPHABET)))
    if unknown:
        raise Refused("tracking-code.characters", characters=unknown)
    if len(code) != LENGTH:
        raise Refused("tracking-code.length", length=len(code))
    if code[-1] != _check_character(code[:-1]):
        raise Refused("tracking-code.check")
    return code


def legacy(text: str) -> str:
    """A code of the former system «تاک», as far as it can be one: capitals and digits in one piece.

    Its form is not known, so anything that a code could be is kept; empty: it cannot be one.
    """
    code = _NOT_OF_CODES.sub("", _FORMER_NAME.sub("", to_ascii(text))).upper()
    return code if code.isascii() and _LEGACY.fullmatch(code) else ""


def grouped(code: str) -> str:
    """`7K4M-Q2XP-9TRA`, as it is printed and read aloud."""
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def _check_character(body: str) -> str:
    """The character of weight 1 that brings the weighted sum to zero."""
    total = 0
    for character in body:
        total = _times_x(total ^ ALPHABET.index(character))
    return ALPHABET[total]


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _FIELD_POLYNOMIAL if doubled & 32 else doubled
