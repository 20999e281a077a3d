"""The office's days and the cases that are looked at again before one is closed.  Source: domain.md 4.1."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import CLUSTERED, Base, Code, OfficeCode


class OfficeDay(Base):
    """From the closing on nothing of it changes: triggers refuse it, on tickets of that day as well."""

    __tablename__ = "office_day"
    office: Mapped[OfficeCode]
    day: Mapped[date]
    opened_at: Mapped[datetime]
    opened_by: Mapped[Code]
    """A sign-in name; empty: opened by itself, at the first ticket."""
    commitment: Mapped[bytes]
    locked_seed: Mapped[bytes]
    seed: Mapped[bytes]
    """Empty until the sample is drawn."""
    drawn_at: Mapped[datetime | None]
    drawn_by: Mapped[Code]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[Code]
    figures: Mapped[str]
    head: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    intake_ended_at: Mapped[datetime | None]

    __table_args__ = (
        PrimaryKeyConstraint("office", "day"),
        CheckConstraint("closed_at IS NULL OR drawn_at IS NOT NULL", name="drawn_before_closed"),
        CLUSTERED,
    )


class DaySample(Base):
    """One case of a day's sample, and what was found."""

    __tablename__ = "day_sample"
    office: Mapped[OfficeCode]
    day: Mapped[date]
    request_id: Mapped[UUID]
    verdict: Mapped[Code | None]
    finding: Mapped[str]
    looked_by: Mapped[Code]
    looked_at: Mapped[datetime | None]

    __table_args__ = (
        PrimaryKeyConstraint("office", "day", "request_id"),
        ForeignKeyConstraint(["office", "day"], ["office_day.office", "office_day.day"]),
        ForeignKeyConstraint(["office", "request_id"], ["request.office", "request.id"]),
        CheckConstraint(
            "verdict IS NULL OR verdict IN ('sample-fine', 'sample-finding')", name="verdict_known"
        ),
        CheckConstraint("(verdict IS NULL) = (looked_at IS NULL)", name="looked_at"),
        CLUSTERED,
    )
