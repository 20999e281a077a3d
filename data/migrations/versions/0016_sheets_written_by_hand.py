"""Sheets that are written by hand while the machines are dead"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0013"
branch_labels = None
depends_on = None

KEY = sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql")
MOMENT = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")
CODE = sa.String(length=40)
STATES = "'sheet-printed', 'sheet-entered', 'sheet-confirmed', 'sheet-spoilt', 'sheet-lost'"
WRITTEN = "state IN ('sheet-entered', 'sheet-confirmed')"
OFFICERS = ("printed_by", "written_by", "entered_by", "confirmed_by")
CHECKS = {
    "counted": "no > 0",
    "state_known": f"state IN ({STATES})",
    "entered": f"({WRITTEN}) = (entered_by IS NOT NULL)",
    "confirmed": "(state = 'sheet-confirmed') = (confirmed_by IS NOT NULL)",
    "two_accounts": "confirmed_by <> entered_by OR alone",
    "not_foretold": "said_at <= entered_at",
}


def upgrade() -> None:
    op.create_table(
        "hand_sheet",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("printing", KEY, nullable=False),
        sa.Column("printed_by", KEY, nullable=False),
        sa.Column("printed_at", MOMENT, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("said_at", MOMENT, nullable=True),
        sa.Column("written_by", KEY, nullable=True),
        sa.Column("done", CODE, nullable=False),
        sa.Column("request_id", KEY, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("entered_by", KEY, nullable=True),
        sa.Column("entered_at", MOMENT, nullable=True),
        sa.Column("confirmed_by", KEY, nullable=True),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_hand_sheet_{name}")) for name, rule in CHECKS.items()),
        *(_key(column, "staff") for column in OFFICERS),
        _key("request_id", "request"),
        sa.PrimaryKeyConstraint("office", "no", name=op.f("pk_hand_sheet")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_hand_sheet_office_state_no"), "hand_sheet", ["office", "state", "no"])
    if op.get_context().dialect.name == "postgresql":
        _kept_on_postgresql()
    else:
        _kept()


def _key(column: str, table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_hand_sheet_office_{column}")
    return sa.ForeignKeyConstraint(["office", column], [f"{table}.office", f"{table}.id"], name=name)


def _kept() -> None:
    """No sheet is deleted, and what two people signed never changes."""
    op.execute(
        "CREATE TRIGGER hand_sheet_no_delete BEFORE DELETE ON hand_sheet "
        "BEGIN SELECT RAISE(ABORT, 'rows of hand_sheet are kept'); END"
    )
    op.execute(
        "CREATE TRIGGER hand_sheet_confirmed BEFORE UPDATE ON hand_sheet FOR EACH ROW "
        "WHEN OLD.state = 'sheet-confirmed' BEGIN SELECT RAISE(ABORT, 'the sheet is confirmed'); END"
    )


def _kept_on_postgresql() -> None:
    op.execute(
        "CREATE TRIGGER hand_sheet_no_delete BEFORE DELETE OR TRUNCATE ON hand_sheet "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER hand_sheet_confirmed BEFORE UPDATE ON hand_sheet FOR EACH ROW "
        "WHEN (OLD.state = 'sheet-confirmed') EXECUTE FUNCTION refuse_change()"
    )
