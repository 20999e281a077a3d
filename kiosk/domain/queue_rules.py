"""What each office sets for its own waiting room in `[queue]` of kiosk.toml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from kiosk.domain.catalogue import Group
from kiosk.domain.opening import Week
from kiosk.domain.queue import COLLECTION

COLLECTION_LETTER = "D"

Groups = Mapping[str, Group]
"""Those of the catalogue, by id."""


@dataclass(frozen=True, slots=True)
class QueueRules:
    grace: timedelta = timedelta(minutes=3)
    """How long somebody who was called has to come."""
    late: timedelta = timedelta(minutes=15)
    """How much after its time an appointment still counts."""
    lease: timedelta = timedelta(minutes=20)
    """How long a counter of which nothing is heard keeps a ticket."""
    letters: Mapping[str, str] = field(default_factory=dict)
    """Group → the office's own letter, where it is not the catalogue's."""
    counters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Station → the groups it serves; a counter that is not named serves all."""
    hours: Mapping[str, Week] = field(default_factory=dict)
    """Group → hours of its own; a group that is not named is served whenever the office is open."""
    slot_minutes: int = 15
    """How long an appointment is, and how far the next one lies from it."""
    at_once: int = 2
    """How many appointments of a group may stand at the same time."""

    def groups(self, groups: Groups) -> tuple[str, ...]:
        """Every group that a ticket can wait in."""
        return (*groups, COLLECTION)

    def served_at(self, station: str, groups: Groups) -> tuple[str, ...]:
        """The groups that this counter serves."""
        served = self.counters.get(station)
        return tuple(each for each in self.groups(groups) if served is None or each in served)

    def letter(self, group: str, groups: Groups) -> str:
        if own := self.letters.get(group):
            return own
        return COLLECTION_LETTER if group == COLLECTION else groups[group].letter

    def clashes(self, groups: Groups) -> tuple[str, ...]:
        """Groups that share their letter with another: their tickets could not be told apart."""
        letters = {group: self.letter(group, groups) for group in self.groups(groups)}
        taken = Counter(letters.values())
        return tuple(group for group, letter in letters.items() if taken[letter] > 1)

    def unknown(self, groups: Groups) -> tuple[str, ...]:
        """Groups that the settings name and nothing else knows."""
        named = {
            *self.letters,
            *self.hours,
            *(group for served in self.counters.values() for group in served),
        }
        return tuple(sorted(named - set(self.groups(groups))))


USUAL_QUEUE = QueueRules()
