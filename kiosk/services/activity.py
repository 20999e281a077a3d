"""What each officer did today: all of it for supervisors, and everybody's own.  Source: peers.md 1.6.

Counts and times, and no applicant; who is counted can see the same line that the supervisor sees.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from kiosk.domain.account import Account
from kiosk.domain.board import Spread, spread
from kiosk.domain.queue import Ticket, TicketState
from kiosk.domain.request import RequestState
from kiosk.domain.roles import Action, Officer, Role, require
from kiosk.services.desk import Desk
from kiosk.services.ports import Work

_S = RequestState
DECIDED = (_S.VERIFIED, _S.INCOMPLETE, _S.RETURNED_FOR_CORRECTION, _S.SUSPENDED, _S.REFUSED)
"""How a verification can end."""
APPROVED = (_S.APPROVED, _S.CONFIRMED)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Activity:
    """One officer's day until now."""

    login: str
    role: Role
    called: int
    """Tickets whose last call was this officer's."""
    served: int
    visits: Spread
    mean: timedelta
    """Of the visits that are over."""
    verified: int
    decided: int
    """Every end of a verification, the verified among them."""
    approved: int
    let_pass: int
    """Rules that were let pass."""

    @property
    def is_empty(self) -> bool:
        return not any((self.called, self.decided, self.approved, self.let_pass))


def of_all(desk: Desk, officer: Officer) -> tuple[Activity, ...]:
    """Everybody who may work here or did something today, by sign-in name.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.LIST_WAITING)
    found = desk.store.read(lambda work: _activities(desk, work, lambda _account: True))
    return tuple(each for active, each in found if active or not each.is_empty)


def own(desk: Desk, officer: Officer) -> Activity:
    """The officer's own line.  Raises Refused: "role.not-allowed"."""
    require(officer, Action.CALL)
    ((_active, mine),) = desk.store.read(
        lambda work: _activities(desk, work, lambda account: account.id == officer.id)
    )
    return mine


def _activities(desk: Desk, work: Work, wanted: Callable[[Account], bool]) -> Sequence[tuple[bool, Activity]]:
    since = desk.office.day_begins(desk.today())
    steps = work.boards.steps(since, since + _DAY)
    passed = work.boards.overrides(since, since + _DAY)
    called: dict[UUID, list[Ticket]] = {}
    for ticket in work.queue.of_day(desk.today()):
        if ticket.hold is not None:
            called.setdefault(ticket.hold.officer_id, []).append(ticket)
    return [
        (account.active, _activity(account, called.get(account.id, ()), steps, passed))
        for account in work.accounts.all()
        if wanted(account)
    ]


def _activity(
    account: Account,
    called: Sequence[Ticket],
    steps: Mapping[tuple[str, str], int],
    passed: Mapping[UUID, int],
) -> Activity:
    visits = [
        each.ended_at - each.begun_at
        for each in called
        if each.state is TicketState.DONE and each.begun_at and each.ended_at
    ]

    def times(states: Sequence[RequestState]) -> int:
        return sum(steps.get((account.login, state.value), 0) for state in states)

    return Activity(
        login=account.login,
        role=account.role,
        called=len(called),
        served=sum(each.state is TicketState.DONE for each in called),
        visits=spread(visits),
        mean=sum(visits, timedelta(0)) / len(visits) if visits else timedelta(0),
        verified=times([_S.VERIFIED]),
        decided=times(DECIDED),
        approved=times(APPROVED),
        let_pass=passed.get(account.id, 0),
    )
