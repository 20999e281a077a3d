"""What anybody who holds a receipt may learn at the lobby screen: how the request stands, and little else.

Source: domain.md 7 ("after sending, nothing can be seen"); security.md threat 22.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.request import RequestState

HIDDEN = "•••"


@dataclass(frozen=True, slots=True)
class OwnState:
    service: str
    state: RequestState
    """As the applicant may know it."""
    name: Bilingual
    """Masked."""
    bring: tuple[str, ...]
    """Kinds of the documents whose originals are asked for."""
    next_step: str
    """An English msgid."""


def masked_name(name: str) -> str:
    """The first letter of each word: enough for its bearer, too little for the next in line."""
    return " ".join(word[0] + HIDDEN for word in name.split())
