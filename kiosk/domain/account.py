"""Staff accounts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Account:
    """An account with what sign-in needs; never shown."""

    id: UUID
    person_id: UUID
    login: str
    name: Bilingual
    role: Role
    password_hash: str
    totp_secret: bytes
    """Encrypted."""
    totp_step: int
    active: bool
    version: int
