"""What comes next at the counter for a request that was approved.  Source: domain.md 2.0, 4.1."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from kiosk.domain.catalogue import Output
from kiosk.domain.course import USUAL, RequestState
from kiosk.domain.roles import Action, Officer, require, require_disinterested
from kiosk.services.desk import Desk
from kiosk.services.ports import Work


class Step(StrEnum):
    CERTIFICATE = "certificate"
    BOOKLET = "booklet"
    LOOK_AT_BOOKLET = "look-at-booklet"
    STAMP = "stamp"
    CONFIRM = "confirm"
    NOTIFY = "notify"
    HAND_OVER = "hand-over"
    HAND_OVER_OR_NOTIFY = "hand-over-or-notify"
    """What the centre sent is handed over; its answer alone is told."""
    NONE = "none"


_S, _O = RequestState, Output
_STEPS: Mapping[tuple[RequestState, Output], Step] = {
    (_S.APPROVED, _O.CERTIFICATE): Step.CERTIFICATE,
    (_S.PRINTED, _O.CERTIFICATE): Step.CERTIFICATE,
    (_S.APPROVED, _O.BOOKLET): Step.BOOKLET,
    (_S.PRINTED, _O.BOOKLET): Step.LOOK_AT_BOOKLET,
    (_S.APPROVED, _O.STAMP): Step.STAMP,
    (_S.APPROVED, _O.VIRTUAL): Step.CONFIRM,
    (_S.APPROVED, _O.FILE): Step.HAND_OVER_OR_NOTIFY,
    **{(_S.QC_OK, output): Step.HAND_OVER for output in (_O.CERTIFICATE, _O.BOOKLET)},
    (_S.STAMPED, _O.STAMP): Step.HAND_OVER,
    **{(_S.CONFIRMED, output): Step.NOTIFY for output in _O},
}


def step_of(desk: Desk, officer: Officer, request_id: UUID) -> Step:
    """
    Raises:
        NotFound: "request.unknown"; Refused: "role.…".
    """
    require(officer, Action.OPEN_CARD)

    def act(work: Work) -> Step:
        request = work.requests.get(request_id)
        require_disinterested(officer, request.subject_id, request.filer_id)
        if request.state is _S.DELIVERED and work.duplicates.waiting(request.id):
            return Step.HAND_OVER
        return _STEPS.get((request.state, (request.course or USUAL).output), Step.NONE)

    return desk.store.read(act)
