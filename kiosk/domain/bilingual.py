"""A text in both languages of the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["fa", "en"]


@dataclass(frozen=True, slots=True)
class Bilingual:
    """Persian first, English beside it."""

    fa: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.fa if language == "fa" else self.en
