"""Appointments for tests."""

from __future__ import annotations

from datetime import datetime

from kiosk.domain.appointment import Appointment
from tests import makers
from tests.makers import NOON, TODAY


def an_appointment(number: int = 1, at: datetime = NOON) -> Appointment:
    """Of the first request, each time another one."""
    return Appointment(
        id=makers.an_id(number),
        request_id=makers.request_id(),
        party=makers.an_id(number),
        local_day=TODAY,
        starts_at=at,
        minutes=15,
        group="student",
    )
