"""Requests, their documents, scans and checks.  Source: domain.md 3.5."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import CLUSTERED, Base, Code, OfficeCode

_HAS_LEGACY_CODE = text("legacy_code <> ''")
_ALONE = text("reason = 'alone'")


class Request(Base):
    """Clustered by subject: one look-up reads an applicant's requests from neighbouring pages."""

    __tablename__ = "request"
    office: Mapped[OfficeCode]
    subject_id: Mapped[UUID]
    id: Mapped[UUID]
    filer_id: Mapped[UUID]
    basis: Mapped[Code]
    service: Mapped[Code]
    tracking_code: Mapped[Code]
    legacy_code: Mapped[Code]
    purpose: Mapped[str]
    fields: Mapped[dict[str, str]] = mapped_column(JSON)
    state: Mapped[Code]
    channel: Mapped[Code]
    path: Mapped[Code] = mapped_column(server_default="")
    output: Mapped[Code] = mapped_column(server_default="")
    """The course; empty until the walk was decided."""
    follows: Mapped[UUID | None]
    """An earlier request that this one belongs to."""
    filed_at: Mapped[datetime]
    local_day: Mapped[date]
    """The office's own calendar day of filing."""
    deadline: Mapped[date | None]
    assigned_to: Mapped[UUID | None]
    held_by: Mapped[UUID | None]
    held_station: Mapped[Code | None]
    held_until: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "subject_id", "id"),
        UniqueConstraint("office", "id"),
        UniqueConstraint("office", "tracking_code"),
        ForeignKeyConstraint(["office", "subject_id"], ["person.office", "person.id"]),
        ForeignKeyConstraint(["office", "filer_id"], ["person.office", "person.id"]),
        ForeignKeyConstraint(["office", "held_by"], ["staff.office", "staff.id"]),
        ForeignKeyConstraint(["office", "assigned_to"], ["staff.office", "staff.id"]),
        Index(None, "office", "filer_id"),
        Index(None, "office", "state", "filed_at"),
        Index(None, "office", "local_day"),
        Index(
            "ix_request_legacy_code",
            "office",
            "legacy_code",
            sqlite_where=_HAS_LEGACY_CODE,
        ),
        CLUSTERED,
    )


class RequestState(Base):
    """The history of a request's states."""

    __tablename__ = "request_state"
    office: Mapped[OfficeCode]
    request_id: Mapped[UUID]
    no: Mapped[int]
    at: Mapped[datetime]
    actor: Mapped[Code]
    before: Mapped[Code]
    after: Mapped[Code]
    reason: Mapped[str]

    __table_args__ = (
        PrimaryKeyConstraint("office", "request_id", "no"),
        ForeignKeyConstraint(["office", "request_id"], ["request.office", "request.id"]),
        Index(None, "office", "at"),
        Index("ix_request_state_alone", "office", "at", sqlite_where=_ALONE),
        CLUSTERED,
    )


class DocumentSlot(Base):
    """One document that the service asks for."""

    __tablename__ = "document_slot"
    office: Mapped[OfficeCode]
    request_id: Mapped[UUID]
    line: Mapped[int]
    kind: Mapped[Code]
    mandatory: Mapped[bool]
    original_required: Mapped[bool]
    copies: Mapped[int]
    pages: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "request_id", "line"),
        ForeignKeyConstraint(["office", "request_id"], ["request.office", "request.id"]),
        CLUSTERED,
    )


class Scan(Base):
    """An uploaded file; a rescan gets the next `no`, the old one stays."""

    __tablename__ = "scan"
    office: Mapped[OfficeCode]
    request_id: Mapped[UUID]
    line: Mapped[int]
    no: Mapped[int]
    blob: Mapped[str]
    """Name in the vault."""
    sha256: Mapped[bytes]
    size: Mapped[int]
    format: Mapped[Code]
    width: Mapped[int]
    height: Mapped[int]
    quality: Mapped[Code]
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[Code] = mapped_column(server_default="")
    source: Mapped[Code] = mapped_column(server_default="portal")
    """Where it came from: portal, stick, scanner or counter."""
    likeness: Mapped[bytes | None]
    """64 bits that pictures which look alike share."""
    replaced_by: Mapped[int | None]
    replaced_because: Mapped[str] = mapped_column(server_default="")

    __table_args__ = (
        PrimaryKeyConstraint("office", "request_id", "line", "no"),
        Index(None, "office", "sha256"),
        Index(None, "office", "likeness"),
        ForeignKeyConstraint(
            ["office", "request_id", "line"],
            ["document_slot.office", "document_slot.request_id", "document_slot.line"],
        ),
        CLUSTERED,
    )


class OriginalCheck(Base):
    """One verdict on one document; a changed verdict is a new row."""

    __tablename__ = "original_check"
    office: Mapped[OfficeCode]
    request_id: Mapped[UUID]
    line: Mapped[int]
    no: Mapped[int]
    scan_no: Mapped[int | None]
    verdict: Mapped[Code]
    seen_original: Mapped[bool]
    failed_points: Mapped[list[str]] = mapped_column(JSON)
    reason: Mapped[str]
    clerk_id: Mapped[UUID]
    clerk_person: Mapped[UUID]
    station: Mapped[Code]
    at: Mapped[datetime]

    __table_args__ = (
        PrimaryKeyConstraint("office", "request_id", "line", "no"),
        ForeignKeyConstraint(
            ["office", "request_id", "line"],
            ["document_slot.office", "document_slot.request_id", "document_slot.line"],
        ),
        ForeignKeyConstraint(
            ["office", "clerk_id", "clerk_person"], ["staff.office", "staff.id", "staff.person_id"]
        ),
        CheckConstraint(
            "verdict IN ('MATCH', 'MISMATCH', 'ORIGINAL_MISSING', 'UNREADABLE', 'DOUBT', 'NOT_APPLICABLE')",
            name="verdict_known",
        ),
        CLUSTERED,
    )


class FieldCheck(Base):
    """The evidence: each field that was compared, and what was seen where it differed."""

    __tablename__ = "field_check"
    office: Mapped[OfficeCode]
    request_id: Mapped[UUID]
    line: Mapped[int]
    check_no: Mapped[int]
    field: Mapped[Code]
    expected: Mapped[str]
    scan_seen: Mapped[str | None]
    original_seen: Mapped[str | None]

    __table_args__ = (
        PrimaryKeyConstraint("office", "request_id", "line", "check_no", "field"),
        ForeignKeyConstraint(
            ["office", "request_id", "line", "check_no"],
            [
                "original_check.office",
                "original_check.request_id",
                "original_check.line",
                "original_check.no",
            ],
        ),
        CLUSTERED,
    )
