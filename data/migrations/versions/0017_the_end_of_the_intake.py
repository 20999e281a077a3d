"""When the intake of a day ended; nothing is moved into a closed day; papers on their way"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MOMENT = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")
CLOSED = "SELECT 1 FROM office_day d WHERE d.office = {row}.office AND d.day = {row}.{day}"
GUARDED = {"ticket": "office_day", "day_sample": "day", "blank_move": "local_day", "blank_count": "local_day"}
"""Table → its column of the office's day: as in 0011, where only what leaves a closed day was refused."""


def upgrade() -> None:
    op.add_column("office_day", sa.Column("intake_ended_at", MOMENT, nullable=True))
    _on_its_way()
    for table, day in GUARDED.items():
        if op.get_context().dialect.name == "postgresql":
            _guarded_by_function(table, day)
        else:
            _guarded(table, day)


def _on_its_way() -> None:
    where = sa.text("state IN ('queued', 'sent', 'failed', 'uncertain')")
    columns = ["office", "certificate_id"]
    op.create_index(
        "ix_print_attempt_on_its_way", "print_attempt", columns, sqlite_where=where, postgresql_where=where
    )


def _guarded(table: str, day: str) -> None:
    closed = f"EXISTS ({CLOSED.format(row='NEW', day=day)} AND d.closed_at IS NOT NULL)"
    op.execute(
        f"CREATE TRIGGER {table}_closed_arrival BEFORE UPDATE OF {day} ON {table} FOR EACH ROW WHEN {closed} "
        "BEGIN SELECT RAISE(ABORT, 'the day is closed'); END"
    )


def _guarded_by_function(table: str, day: str) -> None:
    # Before an INSERT there is no OLD row, whose columns are then NULL and equal to none.
    rows = [
        f"EXISTS ({CLOSED.format(row=row, day=day)} AND d.closed_at IS NOT NULL)" for row in ("NEW", "OLD")
    ]
    op.execute(
        f"CREATE OR REPLACE FUNCTION refuse_{table}_of_closed_day() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {' OR '.join(rows)} THEN "
        "RAISE EXCEPTION 'the day is closed' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN NEW; END $$"
    )
