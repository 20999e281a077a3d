"""Settings of the waiting room."""

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, NamedTuple

from kiosk.config.checks import between, entries, ticket_letters
from kiosk.config.hours import opening_hours
from kiosk.strict import Says, Wrong, msgid


class CounterGroups(NamedTuple):
    """What one counter serves."""

    number: Annotated[int, between(1, 99)]
    groups: Annotated[tuple[str, ...], entries(1, 40)]


class GroupHours(NamedTuple):
    """When one group of services is open, where that is not always when the office is."""

    group: str
    opening: Annotated[Mapping[str, str], opening_hours, entries(1, 7)]


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
    hours: Annotated[
        tuple[GroupHours, ...],
        Says("Groups with hours of their own: the group, and its opening as in [calendar]."),
        entries(0, 40),
    ] = ()
    appointment_minutes: Annotated[
        int, Says("Minutes of an appointment, and from one to the next."), between(5, 240)
    ] = 15
    appointments_at_once: Annotated[
        int, Says("Appointments of a group that may stand at the same time."), between(1, 50)
    ] = 2

    def contradictions(self) -> Iterator[tuple[str, Wrong]]:
        listed = Counter(each.number for each in self.counters)
        for number in (number for number, times in listed.items() if times > 1):
            yield "counters", Wrong(msgid("lists counter {number} twice"), number=number)
        groups = Counter(each.group for each in self.hours)
        for group in (group for group, times in groups.items() if times > 1):
            yield "hours", Wrong(msgid("lists group {group} twice"), group=group)
