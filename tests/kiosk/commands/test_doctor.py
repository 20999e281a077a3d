from __future__ import annotations

import shutil
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from kiosk.commands.checkup import machine
from kiosk.config import load
from kiosk.wiring import open_store
from tests import mail_server
from tests.certificates import an_authority
from tests.kiosk.commands.offices import CommandLine, Office, Said

OF_THE_MACHINE = {"configuration", "environment", "packages", "fonts", "terminal", "sqlite", "clock", "space"}
OF_THE_OFFICE = {"database", "schema", "keys", "audit", "printer", "roll", "mail"}


def doctor(kiosk: CommandLine, office: Office) -> Said:
    return kiosk("--config", office.config, "doctor", "--json")


def failed(said: Said) -> set[str]:
    return {check["name"] for check in said.json["checks"] if not check["ok"]}


def change(office: Office, before: str, after: str) -> None:
    settings = Path(office.config)
    text = settings.read_text("utf-8")
    assert before in text
    settings.write_text(text.replace(before, after), encoding="utf-8")


def test_a_sound_office_passes_every_check(kiosk: CommandLine, office: Office) -> None:
    said = doctor(kiosk, office)

    assert (said.code, said.json["ok"], failed(said)) == (0, True, set())
    assert {check["name"] for check in said.json["checks"]} == OF_THE_MACHINE | OF_THE_OFFICE
    assert all(set(check) == {"name", "ok", "message"} and check["message"] for check in said.json["checks"])


def test_without_settings_all_that_needs_none_is_still_checked(kiosk: CommandLine) -> None:
    said = kiosk("doctor", "--json")

    assert (said.code, said.json["ok"], failed(said)) == (2, False, {"configuration"})
    assert {check["name"] for check in said.json["checks"]} == OF_THE_MACHINE


def test_every_wrong_setting_is_listed_at_once(kiosk: CommandLine, office: Office) -> None:
    change(office, 'country = "DE"', 'country = "Germany"')
    change(office, "[storage]", "[storage]\nfolter = 1")

    said = doctor(kiosk, office)

    message = said.json["checks"][0]["message"]
    assert said.code == 2
    assert "office.country" in message
    assert "storage.folter" in message
    assert "folder" in message


def test_the_table_reads_at_eighty_columns_in_both_languages(kiosk: CommandLine, office: Office) -> None:
    for language, heading in (("en", "Finding"), ("fa", "نتیجه")):
        said = kiosk("--language", language, "--config", office.config, "doctor")

        assert said.code == 0
        assert heading in said.out
        assert max(cell_len(line) for line in said.out.splitlines()) <= 80


def test_a_missing_database_is_reported_and_not_made(kiosk: CommandLine, office: Office) -> None:
    for file in office.folder.glob("kiosk.db*"):
        file.unlink()

    said = doctor(kiosk, office)

    assert said.code == 1
    assert failed(said) == {"database", "schema", "audit"}
    assert not (office.folder / "kiosk.db").exists()


def empty_database(office: Office) -> None:
    for file in office.folder.glob("kiosk.db*"):
        file.unlink()
    (office.folder / "kiosk.db").touch(0o600)


def no_database_key(office: Office) -> None:
    (office.folder / "keys" / "database.key").unlink()


def no_server(office: Office) -> None:
    change(office, '# url = "sqlite:kiosk.db"', 'url = "postgresql://nobody@127.0.0.1:1/nothing"')


@pytest.mark.parametrize(
    ("trouble", "remedies"),
    [
        (empty_database, {"schema": "kiosk migrate"}),
        (no_database_key, {"database": "key"}),
        (no_server, {"database": "cannot be reached"}),
    ],
)
def test_each_line_tells_its_own_trouble(
    kiosk: CommandLine, office: Office, trouble: Callable[[Office], None], remedies: dict[str, str]
) -> None:
    trouble(office)

    said = {check["name"]: check for check in doctor(kiosk, office).json["checks"]}

    assert said["clock"]["ok"]
    for name in ("clock", "audit", "schema", "sqlite", "postgresql"):
        if name in said and name not in remedies:
            assert "migrate" not in said[name]["message"]
            assert "reached" not in said[name]["message"]
    for name, remedy in remedies.items():
        assert not said[name]["ok"]
        assert remedy in said[name]["message"]


def test_a_key_that_others_can_read_is_reported(kiosk: CommandLine, office: Office) -> None:
    (office.folder / "keys" / "vault.key").chmod(0o644)

    assert failed(doctor(kiosk, office)) == {"keys"}


def test_seal_keys_that_do_not_fit_their_public_list_are_reported(kiosk: CommandLine, office: Office) -> None:
    (office.folder / "keys" / "seal-receipt.key").write_text("11" * 32, encoding="utf-8")

    assert failed(doctor(kiosk, office)) == {"keys"}


def test_a_changed_entry_of_the_audit_log_is_reported(kiosk: CommandLine, office: Office) -> None:
    run_sql(office, "UPDATE chain_head SET seq = seq + 1")

    assert failed(doctor(kiosk, office)) == {"audit"}


def test_a_clock_behind_the_audit_log_is_reported(
    kiosk: CommandLine, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    from kiosk.adapters import identity

    monkeypatch.setattr(identity, "now", lambda: datetime(2020, 1, 1, tzinfo=UTC))

    assert failed(doctor(kiosk, office)) == {"clock"}


def test_an_unreachable_mail_server_is_reported(kiosk: CommandLine, office: Office) -> None:
    change(office, '# host = ""', 'host = "127.0.0.1"')
    change(office, "# port = 587", "port = 1")
    change(office, '# sender = ""', 'sender = "office@example.org"')

    assert failed(doctor(kiosk, office)) == {"mail"}


def test_the_mail_server_is_signed_in_to_and_gets_no_mail(
    kiosk: CommandLine, office: Office, tmp_path: Path
) -> None:
    authority = an_authority(tmp_path / "authority")
    secret = tmp_path / "mail.secret"
    secret.touch(0o600)
    change(office, '# host = ""', 'host = "localhost"')
    change(office, '# sender = ""', 'sender = "office@example.org"')
    change(office, '# user = ""', f'user = "{mail_server.USER}"')
    change(office, '# password-file = "mail.secret"', f'password-file = "{secret}"')
    change(office, '# ca-file = "mail-ca.pem"', f'ca-file = "{authority.file}"')
    certificate = str(authority.vouches_for("localhost"))
    with mail_server.running(tmp_path / "mail", certificate=certificate, login=True) as server:
        change(office, "# port = 587", f"port = {server.port}")

        secret.write_text(mail_server.PASSWORD)
        assert failed(doctor(kiosk, office)) == set()

        secret.write_text("another")
        assert failed(doctor(kiosk, office)) == {"mail"}
        assert server.seen == 0


def test_an_unknown_print_queue_is_reported(kiosk: CommandLine, office: Office) -> None:
    change(office, 'kind = "folder"', 'kind = "lp"')
    change(office, '# name = ""', 'name = "nowhere"')

    assert failed(doctor(kiosk, office)) == {"printer"}


def test_variables_that_steer_the_program_are_reported(
    kiosk: CommandLine, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "evil:Driver")
    monkeypatch.setenv("LD_AUDIT", "x.so")

    said = doctor(kiosk, office)

    message = next(check["message"] for check in said.json["checks"] if check["name"] == "environment")
    assert failed(said) == {"environment"}
    assert "TEXTUAL_DRIVER" in message
    assert "LD_AUDIT" in message


def test_another_package_with_our_name_is_named() -> None:
    found = machine.packages({"data": ["mikhak-counter", "intruder"], "screens": ["Mikhak_Counter"]})

    assert not found.ok
    assert found.values == {"names": "intruder"}


def test_an_editable_installation_belongs_to_nobody_and_that_is_fine() -> None:
    assert machine.packages({}).ok


@pytest.mark.parametrize(
    ("free", "ok", "says"), [(3 << 30, True, ""), (1 << 30, True, "Warning"), (1 << 20, False, "")]
)
def test_little_space_warns_and_no_space_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, ok: bool, says: str
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(1 << 40, 0, free))

    found = machine.space(tmp_path / "not" / "there" / "yet")

    assert found.ok is ok
    assert says in found.message


def test_a_font_that_was_changed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from printouts import faces

    monkeypatch.setitem(faces.FILES, "Vazirmatn-Bold", "0" * 64)

    assert machine.fonts().values == {"file": "Vazirmatn-Bold.ttf"}


def run_sql(office: Office, sql: str) -> None:
    store = open_store(load(Path(office.config)))
    with store.engine.begin() as connection:
        connection.exec_driver_sql(sql)
    store.close()
