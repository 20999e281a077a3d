"""Alembic's entry: migrations run on the connection that `data.schema` hands over."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from data.migrations.comparing import is_compared
from data.tables import Base, postgresql  # noqa: F401 - the second adds to the tables
from data.tables.base import CODE_LIMIT, CodeWords, FoldedWords, Key, Moment, Words


def render_plainly(_kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write our types as plain ones, so that a migration never imports today's code."""
    match item:
        case Key():
            return 'sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql")'
        case Moment():
            return 'sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")'
        case CodeWords():
            return f"sa.String(length={CODE_LIMIT})"
        case FoldedWords():
            return 'sa.Text().with_variant(sa.Text(collation="C"), "postgresql")'
        case Words():
            return "sa.Text()"
    return False


options: dict[str, Any] = {
    "target_metadata": Base.metadata,
    "render_as_batch": True,
    "render_item": render_plainly,
    "compare_type": True,
    "include_object": is_compared,
}

context.configure(connection=context.config.attributes["connection"], **options)
with context.begin_transaction():
    context.run_migrations()
