"""The office that the tests of services work in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.store import Store
from kiosk.services.desk import Desk
from tests.databases import Database
from tests.kiosk.services import office
from tests.kiosk.services.office import Clock, Counter, Place


@pytest.fixture(scope="session")
def furnished(migrated_sqlite: Database, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An office with its staff, to be copied; its log is emptied into the file."""
    place = office.build(tmp_path_factory.mktemp("furnished"), migrated_sqlite)
    desk = place.open(Clock())
    office.hire(desk)
    office.store_of(desk).close()
    return place


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def place(furnished: Place, tmp_path: Path) -> Place:
    return Place(Path(shutil.copytree(furnished.folder, tmp_path / "office")))


@pytest.fixture
def counter(place: Place, clock: Clock) -> Iterator[Counter]:
    """A desk and its staff in an office of its own."""
    opened = office.staffed(place, clock)
    yield opened
    office.store_of(opened.desk).close()


@pytest.fixture
def desk(counter: Counter) -> Desk:
    return counter.desk


@pytest.fixture
def front(place: Place, clock: Clock, store: Store) -> Desk:
    """A desk with its staff on each of the two databases."""
    opened = place.open(clock)
    office.store_of(opened).close()
    desk = replace(opened, store=store)
    office.hire(desk)
    return desk


@pytest.fixture(name="office")
def at_both(front: Desk, place: Place, clock: Clock) -> Counter:
    """Counters and their supervisor, on each of the two databases."""
    return Counter(place, clock, front, *(office.officer(front, login) for login, _role in office.LOGINS))
