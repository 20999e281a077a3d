"""Approval, certificates, printing, outgoing messages and the audit log."""

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
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import CLUSTERED, Base, Code, OfficeCode


class Approval(Base):
    """The second person's yes.  The database itself refuses one person in both places (P11).

    In an office that allows it, one person may be both: then the row says so.
    """

    __tablename__ = "approval"
    office: Mapped[OfficeCode]
    request_id: Mapped[UUID]
    decided_by: Mapped[UUID]
    decided_person: Mapped[UUID]
    approved_by: Mapped[UUID]
    approved_person: Mapped[UUID]
    approved_at: Mapped[datetime]
    alone: Mapped[bool] = mapped_column(server_default=false())

    __table_args__ = (
        PrimaryKeyConstraint("office", "request_id"),
        ForeignKeyConstraint(["office", "request_id"], ["request.office", "request.id"]),
        ForeignKeyConstraint(
            ["office", "decided_by", "decided_person"], ["staff.office", "staff.id", "staff.person_id"]
        ),
        ForeignKeyConstraint(
            ["office", "approved_by", "approved_person"], ["staff.office", "staff.id", "staff.person_id"]
        ),
        CheckConstraint("decided_person <> approved_person OR alone", name="two_people"),
    )


class CertificateCounter(Base):
    """The last serial of an office, Jalali year and service; its row lock keeps numbers gapless (F8)."""

    __tablename__ = "certificate_counter"
    office: Mapped[OfficeCode]
    jalali_year: Mapped[int]
    service: Mapped[Code]
    last: Mapped[int]

    __table_args__ = (PrimaryKeyConstraint("office", "jalali_year", "service"), CLUSTERED)


class Certificate(Base):
    """Never changed but for being voided; a void keeps its number."""

    __tablename__ = "certificate"
    office: Mapped[OfficeCode]
    jalali_year: Mapped[int]
    service: Mapped[Code]
    serial: Mapped[int]
    id: Mapped[UUID]
    request_id: Mapped[UUID]
    issued_at: Mapped[datetime]
    local_day: Mapped[date]
    expires_on: Mapped[date | None]
    issued_by: Mapped[UUID]
    blob: Mapped[str]
    sha256: Mapped[bytes]
    record: Mapped[str]
    """Canonical JSON of the printed facts."""
    salt: Mapped[bytes]
    seal: Mapped[str]
    verification_code: Mapped[Code]
    state: Mapped[Code]
    void_reason: Mapped[str | None]
    replaced_by: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "jalali_year", "service", "serial"),
        UniqueConstraint("office", "id"),
        UniqueConstraint("office", "verification_code"),
        # Nothing is issued without the approval of a second person.
        ForeignKeyConstraint(["office", "request_id"], ["approval.office", "approval.request_id"]),
        ForeignKeyConstraint(["office", "issued_by"], ["staff.office", "staff.id"]),
        CheckConstraint("state IN ('issued', 'void')", name="state_known"),
        Index(None, "office", "local_day"),
        # One valid certificate a request; a void one stays beside its replacement.  See `postgresql` as well.
        Index(
            "uq_certificate_valid",
            "office",
            "request_id",
            unique=True,
            sqlite_where=text("state = 'issued'"),
        ),
    )


_ON_ITS_WAY = text("state IN ('queued', 'sent', 'failed', 'uncertain')")


class PrintAttempt(Base):
    """One try at putting a certificate on paper.  Source: printing.md 8."""

    __tablename__ = "print_attempt"
    office: Mapped[OfficeCode]
    certificate_id: Mapped[UUID]
    no: Mapped[int]
    form_serial: Mapped[Code | None]
    """Kind and serial of the numbered form that it lies on; nothing where it was not used after all."""
    printer: Mapped[str]
    job: Mapped[str | None]
    state: Mapped[Code]
    reason: Mapped[str]
    sha256: Mapped[bytes]
    operator_id: Mapped[UUID]
    claimed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    duplicate: Mapped[int] = mapped_column(server_default="0")
    """Which duplicate of the certificate it prints; 0: the paper itself."""
    blob: Mapped[str | None]
    """What was drawn for this very form, where there is one."""

    __table_args__ = (
        PrimaryKeyConstraint("office", "certificate_id", "no"),
        UniqueConstraint("office", "form_serial"),
        ForeignKeyConstraint(["office", "certificate_id"], ["certificate.office", "certificate.id"]),
        ForeignKeyConstraint(["office", "operator_id"], ["staff.office", "staff.id"]),
        CheckConstraint(
            "state IN ('queued', 'sent', 'failed', 'printed', 'spoiled', 'uncertain')", name="state_known"
        ),
        Index("ix_print_attempt_on_its_way", "office", "certificate_id", sqlite_where=_ON_ITS_WAY),
        CLUSTERED,
    )


class Outbox(Base):
    """What must leave the office once the way out is open."""

    __tablename__ = "outbox"
    office: Mapped[OfficeCode]
    id: Mapped[UUID]
    channel: Mapped[Code]
    dedupe: Mapped[str]
    kind: Mapped[Code] = mapped_column(server_default="")
    person_id: Mapped[UUID | None]
    """Whom it is for; None before there is such a person."""
    payload: Mapped[dict[str, str]] = mapped_column(JSON)
    state: Mapped[Code]
    queued_at: Mapped[datetime | None]
    due_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    """A station sends it until then; afterwards another may."""
    tries: Mapped[int]
    error: Mapped[Code] = mapped_column(server_default="")
    """Key of the sentence on the last failure."""
    sent_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "id"),
        UniqueConstraint("office", "channel", "dedupe"),
        Index(None, "office", "state", "due_at"),
        Index(None, "office", "person_id", "queued_at"),
    )


class Command(Base):
    """The idempotency key of every command: a repeat changes nothing."""

    __tablename__ = "command"
    office: Mapped[OfficeCode]
    key: Mapped[UUID]
    name: Mapped[Code]
    actor: Mapped[Code]
    at: Mapped[datetime]

    __table_args__ = (PrimaryKeyConstraint("office", "key"), CLUSTERED)


class ChainHead(Base):
    """Number and hash of the last event of each chain; its row lock orders the appends."""

    __tablename__ = "chain_head"
    office: Mapped[OfficeCode]
    chain: Mapped[Code]
    seq: Mapped[int]
    hash: Mapped[bytes]

    __table_args__ = (PrimaryKeyConstraint("office", "chain"), CLUSTERED)


class AuditEvent(Base):
    """Only ever inserted: triggers refuse UPDATE and DELETE on both databases."""

    __tablename__ = "audit_event"
    office: Mapped[OfficeCode]
    chain: Mapped[Code]
    seq: Mapped[int]
    at_ms: Mapped[int]
    actor: Mapped[Code]
    station: Mapped[Code]
    action: Mapped[Code]
    subject: Mapped[Code]
    details: Mapped[str]
    prev: Mapped[bytes]
    hash: Mapped[bytes]

    __table_args__ = (
        PrimaryKeyConstraint("office", "chain", "seq"),
        Index(None, "office", "subject"),
        CLUSTERED,
    )
