"""Who works at the lobby screen: nobody known yet, or an applicant with an account.

Source: domain.md 1.3, 1.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kiosk.domain.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Lobby:
    """The lobby screen before anybody has signed in."""

    station: str

    @property
    def login(self) -> str:
        return "lobby"


@dataclass(frozen=True, slots=True)
class Applicant:
    """A signed-in applicant: may see and file what is their own or their children's, and nothing else."""

    account_id: UUID
    person_id: UUID
    name: Bilingual
    station: str
    signed_in_at: datetime

    @property
    def login(self) -> str:
        """One word for all: histories are shown at the counter, where the card says who it is."""
        return "applicant"


class AccountState(StrEnum):
    ACTIVE = "active"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ApplicantAccount:
    id: UUID
    person_id: UUID
    email: str
    """Confirmed by a code."""
    language: str
    password_hash: str | None = None
    """None: only codes open it."""
    state: AccountState = AccountState.ACTIVE
    version: int = 1


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody the office has a record of."""

    person_id: UUID
    national_code: str
    name: Bilingual
    email: str
    """The present contact's; empty when there is none."""
    account: ApplicantAccount | None

    def reached_at(self, email: str) -> bool:
        """Whether that is the address the office knows them by: the account's, or else the contact's."""
        return email == (self.account.email if self.account else self.email)
