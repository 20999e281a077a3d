"""What a rule may look at: the request with its person, papers, history and answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.catalogue import DocumentKind, Tariff
from kiosk.domain.conditions import Facts
from kiosk.domain.draft import CAME_TO_NOTHING
from kiosk.domain.request import Channel, RequestState
from kiosk.domain.rules.limits import USUAL_LIMITS, OfficeLimits
from kiosk.domain.typed_day import kept_day
from kiosk.domain.verification import Judgement, Slot, Verdict

_S = RequestState
OUT = frozenset({_S.PRINTED, _S.QC_OK, _S.DELIVERED, _S.CONFIRMED, _S.NOTIFIED, _S.STAMPED, _S.RETURNED})
"""States in which what was asked for has been made."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Another request of the same person at this office."""

    service: str
    state: RequestState
    fields: Mapping[str, str]
    filed_on: date
    made_on: date | None = None
    """When what was asked for was made; None: not yet, or not known."""
    first: bool = True
    """Whether it was filed before the one that is judged."""

    @property
    def stands(self) -> bool:
        return self.state not in CAME_TO_NOTHING

    @property
    def day(self) -> date:
        return self.made_on or self.filed_on


@dataclass(frozen=True, slots=True)
class Told:
    """What a clerk answered to the question of a rule."""

    answer: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """A supervisor let the request pass a rule."""

    reason: str
    login: str


@dataclass(frozen=True, slots=True)
class Case(Facts):
    """A request as the rules see it."""

    slots: tuple[Slot, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    told: Mapping[str, Told] = field(default_factory=dict)
    overrides: Mapping[str, Override] = field(default_factory=dict)
    limits: OfficeLimits = USUAL_LIMITS
    channel: Channel = Channel.PORTAL
    guardian: str | None = None
    """On which basis the register knows the filer as the guardian; None: it does not."""
    fee_seen: bool = False
    price: Tariff | None = None
    """What the request costs; None: nothing."""
    service: str = ""
    before: tuple[str, ...] = ()
    """The services whose yes this one rests on."""
    kinds: Mapping[str, DocumentKind] = field(default_factory=dict)

    def slot(self, kind: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.kind == kind), None)

    def said_of(self, kind: str) -> Verdict | None:
        """The verdict on a document; None: it is not there, or not judged yet."""
        slot = self.slot(kind)
        return slot.verdict if slot else None

    def lacks(self, kind: str) -> bool:
        """Whether the document was looked for and found wanting."""
        return self.said_of(kind) not in (None, Verdict.MATCH, Verdict.NOT_APPLICABLE)

    def awaits(self, kind: str) -> bool:
        """Whether the document is still to be judged."""
        slot = self.slot(kind)
        return slot is not None and slot.check is None

    def judged(self) -> Iterator[tuple[Slot, Judgement]]:
        return ((slot, slot.check.judgement) for slot in self.slots if slot.check)

    def day(self, field_id: str) -> date | None:
        """An answer that is a day."""
        return kept_day(self.answers.get(field_id, ""))

    def number(self, field_id: str) -> int:
        """An answer that is a number; 0 where there is none."""
        text = self.answers.get(field_id, "")
        return int(text) if text.isascii() and text.isdigit() else 0

    def of_service(self, *codes: str) -> tuple[Earlier, ...]:
        return tuple(each for each in self.earlier if each.service in codes)

    def name_of(self, kind: str) -> Bilingual:
        """What a document is called; one that has left the catalogue names itself."""
        return self.kinds[kind].name if kind in self.kinds else Bilingual(kind, kind)
