"""The schema on both engines: what the models say is what the migrations build."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Connection,
    Engine,
    PrimaryKeyConstraint,
    UniqueConstraint,
    event,
    inspect,
)

from data import schema
from data.engine import open_engine, sqlite_file
from data.migrations.comparing import is_compared
from data.store import Store
from data.tables import Base, postgresql  # noqa: F401 - the second adds to the tables
from kiosk.domain.errors import Unavailable
from tests.databases import sqlite_at

TABLES = sorted(Base.metadata.tables.values(), key=lambda table: table.name)
CLUSTERED = {table.name for table in TABLES if not table.dialect_options["sqlite"]["with_rowid"]}


def test_the_models_equal_the_migrations(store: Store) -> None:
    with store.engine.connect() as connection:
        opts = {"compare_type": True, "include_object": is_compared}
        context = MigrationContext.configure(connection, opts=opts)

        assert compare_metadata(context, Base.metadata) == []


def test_every_table_and_constraint_is_built_as_the_models_say(engine: Engine) -> None:
    """Alembic compares no CHECK, no primary key and no WITHOUT ROWID; the databases' own words do."""
    schema.migrate(engine)
    with engine.begin() as connection:
        migrated = _built(connection)

    with engine.begin() as connection:
        _drop_everything(connection)
        Base.metadata.create_all(connection)
        modelled = _built(connection)

    assert migrated == modelled
    assert len(migrated) > len(TABLES)


def test_a_migrated_database_is_at_the_newest_revision(engine: Engine) -> None:
    assert schema.present(engine) is None

    schema.migrate(engine)

    assert schema.present(engine) == schema.newest()
    assert schema.knows(schema.newest())
    assert not schema.knows("9999")


def test_migrations_are_found_by_the_names_of_their_files() -> None:
    scripts = ScriptDirectory(str(schema.FOLDER))

    assert schema.newest() == scripts.get_current_head()
    assert all(schema.knows(each.revision) for each in scripts.walk_revisions())


def test_the_tables_of_a_station_load_no_dialect_of_postgresql() -> None:
    code = "import sys, data.tables; print('sqlalchemy.dialects.postgresql' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"


def test_asking_for_the_version_loads_no_alembic() -> None:
    code = "import sys; from data import schema; schema.newest(); print('alembic' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    schema.migrate(engine)
    schema.migrate(engine)

    assert schema.present(engine) == schema.newest()


def test_a_migration_that_fails_midway_leaves_nothing(engine: Engine) -> None:
    refuse = _failing_at("visit_no_delete")
    event.listen(engine, "before_cursor_execute", refuse)

    with pytest.raises(RuntimeError, match="power cut"):
        schema.migrate(engine)

    event.remove(engine, "before_cursor_execute", refuse)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    schema.migrate(engine)
    assert schema.present(engine) == schema.newest()


def test_a_locked_database_is_not_migrated(tmp_path: Path) -> None:
    database = sqlite_at(tmp_path / "busy.db")
    foreign = open_engine(database.url, database.key)
    mine = open_engine(database.url, database.key, patience=0.05)
    with foreign.connect() as holder:
        holder.exec_driver_sql("CREATE TABLE taken (id INTEGER)")

        with pytest.raises(Unavailable, match=r"database.locked"):
            schema.migrate(mine)

    mine.dispose()
    foreign.dispose()


def test_the_copy_before_a_migration_is_whole_private_and_encrypted(sqlite_store: Store) -> None:
    copy = schema.copy_before_migration(sqlite_store.engine, datetime(2026, 11, 24, 9, 30, tzinfo=UTC))

    assert copy is not None
    assert copy.name == f"office-20261124T093000-before-{schema.newest()}.db"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert b"CREATE TABLE" not in copy.read_bytes()
    again = open_engine(sqlite_at(copy).url, sqlite_at(copy).key)
    assert schema.present(again) == schema.newest()
    again.dispose()


def test_there_is_nothing_to_copy_before_the_first_migration(engine: Engine) -> None:
    assert schema.copy_before_migration(engine, datetime(2026, 11, 24, tzinfo=UTC)) is None


def test_a_copy_that_cannot_be_written_is_a_sentence(sqlite_store: Store) -> None:
    file = sqlite_file(sqlite_store.engine.url)
    assert file is not None
    file.with_name(f"office-20261124T000000-before-{schema.newest()}.db").mkdir()

    with pytest.raises(Unavailable, match=r"database.unreachable"):
        schema.copy_before_migration(sqlite_store.engine, datetime(2026, 11, 24, tzinfo=UTC))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_key_and_unique_constraint_begins_with_the_office(table: object) -> None:
    constraints = [c for c in table.constraints if isinstance(c, PrimaryKeyConstraint | UniqueConstraint)]  # type: ignore[attr-defined]  # parametrize types nothing
    unique_indexes = [index for index in table.indexes if index.unique]  # type: ignore[attr-defined]  # parametrize types nothing

    assert constraints
    for columns in [constraint.columns for constraint in constraints + unique_indexes]:
        assert next(iter(columns)).name == "office"


def test_every_constraint_of_the_database_has_a_name_of_ours(store: Store) -> None:
    with store.engine.connect() as connection:
        names = _constraint_names(connection)

    assert len(names) > 60
    assert [name for name in names if not re.match("(pk|uq|fk|ck|ix)_", name)] == []


def test_the_tables_of_one_applicant_are_clustered(sqlite_store: Store) -> None:
    with sqlite_store.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'name_[wt]*'"
        )
        without_rowid = {name for name, sql in rows if "WITHOUT ROWID" in sql}

    assert without_rowid == CLUSTERED
    assert {"person", "request", "document_slot", "scan", "original_check", "audit_event"} <= CLUSTERED


def test_an_applicants_requests_lie_side_by_side() -> None:
    keys = Base.metadata.tables["request"].primary_key.columns

    assert [column.name for column in keys] == ["office", "subject_id", "id"]


def test_the_whole_data_dictionary_has_its_tables() -> None:
    assert {
        "office", "staff", "person", "residence", "permit", "contact", "request", "document_slot", "scan",
        "original_check", "appointment", "inquiry", "certificate", "print_attempt", "blank_stock", "outbox",
        "audit_event",
    } <= set(Base.metadata.tables)  # fmt: skip


def test_a_new_migration_is_written_with_plain_types_only(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = tmp_path / "migrations"
    versions.mkdir()
    for name in ("env.py", "script.py.mako"):
        (versions / name).write_bytes((schema.FOLDER / name).read_bytes())
    (versions / "versions").mkdir()
    monkeypatch.setattr(schema, "FOLDER", versions)
    fresh = open_engine(sqlite_at(tmp_path / "fresh.db").url, sqlite_at(tmp_path).key)

    schema.revise(fresh, "everything", "0001")

    written = next((versions / "versions").glob("*.py")).read_text()
    fresh.dispose()
    assert "data.tables" not in written
    assert "sa.String(length=40)" in written
    assert "TIMESTAMP(timezone=True)" in written


def _failing_at(words: str) -> Callable[..., None]:
    def refuse(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if words in statement:
            raise RuntimeError("power cut")

    return refuse


def _built(connection: Connection) -> set[str]:
    """Every table, constraint and index in the database's own words; triggers are the migrations' alone."""
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL "
            "AND name NOT GLOB 'name_[wt]*'"
        )
        return {_unordered(sql) for (sql,) in rows if "alembic_version" not in sql}
    columns = connection.exec_driver_sql(
        "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' "
        "|| coalesce(character_maximum_length, 0) FROM information_schema.columns "
        "WHERE table_schema = 'public' AND table_name <> 'alembic_version'"
    )
    constraints = connection.exec_driver_sql(
        "SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) "
        "FROM pg_constraint WHERE connamespace = 'public'::regnamespace "
        "AND conrelid <> coalesce(to_regclass('alembic_version'), 0::oid)"
    )
    indexes = connection.exec_driver_sql(
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
    )
    return {row[0] for result in (columns, constraints, indexes) for row in result}


def _unordered(sql: str) -> str:
    """The lines of a CREATE TABLE in alphabetical order: constraints may stand in any."""
    # A column that came later stands on one line with the one before; commas in brackets part nothing.
    parts = re.split(r",(?![^(]*\))", re.sub(r"[ \t]+", " ", sql.replace('"', "")))
    lines = [line.strip() for part in parts for line in part.splitlines()]
    return "\n".join(sorted(line for line in lines if line))


def _drop_everything(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
        return
    for table in reversed(Base.metadata.sorted_tables):
        connection.exec_driver_sql(f"DROP TABLE {table.name}")


def _constraint_names(connection: Connection) -> list[str]:
    if connection.dialect.name == "postgresql":
        rows = connection.exec_driver_sql(
            "SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace "
            "AND conname <> 'alembic_version_pkc'"
        )
        return [name for (name,) in rows]
    rows = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE sql LIKE 'CREATE TABLE%' AND name NOT GLOB 'name_[wt]*'"
    )
    tables = [sql for (sql,) in rows if "alembic_version" not in sql]
    unnamed = re.compile(r"(?<!\w )(?:PRIMARY KEY|FOREIGN KEY|UNIQUE|CHECK) ?\(")
    named = re.compile(r"CONSTRAINT (\w+) (?:PRIMARY KEY|FOREIGN KEY|UNIQUE|CHECK) ?\(")
    bare = [match[0] for sql in tables for match in unnamed.finditer(named.sub("", sql))]
    return [name for sql in tables for name in named.findall(sql)] + bare


def test_the_database_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'kiosk.db'}", bytes(32))

    schema.migrate(engine)
    engine.dispose()

    assert (tmp_path / "kiosk.db").stat().st_mode & 0o777 == 0o600
