from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from data import schema
from kiosk.config import load
from kiosk.wiring import open_store
from tests.kiosk.commands.offices import CommandLine, Office


def test_a_database_of_this_version_is_left_alone(kiosk: CommandLine, office: Office) -> None:
    said = kiosk("--config", office.config, "migrate")

    assert said.code == 0
    assert "already up to date" in said.out
    assert not list(office.folder.glob("*-before-*"))


def test_an_empty_database_gets_the_schema(kiosk: CommandLine, office: Office) -> None:
    for file in office.folder.glob("kiosk.db*"):
        file.unlink()

    said = kiosk("--config", office.config, "migrate", "--json")

    assert (said.code, said.json) == (0, {"ok": True, "from": None, "to": schema.newest(), "copy": None})
    assert kiosk("--config", office.config, "audit", "verify").code == 0


def test_a_database_of_a_newer_version_is_not_touched(kiosk: CommandLine, office: Office) -> None:
    store = open_store(load(Path(office.config)))
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'later'")
    store.close()

    said = kiosk("--config", office.config, "migrate", "--json")

    assert (said.code, said.json["error"]["key"]) == (3, "database.newer")


def test_an_older_database_is_copied_first(
    kiosk: CommandLine, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrated: list[Engine] = []
    monkeypatch.setattr(schema, "newest", lambda: "9999")
    monkeypatch.setattr(schema, "migrate", migrated.append)

    said = kiosk("--config", office.config, "migrate")

    (copy,) = office.folder.glob("*-before-9999.db")
    assert said.code == 0
    assert str(copy) in said.out.replace("\n", "")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert len(migrated) == 1


def test_a_database_without_its_key_stays_as_it_is(kiosk: CommandLine, office: Office) -> None:
    (office.folder / "keys" / "database.key").write_text("00" * 32, encoding="utf-8")

    said = kiosk("--config", office.config, "migrate", "--json")

    assert (said.code, said.json["error"]["key"]) == (3, "database.wrong-key")
