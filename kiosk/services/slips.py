"""The one slip that the card prints: what fits the state of a request.  Source: domain.md 5.3."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from kiosk.domain.course import RequestState
from kiosk.domain.errors import Refused
from kiosk.domain.request import Request
from kiosk.domain.roles import Action, Officer, require, require_disinterested
from kiosk.services.deficiencies import LACKING
from kiosk.services.desk import Desk
from kiosk.services.output_papers import (
    custody_slip,
    hand_over_slip,
    is_stamped,
    keeps_originals,
    stamp_sheet,
)
from kiosk.services.ports import Work
from kiosk.services.verification import deficiency_slip


class SlipKind(StrEnum):
    DEFICIENCY = "deficiency"
    STAMP = "stamp"
    HAND_OVER = "hand-over"
    CUSTODY = "custody"


@dataclass(frozen=True, slots=True)
class FittingSlip:
    kind: SlipKind
    pdf: bytes


def fitting_slip(desk: Desk, officer: Officer, request_id: UUID) -> FittingSlip:
    """What is missing, what is stamped, what was handed over, or what is kept: whichever it is now.

    Raises:
        Refused: "slip.none" (details: state), "role.…", and as the slip itself.
        NotFound: "request.unknown".
    """
    require(officer, Action.OPEN_CARD)

    def act(work: Work) -> SlipKind:
        request = work.requests.get(request_id)
        require_disinterested(officer, request.subject_id, request.filer_id)
        return _kind(request)

    kind = desk.store.read(act)
    return FittingSlip(kind, _PRINTS[kind](desk, officer, request_id))


def _kind(request: Request) -> SlipKind:
    if request.state in LACKING:
        return SlipKind.DEFICIENCY
    if is_stamped(request):
        return SlipKind.STAMP
    if request.state is RequestState.DELIVERED:
        return SlipKind.HAND_OVER
    if keeps_originals(request):
        return SlipKind.CUSTODY
    raise Refused("slip.none", state=request.state)


def _deficiency(desk: Desk, officer: Officer, request_id: UUID) -> bytes:
    return deficiency_slip(desk, officer, request_id).pdf


_PRINTS: Mapping[SlipKind, Callable[[Desk, Officer, UUID], bytes]] = {
    SlipKind.DEFICIENCY: _deficiency,
    SlipKind.STAMP: stamp_sheet,
    SlipKind.HAND_OVER: hand_over_slip,
    SlipKind.CUSTODY: custody_slip,
}
