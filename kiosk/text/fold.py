"""One spelling for what is stored, one key for what is searched, and what must never come in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kiosk.text.digits import to_ascii

ZWNJ = "\u200c"
ZWJ = "\u200d"
TATWEEL = "\u0640"

_LETTERS = str.maketrans("\u064a\u0649\u0643", "\u06cc\u06cc\u06a9")
_KEY_LETTERS = str.maketrans("آأإٱؤئۀۂةۃەہھ", "ااااویههههههه")
# Patterns that `re` compiles when they are first needed: the first screen folds nothing.
_PRESENTATION = "[\ufb50-\ufdff\ufe70-\ufefc]"
_SPACES = "[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+"
_STRETCH = f"[{TATWEEL}{ZWJ}]+"
# The era sign «هـ» needs its initial form although no letter follows.
_ERA_SIGN = f"ه[{TATWEEL}{ZWJ}]+(?![^\\W\\d_])"
_ERA_MARK = "\ue000"
_NON_JOINERS = f"{ZWNJ}+"
_UNSEEN_IN_KEY = f"[\u0621\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed{TATWEEL}{ZWNJ} ]"
_ALPHABET = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def _plain_letter(match: re.Match[str]) -> str:
    # Spacing marks (U+FE70…) decompose to a blank and the mark: the blank is no part of the text.
    return unicodedata.normalize("NFKC", match[0]).lstrip(" ")


def _without_stretching(text: str) -> str:
    """Tatweel and ZWJ out, but the one that gives «هـ» its form stays as a tatweel."""
    marked = re.sub(_ERA_SIGN, f"ه{_ERA_MARK}", text)
    return re.sub(_STRETCH, "", marked).replace(_ERA_MARK, TATWEEL)


def _is_letter_beside(text: str, at: int, step: int) -> bool:
    while 0 <= at < len(text):
        kind = unicodedata.category(text[at])
        if step > 0 or kind not in ("Mn", "Me"):
            return kind.startswith("L")
        at += step
    return False


def _joined_only_between_letters(text: str) -> str:
    def keep(match: re.Match[str]) -> str:
        before = _is_letter_beside(text, match.start() - 1, -1)
        return ZWNJ if before and _is_letter_beside(text, match.end(), 1) else ""

    return re.sub(_NON_JOINERS, keep, text)


def normalise(text: str) -> str:
    """The spelling we store: NFC, Persian ی and ک, no presentation forms, single blanks.

    Control and other forbidden characters are left in place for `forbidden` to name.
    """
    plain = _without_stretching(re.sub(_PRESENTATION, _plain_letter, text))
    letters = unicodedata.normalize("NFC", plain).translate(_LETTERS)
    # A joiner beside a blank goes first, or the blank behind it would stay.
    blanks = re.sub(_SPACES, " ", _joined_only_between_letters(letters)).strip(" ")
    return unicodedata.normalize("NFC", blanks)


@lru_cache(4096)
def search_key(text: str) -> str:
    """Equal for two spellings of one name: no harakat, hamza, ZWNJ or blanks, digits ASCII, lower case."""
    letters = normalise(text).translate(_KEY_LETTERS)
    return to_ascii(re.sub(_UNSEEN_IN_KEY, "", letters)).lower()


def alphabetical(text: str) -> list[int]:
    """To sort by: Persian letters in their own order, not that of their codes; Latin ones without marks."""
    # The key knows no «آ», which comes before every «ا».
    letters = "آ".join(unicodedata.normalize("NFD", search_key(part)) for part in text.split("آ"))
    place = {letter: at for at, letter in enumerate(_ALPHABET, 0x600)}
    return [place.get(letter, ord(letter)) for letter in letters if not unicodedata.combining(letter)]


def forbidden(text: str) -> tuple[str, ...]:
    """Characters that may not enter the office, each once, in the order met.

    Controls, bidi controls and every other invisible format character except ZWNJ and ZWJ,
    line and paragraph separators, surrogates, private use, unassigned.
    """
    found = dict.fromkeys(
        char for char in text if unicodedata.category(char) in _REFUSED_CATEGORIES and char not in (ZWNJ, ZWJ)
    )
    return tuple(found)
