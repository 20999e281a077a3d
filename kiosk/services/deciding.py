"""Who closed a request's walk, and when."""

from __future__ import annotations

from kiosk.domain.errors import NotFound
from kiosk.domain.request import Request, RequestState, StateChange
from kiosk.services.ports import Work


def decision(work: Work, request: Request) -> StateChange:
    """The history line by which the request became VERIFIED.

    Raises:
        NotFound: "approval.no-decision".
    """
    for change in reversed(work.requests.history(request.id)):
        if change.after is RequestState.VERIFIED:
            return change
    raise NotFound("approval.no-decision")
