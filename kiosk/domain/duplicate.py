"""Certificates printed again for whoever lost the paper.  Source: domain.md 4.2, security.md threat 4."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

MOST = 99
_NOTE = re.compile(r"duplicate:(\d+)(?::(.+))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """One duplicate as it is stored; its certificate keeps its number."""

    certificate_id: UUID
    no: int
    reason: str
    made_by: UUID
    made_at: datetime
    local_day: date
    station: str
    blob: str
    sha256: bytes
    seal: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A duplicate that was found good and waits for whoever asked for it."""

    request_id: UUID
    no: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Noted:
    """What a line of history says of a duplicate."""

    no: int
    reason: str
    """Why it was made; empty: it was handed over."""


def note(no: int, reason: str = "") -> str:
    """The reason of a line of history that moves no state."""
    return f"duplicate:{no}:{reason}" if reason else f"duplicate:{no}"


def read_note(text: str) -> Noted | None:
    found = _NOTE.fullmatch(text)
    return Noted(int(found[1]), found[2] or "") if found else None
