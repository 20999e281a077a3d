"""Tickets and the counters that call them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql")
MOMENT = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")
KEPT = ("ticket", "ticket_request", "ticket_counter", "counter")


def upgrade() -> None:
    _tickets()
    _requests_of_tickets()
    _counters()
    for table in KEPT:
        _kept(table)


def _tickets() -> None:
    op.create_table(
        "ticket",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("office_day", sa.Date(), nullable=False),
        sa.Column("letter", sa.String(length=40), nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("service_group", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("lane", sa.String(length=40), nullable=False),
        sa.Column("priority", sa.String(length=40), nullable=False),
        sa.Column("priority_reason", sa.Text(), nullable=False),
        sa.Column("priority_by", KEY, nullable=True),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.Column("counts_from", MOMENT, nullable=False),
        sa.Column("appointment", MOMENT, nullable=True),
        sa.Column("officer_id", KEY, nullable=True),
        sa.Column("station", sa.String(length=40), nullable=True),
        sa.Column("called_at", MOMENT, nullable=True),
        sa.Column("calls", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("back_at", MOMENT, nullable=True),
        sa.Column("out_of_turn", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('WAITING', 'CALLED', 'SERVING', 'PARKED', 'DONE', 'NO_SHOW', 'REBOOKED')",
            name=op.f("ck_ticket_state_known"),
        ),
        sa.CheckConstraint("lane IN ('priority', 'ordinary')", name=op.f("ck_ticket_lane_known")),
        sa.CheckConstraint(
            "(lane = 'ordinary') = (priority_by IS NULL)", name=op.f("ck_ticket_priority_granted")
        ),
        sa.CheckConstraint(
            "(station IS NULL) = (called_at IS NULL)", name=op.f("ck_ticket_called_somewhere")
        ),
        sa.ForeignKeyConstraint(
            ["office", "priority_by"], ["staff.office", "staff.id"], name=op.f("fk_ticket_office_priority_by")
        ),
        sa.ForeignKeyConstraint(
            ["office", "officer_id"], ["staff.office", "staff.id"], name=op.f("fk_ticket_office_officer_id")
        ),
        sa.PrimaryKeyConstraint("office", "id", name=op.f("pk_ticket")),
        sa.UniqueConstraint(
            "office", "office_day", "letter", "no", name=op.f("uq_ticket_office_office_day_letter_no")
        ),
        sqlite_with_rowid=False,
    )
    where = sa.text("state = 'WAITING'")
    columns = ["office", "office_day", "lane", "counts_from", "id"]
    op.create_index("ix_ticket_waiting", "ticket", columns, sqlite_where=where, postgresql_where=where)
    where = sa.text("state IN ('CALLED', 'SERVING')")
    columns = ["office", "station"]
    op.create_index(
        "uq_ticket_at_counter", "ticket", columns, unique=True, sqlite_where=where, postgresql_where=where
    )
    where = sa.text("back_at IS NOT NULL")
    columns = ["office", "back_at"]
    op.create_index("ix_ticket_comes_back", "ticket", columns, sqlite_where=where, postgresql_where=where)


def _requests_of_tickets() -> None:
    op.create_table(
        "ticket_request",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("ticket_id", KEY, nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office", "ticket_id"],
            ["ticket.office", "ticket.id"],
            name=op.f("fk_ticket_request_office_ticket_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office", "request_id"],
            ["request.office", "request.id"],
            name=op.f("fk_ticket_request_office_request_id"),
        ),
        sa.PrimaryKeyConstraint("office", "ticket_id", "line", name=op.f("pk_ticket_request")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "uq_ticket_request_active",
        "ticket_request",
        ["office", "request_id"],
        unique=True,
        sqlite_where=sa.text("active"),
        postgresql_where=sa.text("active"),
    )


def _counters() -> None:
    op.create_table(
        "ticket_counter",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("office_day", sa.Date(), nullable=False),
        sa.Column("letter", sa.String(length=40), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("office", "office_day", "letter", name=op.f("pk_ticket_counter")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "counter",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("station", sa.String(length=40), nullable=False),
        sa.Column("officer_id", KEY, nullable=False),
        sa.Column("in_a_row", sa.BigInteger(), nullable=False),
        sa.Column("called_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office", "officer_id"], ["staff.office", "staff.id"], name=op.f("fk_counter_office_officer_id")
        ),
        sa.PrimaryKeyConstraint("office", "station", name=op.f("pk_counter")),
        sqlite_with_rowid=False,
    )


def _kept(table: str) -> None:
    """A trigger that refuses DELETE, whoever asks."""
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are kept'); END"
        )
