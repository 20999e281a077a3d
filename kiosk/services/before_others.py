"""Who was called before others, on whose word and why: as the audit log tells it.  Source: domain.md 5.3, 7.

A ticket keeps its last priority and its last counter alone; both may have changed since.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from kiosk.domain.audit import Detail
from kiosk.domain.day_figures import Exceptional, Noted
from kiosk.domain.queue import Priority, Ticket
from kiosk.services.ports import Work


@dataclass(frozen=True, slots=True)
class _Said:
    login: str
    details: Mapping[str, Detail]


def called_before_others(
    work: Work, tickets: Sequence[Ticket], logins: Mapping[UUID, str]
) -> Iterator[Noted]:
    """Every change of a priority, and every call out of turn, ticket by ticket."""
    noted = [ticket for ticket in tickets if ticket.precedence.reason or ticket.out_of_turn]
    said = defaultdict[str, list[_Said]](list)
    for event in work.audit.about_each([str(ticket.id) for ticket in noted]):
        said[event.subject].append(_Said(event.actor, json.loads(event.details)))
    for ticket in noted:
        told = said[str(ticket.id)]
        yield from _priorities(ticket, told)
        yield from _calls(ticket, told, logins)


def _priorities(ticket: Ticket, told: Sequence[_Said]) -> Iterator[Noted]:
    found = [
        Noted(
            Exceptional.PRIORITY.value,
            str(ticket.number),
            str(each.details["priority"]),
            each.login,
            str(each.details.get("priority_reason", "")),
        )
        for each in told
        if each.details.get("priority", Priority.NONE) != each.details.get("before", Priority.NONE)
    ]
    # The last reason stands on the ticket as well, even where the log of before did not keep it.
    yield from found[:-1]
    yield from (replace(each, reason=ticket.precedence.reason) for each in found[-1:])


def _calls(ticket: Ticket, told: Sequence[_Said], logins: Mapping[UUID, str]) -> Iterator[Noted]:
    out_of_turn = [each for each in told if "out_of_turn" in each.details]
    callers = [(each.login, str(each.details["out_of_turn"])) for each in out_of_turn]
    if not callers and ticket.out_of_turn and ticket.hold:
        # Called before the log kept the reason.
        callers = [(logins[ticket.hold.officer_id], ticket.out_of_turn)]
    for login, reason in callers:
        yield Noted(Exceptional.OUT_OF_TURN.value, str(ticket.number), ticket.group, login, reason)
