"""Rules, fees, the centre, outputs and hand-overs"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql")
MOMENT = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")
KEPT = ("letter", "inquiry", "fee", "hand_over", "rule_answer", "rule_override", "output")


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("jalali_year", sa.BigInteger(), nullable=False),
        sa.Column("serial", sa.BigInteger(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("addressee", sa.String(length=40), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("blob", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office", "made_by"], ["staff.office", "staff.id"], name=op.f("fk_letter_office_made_by")
        ),
        sa.PrimaryKeyConstraint("office", "jalali_year", "serial", name=op.f("pk_letter")),
        sa.UniqueConstraint("office", "id", name=op.f("uq_letter_office_id")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "fee",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("slip_no", sa.String(length=40), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=40), nullable=False),
        sa.Column("bank", sa.String(length=40), nullable=False),
        sa.Column("exempt_because", sa.Text(), nullable=False),
        sa.Column("seen_by", KEY, nullable=False),
        sa.Column("station", sa.String(length=40), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("(slip_no = '') <> (exempt_because = '')", name=op.f("ck_fee_paid_or_exempt")),
        sa.ForeignKeyConstraint(
            ["office", "request_id"], ["request.office", "request.id"], name=op.f("fk_fee_office_request_id")
        ),
        sa.ForeignKeyConstraint(
            ["office", "seen_by"], ["staff.office", "staff.id"], name=op.f("fk_fee_office_seen_by")
        ),
        sa.PrimaryKeyConstraint("office", "request_id", name=op.f("pk_fee")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("fee", schema=None) as batch_op:
        batch_op.create_index(
            "uq_fee_slip",
            ["office", "bank", "slip_no"],
            unique=True,
            sqlite_where=sa.text("slip_no <> ''"),
            postgresql_where=sa.text("slip_no <> ''"),
        )

    op.create_table(
        "hand_over",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("capacity", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("identity_paper", sa.String(length=40), nullable=False),
        sa.Column("identity_no", sa.Text(), nullable=False),
        sa.Column("proxy_paper", sa.Text(), nullable=False),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("officer_id", KEY, nullable=False),
        sa.Column("station", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "capacity IN ('self', 'guardian', 'proxy', 'post')", name=op.f("ck_hand_over_capacity_known")
        ),
        sa.ForeignKeyConstraint(
            ["office", "officer_id"],
            ["staff.office", "staff.id"],
            name=op.f("fk_hand_over_office_officer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office", "request_id"],
            ["request.office", "request.id"],
            name=op.f("fk_hand_over_office_request_id"),
        ),
        sa.PrimaryKeyConstraint("office", "request_id", "no", name=op.f("pk_hand_over")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("hand_over", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hand_over_office_local_day"), ["office", "local_day"], unique=False
        )

    op.create_table(
        "rule_answer",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("clerk_id", KEY, nullable=False),
        sa.Column("station", sa.String(length=40), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office", "clerk_id"], ["staff.office", "staff.id"], name=op.f("fk_rule_answer_office_clerk_id")
        ),
        sa.ForeignKeyConstraint(
            ["office", "request_id"],
            ["request.office", "request.id"],
            name=op.f("fk_rule_answer_office_request_id"),
        ),
        sa.PrimaryKeyConstraint("office", "request_id", "rule", "no", name=op.f("pk_rule_answer")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rule_override",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("supervisor_id", KEY, nullable=False),
        sa.Column("station", sa.String(length=40), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office", "request_id"],
            ["request.office", "request.id"],
            name=op.f("fk_rule_override_office_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office", "supervisor_id"],
            ["staff.office", "staff.id"],
            name=op.f("fk_rule_override_office_supervisor_id"),
        ),
        sa.PrimaryKeyConstraint("office", "request_id", "rule", "no", name=op.f("pk_rule_override")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("rule_override", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rule_override_office_at"), ["office", "at"], unique=False)

    op.create_table(
        "output",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("jalali_year", sa.BigInteger(), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("serial", sa.BigInteger(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("blank", sa.String(length=40), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('B', 'X', 'F', 'V')", name=op.f("ck_output_kind_known")),
        sa.CheckConstraint("state IN ('made', 'void')", name=op.f("ck_output_state_known")),
        sa.ForeignKeyConstraint(
            ["office", "made_by"], ["staff.office", "staff.id"], name=op.f("fk_output_office_made_by")
        ),
        sa.ForeignKeyConstraint(
            ["office", "request_id"],
            ["approval.office", "approval.request_id"],
            name=op.f("fk_output_office_request_id"),
        ),
        sa.PrimaryKeyConstraint("office", "jalali_year", "service", "serial", name=op.f("pk_output")),
        sa.UniqueConstraint("office", "blank", name=op.f("uq_output_office_blank")),
        sa.UniqueConstraint("office", "id", name=op.f("uq_output_office_id")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("output", schema=None) as batch_op:
        batch_op.create_index(
            "uq_output_in_force",
            ["office", "request_id"],
            unique=True,
            sqlite_where=sa.text("state = 'made'"),
            postgresql_where=sa.text("state = 'made'"),
        )

    # No version has written to it yet, and SQLite adds no foreign key to a table that stands.
    op.drop_table("inquiry")
    op.create_table(
        "inquiry",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("addressee", sa.String(length=40), nullable=False),
        sa.Column("letter_id", KEY, nullable=True),
        sa.Column("sent_no", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("reply_no", sa.Text(), nullable=True),
        sa.Column("reply_on", sa.Date(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.Column("sent_by", KEY, nullable=True),
        sa.Column("answered_by", KEY, nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "answer IS NULL OR answer IN ('ok', 'no', 'returned', 'silence')",
            name=op.f("ck_inquiry_answer_known"),
        ),
        sa.ForeignKeyConstraint(
            ["office", "request_id"],
            ["request.office", "request.id"],
            name=op.f("fk_inquiry_office_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office", "letter_id"], ["letter.office", "letter.id"], name=op.f("fk_inquiry_office_letter_id")
        ),
        sa.ForeignKeyConstraint(
            ["office", "sent_by"], ["staff.office", "staff.id"], name=op.f("fk_inquiry_office_sent_by")
        ),
        sa.ForeignKeyConstraint(
            ["office", "answered_by"],
            ["staff.office", "staff.id"],
            name=op.f("fk_inquiry_office_answered_by"),
        ),
        sa.PrimaryKeyConstraint("office", "id", name=op.f("pk_inquiry")),
    )
    op.create_index(op.f("ix_inquiry_office_request_id"), "inquiry", ["office", "request_id"])
    op.create_index(op.f("ix_inquiry_office_reply_on_due_on"), "inquiry", ["office", "reply_on", "due_on"])

    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("path", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("output", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("follows", KEY, nullable=True))

    for table in KEPT:
        _kept(table)


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
