"""Certificates that were printed again for whoever lost the paper."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped

from data.tables.base import CLUSTERED, Base, Code, OfficeCode


class CertificateDuplicate(Base):
    """One duplicate of a certificate: the same number, a seal that counts it.  Source: domain.md 4.2."""

    __tablename__ = "certificate_duplicate"
    office: Mapped[OfficeCode]
    certificate_id: Mapped[UUID]
    no: Mapped[int]
    reason: Mapped[str]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    local_day: Mapped[date]
    station: Mapped[Code]
    blob: Mapped[str]
    sha256: Mapped[bytes]
    seal: Mapped[str]

    __table_args__ = (
        PrimaryKeyConstraint("office", "certificate_id", "no"),
        ForeignKeyConstraint(["office", "certificate_id"], ["certificate.office", "certificate.id"]),
        ForeignKeyConstraint(["office", "made_by"], ["staff.office", "staff.id"]),
        CheckConstraint("no > 0", name="counted"),
        CheckConstraint("reason <> ''", name="has_reason"),
        Index(None, "office", "local_day"),
        CLUSTERED,
    )
