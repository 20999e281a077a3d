"""Originals on the counter: always with one named officer until they go back.  Source: domain.md 4.2."""

from __future__ import annotations

from uuid import UUID

from kiosk.domain.command import OfficerCommand
from kiosk.domain.errors import Refused
from kiosk.domain.originals import Lying
from kiosk.domain.request import Request
from kiosk.domain.roles import Action, Officer, require, require_disinterested
from kiosk.domain.verification import Holder
from kiosk.services.desk import Desk
from kiosk.services.output_papers import keeps_originals
from kiosk.services.ports import Work


def taken(work: Work, command: OfficerCommand, request_id: UUID) -> None:
    """An officer had an original in hand: they are with whoever has them already, else with this one."""
    if work.originals.holder(request_id) is None:
        work.originals.take(request_id, None, command.by, command.at)


def given_back(work: Work, command: OfficerCommand, request_id: UUID) -> None:
    """They went to the applicant, if they were here at all."""
    holder = work.originals.holder(request_id)
    if holder is not None:
        work.originals.give_back(request_id, holder, command.by, command.at)


def on_desk(desk: Desk, officer: Officer, request_id: UUID) -> tuple[Holder, ...]:
    """Who has the originals on the desk; nobody where they are with the applicant, or are kept.

    Raises:
        NotFound: "request.unknown"; Refused: "role.not-allowed".
    """
    require(officer, Action.OPEN_CARD)

    def act(work: Work) -> tuple[Holder, ...]:
        holder = work.originals.holder(request_id)
        if holder is None or keeps_originals(work.requests.get(request_id)):
            return ()
        return (holder,)

    return desk.store.read(act)


def take_over(desk: Desk, command: OfficerCommand, request_id: UUID) -> Holder:
    """They came over from a colleague.

    Raises:
        Refused: "originals.nobody" where no officer has them, "role.own-file", "role.not-allowed".
        Conflict: "record.changed"; NotFound: "request.unknown".
    """
    require(command.by, Action.HAND_OVER)

    def act(work: Work) -> Holder:
        request, before = _held(work, command, request_id)
        if before.officer_id == command.by.id or not work.commands.first_time(command):
            return before
        desk.note(work, command, request.id, before=before.login)
        return work.originals.take(request.id, before, command.by, command.at)

    return desk.store.write(act)


def give_back(desk: Desk, command: OfficerCommand, request_id: UUID) -> Request:
    """They went back to the applicant.

    Raises:
        Refused: "originals.nobody" where no officer has them, "role.own-file", "role.not-allowed".
        Conflict: "record.changed"; NotFound: "request.unknown".
    """
    require(command.by, Action.HAND_OVER)

    def act(work: Work) -> Request:
        if not work.commands.first_time(command):
            return work.requests.get(request_id)
        request, before = _held(work, command, request_id)
        desk.note(work, command, request.id, before=before.login)
        work.originals.give_back(request.id, before, command.by, command.at)
        return request

    return desk.store.write(act)


def with_officer(desk: Desk, officer: Officer) -> tuple[Lying, ...]:
    """What still lies on this officer's desk; what is kept for the centre lies in its cupboard."""
    require(officer, Action.HAND_OVER)

    def act(work: Work) -> tuple[Lying, ...]:
        return tuple(each for each in on_desks(work) if each.holder.officer_id == officer.id)

    return desk.store.read(act)


def on_desks(work: Work) -> tuple[Lying, ...]:
    """What lies on anybody's desk, the longest first."""
    lying = work.originals.lying()
    return tuple(each for each in lying if not keeps_originals(work.requests.get(each.request_id)))


def _held(work: Work, command: OfficerCommand, request_id: UUID) -> tuple[Request, Holder]:
    request = work.requests.get(request_id)
    require_disinterested(command.by, request.subject_id, request.filer_id)
    holder = work.originals.holder(request_id)
    if holder is None:
        raise Refused("originals.nobody")
    return request, holder
