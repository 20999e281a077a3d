"""How long something took, as screens say it."""

from __future__ import annotations

from datetime import timedelta

from kiosk.domain.board import Spread
from kiosk.words import Words

_MINUTE = timedelta(minutes=1)


def minutes(words: Words, span: timedelta) -> str:
    return words("{count} min", count=span // _MINUTE)


def spread_said(words: Words, spread: Spread) -> str:
    """Never without the number of times that it rests on."""
    if not spread.count:
        return words("none yet")
    return words(
        "half of {count} at most {median}, nine of ten {ninth}",
        count=spread.count,
        median=minutes(words, spread.median),
        ninth=minutes(words, spread.ninth),
    )
