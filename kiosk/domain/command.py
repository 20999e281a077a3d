"""Who does what, when: one command of an officer, with the key that keeps a repeat from counting twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kiosk.domain.roles import Officer


@dataclass(frozen=True, slots=True)
class Command:
    key: UUID
    """A uuid7, made once where the officer pressed the key; a retry carries the same one."""
    name: str
    officer: Officer
    at: datetime
