"""What was drawn for the numbered form that a certificate is printed on, and which void ones are to come back"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("print_attempt", sa.Column("blob", sa.Text(), nullable=True))
    void = sa.text("state = 'void'")
    columns = ["office", "blank"]
    op.create_index("ix_output_void", "output", columns, sqlite_where=void, postgresql_where=void)
