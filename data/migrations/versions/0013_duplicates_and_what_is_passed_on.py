"""Certificates printed again, and what one officer leaves to the next"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEY = sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql")
MOMENT = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")
CODE = sa.String(length=40)


def upgrade() -> None:
    _duplicates()
    _kept("certificate_duplicate")
    for table in ("print_attempt", "hand_over"):
        op.add_column(table, sa.Column("duplicate", sa.BigInteger(), server_default="0", nullable=False))


def _duplicates() -> None:
    op.create_table(
        "certificate_duplicate",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("certificate_id", KEY, nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("station", CODE, nullable=False),
        sa.Column("blob", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.CheckConstraint("no > 0", name=op.f("ck_certificate_duplicate_counted")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_certificate_duplicate_has_reason")),
        sa.ForeignKeyConstraint(
            ["office", "certificate_id"],
            ["certificate.office", "certificate.id"],
            name=op.f("fk_certificate_duplicate_office_certificate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office", "made_by"],
            ["staff.office", "staff.id"],
            name=op.f("fk_certificate_duplicate_office_made_by"),
        ),
        sa.PrimaryKeyConstraint("office", "certificate_id", "no", name=op.f("pk_certificate_duplicate")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_certificate_duplicate_office_local_day"), "certificate_duplicate", ["office", "local_day"]
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
