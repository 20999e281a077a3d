"""Sheets that are written by hand while the machines are dead"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
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
    _sheets()
    _steps()
    if op.get_context().dialect.name == "postgresql":
        _kept_on_postgresql()
    else:
        _kept()


def _sheets() -> None:
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
        *(_key("hand_sheet", column, "staff") for column in OFFICERS),
        _key("hand_sheet", "request_id", "request"),
        sa.PrimaryKeyConstraint("office", "no", name=op.f("pk_hand_sheet")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_hand_sheet_office_state_no"), "hand_sheet", ["office", "state", "no"])


def _steps() -> None:
    op.create_table(
        "hand_sheet_step",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("step", CODE, nullable=False),
        sa.Column("request_id", KEY, nullable=True),
        sa.Column("done", CODE, nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.Column("written_by", KEY, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "step IN ('entered', 'confirmed', 'reopened')", name=op.f("ck_hand_sheet_step_step_known")
        ),
        sa.CheckConstraint("said_at <= at", name=op.f("ck_hand_sheet_step_not_foretold")),
        sa.ForeignKeyConstraint(
            ["office", "no"],
            ["hand_sheet.office", "hand_sheet.no"],
            name=op.f("fk_hand_sheet_step_office_no"),
        ),
        *(_key("hand_sheet_step", column, "staff") for column in ("written_by", "by_id")),
        _key("hand_sheet_step", "request_id", "request"),
        sa.PrimaryKeyConstraint("office", "id", name=op.f("pk_hand_sheet_step")),
        sqlite_with_rowid=False,
    )
    by_request = op.f("ix_hand_sheet_step_office_request_id")
    op.create_index(by_request, "hand_sheet_step", ["office", "request_id"])


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_office_{column}")
    return sa.ForeignKeyConstraint(["office", column], [f"{to}.office", f"{to}.id"], name=name)


def _kept() -> None:
    """No sheet is deleted; what two people signed, and what happened, never changes."""
    for table in ("hand_sheet", "hand_sheet_step"):
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are kept'); END"
        )
    op.execute(
        "CREATE TRIGGER hand_sheet_confirmed BEFORE UPDATE ON hand_sheet FOR EACH ROW "
        "WHEN OLD.state = 'sheet-confirmed' BEGIN SELECT RAISE(ABORT, 'the sheet is confirmed'); END"
    )
    op.execute(
        "CREATE TRIGGER hand_sheet_step_no_update BEFORE UPDATE ON hand_sheet_step "
        "BEGIN SELECT RAISE(ABORT, 'rows of hand_sheet_step are kept'); END"
    )


def _kept_on_postgresql() -> None:
    for table in ("hand_sheet", "hand_sheet_step"):
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    op.execute(
        "CREATE TRIGGER hand_sheet_confirmed BEFORE UPDATE ON hand_sheet FOR EACH ROW "
        "WHEN (OLD.state = 'sheet-confirmed') EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER hand_sheet_step_no_update BEFORE UPDATE ON hand_sheet_step "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
