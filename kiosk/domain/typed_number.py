"""Numbers that people write in many ways and the office stores in one: phones, postcodes, booklets.

Source: domain.md 3.2 to 3.4.
"""

from __future__ import annotations

import re

from kiosk.domain.errors import Refused
from kiosk.domain.lookup import Kind, recognise
from kiosk.domain.names import PERSIAN_LETTERS
from kiosk.text.digits import to_ascii
from kiosk.text.fold import normalise

_BETWEEN = re.compile(r"[\s().\-/\u00a0\u2010-\u2013]+")
_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")
_PHONE = re.compile(r"\+[1-9][0-9]{7,14}")
_DIGITS = re.compile("[0-9]+")
_SERIES = re.compile(f"(?=.)[{PERSIAN_LETTERS}]{{0,4}}[0-9]{{0,4}}(?:/[0-9]{{1,4}})?")

POSTCODE_LENGTH = 10
_ROUTE_LENGTH = 5


def phone(text: str) -> str:
    """E.164: `+` and 8 to 15 digits; `00` stands for the `+`, and a `(0)` between is left out.

    Raises:
        Refused: "phone.characters", "phone.country", "phone.length" (details: digits).
    """
    number = _BETWEEN.sub("", _TRUNK_ZERO.sub("", to_ascii(text)))
    if number.startswith("00"):
        number = f"+{number[2:]}"
    if not _DIGITS.fullmatch(number.removeprefix("+")):
        raise Refused("phone.characters")
    if not number.startswith("+") or number.startswith("+0"):
        raise Refused("phone.country")
    if not _PHONE.fullmatch(number):
        raise Refused("phone.length", digits=len(number) - 1)
    return number


def postal_iran(text: str) -> str:
    """Ten digits; an Iranian postcode has neither 0 nor 2 in its first five.

    Raises:
        Refused: "postcode.characters", "postcode.length" (details: digits), "postcode.route".
    """
    code = _BETWEEN.sub("", to_ascii(text))
    if not _DIGITS.fullmatch(code):
        raise Refused("postcode.characters")
    if len(code) != POSTCODE_LENGTH:
        raise Refused("postcode.length", digits=len(code))
    if set(code[:_ROUTE_LENGTH]) & set("02"):
        raise Refused("postcode.route")
    return code


def passport(text: str) -> str:
    """One capital letter and eight digits, also when typed under a Persian keyboard.

    Raises:
        Refused: "passport.length" (details: length), "passport.form".
    """
    read = recognise(text)
    if read.kind is not Kind.PASSPORT:
        raise Refused("passport.form")
    if read.problem is not None:
        raise read.problem
    return read.value


def digits(text: str) -> str:
    """ASCII digits without what stands between them; leading zeros are kept.

    Raises:
        Refused: "digits.characters".
    """
    code = _BETWEEN.sub("", to_ascii(text))
    if not _DIGITS.fullmatch(code):
        raise Refused("digits.characters")
    return code


def booklet_series(text: str) -> str:
    """Letters, then digits, as `الف12`; how long each is, no source tells, so all of them pass.

    Raises:
        Refused: "booklet.series".
    """
    series = re.sub("[ \u200c-]", "", to_ascii(normalise(text)))
    if not _SERIES.fullmatch(series):
        raise Refused("booklet.series")
    return series
