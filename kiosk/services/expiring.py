"""Requests that have waited too long for their applicant.  Source: domain.md 2.0 (side states)."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import NAMESPACE_OID, uuid5

from kiosk.domain.command import Command
from kiosk.domain.ending import OfficeClock
from kiosk.domain.request import Request, RequestState, StateChange
from kiosk.domain.roles import Action, Actor, Officer, require
from kiosk.services.appointments import end_with
from kiosk.services.desk import Desk
from kiosk.services.mailing import tell_state
from kiosk.services.ports import Work

NAME = "request:record:expired"
AT_ONCE = 2_000
"""Requests of a state that are looked at in one transaction; what is left waits for the next day."""


def begin_day(desk: Desk) -> int:
    """Once in each of the office's days, whichever station is first, let expire what is due; how many did."""
    day = f"{NAME} {desk.office.code} {desk.today().isoformat()}"
    command: Command[Actor] = desk.command(NAME, OfficeClock(desk.office.station), uuid5(NAMESPACE_OID, day))
    if desk.store.read(lambda work: work.commands.known(command.key)):
        return 0

    def act(work: Work) -> int:
        return _expire(desk, work, command) if work.commands.first_time(command) else 0

    return desk.store.write(act)


def expire_old(desk: Desk, by: Actor) -> int:
    """Let expire what has waited too long for its applicant; how many did.

    Raises:
        Refused: "role.not-allowed" for an officer who is no supervisor.
    """
    if isinstance(by, Officer):
        require(by, Action.VOID)
    command = desk.command(NAME, by)
    return desk.store.write(lambda work: _expire(desk, work, command))


def _expire(desk: Desk, work: Work, command: Command[Actor]) -> int:
    due = [request for state in desk.office.lives.spans for request in _due(desk, work, command, state)]
    for request in due:
        change = StateChange(command.at, command.by.login, request.state, RequestState.EXPIRED, "")
        expired = work.requests.move(request, change, None)
        tell_state(desk, work, expired, RequestState.EXPIRED)
        end_with(desk, work, command, expired)
        desk.note(work, command, request.id)
    return len(due)


def _due(desk: Desk, work: Work, command: Command[Actor], state: RequestState) -> Iterator[Request]:
    """Those that came to this state longer ago than its life, and are not expected today or later."""
    today, before = desk.office.local_day(command.at), command.at - desk.office.lives.spans[state]
    for request in work.requests.in_state(state, AT_ONCE):
        if request.filed_at > before:
            return  # The others were filed later still.
        history = work.requests.history(request.id)
        booked = work.appointments.booked_for(request.id)
        expected = booked is not None and booked.local_day >= today
        if (history[-1].at if history else request.filed_at) <= before and not expected:
            yield request
