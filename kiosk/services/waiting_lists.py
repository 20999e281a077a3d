"""What waits for a supervisor, counted for the first screen.  Source: domain.md 4.1."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.catalogue import StatusPath
from kiosk.domain.course import USUAL, RequestState
from kiosk.domain.hand_over import AFTER, collectable
from kiosk.domain.request import Standing
from kiosk.domain.roles import Action, Officer, require
from kiosk.services.desk import Desk
from kiosk.services.ports import Work

_S = RequestState
REFERRED = (_S.SUSPENDED, _S.REPLY_NO)
"""What a clerk doubted, and what the centre said no to: a supervisor alone takes it on."""


@dataclass(frozen=True, slots=True)
class Overview:
    """How many requests wait in each of the supervisor's lists."""

    to_approve: int
    referred: int
    to_send: int
    awaiting: int
    overdue: int
    """Of those awaiting a reply."""
    to_collect: int
    uncollected: int
    """Of those to be collected, the ones that have waited too long."""


def overview(desk: Desk, officer: Officer) -> Overview:
    """Numbers alone: nobody is named, so nothing is written down.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.LIST_WAITING)
    states = {_S.VERIFIED, _S.REPLY_OK, *REFERRED, *AFTER}

    def act(work: Work) -> Overview:
        standing = work.requests.standing(states, late(desk))
        awaiting, overdue = work.letters.count_waiting(desk.today())
        ready = [each for each in standing if collectable(each.state, each.course)]
        return Overview(
            to_approve=_count(standing, _to_approve),
            referred=_count(standing, lambda each: each.state in REFERRED),
            to_send=_count(standing, lambda each: each.state is _S.VERIFIED and _by_the_centre(each)),
            awaiting=awaiting,
            overdue=overdue,
            to_collect=sum(each.count for each in ready),
            uncollected=sum(each.old for each in ready),
        )

    return desk.store.read(act)


def late(desk: Desk) -> datetime:
    """What has been ready since before this moment should have been collected."""
    return desk.now() - timedelta(days=desk.office.rules.collect_days)


def _count(standing: Iterable[Standing], fits: Callable[[Standing], bool]) -> int:
    return sum(each.count for each in standing if fits(each))


def _to_approve(each: Standing) -> bool:
    return each.state is _S.REPLY_OK or (each.state is _S.VERIFIED and not _by_the_centre(each))


def _by_the_centre(each: Standing) -> bool:
    return (each.course or USUAL).path is StatusPath.CENTRE
