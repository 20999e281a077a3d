"""The small office of the screen tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demo_office import DemoOffice
from tests.screens.offices import SmallOffice, copied


@pytest.fixture
def office(demo_office: DemoOffice, tmp_path: Path) -> Iterator[SmallOffice]:
    """An office of one's own with forty applicants."""
    folder = tmp_path / "office"
    folder.mkdir()
    with copied(demo_office.folder, folder) as made:
        yield made
