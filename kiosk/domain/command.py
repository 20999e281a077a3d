"""Who does what, when: one command, with the key that keeps a repeat from counting twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeAlias, TypeVar
from uuid import UUID

from kiosk.domain.roles import Actor, Officer

Doer = TypeVar("Doer", bound=Actor, covariant=True)


@dataclass(frozen=True, slots=True)
class Command(Generic[Doer]):
    key: UUID
    """A uuid7, made once where the key was pressed; a retry carries the same one."""
    name: str
    by: Doer
    at: datetime


OfficerCommand: TypeAlias = Command[Officer]
"""For what only staff may do."""
