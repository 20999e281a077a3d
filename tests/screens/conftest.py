"""The small office of the screen tests, built once in a run."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.demo.office import Wish, make, reopen
from tests.screens.offices import SmallOffice, copied

APPLICANTS = 40


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Processes that test side by side share one: the first builds it, the others wait."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "template-office"
    with (shared / "template-office.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if reopen(folder) is None:
            make(Wish(folder, APPLICANTS), lambda step, done, of: None)
    return folder


@pytest.fixture
def office(office_template: Path, tmp_path: Path) -> Iterator[SmallOffice]:
    """An office of one's own with forty applicants."""
    folder = tmp_path / "office"
    folder.mkdir()
    with copied(office_template, folder) as made:
        yield made
