"""What the applicant is told to do, or to wait for, in each state of a request."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.request import RequestState
from kiosk.strict import msgid

_S = RequestState
_AT_WORK = msgid("The office is working on it. You need not do anything.")
_BY_MAIL = msgid("The centre was asked. You will get a mail when it has answered.")
_OVER = msgid("This request is closed.")
_ASK = msgid("Please ask at the counter.")

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
    _S.QC_OK: msgid("It is ready. Collect it at the counter with your identity paper."),
    _S.DELIVERED: msgid("It was handed over. Nothing is left to do."),
    _S.CONFIRMED: msgid("It was confirmed in the system. Nothing is left to do."),
    _S.NOTIFIED: msgid("It was confirmed in the system. Nothing is left to do."),
    _S.STAMPED: msgid("It is ready. Collect it at the counter with your identity paper."),
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
    _S.VOIDED: _OVER,
}
"""An English msgid for each state."""
