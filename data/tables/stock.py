"""The stock of numbered forms: each form, each way it went, each count.  Source: domain.md 3.5, 5.3, 6."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import CLUSTERED, Base, Code, OfficeCode

_HERE = text("state IN ('RECEIVED', 'ISSUED_TO', 'MISSING')")
_PLACES = "'RECEIVED', 'ISSUED_TO', 'USED', 'SPOILED', 'DESTROYED', 'SENT_BACK', 'MISSING', 'LOST'"


class BlankStock(Base):
    """Numbered forms, one by one, and where each is."""

    __tablename__ = "blank_stock"
    office: Mapped[OfficeCode]
    kind: Mapped[Code]
    serial: Mapped[Code]
    state: Mapped[Code]
    custodian_id: Mapped[UUID]
    """Who kept the stock when it last moved."""
    holder_id: Mapped[UUID | None]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "kind", "serial"),
        ForeignKeyConstraint(["office", "custodian_id"], ["staff.office", "staff.id"]),
        ForeignKeyConstraint(["office", "holder_id"], ["staff.office", "staff.id"]),
        CheckConstraint(f"state IN ({_PLACES})", name="state_known"),
        CheckConstraint("(state = 'ISSUED_TO') = (holder_id IS NOT NULL)", name="in_a_hand"),
        Index("ix_blank_stock_here", "office", "kind", "state", "serial", sqlite_where=_HERE),
        CLUSTERED,
    )


class BlankMove(Base):
    """A range of forms that went from one place to another; what is received came from nowhere."""

    __tablename__ = "blank_move"
    office: Mapped[OfficeCode]
    id: Mapped[UUID]
    kind: Mapped[Code]
    first: Mapped[Code]
    last: Mapped[Code]
    number: Mapped[int]
    came_from: Mapped[Code | None]
    went_to: Mapped[Code]
    holder_id: Mapped[UUID | None]
    """In whose hand they were, or came."""
    paper_no: Mapped[str]
    """Of headquarters' letter, or of the minutes."""
    reason: Mapped[str]
    by_id: Mapped[UUID]
    second_id: Mapped[UUID | None]
    """Who confirmed it; nobody where a form was used."""
    alone: Mapped[bool]
    """One person in both places, in an office where nobody else works."""
    local_day: Mapped[date]
    """The office's own calendar day."""
    at: Mapped[datetime]
    station: Mapped[Code]

    __table_args__ = (
        PrimaryKeyConstraint("office", "id"),
        ForeignKeyConstraint(["office", "holder_id"], ["staff.office", "staff.id"]),
        ForeignKeyConstraint(["office", "by_id"], ["staff.office", "staff.id"]),
        ForeignKeyConstraint(["office", "second_id"], ["staff.office", "staff.id"]),
        CheckConstraint(f"went_to IN ({_PLACES})", name="place_known"),
        CheckConstraint("number > 0", name="some"),
        CheckConstraint("by_id <> second_id OR alone", name="two_accounts"),
        Index("ix_blank_move_day", "office", "kind", "local_day"),
        CLUSTERED,
    )


class BlankCount(Base):
    """What two people found when they counted the stock of one kind."""

    __tablename__ = "blank_count"
    office: Mapped[OfficeCode]
    id: Mapped[UUID]
    kind: Mapped[Code]
    local_day: Mapped[date]
    moment: Mapped[Code]
    found: Mapped[str]
    """Ranges of serials."""
    number: Mapped[int]
    missing: Mapped[str]
    """Ranges that the book says are there and nobody found."""
    by_id: Mapped[UUID]
    second_id: Mapped[UUID]
    alone: Mapped[bool]
    at: Mapped[datetime]
    station: Mapped[Code]

    __table_args__ = (
        PrimaryKeyConstraint("office", "id"),
        ForeignKeyConstraint(["office", "by_id"], ["staff.office", "staff.id"]),
        ForeignKeyConstraint(["office", "second_id"], ["staff.office", "staff.id"]),
        CheckConstraint("moment IN ('opening', 'closing')", name="moment_known"),
        CheckConstraint("by_id <> second_id OR alone", name="two_accounts"),
        Index("ix_blank_count_day", "office", "local_day", "kind", "moment", "at"),
        CLUSTERED,
    )
