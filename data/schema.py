"""The schema's version: bringing a database up to this one, and asking which it has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, column, func, inspect, select, table
from sqlalchemy.exc import DBAPIError

from data import statistics
from data.engine import for_writing, outside_transactions, sqlite_file
from data.name_index import index_names
from data.store import translated
from kiosk.domain.errors import Unavailable

if TYPE_CHECKING:
    from alembic.config import Config

# Alembic is loaded only to migrate: it takes a fifth of what a station waits for behind its first screen.

FOLDER = Path(__file__).parent / "migrations"
_VERSION = table("alembic_version", column("version_num"))


def newest() -> str:
    """The revision that this code needs."""
    return _revisions()[-1]


def knows(revision: str) -> bool:
    """True for a revision of this code or an older one; false for one of a newer version."""
    return revision in _revisions()


def present(engine: Engine) -> str | None:
    """The revision that the database has; None for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(_VERSION.name):
            return None
        revision: str | None = connection.scalar(select(_VERSION))
        return revision


def migrate(engine: Engine, to: str = "head") -> None:
    """Bring the database to this version, or an older one, all or nothing.

    Raises:
        Unavailable: "database.locked" while others use it, "database.full", "database.unreachable",
            "database.no-trigrams".
    """
    from alembic import command

    config = _config()
    with translated(), _extension_named(), for_writing(engine).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            # Two stations that migrate at once come one after the other.
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtext("mikhak-counter"))))
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        if to in ("head", newest()):
            index_names(connection)
        if engine.dialect.name == "sqlite":
            statistics.teach(connection)
    if (file := sqlite_file(engine.url)) is not None:
        file.chmod(0o600)  # The files of its write-ahead log take the same mode.


def without_trigrams() -> Unavailable:
    """What to say when PostgreSQL's trigrams are not to be had."""
    return Unavailable(
        "database.no-trigrams",
        extension="pg_trgm",
        package="postgresql-contrib",
        command="CREATE EXTENSION pg_trgm",
    )


@contextmanager
def _extension_named() -> Iterator[None]:
    """
    Raises:
        Unavailable: "database.no-trigrams" when PostgreSQL lacks pg_trgm, or the role may not make it.
    """
    try:
        yield
    except DBAPIError as error:
        if "CREATE EXTENSION" in (error.statement or "") and not error.connection_invalidated:
            raise without_trigrams() from error
        raise


def revise(engine: Engine, message: str, revision: str) -> None:
    """Write a new migration from the difference between models and database (for developers)."""
    from alembic import command

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


def _revisions() -> list[str]:
    """Oldest first; each file is named for its revision."""
    return sorted(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("version_locations", str(FOLDER / "versions").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
