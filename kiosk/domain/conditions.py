"""Which conditional documents a request needs, as far as its facts tell.  Source: domain.md 2.0, 2.2 to 2.5.

The ids are those of the catalogue's rules.  What only a conversation can tell stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from kiosk.domain.answers import age_on
from kiosk.domain.card import PersonFile
from kiosk.domain.catalogue import Catalogue, Service
from kiosk.domain.draft import SELF
from kiosk.domain.guardian import OF_AGE
from kiosk.domain.person import Marital, MilitaryStatus, PermitKind, Sex
from kiosk.domain.verification import Slot

EXEMPT_AGE = 50
"""Source: rule R3 of domain.md."""

_GUARDIANS = frozenset({"father", "paternal-grandfather", "guardian"})
_RELEASED = frozenset({MilitaryStatus.SERVED, MilitaryStatus.EXEMPT})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when a request is registered."""

    subject: PersonFile
    basis: str
    answers: Mapping[str, str]
    today: date

    @property
    def age(self) -> int:
        return age_on(self.subject.person.birth_date, self.today)

    @property
    def is_man(self) -> bool:
        return self.subject.person.sex is Sex.MALE

    def said(self, field: str, *among: str) -> bool | None:
        """Whether an answer is one of these; None: it was not asked or not given."""
        answer = self.answers.get(field, "")
        return answer in among if answer else None


def _married_woman(facts: Facts) -> bool | None:
    # The two exemptions of rule R2 cannot be read off the registration.
    wife = not facts.is_man and facts.subject.person.marital is Marital.MARRIED
    return None if wife else False


def _refugee(facts: Facts) -> bool | None:
    permit = facts.subject.permit
    return None if permit is None else permit.kind is PermitKind.REFUGEE


def _conscript_student(facts: Facts) -> bool | None:
    status = facts.subject.person.military_status
    if not facts.is_man or status in _RELEASED:
        return False
    return None if status is None else True


def _formerly_married(facts: Facts) -> bool | None:
    said = facts.said("marital_history", "divorced", "widowed")
    recorded = facts.subject.person.marital in (Marital.DIVORCED, Marital.WIDOWED)
    return recorded if said is None else said or recorded


def _first_marriage(facts: Facts) -> bool | None:
    if facts.is_man or facts.said("event_kind", "marriage") is False:
        return False
    return None


def _by_guardian(facts: Facts) -> bool | None:
    if facts.basis == SELF:
        return False
    return True if facts.basis in _GUARDIANS else None


_JUDGED: Mapping[str, Callable[[Facts], bool | None]] = {
    "minor": lambda facts: facts.age < OF_AGE,
    "military-age": lambda facts: facts.is_man and OF_AGE <= facts.age < EXEMPT_AGE,
    "married-woman": _married_woman,
    "refugee": _refugee,
    "conscript-student": _conscript_student,
    "formerly-married": _formerly_married,
    "first-marriage": _first_marriage,
    "by-guardian": _by_guardian,
    "by-proxy": lambda facts: True if facts.basis == "proxy" else None,
    "passport-lost": lambda facts: facts.said("no_passport_because", "lost"),
    "passport-burnt": lambda facts: facts.said("damage", "burnt"),
    "marriage-registered": lambda facts: facts.said("event_kind", "marriage"),
    "property-matter": lambda facts: facts.said("poa_kind", "real-estate", "vehicle"),
    "with-dependants": lambda facts: bool(facts.answers.get("dependants", "").strip()),
}


def due(rule: str, facts: Facts) -> bool | None:
    """Whether the rule applies; None: only somebody who asks can tell."""
    judge = _JUDGED.get(rule)
    return None if judge is None else judge(facts)


def slots_for(catalogue: Catalogue, service: Service, facts: Facts) -> tuple[Slot, ...]:
    """The documents of the request in the catalogue's order.

    A document whose rule does not apply has none; one that may be due has a slot that need not be filled.
    """
    wanted = [
        (kind, applies)
        for each, kind in catalogue.asked_for(service)
        if (applies := each.mandatory or due(each.when or "", facts)) is not False
    ]
    return tuple(
        Slot(line, kind.id, applies is True, kind.original, version=1)
        for line, (kind, applies) in enumerate(wanted, 1)
    )
