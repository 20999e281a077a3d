"""A complete invented office in one folder: settings, keys, database, people, requests, scans, staff."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from data import schema
from kiosk import config as settings
from kiosk.config import Config
from kiosk.config.writing import written
from kiosk.demo.filing import Filing, Sample, artists
from kiosk.demo.people import DEFAULT_HOST, people
from kiosk.demo.plan import plan
from kiosk.demo.seeded import seeded_desk
from kiosk.demo.staff import StaffMember, add_staff
from kiosk.domain.errors import Refused
from kiosk.services.demonstration import FILE
from kiosk.wiring import keys_of, open_desk, open_store

ZONE = "Europe/Berlin"
CODE = "723"

Progress = Callable[[str, int, int], None]
"""Called with a step's msgid, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class DemoOffice:
    config: Path
    staff: tuple[StaffMember, ...]
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What `kiosk demo` was asked for."""

    folder: Path
    applicants: int = 300
    seed: int = 1405
    station: str = "counter"


def make(wish: Wish, progress: Progress) -> DemoOffice:
    """Build the office anew.  The folder must be empty or not there.

    Raises:
        Refused: "demo.folder-in-use" when something else lies in the folder.
        Unavailable: the disk is full or out of reach.
    """
    if wish.folder.exists() and any(wish.folder.iterdir()):
        raise Refused("demo.folder-in-use", folder=str(wish.folder))
    config = founded(wish)
    today = datetime.now(UTC).astimezone(ZoneInfo(ZONE)).date()
    desk, clock = seeded_desk(open_desk(config), wish.seed)
    clock.set(datetime.now(UTC) - timedelta(days=700))
    everybody = people(wish.applicants, wish.seed, today)
    members = add_staff(desk, wish.seed, today)
    requests = tuple(plan(everybody, desk.catalogue, wish.seed))
    with artists() as pool:
        filing = Filing(desk, clock, pool, progress)
        filing.register(everybody)
        samples = filing.file(requests)
    office = DemoOffice(wish.folder / "kiosk.toml", members, samples)
    remember(config, office)
    return office


def founded(wish: Wish) -> Config:
    """Settings, keys and an empty database."""
    wish.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    config = _settings(wish)
    keys_of(config).create()
    store = open_store(config)
    schema.migrate(store.engine)
    store.close()
    return config


def reopen(folder: Path) -> DemoOffice | None:
    """The office made here before; None when there is none."""
    path = folder / "kiosk.toml"
    if not path.exists():
        return None
    config = settings.load(path)
    try:
        kept = json.loads((config.storage.folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return DemoOffice(
        path,
        tuple(StaffMember(**entry) for entry in kept["staff"]),
        tuple(Sample(**entry) for entry in kept["samples"]),
    )


def clear(folder: Path) -> None:
    """Take an office made by `make` away, and nothing else.

    Raises:
        Refused: "demo.folder-in-use" when the folder holds no demonstration.
    """
    if not folder.exists() or not any(folder.iterdir()):
        return
    if reopen(folder) is None:
        raise Refused("demo.folder-in-use", folder=str(folder))
    shutil.rmtree(folder)


def _settings(wish: Wish) -> Config:
    path = wish.folder / "kiosk.toml"
    place = DEFAULT_HOST
    path.write_text(
        written(
            {
                "office": {
                    "code": CODE,
                    "name": {
                        "fa": "نمایندگی نمونه، موسترشتات",
                        "en": "Sample Consulate, Musterstadt",
                    },
                    "city": {"fa": "موسترشتات", "en": place.city},
                    "country": place.country,
                    "time-zone": ZONE,
                    "letterhead": [
                        {"fa": "نمایندگی نمونه، موسترشتات", "en": "Sample Consulate, Musterstadt"},
                        {"fa": "بخش کنسولی", "en": "Consular Section"},
                        {"fa": "موسترشتات، لیندن‌آله ۱", "en": "Lindenallee 1, Musterstadt"},
                    ],
                    "demonstration": True,
                },
                "calendar": {
                    "hours": {"fa": "دوشنبه تا پنج‌شنبه، ۹ تا ۱۳", "en": "Monday to Thursday, 9:00 to 13:00"},
                    "holidays": [
                        {"day": "01-01", "name": {"fa": "آغاز سال میلادی", "en": "New Year's Day"}},
                        {"day": "05-01", "name": {"fa": "روز کارگر", "en": "Labour Day"}},
                        {"day": "12-25", "name": {"fa": "کریسمس", "en": "Christmas Day"}},
                    ],
                },
                "station": {"kind": wish.station, "number": 1, "language": "fa"},
                "storage": {"folder": "."},
                "printer": {"kind": "folder", "folder": "printed", "receipt": "a5"},
            }
        ),
        encoding="utf-8",
    )
    return settings.load(path)


def remember(config: Config, office: DemoOffice) -> None:
    """So that `reopen` finds it."""
    kept = {
        "staff": [asdict(member) for member in office.staff],
        "samples": [asdict(sample) for sample in office.samples],
    }
    path = config.storage.folder / FILE
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
    path.chmod(0o600)
