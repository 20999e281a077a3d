"""One person alone may verify and approve, where the office allows it; the row says so"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

CHECK = "decided_person <> approved_person OR alone"
KEY = sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql")
MOMENT = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")
COLUMNS = "office, request_id, decided_by, decided_person, approved_by, approved_person, approved_at"


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.add_column("approval", sa.Column("alone", sa.Boolean(), server_default=sa.false(), nullable=False))
        op.drop_constraint(op.f("ck_approval_two_people"), "approval", type_="check")
        op.create_check_constraint(op.f("ck_approval_two_people"), "approval", CHECK)
    else:
        _anew()
    where = sa.text("reason = 'alone'")
    columns = ["office", "at"]
    op.create_index(
        "ix_request_state_alone", "request_state", columns, sqlite_where=where, postgresql_where=where
    )


def _anew() -> None:
    """SQLite changes no CHECK; the table keeps its name, since certificates and outputs refer to it."""
    # Until the rows are back, what refers to them is not looked at.
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute(f"CREATE TEMPORARY TABLE approval_former AS SELECT {COLUMNS} FROM approval")  # noqa: S608 - ours
    op.drop_table("approval")
    _approvals()
    op.execute(f"INSERT INTO approval ({COLUMNS}) SELECT {COLUMNS} FROM approval_former")  # noqa: S608 - ours
    op.execute("DROP TABLE temp.approval_former")
    op.execute(
        "CREATE TRIGGER approval_no_delete BEFORE DELETE ON approval "
        "BEGIN SELECT RAISE(ABORT, 'rows of approval are kept'); END"
    )


def _approvals() -> None:
    op.create_table(
        "approval",
        sa.Column("office", sa.String(length=5), nullable=False),
        *(
            sa.Column(name, KEY, nullable=False)
            for name in ("request_id", "decided_by", "decided_person", "approved_by", "approved_person")
        ),
        sa.Column("approved_at", MOMENT, nullable=False),
        sa.Column("alone", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint(CHECK, name=op.f("ck_approval_two_people")),
        sa.ForeignKeyConstraint(
            ["office", "approved_by", "approved_person"],
            ["staff.office", "staff.id", "staff.person_id"],
            name=op.f("fk_approval_office_approved_by_approved_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office", "decided_by", "decided_person"],
            ["staff.office", "staff.id", "staff.person_id"],
            name=op.f("fk_approval_office_decided_by_decided_person"),
        ),
        sa.ForeignKeyConstraint(
            ["office", "request_id"],
            ["request.office", "request.id"],
            name=op.f("fk_approval_office_request_id"),
        ),
        sa.PrimaryKeyConstraint("office", "request_id", name=op.f("pk_approval")),
    )
