"""Every visible word: English msgids, Persian from the catalogue in `kiosk/locale`.

A value put into a Persian sentence is wrapped in isolates, so that its direction cannot disturb the
sentence's; the display layer resolves them.
"""

from __future__ import annotations

import gettext
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from kiosk.domain.bilingual import Bilingual, Language
from kiosk.domain.calendar import to_jalali
from kiosk.domain.errors import KioskError
from kiosk.sentences import LABELS, SENTENCES
from kiosk.text.bidi import isolate, isolate_ltr
from kiosk.text.digits import to_persian

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "kiosk"


class Words:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def __call__(self, msgid: str, **values: object) -> str:
        """The sentence in this language, its `{holes}` filled."""
        sentence = _translations(self.language).gettext(msgid) if msgid else ""
        if not values:
            return sentence
        return sentence.format_map({name: self.value(value) for name, value in values.items()})

    def value(self, value: object) -> str:
        """A value as it stands inside a sentence."""
        match value:
            case Bilingual():
                return self._isolated(value[self.language])
            case datetime():
                return self.moment(value)
            case date():
                return self.day(value)
            case int() if not isinstance(value, bool):
                return self.number(value)
            case _:
                return self._isolated(self.label(str(value)))

    def label(self, code: str) -> str:
        """The words for a coded value (a state, a verdict, a role); the code itself if it has none."""
        msgid = LABELS.get(code)
        return code if msgid is None else _translations(self.language).gettext(msgid)

    def error(self, error: KioskError) -> str:
        """The sentence for a refusal."""
        return self(SENTENCES.get(error.key, error.key), **error.details)

    def pick(self, text: Bilingual) -> str:
        return text[self.language]

    def number(self, value: int) -> str:
        return self.digits(str(value))

    def digits(self, text: str) -> str:
        """Digits of this language; letters stay."""
        return to_persian(text) if self.language == "fa" else text

    def day(self, day: date) -> str:
        """Jalali first, Gregorian in brackets (domain.md 3.6)."""
        year, month, of_month = to_jalali(day)
        jalali = f"{year:04d}/{month:02d}/{of_month:02d}"
        if self.language == "fa":
            return f"{isolate_ltr(to_persian(jalali))} ({isolate_ltr(day.isoformat())})"
        return f"{day.isoformat()} ({jalali})"

    def short_day(self, day: date) -> str:
        """The one calendar that this language's readers use first."""
        if self.language == "fa":
            year, month, of_month = to_jalali(day)
            return isolate_ltr(to_persian(f"{year:04d}/{month:02d}/{of_month:02d}"))
        return day.isoformat()

    def moment(self, moment: datetime) -> str:
        """Day and time of day, both as they stand: bring it into the office's zone first."""
        return f"{self.short_day(moment.date())} {isolate_ltr(self.digits(f'{moment:%H:%M}'))}"

    def code(self, code: str) -> str:
        """A Latin code inside a sentence."""
        return isolate_ltr(code) if self.language == "fa" else code

    def _isolated(self, text: str) -> str:
        return isolate(text) if self.language == "fa" else text


@lru_cache(2)
def _translations(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALE, [language])
