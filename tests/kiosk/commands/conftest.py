"""What the tests of the command line work with: a copy of the invented office, and the command itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.demo_office import DemoOffice
from tests.kiosk.commands.offices import CommandLine, Office


@pytest.fixture
def office(demo_office: DemoOffice, tmp_path: Path) -> Office:
    told = demo_office.told
    assert told["config"] == str(demo_office.folder / "kiosk.toml")
    folder = Path(shutil.copytree(demo_office.folder, tmp_path / "office"))
    return Office(folder, {member["login"]: member for member in told["staff"]}, told["samples"])


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
