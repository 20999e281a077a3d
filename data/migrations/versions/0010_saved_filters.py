"""Filters that an officer keeps on a list's keys; the steps of a day are found by their time"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql")
MOMENT = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "saved_filter",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("officer_id", KEY, nullable=False),
        sa.Column("listing", sa.String(length=40), nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("no BETWEEN 1 AND 9", name=op.f("ck_saved_filter_a_key")),
        sa.ForeignKeyConstraint(
            ["office", "officer_id"],
            ["staff.office", "staff.id"],
            name=op.f("fk_saved_filter_office_officer_id"),
        ),
        sa.PrimaryKeyConstraint("office", "officer_id", "listing", "no", name=op.f("pk_saved_filter")),
        sqlite_with_rowid=False,
    )
    _kept("saved_filter")
    op.create_index("ix_request_state_office_at", "request_state", ["office", "at"])


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
