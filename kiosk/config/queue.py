"""Settings of the waiting room."""

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, NamedTuple

from kiosk.config.checks import between, entries, ticket_letters
from kiosk.strict import Says, Wrong, msgid


class CounterGroups(NamedTuple):
    """What one counter serves."""

    number: Annotated[int, between(1, 99)]
    groups: Annotated[tuple[str, ...], entries(1, 40)]


class Queue(NamedTuple):
    """How tickets are numbered and called; every station needs the same."""

    grace_minutes: Annotated[
        int, Says("Minutes that somebody who was called has to come."), between(1, 30)
    ] = 3
    late_minutes: Annotated[
        int, Says("Minutes after its time that an appointment still counts."), between(0, 120)
    ] = 15
    lease_minutes: Annotated[
        int, Says("Minutes after which a ticket comes back from a counter that went silent."), between(5, 120)
    ] = 20
    letters: Annotated[
        Mapping[str, str],
        Says("Other letters on tickets: a group of the catalogue, or collection, and its letter."),
        ticket_letters,
    ] = MappingProxyType({})
    counters: Annotated[
        tuple[CounterGroups, ...],
        Says("What counters serve, by number; one that is not listed serves every group."),
        entries(0, 99),
    ] = ()

    def contradictions(self) -> Iterator[tuple[str, Wrong]]:
        listed = Counter(each.number for each in self.counters)
        for number in (number for number, times in listed.items() if times > 1):
            yield "counters", Wrong(msgid("lists counter {number} twice"), number=number)
