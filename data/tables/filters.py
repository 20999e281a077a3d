"""What an officer keeps for the own eyes.  Source: peers.md 1.6."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import CLUSTERED, Base, Code, OfficeCode


class SavedFilter(Base):
    """What one officer looks for in a list, on one of the keys 1–9; empty: that key is free again."""

    __tablename__ = "saved_filter"
    office: Mapped[OfficeCode]
    officer_id: Mapped[UUID]
    listing: Mapped[Code]
    no: Mapped[int]
    wanted: Mapped[str]
    saved_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "officer_id", "listing", "no"),
        ForeignKeyConstraint(["office", "officer_id"], ["staff.office", "staff.id"]),
        CheckConstraint("no BETWEEN 1 AND 9", name="a_key"),
        CLUSTERED,
    )
