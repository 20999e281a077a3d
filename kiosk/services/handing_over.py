"""The last step: to the right person, with a line in the delivery register.  Source: domain.md 4.1, 4.2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from kiosk.domain.catalogue import Output
from kiosk.domain.command import OfficerCommand
from kiosk.domain.course import RequestState
from kiosk.domain.duplicate import note
from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.guardian import BASIS
from kiosk.domain.hand_over import AFTER, Collecting, HandedOver, HandOver, Ready, collectable, permitted
from kiosk.domain.person import Person
from kiosk.domain.request import Request, StateChange
from kiosk.domain.roles import Action, Officer, require, require_disinterested
from kiosk.services import originals
from kiosk.services.desk import Desk
from kiosk.services.listing import Look, listed
from kiosk.services.moving import move
from kiosk.services.outputs import register
from kiosk.services.ports import Work
from kiosk.services.reminding import reminded
from kiosk.services.working_day import require_open

_S = RequestState
_GUARDIANS = frozenset(choice.id for choice in BASIS.choices)


def ready(desk: Desk, officer: Officer, look: Look = Look.OPENING) -> tuple[Ready, ...]:
    """What waits to be collected, the longest waiting first."""
    require(officer, Action.HAND_OVER)
    command = desk.command("request:ready:listed", officer)

    def lines(work: Work) -> tuple[Ready, ...]:
        return tuple(_reminded(desk, work, sorted(_ready(work), key=lambda line: line.since)))

    return listed(desk, command, lines, look)


def hand_over(desk: Desk, command: OfficerCommand, request_id: UUID, said: HandOver) -> Request:
    """Give it, or the duplicate that was made of it, to the applicant, a guardian, a proxy, or the post.

    The originals that are still here go back with it.

    Raises:
        Refused: "hand-over.not-ready" (details: state), "hand-over.…" when this person may not have it,
            "text.…", "role.…", "day.closing", "day.closed".
        Conflict: "record.changed".
    """
    require(command.by, Action.HAND_OVER)

    def act(work: Work) -> Request:
        request = work.requests.get(request_id)
        return give(desk, work, command, (request, said)) if work.commands.first_time(command) else request

    return desk.store.write(act)


def give(desk: Desk, work: Work, command: OfficerCommand, what: tuple[Request, HandOver]) -> Request:
    """The same, within a transaction of more.

    Raises: what `hand_over` raises.
    """
    request, said = what
    require(command.by, Action.HAND_OVER)
    require_open(desk, work, command.at)
    require_disinterested(command.by, request.subject_id, request.filer_id)
    allowed = permitted(_whole(work, request, said), _collecting(desk, work, request))
    when = (command.at, desk.office.local_day(command.at))
    work.hand_overs.add(request.id, allowed, command.by, when)
    moved = _handed_on(desk, work, command, (request, allowed))
    desk.note(work, command, request.id, capacity=allowed.capacity.value, duplicate=allowed.duplicate)
    return moved


def _whole(work: Work, request: Request, said: HandOver) -> HandOver:
    """What was said, with the duplicate that it is about.

    Raises:
        Refused: "hand-over.not-ready" (details: state).
    """
    if collectable(request.state, request.course):
        return replace(said, duplicate=0)
    waiting = work.duplicates.waiting(request.id)
    if request.state is not _S.DELIVERED or not waiting:
        raise Refused("hand-over.not-ready", state=request.state)
    return replace(said, duplicate=waiting[-1].no)


def _handed_on(desk: Desk, work: Work, command: OfficerCommand, given: tuple[Request, HandOver]) -> Request:
    request, said = given
    if said.duplicate:
        change = StateChange(command.at, command.by.login, request.state, request.state, note(said.duplicate))
        work.requests.record(request.id, change)
        return request
    originals.given_back(work, command, request.id)
    moved = move(desk, work, command, (request, AFTER[request.state]))
    if request.state is _S.APPROVED:
        register(desk, work, command, moved, (Output.FILE, None, {}))
    return moved


def handed_over(desk: Desk, officer: Officer, request_id: UUID) -> tuple[HandedOver, ...]:
    """Every time something of this request was handed over, the oldest first."""
    require(officer, Action.HAND_OVER)
    command = desk.command("request:hand-overs:listed", officer)

    def act(work: Work) -> tuple[HandedOver, ...]:
        request = work.requests.get(request_id)
        require_disinterested(officer, request.subject_id, request.filer_id)
        desk.note(work, command, request_id)
        return tuple(work.hand_overs.of_request(request_id))

    return desk.store.write(act)


def _ready(work: Work) -> Iterator[Ready]:
    for state in AFTER:
        for request in work.requests.in_state(state):
            if collectable(request.state, request.course):
                person = work.people.file(request.subject_id).person
                since = work.requests.history(request.id)[-1].at
                yield Ready(request, person.full_name_fa, person.full_name_lat, since)
    for each in work.duplicates.waiting():
        request = work.requests.get(each.request_id)
        if request.state is _S.DELIVERED:
            person = work.people.file(request.subject_id).person
            yield Ready(request, person.full_name_fa, person.full_name_lat, each.since, duplicate=each.no)


def _reminded(desk: Desk, work: Work, lines: Sequence[Ready]) -> Iterator[Ready]:
    when = reminded(desk, work, [(line.request.id, line.since) for line in lines])
    for line in lines:
        yield replace(line, reminded_at=when.get(line.request.id))


def _collecting(desk: Desk, work: Work, request: Request) -> Collecting:
    return Collecting(
        work.people.file(request.subject_id).person,
        tuple(_guardians(work, request)),
        _proxy_collects(desk, request),
        desk.today(),
    )


def _proxy_collects(desk: Desk, request: Request) -> bool:
    try:
        return desk.catalogue.service(request.service).proxy_collects
    except NotFound:
        # A service that has left the catalogue: its papers go to their owner.
        return False


def _guardians(work: Work, request: Request) -> Iterator[Person]:
    """Those on record, and whoever filed it as one."""
    ids = list(work.hand_overs.guardians_of(request.subject_id))
    if request.filer_id != request.subject_id and request.basis in _GUARDIANS:
        ids.append(request.filer_id)
    for guardian_id in dict.fromkeys(ids):
        yield work.people.file(guardian_id).person
