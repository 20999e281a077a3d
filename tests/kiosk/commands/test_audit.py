from __future__ import annotations

from pathlib import Path

from kiosk.config import load
from kiosk.wiring import open_store
from tests.kiosk.commands.offices import CommandLine, Office


def test_an_untouched_log_is_whole(kiosk: CommandLine, office: Office) -> None:
    said = kiosk("--config", office.config, "audit", "verify", "--json")

    assert said.code == 0
    assert set(said.json) == {"valid", "entries", "head", "checkpoints", "first_bad"}
    assert (said.json["valid"], said.json["checkpoints"], said.json["first_bad"]) == (True, 0, None)
    assert said.json["entries"] > 0
    assert len(said.json["head"]) == 64
    assert "is intact" in kiosk("--config", office.config, "audit", "verify").out


def test_one_changed_letter_is_found_with_its_number(kiosk: CommandLine, office: Office) -> None:
    store = open_store(load(Path(office.config)))
    with store.engine.begin() as connection:
        # Whoever holds the key of the file can switch its guards off; the chain still tells.
        guards = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_event'"
        ).all()
        for (guard,) in guards:
            connection.exec_driver_sql(f"DROP TRIGGER {guard}")
        connection.exec_driver_sql("UPDATE audit_event SET actor = 'clerk9' WHERE seq = 7")
    store.close()

    said = kiosk("--config", office.config, "audit", "verify", "--json")

    assert (said.code, said.json["valid"]) == (1, False)
    assert said.json["first_bad"] == {"entry": 7, "what": "altered", "chain": "office"}
    told = kiosk("--config", office.config, "audit", "verify")
    assert "Entry 7 of chain office was altered" in told.out


def test_a_log_out_of_reach_is_no_valid_log(kiosk: CommandLine, office: Office) -> None:
    (office.folder / "keys" / "database.key").unlink()

    said = kiosk("--config", office.config, "audit", "verify", "--json")

    assert (said.code, said.json["error"]["key"]) == (3, "keys.missing")
