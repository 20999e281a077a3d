"""Applicants register, sign in and file"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEPT = ("account", "registration", "one_time_code", "request_draft", "correction", "help_call")


def upgrade() -> None:
    op.create_table(
        "one_time_code",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("station", sa.String(length=40), nullable=False),
        sa.Column(
            "sent_at",
            sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "expires_at",
            sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.Column(
            "used_at",
            sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "purpose IN ('register', 'sign-in', 'reset')", name=op.f("ck_one_time_code_purpose_known")
        ),
        sa.PrimaryKeyConstraint("office", "id", name=op.f("pk_one_time_code")),
    )
    with op.batch_alter_table("one_time_code", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_one_time_code_office_email_sent_at"), ["office", "email", "sent_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_one_time_code_office_station_sent_at"),
            ["office", "station", "sent_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_one_time_code_office_subject_purpose_sent_at"),
            ["office", "subject", "purpose", "sent_at"],
            unique=False,
        )

    op.create_table(
        "account",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=False),
        sa.Column(
            "person_id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=False
        ),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column(
            "activated_at",
            sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("activated_by", sa.String(length=40), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("state IN ('active', 'closed')", name=op.f("ck_account_state_known")),
        sa.ForeignKeyConstraint(
            ["office", "person_id"], ["person.office", "person.id"], name=op.f("fk_account_office_person_id")
        ),
        sa.PrimaryKeyConstraint("office", "id", name=op.f("pk_account")),
        sa.UniqueConstraint("office", "person_id", name=op.f("uq_account_office_person_id")),
    )
    op.create_table(
        "registration",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=False),
        sa.Column("national_code", sa.String(length=40), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column(
            "guardian_id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=True
        ),
        sa.Column("basis", sa.String(length=40), server_default="", nullable=False),
        sa.Column("paper", sa.Text(), server_default="", nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("recorded", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column(
            "started_at",
            sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("station", sa.String(length=40), nullable=False),
        sa.Column(
            "changed_at",
            sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "person_id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=True
        ),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'active', 'closed')", name=op.f("ck_registration_state_known")),
        sa.CheckConstraint("length(national_code) = 10", name=op.f("ck_registration_national_code_length")),
        sa.ForeignKeyConstraint(
            ["office", "guardian_id"],
            ["person.office", "person.id"],
            name=op.f("fk_registration_office_guardian_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office", "person_id"],
            ["person.office", "person.id"],
            name=op.f("fk_registration_office_person_id"),
        ),
        sa.PrimaryKeyConstraint("office", "id", name=op.f("pk_registration")),
    )
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registration_office_national_code_email"),
            ["office", "national_code", "email"],
            unique=False,
        )
        batch_op.create_index(
            "uq_registration_open",
            ["office", "national_code"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "help_call",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=False),
        sa.Column("station", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column(
            "called_at",
            sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "answered_by", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=True
        ),
        sa.Column(
            "answered_at",
            sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office", "answered_by"],
            ["staff.office", "staff.id"],
            name=op.f("fk_help_call_office_answered_by"),
        ),
        sa.PrimaryKeyConstraint("office", "id", name=op.f("pk_help_call")),
    )
    with op.batch_alter_table("help_call", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_help_call_office_answered_at_called_at"),
            ["office", "answered_at", "called_at"],
            unique=False,
        )

    op.create_table(
        "correction",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column(
            "person_id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=False
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=False),
        sa.Column(
            "request_id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=True
        ),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "clerk_id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=False
        ),
        sa.Column("station", sa.String(length=40), nullable=False),
        sa.Column(
            "at",
            sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["office", "clerk_id"], ["staff.office", "staff.id"], name=op.f("fk_correction_office_clerk_id")
        ),
        sa.ForeignKeyConstraint(
            ["office", "person_id"],
            ["person.office", "person.id"],
            name=op.f("fk_correction_office_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office", "request_id"],
            ["request.office", "request.id"],
            name=op.f("fk_correction_office_request_id"),
        ),
        sa.PrimaryKeyConstraint("office", "person_id", "id", name=op.f("pk_correction")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "request_draft",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column(
            "filer_id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=False
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=False),
        sa.Column(
            "subject_id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=False
        ),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column(
            "started_at",
            sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "changed_at",
            sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "request_id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=True
        ),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'filed', 'dropped')", name=op.f("ck_request_draft_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["office", "filer_id"],
            ["person.office", "person.id"],
            name=op.f("fk_request_draft_office_filer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office", "request_id"],
            ["request.office", "request.id"],
            name=op.f("fk_request_draft_office_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office", "subject_id"],
            ["person.office", "person.id"],
            name=op.f("fk_request_draft_office_subject_id"),
        ),
        sa.PrimaryKeyConstraint("office", "filer_id", "id", name=op.f("pk_request_draft")),
        sa.UniqueConstraint("office", "id", name=op.f("uq_request_draft_office_id")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("request_draft", schema=None) as batch_op:
        batch_op.create_index(
            "uq_request_draft_open",
            ["office", "filer_id", "subject_id", "service"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column(
                "person_id", sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql"), nullable=True
            )
        )
        batch_op.add_column(
            sa.Column(
                "queued_at",
                sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql"),
                nullable=True,
            )
        )
        batch_op.add_column(
            sa.Column(
                "claimed_until",
                sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql"),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("error", sa.String(length=40), server_default="", nullable=False))
        batch_op.create_index(
            batch_op.f("ix_outbox_office_person_id_queued_at"),
            ["office", "person_id", "queued_at"],
            unique=False,
        )

    with op.batch_alter_table("scan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("uploaded_by", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("source", sa.String(length=40), server_default="portal", nullable=False)
        )
        batch_op.add_column(sa.Column("likeness", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("replaced_because", sa.Text(), server_default="", nullable=False))
        batch_op.create_index(batch_op.f("ix_scan_office_likeness"), ["office", "likeness"], unique=False)
        batch_op.create_index(batch_op.f("ix_scan_office_sha256"), ["office", "sha256"], unique=False)

    with op.batch_alter_table("guardianship", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_guardianship_office_guardian_id_minor_id"),
            ["office", "guardian_id", "minor_id"],
            unique=False,
        )

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
