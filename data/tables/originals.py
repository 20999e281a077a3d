"""Whose hands the originals of a request are in, and how they came there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped

from data.tables.base import CLUSTERED, Base, Code, OfficeCode

_HELD = text("holder_id IS NOT NULL")


class OriginalsHolder(Base):
    """The one officer who has them now; nobody: they are with the applicant.  Source: domain.md 4.2."""

    __tablename__ = "originals_holder"
    office: Mapped[OfficeCode]
    request_id: Mapped[UUID]
    holder_id: Mapped[UUID | None]
    since: Mapped[datetime]

    __table_args__ = (
        PrimaryKeyConstraint("office", "request_id"),
        ForeignKeyConstraint(["office", "request_id"], ["request.office", "request.id"]),
        ForeignKeyConstraint(["office", "holder_id"], ["staff.office", "staff.id"]),
        Index("ix_originals_holder_held", "office", "since", sqlite_where=_HELD),
        CLUSTERED,
    )


class OriginalsMove(Base):
    """One change of hands; rows are only added.  Nobody before or after is the applicant."""

    __tablename__ = "originals_move"
    office: Mapped[OfficeCode]
    request_id: Mapped[UUID]
    no: Mapped[int]
    at: Mapped[datetime]
    from_id: Mapped[UUID | None]
    to_id: Mapped[UUID | None]
    made_by: Mapped[UUID]
    station: Mapped[Code]

    __table_args__ = (
        PrimaryKeyConstraint("office", "request_id", "no"),
        ForeignKeyConstraint(["office", "request_id"], ["request.office", "request.id"]),
        ForeignKeyConstraint(["office", "from_id"], ["staff.office", "staff.id"]),
        ForeignKeyConstraint(["office", "to_id"], ["staff.office", "staff.id"]),
        ForeignKeyConstraint(["office", "made_by"], ["staff.office", "staff.id"]),
        CLUSTERED,
    )
