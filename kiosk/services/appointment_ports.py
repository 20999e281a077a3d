"""What the services of appointments need from the database; see `kiosk.services.ports`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from kiosk.domain.appointment import Appointment, AppointmentState
from kiosk.domain.roles import Actor


class Appointments(Protocol):
    def lock(self, day: date) -> None: ...
    def add(self, made: Appointment, by: Actor, at: datetime) -> None: ...
    def get(self, appointment_id: UUID) -> Appointment: ...
    def booked_for(self, request_id: UUID) -> Appointment | None: ...
    def of_day(self, day: date, states: Iterable[AppointmentState]) -> Sequence[Appointment]: ...
    def save(self, made: Appointment) -> Appointment: ...
