"""What applicants do themselves: registration, account, codes by mail, drafts, and the clerk's help.

Source: domain.md 1.3, 1.4, 4.2; security.md threats 13 to 15.
"""

from __future__ import annotations

from datetime import datetime
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

_OPEN = text("state = 'open'")


class Account(Base):
    """A registered applicant's account; a person has one at most."""

    __tablename__ = "account"
    office: Mapped[OfficeCode]
    id: Mapped[UUID]
    person_id: Mapped[UUID]
    email: Mapped[str]
    """Confirmed, in the spelling of `kiosk.domain.email`."""
    password_hash: Mapped[str | None]
    """None: the applicant signs in by mailed codes only."""
    language: Mapped[Code]
    state: Mapped[Code]
    activated_at: Mapped[datetime]
    activated_by: Mapped[Code]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "id"),
        UniqueConstraint("office", "person_id"),
        ForeignKeyConstraint(["office", "person_id"], ["person.office", "person.id"]),
        CheckConstraint("state IN ('active', 'closed')", name="state_known"),
    )


class Registration(Base):
    """A registration from the confirmed address to the activation; one at a time for a national code."""

    __tablename__ = "registration"
    office: Mapped[OfficeCode]
    id: Mapped[UUID]
    national_code: Mapped[Code]
    email: Mapped[str]
    language: Mapped[Code]
    guardian_id: Mapped[UUID | None]
    """The person who registers a child; None for one's own registration."""
    basis: Mapped[Code] = mapped_column(server_default="")
    paper: Mapped[str] = mapped_column(server_default="")
    """In which capacity the guardian acts, and on which paper."""
    answers: Mapped[dict[str, str]] = mapped_column(JSON)
    """Field id → text as typed, right or not yet."""
    recorded: Mapped[list[str]] = mapped_column(JSON)
    """The pages that were recorded whole and valid."""
    state: Mapped[Code]
    started_at: Mapped[datetime]
    station: Mapped[Code]
    """Where it goes on now; a code entered at another station takes it there."""
    changed_at: Mapped[datetime]
    person_id: Mapped[UUID | None]
    """Whom it became."""
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "id"),
        ForeignKeyConstraint(["office", "guardian_id"], ["person.office", "person.id"]),
        ForeignKeyConstraint(["office", "person_id"], ["person.office", "person.id"]),
        CheckConstraint("state IN ('open', 'active', 'closed')", name="state_known"),
        CheckConstraint("length(national_code) = 10", name="national_code_length"),
        Index(None, "office", "national_code", "email"),
        Index(
            "uq_registration_open",
            "office",
            "national_code",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )


class OneTimeCode(Base):
    """A code sent by mail.  Only its keyed digest is kept; a try is counted before it is compared (P9)."""

    __tablename__ = "one_time_code"
    office: Mapped[OfficeCode]
    id: Mapped[UUID]
    purpose: Mapped[Code]
    subject: Mapped[Code]
    """The national code it was asked for."""
    email: Mapped[str]
    digest: Mapped[bytes]
    station: Mapped[Code]
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    tries: Mapped[int]
    used_at: Mapped[datetime | None]
    """When it was accepted, or when another one took its place."""
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "id"),
        CheckConstraint("purpose IN ('register', 'sign-in', 'reset')", name="purpose_known"),
        Index(None, "office", "subject", "purpose", "sent_at"),
        Index(None, "office", "email", "sent_at"),
        Index(None, "office", "station", "sent_at"),
    )


class RequestDraft(Base):
    """A request before its initial registration, kept field by field."""

    __tablename__ = "request_draft"
    office: Mapped[OfficeCode]
    filer_id: Mapped[UUID]
    id: Mapped[UUID]
    subject_id: Mapped[UUID]
    basis: Mapped[Code]
    service: Mapped[Code]
    answers: Mapped[dict[str, str]] = mapped_column(JSON)
    state: Mapped[Code]
    started_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    request_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "filer_id", "id"),
        UniqueConstraint("office", "id"),
        ForeignKeyConstraint(["office", "filer_id"], ["person.office", "person.id"]),
        ForeignKeyConstraint(["office", "subject_id"], ["person.office", "person.id"]),
        ForeignKeyConstraint(["office", "request_id"], ["request.office", "request.id"]),
        CheckConstraint("state IN ('open', 'filed', 'dropped')", name="state_known"),
        Index(
            "uq_request_draft_open",
            "office",
            "filer_id",
            "subject_id",
            "service",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        CLUSTERED,
    )


class Correction(Base):
    """One field that a clerk corrected with a reason, once the applicant could no longer change it."""

    __tablename__ = "correction"
    office: Mapped[OfficeCode]
    person_id: Mapped[UUID]
    id: Mapped[UUID]
    request_id: Mapped[UUID | None]
    """None: a datum of the person."""
    field: Mapped[Code]
    before: Mapped[str]
    after: Mapped[str]
    reason: Mapped[str]
    clerk_id: Mapped[UUID]
    station: Mapped[Code]
    at: Mapped[datetime]

    __table_args__ = (
        PrimaryKeyConstraint("office", "person_id", "id"),
        ForeignKeyConstraint(["office", "person_id"], ["person.office", "person.id"]),
        ForeignKeyConstraint(["office", "request_id"], ["request.office", "request.id"]),
        ForeignKeyConstraint(["office", "clerk_id"], ["staff.office", "staff.id"]),
        CLUSTERED,
    )


class HelpCall(Base):
    """Somebody at the lobby screen asked for a clerk."""

    __tablename__ = "help_call"
    office: Mapped[OfficeCode]
    id: Mapped[UUID]
    station: Mapped[Code]
    language: Mapped[Code]
    called_at: Mapped[datetime]
    answered_by: Mapped[UUID | None]
    answered_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "id"),
        ForeignKeyConstraint(["office", "answered_by"], ["staff.office", "staff.id"]),
        Index(None, "office", "answered_at", "called_at"),
    )
