"""Appointments, each for one request.  Source: domain.md 1.6, 3.5, 4.1."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import CLUSTERED, Base, Code, OfficeCode

_BOOKED = text("state = 'BOOKED'")


class Appointment(Base):
    """One that was moved or called off stays, and another row takes its place."""

    __tablename__ = "appointment"
    office: Mapped[OfficeCode]
    id: Mapped[UUID]
    request_id: Mapped[UUID]
    party: Mapped[UUID]
    """The same for all who come together."""
    local_day: Mapped[date]
    """The office's own calendar day."""
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    service_group: Mapped[Code]
    state: Mapped[Code]
    source: Mapped[Code]
    uid: Mapped[str]
    """What the list that it came from calls it."""
    note: Mapped[str]
    made_by: Mapped[Code]
    made_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "id"),
        ForeignKeyConstraint(["office", "request_id"], ["request.office", "request.id"]),
        CheckConstraint("state IN ('BOOKED', 'KEPT', 'MOVED', 'CALLED_OFF')", name="state_known"),
        CheckConstraint("minutes > 0", name="some_time"),
        Index("uq_appointment_booked", "office", "request_id", unique=True, sqlite_where=_BOOKED),
        Index(None, "office", "local_day", "starts_at"),
        CLUSTERED,
    )
