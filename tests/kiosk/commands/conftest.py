"""One invented office for all tests of the command line; each test gets its own copy."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.kiosk.commands.offices import CommandLine, Office

APPLICANTS = "30"


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("demo") / "office"
    options = ["--dir", str(folder), "--applicants", APPLICANTS, "--no-run", "--json"]
    made = subprocess.run(
        [sys.executable, "-m", "kiosk", "demo", *options],
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)
    assert told["config"] == str(folder / "kiosk.toml")
    return Office(folder, {member["login"]: member for member in told["staff"]}, told["samples"])


@pytest.fixture
def office(made_office: Office, tmp_path: Path) -> Office:
    return replace(made_office, folder=Path(shutil.copytree(made_office.folder, tmp_path / "office")))


@pytest.fixture
def kiosk(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CommandLine:
    """The command line in an empty folder, with English for its language."""
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEXTUAL_FPS", "120")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return CommandLine(capsys)
