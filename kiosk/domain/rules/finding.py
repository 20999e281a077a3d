"""What a rule finds in a case, and the flag that stands where the decision is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.rule import Rule, RuleChoice, Weight
from kiosk.domain.rules.case import Override, Told
from kiosk.domain.wording import said_date
from kiosk.text.digits import to_persian


class Standing(StrEnum):
    MET = "met"
    BROKEN = "broken"
    OPEN = "open"
    """Only a person can tell, or the walk has not come so far."""
    NOT_APPLICABLE = "rule-not-applicable"


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer of one rule."""

    standing: Standing
    because: Bilingual | None = None
    weight: Weight | None = None
    """Where it weighs otherwise than the rule usually does."""
    asks: bool = False
    """Whether the question of the rule is to be put."""
    by_walk: bool = False
    """Whether the list of documents says it already."""


MET = Finding(Standing.MET)
NOT_APPLICABLE = Finding(Standing.NOT_APPLICABLE)
ASK = Finding(Standing.OPEN, asks=True)
LATER = Finding(Standing.OPEN, by_walk=True)
"""The documents will tell."""


def broken(because: Bilingual | None = None, weight: Weight | None = None) -> Finding:
    return Finding(Standing.BROKEN, because, weight)


def seen(because: Bilingual | None) -> Finding:
    """Broken by what was found on a document."""
    return Finding(Standing.BROKEN, because, by_walk=True)


def ask(because: Bilingual) -> Finding:
    return Finding(Standing.OPEN, because, asks=True)


def said(fa: str, en: str, **values: date | int | str | Bilingual) -> Bilingual:
    """A sentence in both languages, its {holes} filled as each of them writes days and numbers."""
    words = {name: _words(value) for name, value in values.items()}
    return Bilingual(
        fa.format(**{name: word.fa for name, word in words.items()}),
        en.format(**{name: word.en for name, word in words.items()}),
    )


def listed(names: Iterable[Bilingual]) -> Bilingual:
    every = list(dict.fromkeys(names))
    return Bilingual("، ".join(name.fa for name in every), ", ".join(name.en for name in every))


def _words(value: date | int | str | Bilingual) -> Bilingual:
    match value:
        case Bilingual():
            return value
        case date():
            return said_date(value)
        case int():
            return Bilingual(to_persian(str(value)), str(value))
    return Bilingual(value, value)


@dataclass(frozen=True, slots=True)
class Flag:
    """One rule of a request: how it stands, why, and what it does."""

    rule: Rule
    standing: Standing
    weight: Weight
    because: Bilingual | None = None
    asks: bool = False
    """Whether a clerk has to answer the rule's question."""
    by_walk: bool = False
    told: Told | None = None
    """What was answered, where the question counts."""
    overridden: Override | None = None

    @property
    def blocks(self) -> bool:
        return (
            self.weight is Weight.BLOCKS
            and self.standing in (Standing.BROKEN, Standing.OPEN)
            and self.overridden is None
        )

    @property
    def refers(self) -> bool:
        """Whether somebody else is to decide: the centre if `rule.centre`, else the supervisor."""
        return self.weight is Weight.REFERS and self.standing is Standing.BROKEN and self.overridden is None

    @property
    def waits(self) -> bool:
        """Whether nothing can be decided before its question is answered."""
        return self.asks and self.weight is not Weight.ADVISES and self.overridden is None

    @property
    def choice(self) -> RuleChoice | None:
        """The answer that was given."""
        return self.rule.choice(self.told.answer) if self.told else None

    @property
    def refusal(self) -> str:
        """Code of the reason for which the request has to be refused, if it has."""
        given = self.choice
        return given.refuses if given and self.overridden is None else ""
