"""Whose requests may be touched by whom.  Source: security.md promise P10; domain.md 1.6."""

from __future__ import annotations

from uuid import UUID

from kiosk.domain.applicant import Applicant
from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.request import Request
from kiosk.domain.roles import Action, Actor, Officer, require, require_disinterested
from kiosk.services.ports import Work


def require_own(by: Actor, unknown: str, *people: UUID) -> None:
    """An applicant among these people passes, and an officer who may assist and is none of them.

    Raises:
        NotFound: `unknown`, to an applicant: what belongs to others does not exist for them.
        Refused: "role.not-allowed", "role.own-file".
    """
    match by:
        case Applicant() if by.person_id in people:
            return
        case Applicant():
            raise NotFound(unknown)
        case Officer():
            require(by, Action.ASSIST)
            require_disinterested(by, *people)
        case _:
            raise Refused("role.not-allowed", action=Action.ASSIST.value, role=by.login)


def own_request(work: Work, by: Actor, request_id: UUID) -> Request:
    """
    Raises:
        NotFound: "request.unknown".
        Refused: "role.not-allowed", "role.own-file".
    """
    request = work.requests.get(request_id)
    require_own(by, "request.unknown", request.filer_id, request.subject_id)
    return request
