"""The schema's version: bringing a database up to this one, and asking which it has."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, func, select

from data import statistics
from data.engine import for_writing, outside_transactions, sqlite_file
from data.store import translated

FOLDER = Path(__file__).parent / "migrations"


def newest() -> str:
    """The revision that this code needs."""
    head = _scripts().get_current_head()
    if head is None:
        raise LookupError("no migration is packaged")
    return head


def knows(revision: str) -> bool:
    """True for a revision of this code or an older one; false for one of a newer version."""
    return any(script.revision == revision for script in _scripts().walk_revisions())


def present(engine: Engine) -> str | None:
    """The revision that the database has; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def migrate(engine: Engine) -> None:
    """Bring the database to this version, all or nothing.

    Raises:
        Unavailable: "database.locked" while others use it, "database.full", "database.unreachable".
    """
    config = _config()
    with translated(), for_writing(engine).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            # Two stations that migrate at once come one after the other.
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtext("mikhak-counter"))))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if engine.dialect.name == "sqlite":
            statistics.teach(connection)
    if (file := sqlite_file(engine.url)) is not None:
        file.chmod(0o600)  # The files of its write-ahead log take the same mode.


def revise(engine: Engine, message: str, revision: str) -> None:
    """Write a new migration from the difference between models and database (for developers)."""
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.revision(config, message, autogenerate=True, rev_id=revision)


def copy_before_migration(engine: Engine, at: datetime) -> Path | None:
    """A consistent copy of an SQLite database beside it; None for PostgreSQL or a database not yet there.

    Raises:
        Unavailable: "database.full", "database.unreachable" when the copy cannot be written.
    """
    file = sqlite_file(engine.url)
    if file is None or not file.exists() or present(engine) is None:
        return None
    copy = file.with_name(f"{file.stem}-{at:%Y%m%dT%H%M%S}-before-{newest()}.db")
    # The copy is encrypted with the same key.
    with translated(), outside_transactions(engine).connect() as connection:
        connection.exec_driver_sql("VACUUM INTO ?", (str(copy),))
    copy.chmod(0o600)
    return copy


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("version_locations", str(FOLDER / "versions").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
