"""The lease of a walk: who works on a request now, and for how long."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from kiosk.domain.command import OfficerCommand
from kiosk.domain.errors import Conflict, Refused
from kiosk.domain.request import Hold, Request, RequestState, StateChange
from kiosk.domain.roles import require_disinterested
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.working_day import require_open


def held_request(desk: Desk, work: Work, command: OfficerCommand, request_id: UUID) -> Request:
    """The request, still in this officer's hands.

    Raises:
        Refused: "walk.wrong-state", "role.own-file", "day.closing", "day.closed".
        Conflict: "walk.held".
        NotFound: "request.unknown".
    """
    request = work.requests.get(request_id)
    require_disinterested(command.by, request.subject_id, request.filer_id)
    if request.state is not RequestState.VERIFYING:
        raise Refused("walk.wrong-state", state=request.state)
    require_open(desk, work, command.at)
    hold = request.hold
    if hold is not None and hold.officer_id != command.by.id:
        raise held(desk, hold)
    return request


def held(desk: Desk, hold: Hold) -> Conflict:
    until = desk.office.local(hold.until)
    return Conflict("walk.held", holder=hold.login, station=hold.station, until=until)


def lease(desk: Desk, command: OfficerCommand) -> Hold:
    return Hold(
        command.by.id,
        command.by.login,
        command.by.station,
        command.at + timedelta(minutes=desk.office.lease_minutes),
    )


def change(command: OfficerCommand, request: Request, after: RequestState, reason: str) -> StateChange:
    return StateChange(command.at, command.by.login, request.state, after, reason)


def let_go(work: Work, command: OfficerCommand, request: Request, note: str) -> Request:
    """What was judged stays, and another counter can go on at once; `note`: for whoever does."""
    free = work.requests.hold(request, None)
    if note and free.state is RequestState.VERIFYING:
        work.requests.record(free.id, change(command, free, free.state, note))
    return free
