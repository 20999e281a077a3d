"""Tickets of the waiting room and the counters that call them.  Source: domain.md 3.5, 4.1."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import CLUSTERED, Base, Code, OfficeCode

_WAITING = text("state = 'WAITING'")
_AT_COUNTER = text("state IN ('CALLED', 'SERVING')")
_COMES_BACK = text("back_at IS NOT NULL")
_ACTIVE = text("active")


class Ticket(Base):
    """One place in the line of one day."""

    __tablename__ = "ticket"
    office: Mapped[OfficeCode]
    id: Mapped[UUID]
    office_day: Mapped[date]
    """The office's own calendar day."""
    letter: Mapped[Code]
    no: Mapped[int]
    service_group: Mapped[Code]
    """Where it waits now."""
    state: Mapped[Code]
    lane: Mapped[Code]
    priority: Mapped[Code]
    priority_reason: Mapped[str]
    priority_by: Mapped[UUID | None]
    taken_at: Mapped[datetime]
    counts_from: Mapped[datetime]
    appointment: Mapped[datetime | None]
    officer_id: Mapped[UUID | None]
    station: Mapped[Code | None]
    called_at: Mapped[datetime | None]
    first_called_at: Mapped[datetime | None]
    """Empty as well for what was called before this was kept."""
    calls: Mapped[int]
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    back_at: Mapped[datetime | None]
    """When it comes back into the line by itself."""
    out_of_turn: Mapped[str]
    """Why an officer called it before others."""
    note: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        PrimaryKeyConstraint("office", "id"),
        UniqueConstraint("office", "office_day", "letter", "no"),
        ForeignKeyConstraint(["office", "priority_by"], ["staff.office", "staff.id"]),
        ForeignKeyConstraint(["office", "officer_id"], ["staff.office", "staff.id"]),
        CheckConstraint(
            "state IN ('WAITING', 'CALLED', 'SERVING', 'PARKED', 'DONE', 'NO_SHOW', 'REBOOKED')",
            name="state_known",
        ),
        CheckConstraint("lane IN ('priority', 'ordinary')", name="lane_known"),
        CheckConstraint("(lane = 'ordinary') = (priority_by IS NULL)", name="priority_granted"),
        CheckConstraint("(station IS NULL) = (called_at IS NULL)", name="called_somewhere"),
        Index(
            "ix_ticket_waiting",
            "office", "office_day", "lane", "counts_from", "id",
            sqlite_where=_WAITING,
        ),
        Index("uq_ticket_at_counter", "office", "station", unique=True, sqlite_where=_AT_COUNTER),
        Index("ix_ticket_comes_back", "office", "back_at", sqlite_where=_COMES_BACK),
        CLUSTERED,
    )  # fmt: skip


class TicketRequest(Base):
    """The requests on a ticket; a request waits with one active ticket at most."""

    __tablename__ = "ticket_request"
    office: Mapped[OfficeCode]
    ticket_id: Mapped[UUID]
    line: Mapped[int]
    request_id: Mapped[UUID]
    active: Mapped[bool]

    __table_args__ = (
        PrimaryKeyConstraint("office", "ticket_id", "line"),
        ForeignKeyConstraint(["office", "ticket_id"], ["ticket.office", "ticket.id"]),
        ForeignKeyConstraint(["office", "request_id"], ["request.office", "request.id"]),
        Index("uq_ticket_request_active", "office", "request_id", unique=True, sqlite_where=_ACTIVE),
        CLUSTERED,
    )


class TicketCounter(Base):
    """The last number that was given of a letter on a day."""

    __tablename__ = "ticket_counter"
    office: Mapped[OfficeCode]
    office_day: Mapped[date]
    letter: Mapped[Code]
    last: Mapped[int]

    __table_args__ = (PrimaryKeyConstraint("office", "office_day", "letter"), CLUSTERED)


class Counter(Base):
    """A counter, who called there last, and how many priorities in a row."""

    __tablename__ = "counter"
    office: Mapped[OfficeCode]
    station: Mapped[Code]
    officer_id: Mapped[UUID]
    in_a_row: Mapped[int]
    called_at: Mapped[datetime]

    __table_args__ = (
        PrimaryKeyConstraint("office", "station"),
        ForeignKeyConstraint(["office", "officer_id"], ["staff.office", "staff.id"]),
        CLUSTERED,
    )
