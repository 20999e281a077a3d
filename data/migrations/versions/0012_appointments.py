"""Appointments; the columns and the table that were kept for them and never used go"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEY = sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql")
MOMENT = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")
TEXTS = ("uid", "note")


def upgrade() -> None:
    op.create_table(
        "appointment",
        sa.Column("office", sa.String(length=5), nullable=False),
        *(sa.Column(name, KEY, nullable=False) for name in ("id", "request_id", "party")),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("minutes", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.String(40), nullable=False) for name in ("service_group", "state", "source")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS),
        sa.Column("made_by", sa.String(length=40), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('BOOKED', 'KEPT', 'MOVED', 'CALLED_OFF')", name=op.f("ck_appointment_state_known")
        ),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_appointment_some_time")),
        sa.ForeignKeyConstraint(
            ["office", "request_id"],
            ["request.office", "request.id"],
            name=op.f("fk_appointment_office_request_id"),
        ),
        sa.PrimaryKeyConstraint("office", "id", name=op.f("pk_appointment")),
        sqlite_with_rowid=False,
    )
    where = sa.text("state = 'BOOKED'")
    columns = ["office", "request_id"]
    op.create_index(
        "uq_appointment_booked",
        "appointment",
        columns,
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )
    by_day = op.f("ix_appointment_office_local_day_starts_at")
    op.create_index(by_day, "appointment", ["office", "local_day", "starts_at"])
    _kept()
    op.drop_table("visit")
    for column in ("appointment", "priority"):
        op.drop_column("request", column)


def _kept() -> None:
    """A trigger that refuses DELETE, whoever asks."""
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER appointment_no_delete BEFORE DELETE OR TRUNCATE ON appointment "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    else:
        op.execute(
            "CREATE TRIGGER appointment_no_delete BEFORE DELETE ON appointment "
            "BEGIN SELECT RAISE(ABORT, 'rows of appointment are kept'); END"
        )
