"""How often a sign-in may fail.  Source: security.md promise P9."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.errors import Refused

SHORT = timedelta(minutes=15)
LONG = timedelta(days=1)
CONSECUTIVE_CEILING = 100


@dataclass(frozen=True, slots=True)
class Limits:
    """Failures allowed in a quarter of an hour and in a day."""

    short: int = 5
    day: int = 20


def admit(failures: Sequence[datetime], consecutive: int, limits: Limits, now: datetime) -> None:
    """`failures` are those of the last day, oldest first; `consecutive` counts since the last success.

    Raises:
        Refused: "sign-in.locked" (details: until) or "sign-in.locked-supervisor".
    """
    if consecutive >= CONSECUTIVE_CEILING:
        raise Refused("sign-in.locked-supervisor")
    day = [moment for moment in failures if moment > now - LONG]
    short = [moment for moment in day if moment > now - SHORT]
    if len(day) >= limits.day:
        raise Refused("sign-in.locked", until=day[-limits.day] + LONG)
    if len(short) >= limits.short:
        raise Refused("sign-in.locked", until=short[-limits.short] + SHORT)
