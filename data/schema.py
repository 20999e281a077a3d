"""The schema's version: bringing a database up to this one, and asking which it has."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from data.engine import sqlite_file
from kiosk.domain.errors import Unavailable

FOLDER = Path(__file__).parent / "migrations"


def newest() -> str:
    """The revision that this code needs."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise LookupError("no migration is packaged")
    return head


def present(engine: Engine) -> str | None:
    """The revision that the database has; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def migrate(engine: Engine) -> None:
    """Bring the database to this version, all or nothing."""
    config = _config()
    immediate = engine.execution_options(begin_sql="BEGIN IMMEDIATE")
    with immediate.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def revise(engine: Engine, message: str, revision: str) -> None:
    """Write a new migration from the difference between models and database (for developers)."""
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.revision(config, message, autogenerate=True, rev_id=revision)


def copy_before_migration(engine: Engine, at: datetime) -> Path | None:
    """A consistent copy of an SQLite database beside it; None for PostgreSQL or a database not yet there.

    Raises:
        Unavailable: "storage.full" when the copy cannot be written.
    """
    file = sqlite_file(str(engine.url))
    if file is None or not file.exists() or present(engine) is None:
        return None
    copy = file.with_name(f"{file.stem}-{at:%Y%m%dT%H%M%S}-before-{newest()}.db")
    try:
        raw = engine.raw_connection()
        try:
            raw.execute("VACUUM INTO ?", (str(copy),))
        finally:
            raw.close()
        copy.chmod(0o600)
    except OSError as error:
        raise Unavailable("storage.full") from error
    return copy


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("version_locations", str(FOLDER / "versions").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
