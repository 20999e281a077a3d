"""Databases for tests, the same on both engines."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from data import schema
from data.engine import open_engine
from data.store import Store
from tests.makers import OFFICE

KEY = bytes(range(32))


@dataclass(frozen=True, slots=True)
class Database:
    """An address and, for SQLite, the key of the file; it can be sent to another process."""

    url: str
    key: bytes | None

    def open(self, patience: float = 10.0) -> Store:
        return Store.open(self.url, self.key, OFFICE, patience)

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return Path(self.url.removeprefix("sqlite:///"))


def sqlite_at(file: Path) -> Database:
    return Database(f"sqlite:///{file}", KEY)


def postgresql_at(url: URL) -> Database:
    return Database(url.render_as_string(hide_password=False), None)


def migrated(database: Database) -> Database:
    engine = open_engine(database.url, database.key)
    schema.migrate(engine)
    engine.dispose()
    return database


def copied(template: Database, folder: Path) -> Database:
    """A file of its own with the template's schema; closing the template has emptied its log."""
    return sqlite_at(Path(shutil.copy(template.file, folder / "office.db")))
