"""How a name sounds: a key on which its Persian and its Latin spellings meet.

A key is the name's consonants in classes that both scripts can tell, with a head and a tail:

    b d f h j k l m n p r s t v z   as in Latin; s: ث س ص, z: ذ ز ض ظ, t: ت ط, h: ح ه, j: ج ژ
    c: چ ch    g: گ غ ق g gh q      w: ش sh    x: خ kh
    head    a: the name begins with a vowel (ا ع)       y: with ی
    tail    a: it ends in a, e, ا, ه or ح (both may stand for «ـه»)   i: in ی i y ee   o: in و o u

Vowels between are left out, as Persian writes few of them, and doubled consonants are one.
«و» is a consonant here and a vowel there, and «sh» may be «سه»: such a name has several keys.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from kiosk.text.fold import ZWNJ, normalise

_MANY = 3
"""So many letters of a name may be read in two ways; the rest is read in the usual one."""

_TWICE = re.compile(r"(.)\1+")
_PERSIAN = re.compile("[\u0620-\u064a\u066e-\u06d3]")

_CLASSES = {
    letter: sound
    for letters, sound in (
        ("ب", "b"), ("پ", "p"), ("تط", "t"), ("ثسص", "s"), ("جژ", "j"), ("چ", "c"), ("حه", "h"),
        ("خ", "x"), ("د", "d"), ("ذزضظ", "z"), ("ر", "r"), ("ش", "w"), ("غقگ", "g"), ("ف", "f"),
        ("ک", "k"), ("ل", "l"), ("م", "m"), ("ن", "n"), ("و", "v"),
    )
    for letter in letters
}  # fmt: skip
_ONE_ALEF = str.maketrans("آأإٱۀة", "ااااهه")
# A hamza on its chair is a vowel or a stop, and Latin spellings show neither.
_UNHEARD = re.compile(f"[^\u0620-\u064a\u066e-\u06d3]|[ءؤئـ{ZWNJ}]")
_SILENT_WAW = re.compile("خوا")
_SILENT_HEH = re.compile(f"ه(?={ZWNJ}ای$)")
_IN_A = frozenset(
    ("موسی", "عیسی", "یحیی", "مرتضی", "مصطفی", "مجتبی", "کبری", "صغری", "هدی", "طوبی", "بشری", "سلمی", "ضحی")
)
"""Names whose last ی is read a."""

_LATIN_BREAKS = re.compile("[^a-z'-]")
_SPLIT_H = re.compile("(?<=[a-z])([sz])h")
_LATIN_SOUND = re.compile("sch|t?ch|[kgsz]h|ph|dj|c[eiy]?|[aeo]w(?![aeiouy])|[qwx'-]")
_LATIN_SOUNDS = {
    "sch": "w", "sh": "w", "ch": "c", "tch": "c", "kh": "x", "gh": "g", "q": "g", "zh": "j", "dj": "j",
    "ph": "f", "x": "ks", "c": "k", "ce": "se", "ci": "si", "cy": "sy", "'": "", "-": "",
    "w": "v", "aw": "ao", "ew": "eo", "ow": "oo",
}  # fmt: skip
_LATIN_TAIL = re.compile("[aeiouy]+h?$")
_LATIN_VOWELS = re.compile("[aeiouy]+")


@lru_cache(4096)
def sounds(name: str) -> tuple[str, ...]:
    """The keys of a name, the likeliest first; blanks and joiners do not part it.  Without letters: none."""
    spelt = _persian(name) if _PERSIAN.search(name) else _latin(name)
    return tuple(dict.fromkeys(key for key in spelt if key))


def _latin(name: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).lower()
    letters = _LATIN_BREAKS.sub("", plain)
    yield _latin_key(letters)
    # Eshaghi is اسحاقی: the two letters may belong to two.
    if parted := _SPLIT_H.search(letters):
        yield _latin_key(f"{letters[: parted.end() - 1]}'{letters[parted.end() - 1 :]}")


def _latin_key(letters: str) -> str:
    heard = _LATIN_SOUND.sub(lambda spelt: _LATIN_SOUNDS[spelt[0]], letters)
    body = heard.lstrip("aeiou")
    head = "a" if body != heard else body[:1] if body[:1] == "y" else ""
    body = body.removeprefix("y") if head == "y" else body
    tail = _LATIN_TAIL.search(body)
    core = body[: tail.start()] if tail else body
    return head + _once(_LATIN_VOWELS.sub("", core)) + (_latin_tail(tail[0]) if tail else "")


def _latin_tail(run: str) -> str:
    if run.endswith(("ee", "ie", "i", "y")):
        return "i"
    return "o" if run.endswith(("o", "u")) else "a"


def _persian(name: str) -> Iterator[str]:
    spelt = _SILENT_HEH.sub("", normalise(name).translate(_ONE_ALEF))
    letters = _SILENT_WAW.sub("خا", _UNHEARD.sub("", spelt))
    head = "a" if letters[:1] in ("ا", "ع") else letters[:1].replace("ی", "y")
    begin = len(head) if head in ("a", "y") else 0
    end, tail = _persian_tail(letters)
    readings = [_readings(letters, place) for place in range(begin, max(begin, end))]
    unsure = [place for place, reading in enumerate(readings) if len(reading) > 1]
    for place in unsure[_MANY:]:
        readings[place] = readings[place][:1]
    for chosen in product(*readings):
        yield head[:begin] + _once("".join(chosen)) + (tail if end >= begin else "")


def _persian_tail(letters: str) -> tuple[int, str]:
    """Where the last vowel begins, and its class."""
    end = len(letters.rstrip("ع"))
    match letters[end - 1 : end]:
        case "ی":
            return end - 1, "a" if letters in _IN_A else "i"
        case "و":
            return end - 1, "o"
        case "ه" | "ح" | "ا":
            return end - 1, "a"
    return end, "" if end == len(letters) else "a"


def _readings(letters: str, place: int) -> tuple[str, ...]:
    """What a letter may sound like, the likeliest first."""
    letter, after = letters[place], letters[place + 1 :]
    if letter != "و":
        return (_CLASSES.get(letter, ""),)
    after_alef = place > 1 and letters[place - 1] == "ا"
    return ("v",) if place == 0 or after_alef or after[:1] == "ا" or after == "ی" else ("", "v")


def _once(sounds: str) -> str:
    return _TWICE.sub(r"\1", sounds)
