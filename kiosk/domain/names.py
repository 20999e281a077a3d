"""People's names: what may be entered, and how far two spellings agree.  Source: domain.md 3.1, 3.2, 3.4."""

from __future__ import annotations

import re
from enum import StrEnum

from kiosk.domain.errors import Refused
from kiosk.text.fold import ZWNJ, forbidden, normalise, search_key

LIMIT = 120

_LATIN_FIELD = "_lat"
PERSIAN_LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقلمنهوپچژکگیۀ"
# Short vowels, tashdid and the small hamza are written in some birth booklets.
_PERSIAN_MARKS = "\u064b-\u0652\u0654"
_NOT_PERSIAN = re.compile(f"[^{PERSIAN_LETTERS}{_PERSIAN_MARKS}{ZWNJ} ]")
_NOT_LATIN = re.compile("[^A-Z '-]")
_LETTER = re.compile(f"[{PERSIAN_LETTERS}A-Z]")

_MARKS = re.compile("[\u064b-\u0652\u0670]")
_UNSEEN_NON_JOINER = re.compile(f"(?<=[ءآأؤإادذرزژو]){ZWNJ}")
_LATIN_JOINTS = str.maketrans({"-": " ", "'": None, "’": None})


class NameMatch(StrEnum):
    EQUAL = "equal"
    NORMALISED = "normalised"
    """Equal to the eye: other code points, case, harakat, an unseen non-joiner, a Latin hyphen."""
    SPACING = "spacing"
    """One word here, two there: noted, never aligned silently."""
    NEAR = "near"
    """A slip of one or two letters, another form of hamza, or the words in another order."""
    DIFFERENT = "different"

    @property
    def needs_reason(self) -> bool:
        """Whether a person has to write why the names may pass as one."""
        return self not in (NameMatch.EQUAL, NameMatch.NORMALISED)


def clean_name(text: str, field: str) -> str:
    """The stored spelling of a typed name; fields ending in `_lat` are Latin capitals, all others Persian.

    Raises:
        Refused: "text.forbidden-character" (field, code), "text.empty" (field),
            "text.too-long" (field, length, limit), "text.script" (field, characters).
    """
    bad = forbidden(text)
    if bad:
        raise Refused("text.forbidden-character", field=field, code=f"U+{ord(bad[0]):04X}")
    name = normalise(text)
    latin = field.endswith(_LATIN_FIELD)
    if latin:
        name = name.replace("’", "'").upper()
    if len(name) > LIMIT:
        raise Refused("text.too-long", field=field, length=len(name), limit=LIMIT)
    strange = dict.fromkeys((_NOT_LATIN if latin else _NOT_PERSIAN).findall(name))
    if strange:
        raise Refused("text.script", field=field, characters="".join(strange))
    if not _LETTER.search(name):
        raise Refused("text.empty", field=field)
    return name


def compare(first: str, second: str) -> NameMatch:
    """How far two spellings of a name agree; both in one script."""
    if first == second:
        return NameMatch.EQUAL
    seen, other = _as_seen(first), _as_seen(second)
    if seen == other:
        return NameMatch.NORMALISED
    if _joined(seen) == _joined(other):
        return NameMatch.SPACING
    if sorted(seen.split()) == sorted(other.split()) or _near(search_key(seen), search_key(other)):
        return NameMatch.NEAR
    return NameMatch.DIFFERENT


def _as_seen(name: str) -> str:
    plain = _MARKS.sub("", normalise(name)).upper().translate(_LATIN_JOINTS)
    return _UNSEEN_NON_JOINER.sub("", plain)


def _joined(name: str) -> str:
    return name.replace(" ", "").replace(ZWNJ, "")


def _near(first: str, second: str) -> bool:
    """At most one slip in four letters, and never more than two; short names must be equal."""
    allowed = min(2, min(len(first), len(second)) // 4)
    return abs(len(first) - len(second)) <= allowed and slips(first, second) <= allowed


def slips(first: str, second: str) -> int:
    """Letters put in, left out, replaced, or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        above, row, earlier = row, [i], before
        before = above
        for j, other in enumerate(second, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and other == first[i - 2]:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
