"""The settings that durability and secrecy stand on, read back from the databases."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from data.engine import SQLITE_FLOOR, open_engine, sqlite_file, sqlite_version
from data.store import Store
from data.tables import Person
from kiosk.domain.errors import Unavailable
from tests import makers
from tests.databases import KEY, Database, sqlite_at

CANARY = "Qanariye"


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("busy_timeout", 10_000),
        ("temp_store", 2),
    ],
)
def test_each_sqlite_connection_has_our_settings(sqlite_store: Store, pragma: str, value: object) -> None:
    with sqlite_store.engine.connect() as first, sqlite_store.engine.connect() as second:
        for connection in (first, second):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("synchronous_commit", "on"),
        ("timezone", "UTC"),
        ("lock_timeout", "10s"),
        ("statement_timeout", "20s"),
    ],
)
def test_each_postgresql_connection_has_our_settings(postgres_store: Store, setting: str, value: str) -> None:
    with postgres_store.engine.connect() as connection:
        assert connection.exec_driver_sql(f"SHOW {setting}").scalar() == value


def test_the_sqlite_library_is_free_of_the_wal_reset_bug() -> None:
    assert sqlite_version() >= SQLITE_FLOOR


def test_nothing_of_a_person_is_readable_in_the_files(sqlite_database: Database) -> None:
    store = sqlite_database.open()
    person = makers.a_person(names=(CANARY, CANARY, CANARY, CANARY))
    store.write(lambda work: work.people.add(makers.a_file(person), makers.NOON))

    def bytes_on_disk() -> bytes:
        return b"".join(file.read_bytes() for file in sqlite_database.file.parent.iterdir())

    with_log = bytes_on_disk()
    store.close()

    for content in (with_log, bytes_on_disk()):
        assert len(content) > 100_000
        assert CANARY.encode() not in content
        assert person.national_code.encode() not in content
        assert b"SQLite format 3" not in content


def test_a_wrong_key_is_said_and_opens_nothing(sqlite_database: Database) -> None:
    store = Database(sqlite_database.url, bytes(32)).open()

    with pytest.raises(Unavailable, match=r"database.wrong-key"):
        store.read(lambda work: work.accounts.all())

    store.close()


def test_a_wrong_key_writes_nothing_over_the_screen(sqlite_database: Database) -> None:
    program = (
        "from data.engine import open_engine\n"
        "try:\n"
        f"    open_engine({sqlite_database.url!r}, bytes(32)).connect()\n"
        "except Exception as error:\n"
        "    print(type(error).__name__)\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "DatabaseError\n"
    assert done.stderr == ""


def test_an_sqlite_file_needs_a_key() -> None:
    with pytest.raises(Unavailable, match=r"database.no-key"):
        open_engine("sqlite:///office.db", None)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    file = tmp_path / "office.db"
    file.write_bytes(b"a letter, not a database " * 1000)
    store = sqlite_at(file).open()

    with pytest.raises(Unavailable, match=r"database.wrong-key"):
        store.read(lambda work: work.accounts.all())

    store.close()


def test_a_damaged_page_is_said(sqlite_database: Database) -> None:
    content = bytearray(sqlite_database.file.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 + 100] ^= 1
    sqlite_database.file.write_bytes(content)
    store = sqlite_database.open()

    with pytest.raises(Unavailable, match=r"database.damaged"):
        store.read(lambda work: work.connection.execute(select(Person.id)).all())

    store.close()


def test_the_file_of_an_address_is_found() -> None:
    assert sqlite_file("sqlite:////srv/office%20one.db") == Path("/srv/office one.db")
    assert sqlite_file("sqlite:///office.db") == Path("office.db")
    assert sqlite_file("postgresql://kiosk@localhost/kiosk") is None
    assert bytes(32) != KEY
