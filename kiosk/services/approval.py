"""The second person's yes or no.  Source: security.md threats 1, 2; domain.md 4.1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from kiosk.domain.account import Account
from kiosk.domain.card import PersonFile
from kiosk.domain.catalogue import StatusPath
from kiosk.domain.command import OfficerCommand
from kiosk.domain.course import USUAL
from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.request import ALONE, AloneApproval, Request, RequestState
from kiosk.domain.roles import Action, Officer, require, require_disinterested
from kiosk.domain.rules.deciding import require_met
from kiosk.domain.rules.finding import Flag
from kiosk.domain.verification import Slot
from kiosk.services.deciding import decision
from kiosk.services.desk import Desk
from kiosk.services.listing import Look, listed
from kiosk.services.moving import move
from kiosk.services.outputs import register, system_kind
from kiosk.services.ports import Work
from kiosk.services.ruling import flags_of

WAITING = frozenset({RequestState.VERIFIED, RequestState.REPLY_OK})
REFERRED = frozenset({RequestState.SUSPENDED, RequestState.REPLY_NO})
"""What a clerk doubted, and what the centre said no to: a supervisor alone takes it on."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the approval list."""

    request: Request
    name_fa: str
    name_lat: str
    decided_at: datetime
    decided_by: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the supervisor reads: the person, the request and every verdict with its evidence."""

    request: Request
    file: PersonFile
    slots: tuple[Slot, ...]
    decided_by: str
    """Who verified it, or referred it."""
    flags: tuple[Flag, ...] = ()
    """Every rule as it stands now, with what was answered and let pass."""
    earlier: Request | None = None
    """The request that it is tied to."""
    alone: bool = False
    """Whether a yes of the reader would be that of one person alone, and be taken here."""


def waiting(desk: Desk, officer: Officer, look: Look = Look.OPENING) -> tuple[Waiting, ...]:
    """Requests that wait for approval, oldest first."""
    require(officer, Action.LIST_WAITING)
    command = desk.command("request:approval:listed", officer)

    def lines(work: Work) -> tuple[Waiting, ...]:
        verified = work.requests.in_state(RequestState.VERIFIED)
        answered = work.requests.in_state(RequestState.REPLY_OK)
        own = [request for request in verified if _after_yes(request) is not None]
        found = [_line(work, request) for request in (*own, *answered)]
        return tuple(sorted(found, key=lambda line: line.request.filed_at))

    return listed(desk, command, lines, look)


def dossier(desk: Desk, officer: Officer, request_id: UUID) -> Dossier:
    """Everything about one request that waits for approval, or was referred.

    Raises:
        Refused: "approval.not-waiting", "role.own-file".
    """
    require(officer, Action.APPROVE)
    command = desk.command("request:dossier:opened", officer)

    def act(work: Work) -> Dossier:
        request = _request_in(work, officer, request_id, WAITING | REFERRED)
        desk.note(work, command, request_id)
        return Dossier(
            request,
            work.people.file(request.subject_id),
            work.walks.slots(request_id),
            _decided_by(work, request),
            flags_of(desk, work, request),
            work.requests.get(request.follows) if request.follows else None,
            desk.office.one_person and request.state in WAITING and _took_part(work, officer, request),
        )

    return desk.store.write(act)


def approve(desk: Desk, command: OfficerCommand, request_id: UUID) -> Request:
    """Approve as a person who judged nothing in it; the database refuses one person in both places too.

    Where the office allows it, somebody who judged it may approve alone: row, history and audit log say so.
    What is settled in the system alone is confirmed and registered by it.

    Raises:
        Refused: "approval.same-person", "approval.not-waiting", "approval.centre-first", "role.…",
            "rules.broken" or "rules.open" (details: rule) where days or other requests changed a rule.
        Conflict: "record.changed".
    """
    officer = command.by
    require(officer, Action.APPROVE)

    def act(work: Work) -> Request:
        if not work.commands.first_time(command):
            return work.requests.get(request_id)
        request = _request_in(work, officer, request_id, WAITING)
        after = _after_yes(request)
        if after is None:
            raise Refused("approval.centre-first")
        decider, alone = _decider(work, request), _took_part(work, officer, request)
        if alone and not desk.office.one_person:
            raise Refused("approval.same-person")
        work.rulings.lock(request.subject_id)
        require_met(flags_of(desk, work, request))
        record = work.certificates.approve_alone if alone else work.certificates.approve
        record(request_id, (decider.id, decider.person_id), officer, command.at)
        moved = move(desk, work, command, (request, after), ALONE if alone else "")
        if after is RequestState.CONFIRMED:
            register(desk, work, command, moved, (system_kind(request), None, {}))
        desk.note(work, command, request_id, alone=alone)
        return moved

    return desk.store.write(act)


def approved_alone(desk: Desk, work: Work, day: date) -> tuple[AloneApproval, ...]:
    """What one person alone verified and approved on one of the office's own days, in its order.

    Nothing of it is lost when the request is approved anew on another day.
    """
    begins, ends = (desk.office.day_begins(each) for each in (day, day + timedelta(days=1)))
    return tuple(work.requests.approved_alone(begins, ends))


def send_back(desk: Desk, command: OfficerCommand, request_id: UUID, reason: str) -> Request:
    """Return a request to the counter; its walk opens again, verdicts kept.

    Raises:
        Refused: "approval.reason-required", "approval.not-waiting", "role.not-allowed".
    """
    require(command.by, Action.SEND_BACK)
    reason = reason.strip()
    if not reason:
        raise Refused("approval.reason-required")

    def act(work: Work) -> Request:
        if not work.commands.first_time(command):
            return work.requests.get(request_id)
        request = _request_in(work, command.by, request_id, WAITING)
        moved = move(desk, work, command, (request, RequestState.VERIFYING), reason)
        desk.note(work, command, request_id)
        return moved

    return desk.store.write(act)


def _line(work: Work, request: Request) -> Waiting:
    person = work.people.file(request.subject_id).person
    decided = decision(work, request)
    return Waiting(request, person.full_name_fa, person.full_name_lat, decided.at, decided.login)


def _after_yes(request: Request) -> RequestState | None:
    """Where a yes takes the request; None: the centre is asked first."""
    path = (request.course or USUAL).path
    if path is StatusPath.SYSTEM:
        return RequestState.CONFIRMED
    if path is StatusPath.CENTRE and request.state is RequestState.VERIFIED:
        return None
    return RequestState.APPROVED


def _decided_by(work: Work, request: Request) -> str:
    if request.state is RequestState.SUSPENDED:
        return work.requests.history(request.id)[-1].login
    return decision(work, request).login


def _took_part(work: Work, officer: Officer, request: Request) -> bool:
    """Whether the same human being, by whatever account, decided it or judged any of its documents."""
    decider = work.accounts.by_login(decision(work, request).login)
    decided = decider is not None and officer.person_id == decider.person_id
    return decided or officer.person_id in work.walks.judges(request.id)


def _decider(work: Work, request: Request) -> Account:
    """
    Raises:
        NotFound: "staff.unknown" when the account that decided is not here.
    """
    account = work.accounts.by_login(decision(work, request).login)
    if account is None:
        raise NotFound("staff.unknown")
    return account


def _request_in(work: Work, officer: Officer, request_id: UUID, states: frozenset[RequestState]) -> Request:
    request = work.requests.get(request_id)
    require_disinterested(officer, request.subject_id, request.filer_id)
    if request.state not in states:
        raise Refused("approval.not-waiting", state=request.state)
    return request
