"""Requests that end without their output, are tied together, or are undone.  Source: domain.md 4.2."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from kiosk.domain.command import Command, OfficerCommand
from kiosk.domain.correction import Correction
from kiosk.domain.course import CLERK_WALKABLE, RequestState
from kiosk.domain.ending import AT_THE_COUNTER, LIVES, Refusal
from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.reason import required_reason
from kiosk.domain.request import Request, StateChange
from kiosk.domain.roles import Action, Actor, Officer, Role, require, require_disinterested
from kiosk.services.desk import Desk
from kiosk.services.mailing import tell_state
from kiosk.services.moving import move
from kiosk.services.ports import Work

_S = RequestState
LINK = "follows"
"""The field of a correction that ties two requests together."""


def cancel(desk: Desk, command: OfficerCommand, request_id: UUID, reason: str) -> Request:
    """The applicant does not want it any more, or it is there twice.

    Raises:
        Refused: "reason.required", "request.transition", "role.…".
        Conflict: "walk.held", "record.changed".
    """
    require(command.by, Action.CANCEL)
    return _end(desk, command, request_id, (_S.CANCELLED, required_reason(reason)))


def return_for_correction(desk: Desk, command: OfficerCommand, request_id: UUID, reason: str) -> Request:
    """Give a request back whose answers the applicant has to put right.

    Raises:
        Refused: "reason.required", "request.transition", "walk.wrong-state", "role.…".
        Conflict: "walk.held", "record.changed".
    """
    require(command.by, Action.DECIDE)
    return _end(desk, command, request_id, (_S.RETURNED_FOR_CORRECTION, required_reason(reason)))


def refuse(desk: Desk, command: OfficerCommand, request_id: UUID, said: tuple[Refusal, str]) -> Request:
    """Say no, for a coded reason and in words; the applicant's letter names neither.

    Raises:
        Refused: "reason.required", "refusal.not-at-the-counter", "refusal.in-the-walk",
            "request.supervisor-only", "request.transition", "role.…".
        Conflict: "walk.held", "record.changed".
    """
    require(command.by, Action.REFUSE)
    code, words = said[0], required_reason(said[1])

    def act(work: Work) -> Request:
        request = _own_hands(work, command, request_id)
        if not work.commands.first_time(command):
            return request
        _require_refusable(command.by, request, code)
        moved = move(desk, work, command, (request, _S.REFUSED), f"{code.value}: {words}")
        desk.note(work, command, request_id, code=code.value)
        return moved

    return desk.store.write(act)


def link(desk: Desk, command: OfficerCommand, request_id: UUID, earlier_id: UUID, reason: str) -> Request:
    """Tie a request to an earlier one of the same person: a duplicate, or what had to come first.

    Raises:
        Refused: "reason.required", "link.itself", "link.other-person", "link.circle", "role.…".
        Conflict: "record.changed".
    """
    require(command.by, Action.CANCEL)
    reason = required_reason(reason)

    def act(work: Work) -> Request:
        request = _own_hands(work, command, request_id)
        if not work.commands.first_time(command):
            return request
        earlier = work.requests.get(earlier_id)
        _require_linkable(work, request, earlier)
        linked = work.requests.restate(replace(request, follows=earlier.id))
        before = work.requests.get(request.follows).tracking_code if request.follows else ""
        made = Correction(request.subject_id, request.id, LINK, before, earlier.tracking_code, reason)
        work.corrections.add(desk.new_key(), made, command.by, command.at)
        desk.note(work, command, request_id, earlier=str(earlier.id))
        return linked

    return desk.store.write(act)


def void(desk: Desk, command: OfficerCommand, request_id: UUID, reason: str) -> Request:
    """Declare void what was issued or made; its number stays, and its seal says so from now on.

    Raises:
        Refused: "reason.required", "request.transition", "role.…".
        NotFound: "ending.nothing-made"; Conflict: "record.changed".
    """
    require(command.by, Action.VOID)
    reason = required_reason(reason)

    def act(work: Work) -> Request:
        request = _own_hands(work, command, request_id)
        if not work.commands.first_time(command):
            return request
        number = _voided(work, request, reason)
        moved = move(desk, work, command, (request, _S.VOIDED), reason)
        desk.note(work, command, request_id, number=number)
        return moved

    return desk.store.write(act)


def reopen(desk: Desk, command: OfficerCommand, request_id: UUID, reason: str) -> Request:
    """Open the walk again: of a void one, of a doubt that was cleared, of one the centre said no to.

    Raises:
        Refused: "reason.required", "request.transition", "role.…".
        Conflict: "record.changed".
    """
    require(command.by, Action.VOID)
    return _end(desk, command, request_id, (_S.VERIFYING, required_reason(reason)))


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
        change = StateChange(command.at, command.by.login, state, _S.EXPIRED, "")
        tell_state(desk, work, work.requests.move(request, change, None), _S.EXPIRED)
        desk.note(work, command, request.id)
        count += 1
    return count


def _end(desk: Desk, command: OfficerCommand, request_id: UUID, end: tuple[RequestState, str]) -> Request:
    state, reason = end

    def act(work: Work) -> Request:
        request = _own_hands(work, command, request_id)
        if not work.commands.first_time(command):
            return request
        _require_end(request, state)
        moved = move(desk, work, command, (request, state), reason)
        desk.note(work, command, request_id, state=state.value)
        return moved

    return desk.store.write(act)


def _require_end(request: Request, to: RequestState) -> None:
    """
    Raises:
        Refused: "walk.wrong-state" where the walk itself, or the centre's answer, is the way.
    """
    by_the_walk = to is _S.VERIFYING and request.state in CLERK_WALKABLE
    if by_the_walk or (to is _S.RETURNED_FOR_CORRECTION and request.state is not _S.VERIFYING):
        raise Refused("walk.wrong-state", state=request.state)


def _own_hands(work: Work, command: OfficerCommand, request_id: UUID) -> Request:
    request = work.requests.get(request_id)
    require_disinterested(command.by, request.subject_id, request.filer_id)
    return request


def _require_refusable(by: Officer, request: Request, code: Refusal) -> None:
    """The clerk in the walk says no to what only a conversation shows; a supervisor to everything else."""
    if request.state is not _S.VERIFYING:
        return
    if by.role is not Role.CLERK:
        raise Refused("refusal.in-the-walk")
    if code not in AT_THE_COUNTER:
        raise Refused("refusal.not-at-the-counter")


def _require_linkable(work: Work, request: Request, earlier: Request) -> None:
    if earlier.id == request.id:
        raise Refused("link.itself")
    if earlier.subject_id != request.subject_id:
        raise Refused("link.other-person")
    before = earlier
    while before.follows is not None:
        if before.follows == request.id:
            raise Refused("link.circle")
        before = work.requests.get(before.follows)


def _voided(work: Work, request: Request, reason: str) -> str:
    """The number that is void now."""
    made = work.outputs.in_force(request.id)
    if made is not None:
        work.outputs.void(made, reason)
        return str(made.number)
    number = work.certificates.void(request.id, reason)
    if number is None:
        raise NotFound("ending.nothing-made")
    return str(number)
