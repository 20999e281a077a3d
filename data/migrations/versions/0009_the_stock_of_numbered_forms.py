"""The stock of numbered forms: each way that a form went, each count"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY = sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql")
MOMENT = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")
CODE = sa.String(length=40)
PLACES = "'RECEIVED', 'ISSUED_TO', 'USED', 'SPOILED', 'DESTROYED', 'SENT_BACK', 'MISSING', 'LOST'"
KNOWN = f"state IN ({PLACES})"
IN_A_HAND = "(state = 'ISSUED_TO') = (holder_id IS NOT NULL)"
COLUMNS = "office, kind, serial, state, custodian_id, holder_id, changed_at, version"


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_blank_stock_state_known"), "blank_stock", type_="check")
        op.create_check_constraint(op.f("ck_blank_stock_state_known"), "blank_stock", KNOWN)
        op.create_check_constraint(op.f("ck_blank_stock_in_a_hand"), "blank_stock", IN_A_HAND)
    else:
        _anew()
    where = sa.text("state IN ('RECEIVED', 'ISSUED_TO', 'MISSING')")
    columns = ["office", "kind", "state", "serial"]
    op.create_index("ix_blank_stock_here", "blank_stock", columns, sqlite_where=where, postgresql_where=where)
    _moves()
    _counts()
    for table in ("blank_move", "blank_count"):
        _kept(table)


def _anew() -> None:
    """SQLite changes no CHECK; nothing refers to the table, which nobody filled until now."""
    op.execute(f"CREATE TEMPORARY TABLE former AS SELECT {COLUMNS} FROM blank_stock")  # noqa: S608 - ours
    op.drop_table("blank_stock")
    op.create_table(
        "blank_stock",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("serial", CODE, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("custodian_id", KEY, nullable=False),
        sa.Column("holder_id", KEY, nullable=True),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(KNOWN, name=op.f("ck_blank_stock_state_known")),
        sa.CheckConstraint(IN_A_HAND, name=op.f("ck_blank_stock_in_a_hand")),
        *(_staff("blank_stock", column) for column in ("custodian_id", "holder_id")),
        sa.PrimaryKeyConstraint("office", "kind", "serial", name=op.f("pk_blank_stock")),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO blank_stock ({COLUMNS}) SELECT {COLUMNS} FROM former")  # noqa: S608 - ours
    op.execute("DROP TABLE temp.former")
    _kept("blank_stock")


def _moves() -> None:
    op.create_table(
        "blank_move",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("first", CODE, nullable=False),
        sa.Column("last", CODE, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("came_from", CODE, nullable=True),
        sa.Column("went_to", CODE, nullable=False),
        sa.Column("holder_id", KEY, nullable=True),
        sa.Column("paper_no", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("second_id", KEY, nullable=True),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("station", CODE, nullable=False),
        sa.CheckConstraint(f"went_to IN ({PLACES})", name=op.f("ck_blank_move_place_known")),
        sa.CheckConstraint("number > 0", name=op.f("ck_blank_move_some")),
        sa.CheckConstraint("by_id <> second_id OR alone", name=op.f("ck_blank_move_two_accounts")),
        *(_staff("blank_move", column) for column in ("holder_id", "by_id", "second_id")),
        sa.PrimaryKeyConstraint("office", "id", name=op.f("pk_blank_move")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_blank_move_day", "blank_move", ["office", "kind", "local_day"])


def _counts() -> None:
    op.create_table(
        "blank_count",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("moment", CODE, nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("second_id", KEY, nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("station", CODE, nullable=False),
        sa.CheckConstraint("moment IN ('opening', 'closing')", name=op.f("ck_blank_count_moment_known")),
        sa.CheckConstraint("by_id <> second_id OR alone", name=op.f("ck_blank_count_two_accounts")),
        *(_staff("blank_count", column) for column in ("by_id", "second_id")),
        sa.PrimaryKeyConstraint("office", "id", name=op.f("pk_blank_count")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_blank_count_day", "blank_count", ["office", "local_day", "kind", "moment", "at"])


def _staff(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["office", column], ["staff.office", "staff.id"], name=op.f(f"fk_{table}_office_{column}")
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
