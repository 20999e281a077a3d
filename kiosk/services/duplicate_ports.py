"""What certificates that are printed again need from the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from kiosk.domain.certificate import Issued
from kiosk.domain.duplicate import Duplicate, Waiting


class Duplicates(Protocol):
    def add(self, made: Duplicate) -> None: ...
    def count(self, certificate_id: UUID) -> int: ...
    def sheet(self, issued: Issued, no: int) -> Issued: ...
    def on_day(self, day: date) -> Sequence[Duplicate]: ...
    def waiting(self, request_id: UUID | None = None) -> Sequence[Waiting]: ...
