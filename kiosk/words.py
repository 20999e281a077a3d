"""Every visible word: English msgids, Persian from the catalogue in `kiosk/locale`.

A value put into a Persian sentence is wrapped in isolates, so that its direction cannot disturb the
sentence's; the display layer resolves them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import get_args

from kiosk.domain.bilingual import Bilingual, Language
from kiosk.domain.calendar import jalali_text, weekday_name
from kiosk.domain.errors import KioskError, Refused
from kiosk.fact_names import FACT_NAMES
from kiosk.sentences import LABELS, SENTENCES
from kiosk.text.bidi import FSI, LRI, PDI, RLI, isolate, isolate_ltr, strip_isolates
from kiosk.text.digits import to_persian

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "kiosk"

CODED = frozenset({"state", "current", "to", "verdict", "kind", "role", "field", "fact"})
"""Holes whose plain text may be a code of `LABELS` or the name of a fact.

In every other hole a text is data: a clerk whose sign-in name is "supervisor" keeps it.
"""

GAP = "…"
"""Stands in a refusal for a detail that was not given: the rest of the sentence still reaches the officer."""


class Words:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def __call__(self, msgid: str, /, **values: object) -> str:
        """The sentence in this language, its `{holes}` filled.

        Raises:
            LookupError: a hole has no value, which is a fault of the caller.
        """
        return self._filled(msgid, _Values(self, values, msgid))

    def error(self, error: KioskError) -> str:
        """The sentence for a refusal."""
        msgid = SENTENCES.get(error.key)
        return error.key if msgid is None else self._filled(msgid, _Details(self, error.details, msgid))

    def problem(self, key: str) -> str:
        """The sentence for a refusal of which nothing but its key was kept."""
        return self.error(KioskError(key))

    def value(self, value: object) -> str:
        """A value as it stands inside a sentence; a coded one by its words."""
        match value:
            case None:
                return "–"
            case Bilingual():
                return self._isolated(value[self.language])
            case datetime():
                return self.moment(value)
            case date():
                return self.day(value)
            case Enum():
                return self._isolated(self.label(str(value.value)))
            case int() if not isinstance(value, bool):
                return self.number(value)
            case list() | tuple():
                return self.series(self.value(each) for each in value)
            case frozenset():
                return self.value(sorted(value, key=str))
            case _:
                return self._isolated(self.label(str(value)))

    def label(self, code: str) -> str:
        """The words for a coded value (a state, a verdict, a fact); the code itself if it has none."""
        msgid = LABELS.get(code) or FACT_NAMES.get(code)
        return code if msgid is None else self(msgid)

    def pick(self, text: Bilingual) -> str:
        return text[self.language]

    def station(self, code: str) -> str:
        """A station by its code, `lobby-1`."""
        kind, _, number = code.rpartition("-")
        if not number.isdecimal():
            return code
        # Its direction inside a sentence is that of its words, which isolates would hide.
        return strip_isolates(self("{kind} {number}", kind=self.label(kind), number=int(number)))

    def series(self, parts: Iterable[str]) -> str:
        """Parts of one line, with this language's commas."""
        return ("، " if self.language == "fa" else ", ").join(parts)

    def number(self, value: int) -> str:
        return self.digits(str(value))

    def digits(self, text: str) -> str:
        """Digits of this language; letters stay."""
        return to_persian(text) if self.language == "fa" else text

    def day(self, day: date) -> str:
        """Jalali first, Gregorian in brackets (domain.md 3.6); Gregorian alone where Jalali ends."""
        gregorian = day.isoformat()
        try:
            jalali = jalali_text(day)
        except Refused:
            return self.code(gregorian)
        if self.language == "fa":
            return f"{isolate_ltr(to_persian(jalali))} ({isolate_ltr(gregorian)})"
        return f"{gregorian} ({jalali})"

    def short_day(self, day: date) -> str:
        """The one calendar that this language's readers use first."""
        if self.language == "en":
            return day.isoformat()
        try:
            return isolate_ltr(to_persian(jalali_text(day)))
        except Refused:
            return isolate_ltr(day.isoformat())

    def seen(self, text: str) -> str:
        """A text that may be a stored day; what is no day stands as it is."""
        # The first screen shows no stored day and starts without their reader.
        from kiosk.domain.typed_day import kept_day

        day = kept_day(text)
        return self.data(text) if day is None else self.day(day)

    def full_day(self, day: date) -> str:
        """With its weekday first."""
        return f"{self.pick(weekday_name(day))} {self.day(day)}"

    def moment(self, moment: datetime) -> str:
        """Day and time of day, both as they stand: bring it into the office's zone first."""
        return f"{self.short_day(moment.date())} {self.time(moment)}"

    def time(self, moment: datetime) -> str:
        return self.code(self.digits(f"{moment:%H:%M}"))

    def code(self, code: str) -> str:
        """A Latin code inside a sentence."""
        return isolate_ltr(code) if self.language == "fa" else code

    def data(self, text: str) -> str:
        """A text of somebody else's inside a sentence, whatever it says."""
        return self._isolated(text)

    def _filled(self, msgid: str, values: _Values) -> str:
        if not msgid:
            # gettext answers the empty msgid with the catalogue's header.
            return ""
        return _translated(self.language)(msgid).format_map(values)

    def _isolated(self, text: str) -> str:
        return text if self.language == "en" else isolate(text if _closed(text) else strip_isolates(text))


class _Values:
    """What `str.format_map` asks for the value of each hole; only what the sentence shows is written out."""

    def __init__(self, words: Words, values: Mapping[str, object], msgid: str) -> None:
        self._words = words
        self._values = values
        self._msgid = msgid

    def __getitem__(self, hole: str) -> str:
        if hole not in self._values:
            return self.absent(hole)
        value = self._values[hole]
        if isinstance(value, str) and not isinstance(value, Enum) and hole not in CODED:
            return self._words.data(value)
        return self._words.value(value)

    def absent(self, hole: str) -> str:
        raise LookupError(f"no value for {{{hole}}} in {self._msgid!r}")


class _Details(_Values):
    """The details of a refusal."""

    def absent(self, hole: str) -> str:
        return GAP


def _closed(text: str) -> bool:
    """Whether each isolate in it ends in it, so that it cannot end the one around it."""
    depth = 0
    for character in text:
        if character in (LRI, RLI, FSI):
            depth += 1
        elif character == PDI:
            depth -= 1
        if depth < 0:
            return False
    return depth == 0


def load_words() -> None:
    """Read the sentences of every language now, so that no change of language waits for a file."""
    for language in get_args(Language):
        _translated(language)


@lru_cache(2)
def _translated(language: Language) -> Callable[[str], str]:
    if language == "en":
        return str
    # An English screen starts without it.
    from gettext import translation

    return translation(DOMAIN, LOCALE, [language]).gettext
