"""Somebody at the lobby screen asks for a clerk.  Source: domain.md 4.2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

RINGS_FOR = timedelta(minutes=30)
"""Nobody stands at the lobby screen longer: an older call that nobody answered is over."""


@dataclass(frozen=True, slots=True)
class HelpCall:
    id: UUID
    station: str
    language: str
    """What is spoken at the screen."""
    called_at: datetime
    version: int = 1
