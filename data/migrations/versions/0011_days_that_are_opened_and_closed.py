"""Days that are opened and closed, and cases that are looked at again"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql")
MOMENT = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")
KEPT = ("office_day", "day_sample")
CLOSED = "SELECT 1 FROM office_day d WHERE d.office = {row}.office AND d.day = {row}.{day}"
GUARDED = {"ticket": "office_day", "day_sample": "day", "blank_move": "local_day", "blank_count": "local_day"}
"""Table → its column of the office's day: rows of a closed one neither come nor change."""


def upgrade() -> None:
    _days()
    _samples()
    op.create_index("ix_request_office_local_day", "request", ["office", "local_day"])
    op.create_index("ix_certificate_office_local_day", "certificate", ["office", "local_day"])
    for table in KEPT:
        _kept(table)
    if op.get_context().dialect.name == "postgresql":
        _guarded_by_function()
    else:
        _guarded()


def _days() -> None:
    op.create_table(
        "office_day",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("opened_by", sa.String(length=40), nullable=False),
        sa.Column("commitment", sa.LargeBinary(), nullable=False),
        sa.Column("locked_seed", sa.LargeBinary(), nullable=False),
        sa.Column("seed", sa.LargeBinary(), nullable=False),
        sa.Column("drawn_at", MOMENT, nullable=True),
        sa.Column("drawn_by", sa.String(length=40), nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("closed_by", sa.String(length=40), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "closed_at IS NULL OR drawn_at IS NOT NULL", name=op.f("ck_office_day_drawn_before_closed")
        ),
        sa.PrimaryKeyConstraint("office", "day", name=op.f("pk_office_day")),
        sqlite_with_rowid=False,
    )


def _samples() -> None:
    op.create_table(
        "day_sample",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=True),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("looked_by", sa.String(length=40), nullable=False),
        sa.Column("looked_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "verdict IS NULL OR verdict IN ('sample-fine', 'sample-finding')",
            name=op.f("ck_day_sample_verdict_known"),
        ),
        sa.CheckConstraint("(verdict IS NULL) = (looked_at IS NULL)", name=op.f("ck_day_sample_looked_at")),
        sa.ForeignKeyConstraint(
            ["office", "day"], ["office_day.office", "office_day.day"], name=op.f("fk_day_sample_office_day")
        ),
        sa.ForeignKeyConstraint(
            ["office", "request_id"],
            ["request.office", "request.id"],
            name=op.f("fk_day_sample_office_request_id"),
        ),
        sa.PrimaryKeyConstraint("office", "day", "request_id", name=op.f("pk_day_sample")),
        sqlite_with_rowid=False,
    )


def _guarded() -> None:
    for table, day in GUARDED.items():
        for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD")):
            closed = f"EXISTS ({CLOSED.format(row=row, day=day)} AND d.closed_at IS NOT NULL)"
            _refusal(table, event, closed)
    _refusal("office_day", "UPDATE", "OLD.closed_at IS NOT NULL")


def _refusal(table: str, event: str, when: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_closed_{event.lower()} BEFORE {event} ON {table} FOR EACH ROW WHEN {when} "
        "BEGIN SELECT RAISE(ABORT, 'the day is closed'); END"
    )


def _guarded_by_function() -> None:
    op.execute(
        "CREATE FUNCTION refuse_closed_day() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'the day is closed' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER office_day_closed BEFORE UPDATE ON office_day FOR EACH ROW "
        "WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION refuse_closed_day()"
    )
    # A condition of a trigger may hold no question to another table there, so the function asks it.
    for table, day in GUARDED.items():
        closed = CLOSED.format(row="r", day=day)
        op.execute(
            f"CREATE FUNCTION refuse_{table}_of_closed_day() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"DECLARE r {table}%ROWTYPE; "
            "BEGIN IF TG_OP = 'INSERT' THEN r := NEW; ELSE r := OLD; END IF; "
            f"IF EXISTS ({closed} AND d.closed_at IS NOT NULL) THEN "
            "RAISE EXCEPTION 'the day is closed' USING ERRCODE = 'integrity_constraint_violation'; "
            "END IF; RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_closed BEFORE INSERT OR UPDATE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION refuse_{table}_of_closed_day()"
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
