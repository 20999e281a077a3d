"""One step of a request along its course, with its history line and its letter to the applicant."""

from __future__ import annotations

from kiosk.domain.command import OfficerCommand
from kiosk.domain.course import Mover, mover
from kiosk.domain.errors import Conflict, Refused
from kiosk.domain.request import Request, RequestState, StateChange
from kiosk.domain.roles import Role
from kiosk.services.appointments import end_with
from kiosk.services.desk import Desk
from kiosk.services.mailing import tell_state
from kiosk.services.ports import Work
from kiosk.services.working_day import require_open


def move(
    desk: Desk, work: Work, command: OfficerCommand, step: tuple[Request, RequestState], reason: str = ""
) -> Request:
    """`step`: the request as it was read, and the state it comes to; the walk's lease is given up.

    Where nothing is left to come for, its appointment is called off.

    Raises:
        Refused: "request.transition", "request.supervisor-only", "day.closing", "day.closed".
        Conflict: "record.changed", "walk.held" while somebody else works on it.
    """
    request, to = step
    require_open(desk, work, command.at)
    require_movable(desk, command, request, to)
    change = StateChange(command.at, command.by.login, request.state, to, reason)
    moved = work.requests.move(request, change, None)
    tell_state(desk, work, moved, to)
    end_with(desk, work, command, moved)
    return moved


def require_movable(desk: Desk, command: OfficerCommand, request: Request, to: RequestState) -> None:
    """
    Raises:
        Refused: "request.transition", "request.supervisor-only".
        Conflict: "walk.held" while somebody else works on it.
    """
    require_free(desk, command, request)
    supervisors = mover(request.course, request.state, to) is Mover.SUPERVISOR
    if supervisors and command.by.role is not Role.SUPERVISOR:
        raise Refused("request.supervisor-only", to=to)


def require_free(desk: Desk, command: OfficerCommand, request: Request) -> None:
    """
    Raises:
        Conflict: "walk.held" (details: holder, station, until) while somebody else works on it.
    """
    hold = request.hold
    if hold is not None and hold.blocks(command.by.id, command.at):
        until = desk.office.local(hold.until)
        raise Conflict("walk.held", holder=hold.login, station=hold.station, until=until)
