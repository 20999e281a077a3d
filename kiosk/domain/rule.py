"""A rule as the catalogue describes it.  Source: domain.md 2.0.  `kiosk.domain.rules` judges most of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.bilingual import Bilingual


class Weight(StrEnum):
    """What a rule that is not met does to a request."""

    BLOCKS = "blocks"
    ADVISES = "advises"
    REFERS = "refers"
    """Somebody else decides: the centre, or the supervisor."""


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """One answer to the question of a rule."""

    id: str
    name: Bilingual
    good: bool = True
    """Whether the rule is met with it."""
    note: bool = False
    """Whether it must be explained: by whom, when, with which paper."""
    refuses: str = ""
    """Code of the reason for which the request is refused with this answer."""


YES_OR_NO = (
    RuleChoice("yes", Bilingual("بله", "yes")),
    RuleChoice("no", Bilingual("خیر", "no"), good=False),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Something a request must satisfy; `kiosk.domain.rules` judges most of them by their ids."""

    id: str
    text: Bilingual
    why: Bilingual | None = None
    """What it is for, in one sentence."""
    weight: Weight = Weight.ADVISES
    source: str = ""
    """Marks of domain.md."""
    question: Bilingual | None = None
    """Asked where nothing but a person can tell."""
    answers: tuple[RuleChoice, ...] = ()
    centre: bool = False
    """Whether a rule that refers does so to the centre; else to the supervisor."""
    final: bool = False
    """Whether no supervisor may let a request pass it."""

    @property
    def choices(self) -> tuple[RuleChoice, ...]:
        """What the question can be answered with; yes or no where nothing else is said."""
        return self.answers or (YES_OR_NO if self.question else ())

    def choice(self, answer: str) -> RuleChoice | None:
        return next((each for each in self.choices if each.id == answer), None)
