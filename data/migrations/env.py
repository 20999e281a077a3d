"""Alembic's entry: migrations run on the connection that `data.schema` hands over."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from data.tables import Base
from data.tables.base import Key, Moment


def render_plainly(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write our types as plain ones, so that a migration never imports today's code."""
    if kind == "type" and isinstance(item, Key):
        return 'sa.LargeBinary(16).with_variant(postgresql.UUID(), "postgresql")'
    if kind == "type" and isinstance(item, Moment):
        return 'sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")'
    return False


options: dict[str, Any] = {
    "target_metadata": Base.metadata,
    "render_as_batch": True,
    "render_item": render_plainly,
    "compare_type": True,
}

context.configure(connection=context.config.attributes["connection"], **options)
with context.begin_transaction():
    context.run_migrations()
