"""What the applicant is told to do, or to wait for, in each state of a request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.catalogue import Catalogue, Output, StatusPath
from kiosk.domain.course import Course
from kiosk.domain.request import Request, RequestState
from kiosk.strict import msgid

_S = RequestState
_AT_WORK = msgid("The office is working on it. You need not do anything.")
_BY_MAIL = msgid("The centre was asked. You will get a mail when it has answered.")
_OVER = msgid("This request is closed.")
_ASK = msgid("Please ask at the counter.")
_READY = msgid("It is ready. Collect it at the counter with your identity paper.")
_CONFIRMED = msgid("It was confirmed in the system. Nothing is left to do.")

NEXT_STEPS: Mapping[RequestState, str] = {
    _S.INITIAL: msgid("Add the documents that are still missing, and take your receipt."),
    _S.RECEIPTED: msgid("Come to the counter with the receipt, the form and the originals."),
    _S.ARRIVED: msgid("Please wait until you are called."),
    _S.VERIFYING: _AT_WORK,
    _S.VERIFIED: _AT_WORK,
    _S.SENT: _BY_MAIL,
    _S.REPLY_OK: _AT_WORK,
    _S.REPLY_NO: _ASK,
    _S.APPROVED: _AT_WORK,
    _S.PRINTED: _AT_WORK,
    _S.QC_OK: _READY,
    _S.DELIVERED: msgid("It was handed over. Nothing is left to do."),
    _S.CONFIRMED: _CONFIRMED,
    _S.NOTIFIED: _CONFIRMED,
    _S.STAMPED: _READY,
    _S.RETURNED: msgid("It was handed over. Nothing is left to do."),
    _S.INCOMPLETE: msgid(
        "Come to the counter with what is missing; the list is in the mail and on the slip."
    ),
    _S.RETURNED_FOR_CORRECTION: _ASK,
    _S.SUSPENDED: _AT_WORK,
    _S.REFUSED: _ASK,
    _S.CANCELLED: _OVER,
    _S.NO_SHOW: msgid("Come to the counter with the receipt, the form and the originals."),
    _S.EXPIRED: _OVER,
    _S.VOIDED: msgid("It is void. Bring it back to the counter; a replacement is made there."),
}
"""An English msgid for each state."""

_BY_OUTPUT: Mapping[Output, Mapping[RequestState, str]] = {
    Output.FILE: {
        _S.APPROVED: msgid("The centre agrees. Ask at the counter for what it has sent."),
        _S.NOTIFIED: msgid("The centre agrees. If another request is the next step, you can file it now."),
    },
}


_THEN = msgid("The centre agrees. You can file the next request now: “{service}”.")
_SETTLED = frozenset({_S.NOTIFIED, _S.DELIVERED})


def next_step(state: RequestState, course: Course | None, then: Bilingual | None = None) -> str:
    """An English msgid; what the applicant gets in the end makes a difference.

    `then`: the service that can be applied for now, which fills {service}.
    """
    if then is not None:
        return _THEN
    if course is None or course.path is StatusPath.SYSTEM:
        return NEXT_STEPS[state]
    return _BY_OUTPUT.get(course.output, {}).get(state, NEXT_STEPS[state])


def next_service(catalogue: Catalogue, request: Request, today: date) -> Bilingual | None:
    """The usual one of the services that the yes to this request opens; None: it opens none, or not yet."""
    if request.state not in _SETTLED or request.course is None or request.course.output is not Output.FILE:
        return None
    following = map(catalogue.service, catalogue.service(request.service).followed_by)
    return next((service.name for service in following if service.offered_on(today)), None)
