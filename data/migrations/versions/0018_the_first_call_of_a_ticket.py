"""The first call of a ticket, to which its wait lasts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0013"
branch_labels = None
depends_on = None

MOMENT = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    # Tickets of closed days do not change, so those of before keep none: what is read is their last call.
    op.add_column("ticket", sa.Column("first_called_at", MOMENT, nullable=True))
