"""Looking for people by name: what is kept of a name for it, what is asked, and who stands first.

Keys are made by `search_key`, so that other code points, marks, hamza, joiners and blanks do not matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain

from kiosk.domain.names import slips
from kiosk.text.fold import ZWNJ, search_key
from kiosk.text.sound import sounds

_PARTS = re.compile(f"[\\s{ZWNJ}-]+")
_BETWEEN_WORDS = re.compile(r"[\s-]+")
# Letters beyond a–z too: an accent is not heard.
_LATIN = re.compile("[A-Za-z\u00c0-\u024f'’]+")
_STOPS = str.maketrans(dict.fromkeys("'’"))
_BEGINS = "  "
"""Stands before each word of an index: with it, one letter makes the three that a trigram needs."""

TRIGRAM = 3
MOST_WORDS = 30
"""Nobody has more."""


class Closeness(IntEnum):
    """How near a person is to what was asked; the nearest first."""

    WHOLE = 0
    """The full name, in whichever order."""
    FAMILY = 1
    """The family name begins so."""
    GIVEN = 2
    """The given name, or the full name, begins so."""
    WORDS = 3
    """Words of the name begin so, in whichever order."""
    PARTS = 4
    """It stands somewhere within the name."""
    SOUND = 5
    """Only the sound agrees: another Latin spelling."""


@dataclass(frozen=True, slots=True)
class NameKeys:
    """What is kept of a person's name, in both scripts, to find it by."""

    given_first_fa: str
    """Given name and family name without a blank."""
    family_first_fa: str
    """Family name, a blank, given name."""
    given_first_lat: str
    family_first_lat: str
    words: str
    """Each word with all that follows it in the name, each after two blanks."""
    sounds: str
    """The keys of `kiosk.text.sound`, a blank before and after each."""


def keys_of(persian: tuple[str, str], latin: tuple[str, str]) -> NameKeys:
    """The keys of a given name and a family name, Persian and Latin."""
    (given, family), (given_lat, family_lat) = (tuple(map(_key, names)) for names in (persian, latin))
    heard = dict.fromkeys(chain.from_iterable(map(_heard, (*persian, *latin))))
    return NameKeys(
        given_first_fa=given + family,
        family_first_fa=f"{family} {given}",
        given_first_lat=given_lat + family_lat,
        family_first_lat=f"{family_lat} {given_lat}",
        words=_beginnings(" ".join(persian)) + _beginnings(" ".join(latin)),
        sounds=f" {' '.join(heard)} ",
    )


@dataclass(frozen=True, slots=True)
class NameQuery:
    """What somebody typed to find a person by, as what has to stand in the keys of the person."""

    words: tuple[str, ...]
    """Empty when there is no letter among them, or more of them than anybody has: then it is nobody."""
    family_first: tuple[str, ...]
    """Beginnings of `family_first`: all words are the family name, or the last few are given ones."""
    beginnings: tuple[str, ...]
    """For every word to begin one in `words`."""
    parts: tuple[str, ...]
    """For every word to be a part of one in `words`; a short word has to begin it."""
    sounds: tuple[tuple[str, ...], ...]
    """One of these for every word, in `sounds`.  Empty unless all are Latin: Persian has one spelling."""
    joined_sounds: tuple[str, ...]
    """One of these for all words as one name, in `sounds`: Ali Zadeh is علیزاده too."""

    @property
    def whole(self) -> str:
        """What `given_first` begins with."""
        return "".join(self.words)

    @property
    def latin(self) -> bool:
        return any(map(str.isascii, filter(str.isalpha, self.whole)))

    def closeness(self, keys: NameKeys) -> Closeness:
        """How near a person's name is who was found by this query."""
        families = (keys.family_first_fa, keys.family_first_lat)
        givens = (keys.given_first_fa, keys.given_first_lat)
        if self.whole in givens or any(asked in families for asked in self.family_first):
            return Closeness.WHOLE
        if any(family.startswith(self.family_first) for family in families):
            return Closeness.FAMILY
        if any(given.startswith(self.whole) for given in givens):
            return Closeness.GIVEN
        if all(part in keys.words for part in self.beginnings):
            return Closeness.WORDS
        found = all(part in keys.words for part in self.parts)
        return Closeness.PARTS if found else Closeness.SOUND

    def order(self, keys: NameKeys) -> tuple[int, int]:
        """Sorts the nearest name first; among those that only sound alike, the one with fewest slips."""
        closeness = self.closeness(keys)
        if closeness is not Closeness.SOUND:
            return closeness, 0
        family, _, given = keys.family_first_lat.partition(" ")
        names = (family, given) if len(self.words) == 1 else (family + given, given + family)
        return closeness, min(slips(self.whole, name) for name in names)


def asked(text: str) -> NameQuery:
    """What is to be looked for when `text` was typed."""
    typed = [word for word in _BETWEEN_WORDS.split(text) if _key(word)]
    words = tuple(map(_key, typed))
    if len(words) > MOST_WORDS or not any(map(str.isalpha, "".join(words))):
        return NameQuery((), (), (), (), (), ())
    whole = "".join(words)
    parted = (f"{''.join(words[:at])} {''.join(words[at:])}" for at in range(1, len(words)))
    heard = [tuple(map(_sought, sounds(word))) if _LATIN.fullmatch(word) else () for word in typed]
    alike = tuple(heard) if all(heard) else ()
    return NameQuery(
        words=words,
        family_first=(whole, *parted),
        beginnings=tuple(_BEGINS + word for word in words),
        parts=tuple(word if len(word) >= TRIGRAM else _BEGINS + word for word in words),
        sounds=alike,
        joined_sounds=tuple(map(_sought, sounds(text))) if alike and len(words) > 1 else (),
    )


def _key(text: str) -> str:
    return search_key(_BETWEEN_WORDS.sub("", text)).translate(_STOPS)


def _beginnings(name: str) -> str:
    keys = [_key(part) for part in _PARTS.split(name)]
    return "".join(_BEGINS + "".join(keys[at:]) for at, key in enumerate(keys) if key)


def _heard(name: str) -> tuple[str, ...]:
    """The sounds of a name's words, and of the name as one."""
    return tuple(chain.from_iterable(map(sounds, (*_PARTS.split(name), name))))


def _sought(sound: str) -> str:
    """A longer sound may go on: Mohammad is in Mohammadi."""
    return f" {sound}" if len(sound) >= TRIGRAM else f" {sound} "
