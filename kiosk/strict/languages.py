"""Texts in both languages of the office."""

from __future__ import annotations

from kiosk.domain.bilingual import Bilingual
from kiosk.strict.problems import Wrong, msgid


def both_languages(value: Bilingual) -> Bilingual:
    if not value.fa.strip() or not value.en.strip():
        raise Wrong(msgid("must be filled in, in both languages"))
    return value
