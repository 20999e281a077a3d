"""A desk whose clock is set by hand and whose keys and random bytes come from the seed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from kiosk.services.desk import Desk

SECOND = timedelta(seconds=1)


class SetClock:
    """Stands still until it is set; each reading is a step later than the one before."""

    def __init__(self, at: datetime, step: timedelta = SECOND) -> None:
        self._at = at
        self._step = step

    def set(self, at: datetime) -> None:
        self._at = at

    def __call__(self) -> datetime:
        self._at += self._step
        return self._at


def seeded_desk(desk: Desk, seed: int, step: timedelta = SECOND) -> tuple[Desk, SetClock]:
    """The same desk, repeatable: for invented offices only."""
    draw = Random(f"desk:{seed}")  # noqa: S311 - repeatable, not secret
    clock = SetClock(desk.now(), step)

    def new_key() -> UUID:
        milliseconds = int(clock().timestamp() * 1000)
        return UUID(
            int=milliseconds << 80 | 7 << 76 | draw.getrandbits(12) << 64 | 2 << 62 | draw.getrandbits(62)
        )

    return replace(desk, now=clock, new_key=new_key, random_bytes=draw.randbytes), clock
