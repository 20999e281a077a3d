"""What anybody who holds a receipt may learn at the lobby screen: how the request stands, and little else.

Source: domain.md 7 ("after sending, nothing can be seen"); security.md threat 22.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.request import RequestState
from kiosk.strict import msgid

HIDDEN = "•••"


@dataclass(frozen=True, slots=True)
class OwnState:
    service: str
    state: RequestState
    name: Bilingual
    """Masked."""
    bring: tuple[str, ...]
    """Kinds of the documents whose originals are asked for."""


_S = RequestState
_COMING_BACK = msgid("Come to the counter with the originals.")
_WAITING = msgid("You need not do anything. You will get an e-mail.")
_ASK = msgid("Please ask at the counter.")

NEXT_STEPS: Mapping[RequestState, str] = {
    _S.INITIAL: msgid("Sign in and upload the documents; then you get your receipt."),
    _S.RECEIPTED: _COMING_BACK,
    _S.ARRIVED: msgid("Take a seat. You will be called."),
    _S.VERIFYING: msgid("Your documents are being checked."),
    _S.VERIFIED: _WAITING,
    _S.SENT: _WAITING,
    _S.REPLY_OK: _WAITING,
    _S.APPROVED: _WAITING,
    _S.PRINTED: _WAITING,
    _S.CONFIRMED: _WAITING,
    _S.QC_OK: msgid("It is ready. Come and fetch it, and bring your passport."),
    _S.STAMPED: msgid("It is ready. Come and fetch it, and bring your passport."),
    _S.INCOMPLETE: msgid("Something is missing. Bring what your slip lists."),
    _S.RETURNED_FOR_CORRECTION: msgid("Something must be corrected. Come to the counter."),
    _S.NO_SHOW: _COMING_BACK,
    _S.DELIVERED: msgid("It was handed over. Nothing is left to do."),
    _S.NOTIFIED: msgid("It is done. Nothing is left to do."),
    _S.RETURNED: msgid("It was handed over. Nothing is left to do."),
    _S.CANCELLED: msgid("It was cancelled. You may file a new request."),
    _S.EXPIRED: msgid("It has expired. You may file a new request."),
}


def told(state: RequestState) -> RequestState:
    """The state as the applicant is told it: never that there is a doubt (domain.md 4.2)."""
    return _S.VERIFYING if state is _S.SUSPENDED else state


def next_step(state: RequestState) -> str:
    """What the applicant does now, as a sentence to translate."""
    return NEXT_STEPS.get(told(state), _ASK)


def masked_name(name: str) -> str:
    """The first letter of each word: enough for its bearer, too little for the next in line."""
    return " ".join(word[0] + HIDDEN for word in name.split())
