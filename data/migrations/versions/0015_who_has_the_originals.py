"""Who has the originals of a request, and each change of hands"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KEY = sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql")
MOMENT = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    _holder()
    _move()
    for table in ("originals_holder", "originals_move"):
        _kept(table, "DELETE")
    _kept("originals_move", "UPDATE")
    _in_custody()


def _holder() -> None:
    op.create_table(
        "originals_holder",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("holder_id", KEY, nullable=True),
        sa.Column("since", MOMENT, nullable=False),
        _of_request("originals_holder"),
        _of_staff("originals_holder", "holder_id"),
        sa.PrimaryKeyConstraint("office", "request_id", name=op.f("pk_originals_holder")),
        sqlite_with_rowid=False,
    )
    where = sa.text("holder_id IS NOT NULL")
    op.create_index(
        "ix_originals_holder_held",
        "originals_holder",
        ["office", "since"],
        sqlite_where=where,
        postgresql_where=where,
    )


def _move() -> None:
    op.create_table(
        "originals_move",
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("from_id", KEY, nullable=True),
        sa.Column("to_id", KEY, nullable=True),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("station", sa.String(length=40), nullable=False),
        _of_request("originals_move"),
        *(_of_staff("originals_move", column) for column in ("from_id", "to_id", "made_by")),
        sa.PrimaryKeyConstraint("office", "request_id", "no", name=op.f("pk_originals_move")),
        sqlite_with_rowid=False,
    )


def _of_request(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["office", "request_id"],
        ["request.office", "request.id"],
        name=op.f(f"fk_{table}_office_request_id"),
    )


def _of_staff(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["office", column], ["staff.office", "staff.id"], name=op.f(f"fk_{table}_office_{column}")
    )


def _in_custody() -> None:
    """What is kept for the centre is with whoever verified it: so the shift sheet said until now."""
    verified = (
        "FROM request r JOIN request_state h ON h.office = r.office AND h.request_id = r.id "
        "AND h.no = (SELECT max(x.no) FROM request_state x WHERE x.office = r.office "
        "AND x.request_id = r.id AND x.after = 'VERIFIED') "
        "JOIN staff s ON s.office = r.office AND s.login = h.actor "
        "WHERE r.path = 'P2' AND r.state IN "
        "('VERIFIED', 'SENT', 'REPLY_OK', 'REPLY_NO', 'APPROVED', 'PRINTED', 'QC_OK')"
    )
    op.execute(
        "INSERT INTO originals_holder (office, request_id, holder_id, since) "
        f"SELECT r.office, r.id, s.id, h.at {verified}"
    )
    op.execute(
        "INSERT INTO originals_move (office, request_id, no, at, from_id, to_id, made_by, station) "
        f"SELECT r.office, r.id, 1, h.at, NULL, s.id, s.id, '' {verified}"
    )


def _kept(table: str, action: str) -> None:
    """A trigger that refuses DELETE or UPDATE, whoever asks."""
    name = f"{table}_no_{action.lower()}"
    if op.get_context().dialect.name == "postgresql":
        events = "DELETE OR TRUNCATE" if action == "DELETE" else action
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {events} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {action} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are kept'); END"
        )
