"""What a clerk typed or scanned into the one box of the reception."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.domain import national_code, seal, tracking
from kiosk.domain.errors import Refused
from kiosk.domain.hand_sheet import is_sheet
from kiosk.domain.ticket_number import is_ticket
from kiosk.text.digits import to_ascii
from kiosk.text.fold import normalise, search_key
from kiosk.text.keyboard import latin_keys, likely_layouts

MIN_NAME = 3

_PASSPORT = re.compile(r"[A-Z][0-9]{8}")
_PASSPORT_BEGUN = re.compile(r"[A-Z][0-9]{1,7}")
_CODE_BEGUN = re.compile(r"(?=.*[0-9])[A-Z0-9]+")
_LETTERS = re.compile(r"[A-Z]{12}")
_BETWEEN = "\\s\u00a0\u2010\u2011\u2013\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff-"
"""What stands between the characters of a code: blanks, hyphens, and the unseen marks of a copied text."""
_SEPARATOR = re.compile(f"[{_BETWEEN}]")
_SEPARATORS = re.compile(f"[{_BETWEEN}]+")


class Kind(StrEnum):
    NOTHING = "nothing"
    RECEIPT = "receipt"
    NATIONAL_CODE = "national-code"
    TRACKING_CODE = "tracking-code"
    LEGACY_CODE = "legacy-code"
    """Of the former system; only a look-up can tell, since nobody knows its form."""
    PASSPORT = "passport"
    NAME = "name"
    TICKET = "ticket"
    """Leads to no card: a counter calls it."""
    SHEET = "sheet"
    """Leads to no card: what was written on it by hand is entered."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the text is, its folded value, and what is still wrong with it (None: ready to look up)."""

    kind: Kind
    value: str
    problem: Refused | None = None
    persian_keys: bool = False
    """A code that was typed or scanned while the keyboard was set to Persian."""


def recognise(text: str) -> Recognised:
    """Never raises: what is wrong comes back as `problem`, for the hint beside the box."""
    read = _as_it_stands(text)
    if read.kind is Kind.NAME or read.problem is not None:
        return _behind_persian_keys(text.strip()) or read
    return read


def recognise_at_counter(text: str) -> Recognised:
    """As `recognise`, where tickets are called and sheets are entered as well."""
    kind = _counted(text)
    if kind is not None:
        return Recognised(kind, text.strip())
    for layout in likely_layouts(text.strip()):
        keys = latin_keys(text.strip(), layout)
        kind = None if keys is None else _counted(keys)
        if keys is not None and kind is not None:
            return Recognised(kind, keys, persian_keys=True)
    return recognise(text)


def _counted(text: str) -> Kind | None:
    """A ticket or a sheet, whose numbers are given one after the other."""
    if is_ticket(text):
        return Kind.TICKET
    return Kind.SHEET if is_sheet(text) else None


def _as_it_stands(text: str) -> Recognised:
    folded = to_ascii(normalise(text)).strip()
    if not folded:
        return Recognised(Kind.NOTHING, "")
    tight = _SEPARATOR.sub("", folded).upper()
    if tight.isascii() and tight.isdigit():
        return _digits(tight)
    if _PASSPORT.fullmatch(tight):
        return Recognised(Kind.PASSPORT, tight)
    if _PASSPORT_BEGUN.fullmatch(tight):
        return Recognised(Kind.PASSPORT, tight, Refused("passport.length", length=len(tight)))
    if _CODE_BEGUN.fullmatch(tight):
        return _tracking_code(tight)
    if _LETTERS.fullmatch(tight) and _in_fours(folded):
        return _code_or_name(tight, folded)
    return _name(folded)


def _behind_persian_keys(text: str) -> Recognised | None:
    """The code whose keys were pressed.  What could be a name, small letters without a digit, stays one."""
    for layout in likely_layouts(text):
        keys = latin_keys(text, layout)
        if keys is None or not (keys.isupper() or any(key.isdigit() for key in keys)):
            continue
        read = _as_it_stands(keys)
        if read.kind in (Kind.TRACKING_CODE, Kind.PASSPORT) and read.problem is None:
            return replace(read, persian_keys=True)
    return None


def _digits(text: str) -> Recognised:
    if len(text) == tracking.LENGTH:
        code = _tracking_code(text)
        if code.problem is None:
            return code
    if len(text) > tracking.LENGTH:
        try:
            seal.parse(text)
        except Refused as problem:
            return Recognised(Kind.RECEIPT, text, problem)
        return Recognised(Kind.RECEIPT, text)
    try:
        return Recognised(Kind.NATIONAL_CODE, national_code.parse(text))
    except Refused as problem:
        return Recognised(Kind.NATIONAL_CODE, text, problem)


def _tracking_code(tight: str) -> Recognised:
    try:
        return Recognised(Kind.TRACKING_CODE, tracking.parse(tight))
    except Refused as problem:
        return Recognised(Kind.TRACKING_CODE, tight, problem)


def _code_or_name(tight: str, folded: str) -> Recognised:
    code = _tracking_code(tight)
    return _name(folded) if code.problem else code


def _in_fours(folded: str) -> bool:
    """Whether letters stand in one piece or as codes are printed; a name falls into other pieces."""
    pieces = [len(piece) for piece in _SEPARATORS.split(folded)]
    return pieces in ([12], [4, 4, 4])


def _name(folded: str) -> Recognised:
    key = search_key(folded)
    if len(key) < MIN_NAME:
        return Recognised(Kind.NAME, folded, Refused("name.too-short", least=MIN_NAME))
    return Recognised(Kind.NAME, folded)
