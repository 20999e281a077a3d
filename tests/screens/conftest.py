"""The small office of the screen tests, built once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.demo.office import Wish, make
from tests.screens.offices import SmallOffice, copied

APPLICANTS = 40


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office") / "template"
    make(Wish(folder, APPLICANTS), lambda step, done, of: None)
    return folder


@pytest.fixture
def office(office_template: Path, tmp_path: Path) -> Iterator[SmallOffice]:
    """An office of one's own with forty applicants."""
    folder = tmp_path / "office"
    folder.mkdir()
    with copied(office_template, folder) as made:
        yield made
