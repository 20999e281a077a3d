"""Requests that have waited too long for their applicant.  Source: domain.md 2.0 (side states)."""

from __future__ import annotations

from kiosk.domain.command import Command
from kiosk.domain.ending import LIVES
from kiosk.domain.request import RequestState, StateChange
from kiosk.domain.roles import Action, Actor, Officer, require
from kiosk.services.desk import Desk
from kiosk.services.mailing import tell_state
from kiosk.services.ports import Work


def expire_old(desk: Desk, by: Actor) -> int:
    """Let expire what has waited too long for its applicant; how many did.

    Raises:
        Refused: "role.not-allowed" for an officer who is no supervisor.
    """
    if isinstance(by, Officer):
        require(by, Action.VOID)
    command = desk.command("request:record:expired", by)

    def act(work: Work) -> int:
        return sum(_expired(desk, work, command, state) for state in LIVES)

    return desk.store.write(act)


def _expired(desk: Desk, work: Work, command: Command[Actor], state: RequestState) -> int:
    """How many requests in this state were past their life."""
    count = 0
    for request in work.requests.in_state(state):
        history = work.requests.history(request.id)
        since = history[-1].at if history else request.filed_at
        if command.at - since < LIVES[state]:
            continue
        change = StateChange(command.at, command.by.login, state, RequestState.EXPIRED, "")
        tell_state(desk, work, work.requests.move(request, change, None), RequestState.EXPIRED)
        desk.note(work, command, request.id)
        count += 1
    return count
