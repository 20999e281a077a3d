"""The Iranian national code: ten digits, the last one a check digit.  Source: domain.md 3.2.

The check digit catches slips of the finger; it proves nobody's identity.
"""

from __future__ import annotations

import re

from kiosk.domain.errors import Refused
from kiosk.text.digits import to_ascii

LENGTH = 10

_SEPARATORS = re.compile(r"[\s\u00a0\u2010\u2011\u2013-]+")
_DIGITS = re.compile(r"[0-9]+")


def parse(text: str) -> str:
    """Typed text → ten ASCII digits; Persian digits, spaces and the 3-6-1 hyphens are accepted.

    Raises:
        Refused: "national-code.empty", "national-code.letters", "national-code.length" (length),
            "national-code.padded" (value: the code with its leading zeros, for the person to confirm),
            "national-code.all-equal", "national-code.check-digit".
    """
    code = _SEPARATORS.sub("", to_ascii(text))
    if not code:
        raise Refused("national-code.empty")
    if not _DIGITS.fullmatch(code):
        raise Refused("national-code.letters")
    if len(code) != LENGTH:
        raise _wrong_length(code)
    if _all_equal(code):
        raise Refused("national-code.all-equal")
    if not check(code):
        # The right digit stays unsaid: the slip may be in any of the ten, and changing the last one hides it.
        raise Refused("national-code.check-digit")
    return code


def check(code: str) -> bool:
    """Whether ten ASCII digits are a possible code."""
    if len(code) != LENGTH or not _DIGITS.fullmatch(code) or _all_equal(code):
        return False
    return _check_digit(code[:-1]) == code[-1]


def make(nine_digits: str) -> str:
    """Nine ASCII digits and their check digit.

    Raises:
        Refused: "national-code.length", "national-code.letters", "national-code.all-equal".
    """
    if not _DIGITS.fullmatch(nine_digits):
        raise Refused("national-code.letters")
    if len(nine_digits) != LENGTH - 1:
        raise Refused("national-code.length", length=len(nine_digits))
    code = nine_digits + _check_digit(nine_digits)
    if _all_equal(code):
        raise Refused("national-code.all-equal")
    return code


def mask(code: str) -> str:
    """`••••••3810`: enough to tell two people apart, too little to use."""
    return "•" * (len(code) - 4) + code[-4:]


def _check_digit(nine_digits: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(nine_digits, range(10, 1, -1), strict=True))
    rest = total % 11
    return str(rest if rest < 2 else 11 - rest)


def _all_equal(code: str) -> bool:
    return len(set(code)) == 1


def _wrong_length(code: str) -> Refused:
    padded = code.zfill(LENGTH)
    if LENGTH - 2 <= len(code) < LENGTH and check(padded):
        return Refused("national-code.padded", value=padded)
    return Refused("national-code.length", length=len(code))
