"""What stands between the walk and the hand-over: rules, fees, the centre, outputs, collection.

Source: domain.md 2.0, 2.6, 3.5, 4.2.
"""

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

_HAS_SLIP = text("slip_no <> ''")
_IN_FORCE = text("state = 'made'")


class RuleAnswer(Base):
    """What a clerk found of a rule that only a conversation can tell; a changed answer is a new row."""

    __tablename__ = "rule_answer"
    office: Mapped[OfficeCode]
    request_id: Mapped[UUID]
    rule: Mapped[Code]
    no: Mapped[int]
    answer: Mapped[Code]
    note: Mapped[str]
    clerk_id: Mapped[UUID]
    station: Mapped[Code]
    at: Mapped[datetime]

    __table_args__ = (
        PrimaryKeyConstraint("office", "request_id", "rule", "no"),
        ForeignKeyConstraint(["office", "request_id"], ["request.office", "request.id"]),
        ForeignKeyConstraint(["office", "clerk_id"], ["staff.office", "staff.id"]),
        CLUSTERED,
    )


class RuleOverride(Base):
    """A supervisor let a request pass a rule, for a reason; it stands in the daily report."""

    __tablename__ = "rule_override"
    office: Mapped[OfficeCode]
    request_id: Mapped[UUID]
    rule: Mapped[Code]
    no: Mapped[int]
    reason: Mapped[str]
    supervisor_id: Mapped[UUID]
    station: Mapped[Code]
    at: Mapped[datetime]

    __table_args__ = (
        PrimaryKeyConstraint("office", "request_id", "rule", "no"),
        ForeignKeyConstraint(["office", "request_id"], ["request.office", "request.id"]),
        ForeignKeyConstraint(["office", "supervisor_id"], ["staff.office", "staff.id"]),
        Index(None, "office", "at"),
        CLUSTERED,
    )


class Fee(Base):
    """The bank slip that was seen, or why none is due.  No money passes the counter (domain.md 2.6)."""

    __tablename__ = "fee"
    office: Mapped[OfficeCode]
    request_id: Mapped[UUID]
    slip_no: Mapped[Code]
    paid_on: Mapped[date | None]
    amount: Mapped[int]
    """In hundredths of the currency's unit."""
    currency: Mapped[Code]
    bank: Mapped[Code]
    exempt_because: Mapped[str]
    seen_by: Mapped[UUID]
    station: Mapped[Code]
    at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "request_id"),
        ForeignKeyConstraint(["office", "request_id"], ["request.office", "request.id"]),
        ForeignKeyConstraint(["office", "seen_by"], ["staff.office", "staff.id"]),
        CheckConstraint("(slip_no = '') <> (exempt_because = '')", name="paid_or_exempt"),
        # A slip pays for one request only.
        Index("uq_fee_slip", "office", "bank", "slip_no", unique=True, sqlite_where=_HAS_SLIP),
        CLUSTERED,
    )


class Letter(Base):
    """A letter or list to the centre, numbered without gaps in its Jalali year."""

    __tablename__ = "letter"
    office: Mapped[OfficeCode]
    jalali_year: Mapped[int]
    serial: Mapped[int]
    id: Mapped[UUID]
    addressee: Mapped[Code]
    made_at: Mapped[datetime]
    local_day: Mapped[date]
    made_by: Mapped[UUID]
    blob: Mapped[str]
    sha256: Mapped[bytes]

    __table_args__ = (
        PrimaryKeyConstraint("office", "jalali_year", "serial"),
        UniqueConstraint("office", "id"),
        ForeignKeyConstraint(["office", "made_by"], ["staff.office", "staff.id"]),
        CLUSTERED,
    )


class Inquiry(Base):
    """A question to the centre about one request, and its reply."""

    __tablename__ = "inquiry"
    office: Mapped[OfficeCode]
    id: Mapped[UUID]
    request_id: Mapped[UUID]
    addressee: Mapped[Code]
    letter_id: Mapped[UUID | None]
    """The letter or list it went with."""
    sent_no: Mapped[str]
    sent_on: Mapped[date]
    due_on: Mapped[date]
    reminded_on: Mapped[date | None]
    reply_no: Mapped[str | None]
    reply_on: Mapped[date | None]
    reply: Mapped[str | None]
    answer: Mapped[Code | None]
    """ok, no, returned, or silence where that counts as a yes."""
    sent_by: Mapped[UUID | None]
    answered_by: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "id"),
        ForeignKeyConstraint(["office", "request_id"], ["request.office", "request.id"]),
        ForeignKeyConstraint(["office", "letter_id"], ["letter.office", "letter.id"]),
        ForeignKeyConstraint(["office", "sent_by"], ["staff.office", "staff.id"]),
        ForeignKeyConstraint(["office", "answered_by"], ["staff.office", "staff.id"]),
        CheckConstraint(
            "answer IS NULL OR answer IN ('ok', 'no', 'returned', 'silence')", name="answer_known"
        ),
        Index(None, "office", "request_id"),
        Index(None, "office", "reply_on", "due_on"),
    )


class Output(Base):
    """A booklet, stamp, file or confirmation, in the register that its service shares with certificates."""

    __tablename__ = "output"
    office: Mapped[OfficeCode]
    jalali_year: Mapped[int]
    service: Mapped[Code]
    serial: Mapped[int]
    id: Mapped[UUID]
    request_id: Mapped[UUID]
    kind: Mapped[Code]
    """B, X, F or V."""
    blank: Mapped[Code | None]
    """Kind and serial of the blank that was used, such as `passport:K12345678`."""
    facts: Mapped[dict[str, str]] = mapped_column(JSON)
    """Page, days, companions, uses: what the kind has."""
    local_day: Mapped[date]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    state: Mapped[Code]
    void_reason: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "jalali_year", "service", "serial"),
        UniqueConstraint("office", "id"),
        UniqueConstraint("office", "blank"),
        # Nothing is made without the approval of a second person.
        ForeignKeyConstraint(["office", "request_id"], ["approval.office", "approval.request_id"]),
        ForeignKeyConstraint(["office", "made_by"], ["staff.office", "staff.id"]),
        CheckConstraint("kind IN ('B', 'X', 'F', 'V')", name="kind_known"),
        CheckConstraint("state IN ('made', 'void')", name="state_known"),
        Index("uq_output_in_force", "office", "request_id", unique=True, sqlite_where=_IN_FORCE),
        Index("ix_output_void", "office", "blank", sqlite_where=text("state = 'void'")),
        CLUSTERED,
    )


class HandOver(Base):
    """Who took what away: a line of the delivery register."""

    __tablename__ = "hand_over"
    office: Mapped[OfficeCode]
    request_id: Mapped[UUID]
    no: Mapped[int]
    capacity: Mapped[Code]
    recipient: Mapped[str]
    identity_paper: Mapped[Code]
    identity_no: Mapped[str]
    proxy_paper: Mapped[str]
    local_day: Mapped[date]
    at: Mapped[datetime]
    officer_id: Mapped[UUID]
    station: Mapped[Code]
    duplicate: Mapped[int] = mapped_column(server_default="0")
    """Which duplicate of a certificate it was; 0: the paper itself."""

    __table_args__ = (
        PrimaryKeyConstraint("office", "request_id", "no"),
        ForeignKeyConstraint(["office", "request_id"], ["request.office", "request.id"]),
        ForeignKeyConstraint(["office", "officer_id"], ["staff.office", "staff.id"]),
        CheckConstraint("capacity IN ('self', 'guardian', 'proxy', 'post')", name="capacity_known"),
        Index(None, "office", "local_day"),
        CLUSTERED,
    )
