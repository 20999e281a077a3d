"""Sheets that are written by hand while the machines are dead.  Source: domain.md 4.2."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import CLUSTERED, Base, Code, OfficeCode

_STATES = "'sheet-printed', 'sheet-entered', 'sheet-confirmed', 'sheet-spoilt', 'sheet-lost'"
_WRITTEN = "state IN ('sheet-entered', 'sheet-confirmed')"


class HandSheet(Base):
    """One printed sheet; from its confirmation on a trigger refuses that anything of it changes."""

    __tablename__ = "hand_sheet"
    office: Mapped[OfficeCode]
    no: Mapped[int]
    printing: Mapped[UUID]
    printed_by: Mapped[UUID]
    printed_at: Mapped[datetime]
    state: Mapped[Code]
    said_at: Mapped[datetime | None]
    """The moment that stands on the sheet; all other times are true ones."""
    written_by: Mapped[UUID | None]
    done: Mapped[Code]
    request_id: Mapped[UUID | None]
    note: Mapped[str]
    entered_by: Mapped[UUID | None]
    entered_at: Mapped[datetime | None]
    confirmed_by: Mapped[UUID | None]
    confirmed_at: Mapped[datetime | None]
    alone: Mapped[bool]
    reason: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "no"),
        ForeignKeyConstraint(["office", "printed_by"], ["staff.office", "staff.id"]),
        ForeignKeyConstraint(["office", "written_by"], ["staff.office", "staff.id"]),
        ForeignKeyConstraint(["office", "entered_by"], ["staff.office", "staff.id"]),
        ForeignKeyConstraint(["office", "confirmed_by"], ["staff.office", "staff.id"]),
        ForeignKeyConstraint(["office", "request_id"], ["request.office", "request.id"]),
        CheckConstraint("no > 0", name="counted"),
        CheckConstraint(f"state IN ({_STATES})", name="state_known"),
        CheckConstraint(f"({_WRITTEN}) = (entered_by IS NOT NULL)", name="entered"),
        CheckConstraint("(state = 'sheet-confirmed') = (confirmed_by IS NOT NULL)", name="confirmed"),
        CheckConstraint("confirmed_by <> entered_by OR alone", name="two_accounts"),
        CheckConstraint("said_at <= entered_at", name="not_foretold"),
        Index(None, "office", "state", "no"),
        CLUSTERED,
    )


class HandSheetStep(Base):
    """What happened to a sheet's entry, and what was entered then; triggers refuse any change."""

    __tablename__ = "hand_sheet_step"
    office: Mapped[OfficeCode]
    id: Mapped[UUID]
    no: Mapped[int]
    step: Mapped[Code]
    request_id: Mapped[UUID | None]
    done: Mapped[Code]
    said_at: Mapped[datetime]
    written_by: Mapped[UUID]
    note: Mapped[str]
    reason: Mapped[str]
    by_id: Mapped[UUID]
    at: Mapped[datetime]

    __table_args__ = (
        PrimaryKeyConstraint("office", "id"),
        ForeignKeyConstraint(["office", "no"], ["hand_sheet.office", "hand_sheet.no"]),
        ForeignKeyConstraint(["office", "request_id"], ["request.office", "request.id"]),
        ForeignKeyConstraint(["office", "written_by"], ["staff.office", "staff.id"]),
        ForeignKeyConstraint(["office", "by_id"], ["staff.office", "staff.id"]),
        CheckConstraint("step IN ('entered', 'confirmed', 'reopened')", name="step_known"),
        CheckConstraint("said_at <= at", name="not_foretold"),
        Index(None, "office", "request_id"),
        CLUSTERED,
    )
