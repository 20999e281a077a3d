"""The machine-readable zone of a passport (TD3, two lines of 44).  Source: ICAO Doc 9303, parts 3 and 4.

A zone whose check digits hold can still be wrong: names, issuer, nationality and sex carry none,
and values equal modulo 10 pass.  So what is read here is proposed to a person, never believed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle

from kiosk.domain.errors import Refused

LENGTH = 44

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LINE = re.compile(r"[A-Z0-9<]*")
_NAMES = re.compile(r"(?P<surname>[A-Z]+(<[A-Z]+)*)(<<(?P<given>[A-Z]+(<[A-Z]+)*))?<*")
_COUNTRY = re.compile(r"[A-Z][A-Z<]{2}")
_SPECIAL_LETTERS = {
    "Ä": "AE", "Å": "AA", "Æ": "AE", "Ð": "D", "Ø": "OE", "Ö": "OE", "Ü": "UE", "Þ": "TH",
    "Œ": "OE", "Ł": "L", "Đ": "D", "Ħ": "H", "Ŧ": "T",
}  # fmt: skip
_DROPPED = "'’`.ʹ"


@dataclass(frozen=True, slots=True)
class Mrz:
    """What a data page says to a machine; names as words between spaces, countries as in ISO 3166 alpha-3."""

    document: str
    issuer: str
    nationality: str
    surname: str
    given: str
    birth: date
    sex: str
    """`F`, `M` or `X` (not stated)."""
    expiry: date
    personal: str = ""


def parse_td3(lines: str | Sequence[str], today: date) -> Mrz:
    """Two lines, or both in one text → the facts; `today` decides the century.

    Raises:
        Refused: "mrz.length" (length), "mrz.characters" (characters), "mrz.kind", "mrz.names", "mrz.country",
            "mrz.document-check", "mrz.birth-check", "mrz.expiry-check", "mrz.personal-check",
            "mrz.composite-check", "mrz.date" (value), "mrz.sex" (value).
    """
    upper, lower = _two_lines(lines)
    _verify(lower)
    surname, given = _names(upper)
    sex = lower[20]
    if sex not in "FM<":
        raise Refused("mrz.sex", value=sex)
    return Mrz(
        document=lower[:9].rstrip("<"),
        issuer=_country(upper[2:5]),
        nationality=_country(lower[10:13]),
        surname=surname,
        given=given,
        birth=_birth(lower[13:19], today),
        sex="X" if sex == "<" else sex,
        expiry=_expiry(lower[21:27], today),
        personal=lower[28:42].rstrip("<"),
    )


def compose_td3(facts: Mrz) -> tuple[str, str]:
    """The two lines; a name that does not fit is cut as the standard allows.

    Raises:
        Refused: "mrz.characters" (characters) when a code holds anything but A–Z and 0–9,
            "mrz.length" (length) when the document or personal number is too long.
    """
    upper = _filled("P<" + _filled(facts.issuer, 3) + _name_field(facts.surname, facts.given), LENGTH)
    number = _checked(_filled(facts.document, 9))
    birth = _checked(f"{facts.birth:%y%m%d}")
    expiry = _checked(f"{facts.expiry:%y%m%d}")
    personal = _filled(facts.personal, 14)
    personal += check_digit(personal) if facts.personal else "<"
    sex = facts.sex if facts.sex in "FM" else "<"
    lower = number + _filled(facts.nationality, 3) + birth + sex + expiry + personal
    lower += check_digit(number + birth + expiry + personal)
    _refuse_characters(upper + lower)
    return upper, lower


def check_digit(field: str) -> str:
    """Weights 7-3-1, A = 10 … Z = 35, `<` = 0, modulo 10."""
    _refuse_characters(field)
    return str(sum(_value(character) * weight for character, weight in zip(field, cycle((7, 3, 1)))) % 10)


def transliterate(text: str) -> str:
    """A Latin name → A–Z and `<` between its words: `d'Été-Müller` → `DETE<MUELLER`.

    Raises:
        Refused: "mrz.characters" (characters) for letters without a Latin spelling.
    """
    letters = unicodedata.normalize("NFC", text.upper())
    spelled = "".join(_spelled(letter) for letter in letters if letter not in _DROPPED)
    field = "<".join(re.split(r"[\s<\u2010\u2011\u2013-]+", spelled.strip()))
    unknown = "".join(sorted(set(field) - set(_ALPHABET[10:]) - {"<"}))
    if unknown:
        raise Refused("mrz.characters", characters=unknown)
    return field.strip("<")


def _two_lines(lines: str | Sequence[str]) -> tuple[str, str]:
    if isinstance(lines, str):
        joined = "".join(lines.split())
        lines = (joined[:LENGTH], joined[LENGTH:])
    cleaned = [_upper("".join(line.split())) for line in lines]
    for line in cleaned:
        _refuse_characters(line)
        if len(line) != LENGTH:
            raise Refused("mrz.length", length=len(line))
    if len(cleaned) != 2:
        raise Refused("mrz.length", length=len(cleaned) * LENGTH)
    return cleaned[0], cleaned[1]


def _upper(line: str) -> str:
    # str.upper would also turn ß into SS and ſ into S, which no reader of this zone ever sends.
    return line.translate({ord(letter.lower()): letter for letter in _ALPHABET[10:]})


def _refuse_characters(line: str) -> None:
    if not _LINE.fullmatch(line):
        raise Refused("mrz.characters", characters="".join(sorted(set(_LINE.sub("", line)))))


def _verify(lower: str) -> None:
    for key, field, digit in (
        ("mrz.document-check", lower[:9], lower[9]),
        ("mrz.birth-check", lower[13:19], lower[19]),
        ("mrz.expiry-check", lower[21:27], lower[27]),
        ("mrz.personal-check", lower[28:42], lower[42]),
        ("mrz.composite-check", lower[:10] + lower[13:20] + lower[21:43], lower[43]),
    ):
        if check_digit(field) != digit and not _empty_personal(key, field, digit):
            raise Refused(key)


def _empty_personal(key: str, field: str, digit: str) -> bool:
    """An unused personal number may carry `<` for its check digit."""
    return key == "mrz.personal-check" and digit == "<" and not field.strip("<")


def _names(upper: str) -> tuple[str, str]:
    if upper[0] != "P":
        raise Refused("mrz.kind", value=upper[0])
    names = _NAMES.fullmatch(upper[5:])
    if names is None:
        raise Refused("mrz.names")
    return names["surname"].replace("<", " "), (names["given"] or "").replace("<", " ")


def _country(field: str) -> str:
    if not _COUNTRY.fullmatch(field):
        raise Refused("mrz.country", value=field)
    return field.rstrip("<")


def _birth(field: str, today: date) -> date:
    """The latest possible century that is not in the future."""
    year, month, day = _pairs(field)
    year += today.year // 100 * 100
    if (year, month, day) > (today.year, today.month, today.day):
        year -= 100
    return _day(field, year, month, day)


def _expiry(field: str, today: date) -> date:
    """The century nearest to today: papers may have ended long ago, and last ten years at most."""
    year, month, day = _pairs(field)
    year += today.year // 100 * 100
    if year > today.year + 50:
        year -= 100
    elif year <= today.year - 50:
        year += 100
    return _day(field, year, month, day)


def _pairs(field: str) -> tuple[int, int, int]:
    if not field.isdecimal():
        raise Refused("mrz.date", value=field)
    return int(field[:2]), int(field[2:4]), int(field[4:])


def _day(field: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Refused("mrz.date", value=field) from None


def _value(character: str) -> int:
    return 0 if character == "<" else _ALPHABET.index(character)


def _checked(field: str) -> str:
    return field + check_digit(field)


def _filled(field: str, length: int) -> str:
    if len(field) > length:
        raise Refused("mrz.length", length=len(field))
    return field.ljust(length, "<")


def _spelled(letter: str) -> str:
    if letter in _SPECIAL_LETTERS:
        return _SPECIAL_LETTERS[letter]
    return unicodedata.normalize("NFD", letter)[0]


def _name_field(surname: str, given: str) -> str:
    """39 characters; the surname leaves room for one letter of the given name at least."""
    room = LENGTH - 5
    first, second = transliterate(surname), transliterate(given)
    if not second:
        return first[:room].rstrip("<")
    first = first[: room - 3].rstrip("<")
    return f"{first}<<{second}"[:room].rstrip("<")
