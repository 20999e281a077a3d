"""When tickets are given.  Source: domain.md 4.1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.command import Command
from kiosk.domain.day import OfficeDay
from kiosk.domain.errors import Refused
from kiosk.domain.office import Office
from kiosk.domain.opening import said_hours
from kiosk.domain.reason import required_reason
from kiosk.domain.roles import Actor, Officer


@dataclass(frozen=True, slots=True)
class Door:
    """Where somebody would wait, and on which day; None: nobody has opened it."""

    group: str
    day: OfficeDay | None


def require_intake(office: Office, command: Command[Actor], door: Door) -> None:
    """An office that names no hours gives tickets whenever somebody comes, until its intake is ended.

    Raises:
        Refused: "queue.closed-today" (details: why), "queue.not-today" for a group that has no hours on that
            weekday, "queue.intake-closed" (hours), "queue.intake-ended" (day: the next one).
    """
    local = office.local(command.at)
    if door.day is not None and door.day.intake_ended_at is not None:
        raise Refused("queue.intake-ended", day=office.calendar.next_working_day(local.date()))
    spans = office.intake_on(local.date(), door.group)
    if spans is None:
        return
    closed = office.calendar.closed_for(local.date())
    if closed is not None:
        raise Refused("queue.closed-today", why=closed)
    if not spans:
        raise Refused("queue.not-today")
    if not any(span.holds(local.time()) for span in spans):
        raise Refused("queue.intake-closed", hours=said_hours(spans))


def outside_intake(office: Office, command: Command[Actor], door: Door, reason: str) -> Mapping[str, str]:
    """What the audit log says of a ticket given at another time, for an officer's reason; nothing otherwise.

    Raises: what `require_intake` raises where there is none; "reason.too-long", "text.…".
    """
    try:
        require_intake(office, command, door)
    except Refused as closed:
        if not reason.strip() or not isinstance(command.by, Officer):
            raise
        return {"reason": required_reason(reason), "closed": closed.key}
    return {}
