"""Failures that a success forgave"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "sign_in_attempt",
        sa.Column("forgiven", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    # Until now the clock told which failures came before a success.
    attempt = sa.table(
        "sign_in_attempt", *(sa.column(name) for name in ("office", "login", "at", "succeeded", "forgiven"))
    )
    later = attempt.alias()
    op.execute(
        sa.update(attempt)
        .where(
            attempt.c.succeeded.is_(sa.false()),
            sa.exists().where(
                later.c.office == attempt.c.office,
                later.c.login == attempt.c.login,
                later.c.succeeded.is_(sa.true()),
                later.c.at >= attempt.c.at,
            ),
        )
        .values(forgiven=sa.true())
    )
