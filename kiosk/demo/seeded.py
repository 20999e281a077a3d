"""A desk whose clock is set by hand and whose keys and random bytes come from the seed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from kiosk.services.desk import Desk


class SetClock:
    """Stands still until it is set; each reading is a second later than the one before."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def set(self, at: datetime) -> None:
        self._at = at

    def __call__(self) -> datetime:
        self._at += timedelta(seconds=1)
        return self._at


def seeded_desk(desk: Desk, seed: int) -> tuple[Desk, SetClock]:
    """The same desk, repeatable: for invented offices only."""
    draw = Random(f"desk:{seed}")  # noqa: S311 - repeatable, not secret
    clock = SetClock(desk.now())

    def new_key() -> UUID:
        milliseconds = int(clock().timestamp() * 1000)
        return UUID(
            int=milliseconds << 80 | 7 << 76 | draw.getrandbits(12) << 64 | 2 << 62 | draw.getrandbits(62)
        )

    return replace(desk, now=clock, new_key=new_key, random_bytes=draw.randbytes), clock
