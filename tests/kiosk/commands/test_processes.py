"""Fresh processes, as a shell starts them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.pty_app import PtyApp
from tests.kiosk.catalogue.test_bad_file import BAD, SLIPS
from tests.kiosk.commands.offices import CHECKOUT, Office

HEAVY = (
    "textual",
    "sqlalchemy",
    "reportlab",
    "cryptography",
    "PIL",
    "uharfbuzz",
    "pypdfium2",
    "typer",
    "rich",
)


def kiosk(*arguments: str, folder: Path, lines: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments],
        env={**os.environ, **CHECKOUT},
        cwd=folder,
        input=lines,
        capture_output=True,
        text=True,
        timeout=120,
    )


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **CHECKOUT},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_script_finds_an_applicant_by_two_lines_of_input(office: Office, tmp_path: Path) -> None:
    sample = office.sample("RECEIPTED")
    asked = (
        "--config",
        office.config,
        "find",
        sample["receipt"],
        "--as",
        "clerk2",
        "--reason",
        "test",
        "--json",
    )

    said = kiosk(*asked, folder=tmp_path, lines="\n".join(office.sign_in("clerk2")) + "\n")

    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.count("\n") == 1
    assert json.loads(said.stdout)["matches"][0]["national_code"] == sample["national_code"]


def test_the_version_is_told_without_settings(tmp_path: Path) -> None:
    said = kiosk("--version", folder=tmp_path)

    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("kiosk ")


def test_the_doctor_runs_in_an_empty_folder(tmp_path: Path) -> None:
    said = kiosk("doctor", "--json", folder=tmp_path)

    assert (said.returncode, said.stderr) == (2, "")
    assert json.loads(said.stdout)["ok"] is False
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [[], ["run"], ["run", "--station", "supervisor"]])
def test_without_a_terminal_the_application_does_not_start(
    office: Office, tmp_path: Path, arguments: list[str]
) -> None:
    said = kiosk("--config", office.config, *arguments, folder=tmp_path)

    assert (said.returncode, said.stdout) == (2, "")
    assert "needs a terminal" in said.stderr


def test_without_settings_the_application_says_what_is_missing(tmp_path: Path) -> None:
    said = kiosk(folder=tmp_path)

    assert (said.returncode, said.stdout) == (2, "")
    assert "kiosk.toml: not found" in said.stderr


def test_a_reader_who_leaves_early_hears_no_complaint(tmp_path: Path) -> None:
    catalogue = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "catalogue", "--json"],
        env={**os.environ, **CHECKOUT},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert catalogue.stdout is not None
    assert catalogue.stderr is not None
    catalogue.stdout.close()

    assert catalogue.stderr.read() == b""
    assert catalogue.wait(60) in (0, 1)
    catalogue.stderr.close()


def test_the_short_way_imports_nothing_heavy() -> None:
    code = (
        "import sys, kiosk.commands, kiosk.commands.station\n"
        "kiosk.commands.run(['--config', '/nowhere.toml'])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )

    said = python(code)

    assert said.stdout.strip() == "[]"


def test_a_check_of_a_number_imports_no_database() -> None:
    heavy = [name for name in HEAVY if name not in ("typer", "rich")]
    code = (
        "import sys, kiosk.commands\n"
        "kiosk.commands.run(['check', 'national-code', '2284642896', '--json'])\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )

    said = python(code)

    assert said.stdout.splitlines()[1:] == ["[]"]


def test_the_application_opens_full_screen_in_the_chosen_language(office: Office, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kiosk", "--config", office.config, "--language", "en", "run"]
    with PtyApp(command, size=(100, 40), environ=CHECKOUT, folder=tmp_path) as app:
        app.wait_for("Sign-in name")
        app.wait_for("counter 1")


@pytest.mark.parametrize("station", ["counter", "lobby"])
def test_with_a_bad_catalogue_no_station_opens_and_every_slip_is_listed_with_its_place(
    office: Office, tmp_path: Path, station: str
) -> None:
    settings = Path(office.config)
    text = settings.read_text("utf-8").replace('# extra = "office', 'extra = "office')
    settings.write_text(text, encoding="utf-8")
    shutil.copy(BAD, office.folder / "office-catalogue.toml")
    command = [sys.executable, "-m", "kiosk", "--config", office.config, "--language", "en"]

    with PtyApp([*command, "run", "--station", station], (200, 50), environ=CHECKOUT, folder=tmp_path) as app:
        assert app.wait_end() == 2
        said = app.raw.decode().rpartition("Problems in the settings: ")[2]

    for line, slip in SLIPS:
        assert f"office-catalogue.toml:{line}: catalogue.{slip}" in said


def test_the_lobby_opens_at_its_welcome_and_does_not_end_by_a_key(office: Office, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kiosk", "--config", office.config, "--language", "en"]
    with PtyApp([*command, "run", "--station", "lobby"], environ=CHECKOUT, folder=tmp_path) as app:
        app.wait_for("I have a receipt")
        app.send("\x11\x03")
        app.send("\x1b[24;5~")
        app.wait_for("Sign-in name")


def test_the_demo_shows_its_sign_ins_and_opens(office: Office, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kiosk", "--language", "en", "demo", "--dir", str(office.folder)]
    with PtyApp(
        [*command, "--station", "supervisor"], size=(100, 40), environ=CHECKOUT, folder=tmp_path
    ) as app:
        app.wait_for(office.staff["clerk2"]["password"])
        app.wait_for("supervisor 1")


def test_a_demo_stopped_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kiosk", "--language", "en", "demo", "--dir", str(tmp_path / "demo")]
    with PtyApp(command, size=(100, 40), environ=CHECKOUT, folder=tmp_path) as app:
        app.wait_for("Drawing portraits")
        app.send("\x03")
        assert app.wait_end() == 130
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_before_any_command_shows_no_frames() -> None:
    code = (
        "import sys, kiosk.__main__, kiosk.commands\n"
        "def stop(_): raise KeyboardInterrupt\n"
        "kiosk.commands.run = stop\n"
        "kiosk.__main__.main()"
    )

    said = python(code)

    assert (said.returncode, said.stderr) == (130, "")
