"""A kind of permit may have no days: a citizen of the country has no permit, and some have none at all"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COLUMNS = "office, person_id, no, kind, number, issuer, valid_from, valid_to, recorded_at"


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        for name in ("valid_from", "valid_to"):
            op.alter_column("permit", name, existing_type=sa.Date(), nullable=True)
        return
    # SQLite changes no column, and Alembic's copy of a table loses its CHECK and its triggers.
    op.rename_table("permit", "permit_former")
    op.create_table(
        "permit",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column(
            "person_id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=False
        ),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column(
            "recorded_at",
            sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql"),
            nullable=False,
        ),
        sa.CheckConstraint("valid_from <= valid_to", name=op.f("ck_permit_from_before_to")),
        sa.ForeignKeyConstraint(
            ["office", "person_id"], ["person.office", "person.id"], name=op.f("fk_permit_office_person_id")
        ),
        sa.PrimaryKeyConstraint("office", "person_id", "no", name=op.f("pk_permit")),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO permit ({COLUMNS}) SELECT {COLUMNS} FROM permit_former")  # noqa: S608 - ours
    op.drop_table("permit_former")
    op.execute(
        "CREATE TRIGGER permit_no_delete BEFORE DELETE ON permit "
        "BEGIN SELECT RAISE(ABORT, 'rows of permit are kept'); END"
    )
