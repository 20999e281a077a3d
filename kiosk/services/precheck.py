"""What the reception has to know before it gives a ticket.  Source: domain.md 4.1, 6."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kiosk.domain.appointment import Appointment, Punctuality, punctuality
from kiosk.domain.errors import Refused
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Action, Officer, require
from kiosk.services.deficiencies import LACKING
from kiosk.services.desk import Desk
from kiosk.services.intake import Door, require_intake
from kiosk.services.ports import Work
from kiosk.services.queueing import group_of


@dataclass(frozen=True, slots=True)
class PreCheck:
    """One request of somebody who stands at the reception."""

    request_id: UUID
    missing: int
    """Documents that the service asks for and that nobody has handed in."""
    lacking: bool
    """Whether a clerk found papers missing, so that a deficiency slip says which."""
    walk_in_until: date | None
    """Last day of the right to return without an appointment, where it was given."""
    appointment: Appointment | None
    today: Punctuality | None
    """How today's appointment stands to the present time; None: there is none today."""


def look(desk: Desk, officer: Officer, requests: Iterable[UUID]) -> tuple[PreCheck, ...]:
    """
    Raises:
        NotFound: "request.unknown"; Refused: "role.not-allowed".
    """
    require(officer, Action.GIVE_TICKET)
    ids = tuple(requests)
    return desk.store.read(lambda work: tuple(_look(desk, work, work.requests.get(each)) for each in ids))


def closed_now(desk: Desk, officer: Officer, requests: Iterable[UUID]) -> tuple[Refused, ...]:
    """Why no ticket is given for these now, except for a reason; nothing where one is.

    Raises:
        NotFound: "request.unknown"; Refused: "role.not-allowed".
    """
    require(officer, Action.GIVE_TICKET)
    ids = tuple(requests)
    if not ids:
        return ()

    def door(work: Work) -> Door:
        group = group_of(desk, [work.requests.get(each) for each in ids])
        return Door(group, work.days.get(desk.today()))

    try:
        command = desk.command("queue:ticket:taken", officer)
        require_intake(desk.office, command, desk.store.read(door))
    except Refused as closed:
        return (closed,)
    return ()


def _look(desk: Desk, work: Work, request: Request) -> PreCheck:
    booked, now = work.appointments.booked_for(request.id), desk.now()
    today = booked is not None and booked.local_day == desk.office.local_day(now)
    return PreCheck(
        request.id,
        sum(slot.mandatory and not slot.scan for slot in work.walks.slots(request.id)),
        request.state in LACKING,
        _walk_in_until(desk, work, request),
        booked,
        punctuality(booked.starts_at, now, desk.office.queue.late) if booked and today else None,
    )


def _walk_in_until(desk: Desk, work: Work, request: Request) -> date | None:
    if request.state is not RequestState.INCOMPLETE:
        return None
    told = work.requests.history(request.id)[-1].at
    return desk.office.walk_in_until(desk.office.local_day(told))
