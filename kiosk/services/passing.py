"""A request that passes from one officer to another: whose hands its walk has gone through.

Source: domain.md 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from kiosk.domain import passing
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Action, Officer, require
from kiosk.domain.verification import Hands
from kiosk.services.desk import Desk
from kiosk.services.ports import Work


def of_requests(desk: Desk, officer: Officer, ids: Sequence[UUID]) -> Mapping[UUID, Hands]:
    """Those of these requests whose walk is unfinished or whose originals are here, as a card shows them.

    Raises:
        Refused: "role.not-allowed"; NotFound: "request.unknown".
    """
    require(officer, Action.OPEN_CARD)

    def found(work: Work) -> Iterator[tuple[UUID, Hands]]:
        for request_id in ids:
            request = work.requests.get(request_id)
            hands = hands_of(work, request)
            if hands != Hands():
                yield request_id, hands

    return desk.store.read(lambda work: dict(found(work)))


def hands_of(work: Work, request: Request) -> Hands:
    """As they are now; of a walk that is not going on nobody is to take over anything but the originals."""
    holder = work.originals.holder(request.id)
    if request.state is not RequestState.VERIFYING:
        return Hands(originals=holder)
    found = passing.hands(work.requests.history(request.id), work.walks.slots(request.id))
    return replace(found, originals=holder)
