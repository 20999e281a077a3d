"""What anybody who holds a receipt may learn at the lobby screen: how the request stands, and little else.

Source: domain.md 7 ("after sending, nothing can be seen"); security.md threat 22.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.request import RequestState
from kiosk.domain.verification import Slot, deficient

HIDDEN = "•••"
_AT_THE_COUNTER = frozenset({RequestState.RECEIPTED, RequestState.ARRIVED, RequestState.NO_SHOW})
"""Where the documents are still to be shown to an officer."""


@dataclass(frozen=True, slots=True)
class OwnState:
    service: str
    state: RequestState
    """As the applicant may know it."""
    name: Bilingual
    """Masked."""
    bring: tuple[str, ...]
    """Kinds of the documents whose originals are asked for now."""
    next_step: str
    """An English msgid."""
    next_service: Bilingual | None = None
    """What its {service} is."""
    waits: bool = False
    """Whether the request may be given a ticket, or has one."""


def masked_name(name: str) -> str:
    """The first letter of each word: enough for its bearer, too little for the next in line."""
    return " ".join(word[0] + HIDDEN for word in name.split())


def to_bring(state: RequestState, slots: Sequence[Slot]) -> tuple[str, ...]:
    """All originals for the first visit, what was found wanting for the second, otherwise nothing."""
    if state is RequestState.INCOMPLETE:
        return tuple(slot.kind for slot in deficient(slots))
    if state in _AT_THE_COUNTER:
        return tuple(slot.kind for slot in slots if slot.original_required)
    return ()
