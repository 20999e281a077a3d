"""What the originals on the counter need from the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from kiosk.domain.originals import Lying, Move
from kiosk.domain.roles import Officer
from kiosk.domain.verification import Holder


class Originals(Protocol):
    def holder(self, request_id: UUID) -> Holder | None: ...
    def lying(self) -> Sequence[Lying]: ...
    def moves(self, request_id: UUID) -> Sequence[Move]: ...
    def take(self, request_id: UUID, before: Holder | None, by: Officer, at: datetime) -> Holder: ...
    def give_back(self, request_id: UUID, before: Holder, by: Officer, at: datetime) -> None: ...
