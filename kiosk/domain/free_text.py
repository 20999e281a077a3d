"""Texts that are no names: addresses, reasons, stories.  Sources: domain.md 3.1; security.md 16, 17."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

from kiosk.domain.errors import Refused
from kiosk.text.digits import to_ascii
from kiosk.text.fold import forbidden, normalise

_DIGITS = frozenset("0123456789۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩")
_SIGNS = frozenset({"Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Zs", "Sm", "Sc"})
_MORE_SIGNS = frozenset("°№^`\u200c")
_LINE_ENDS = re.compile("\r\n?|\n")


class Script(Enum):
    LATIN = "latin"
    EITHER = "either"


def clean_line(text: str, field: str, script: Script) -> str:
    """One line in its stored spelling; Latin texts have ASCII digits.

    Raises:
        Refused: "text.forbidden-character" (details: field, code), "text.script" (field, characters),
            "text.signs" (field, characters).
    """
    if bad := forbidden(text):
        raise Refused("text.forbidden-character", field=field, code=f"U+{ord(bad[0]):04X}")
    line = normalise(text)
    if script is Script.LATIN:
        line = to_ascii(line)
    strange = dict.fromkeys(char for char in line if not _known(char, script))
    letters = "".join(char for char in strange if unicodedata.category(char)[0] in "LM")
    if letters:
        raise Refused("text.script", field=field, characters=letters)
    if strange:
        raise Refused("text.signs", field=field, characters="".join(strange))
    return line


def clean_lines(text: str, field: str) -> str:
    """Several lines, each clean, without blank ones at either end.  Raises like `clean_line`."""
    lines = _LINE_ENDS.split(text.replace("\t", " "))
    return "\n".join(clean_line(line, field, Script.EITHER) for line in lines).strip("\n")


def _known(char: str, script: Script) -> bool:
    """Whether it can be written here: look-alikes of other alphabets, pictures and stacked marks cannot."""
    kind = unicodedata.category(char)
    if kind[0] in "LM":
        name = unicodedata.name(char, "")
        return name.startswith("LATIN ") or (script is Script.EITHER and name.startswith("ARABIC "))
    return char in _DIGITS or kind in _SIGNS or char in _MORE_SIGNS
