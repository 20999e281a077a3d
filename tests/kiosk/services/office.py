"""A whole office for tests: the real wiring on an SQLCipher file, with keys, vault, printer and decoder.

Only the clock is set by hand, and passwords are hashed with less work; the checks are the same.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from uuid import UUID

from argon2 import PasswordHasher
from sqlalchemy import event

from data.store import Store
from data.tables import Base
from kiosk import config
from kiosk.adapters.credentials import Credentials
from kiosk.config.writing import written
from kiosk.domain.audit import AuditEvent
from kiosk.domain.card import PersonFile
from kiosk.domain.request import Request, RequestState, StateChange
from kiosk.domain.roles import Officer, Role
from kiosk.domain.verification import Slot
from kiosk.services import signin, staff
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.wiring import keys_of, open_desk
from tests import makers
from tests.databases import KEY, Database
from tests.printouts.papers import a_photo

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
CODE = "723"
PASSWORD = "a long pass phrase"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGINS = (("clerk1", Role.CLERK), ("clerk2", Role.CLERK), ("supervisor", Role.SUPERVISOR))

ANSWERS = {
    "STU-02": {
        "file_no": "12345",
        "university_fa": "دانشگاه صنعتی نمونه",
        "university_lat": "Sampleton University of Technology",
        "programme_fa": "مهندسی برق",
        "programme_lat": "Electrical Engineering",
        "level": "master",
        "start_date": "2025-10-01",
        "student_no": "S-77",
        "term": "Winter term 2026/27",
        "certificate_no": "SE-2026-0417",
        "certificate_date": "2026-10-17",
        "signer_lat": "Registrar",
        "used_for": "authorities",
    },
    "PCC-02": {
        "pcc_code": "PCC123456789",
        "received_on": "2026-11-11",
        "authority_fa": "اداره اتباع شهر نمونه",
        "authority_lat": "the Aliens Office of Sampleton",
    },
}


class Clock:
    """Stands still until time is made to pass."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def passes(self, span: timedelta) -> None:
        self.at += span


class QuickCredentials(Credentials):
    """Hashes with little memory, so that a test need not wait."""

    @cached_property
    def _hasher(self) -> PasswordHasher:
        return PasswordHasher(memory_cost=8, time_cost=1, parallelism=1)


@dataclass(frozen=True, slots=True)
class Place:
    """An office's folder; any number of desks may be opened in it, by any number of processes."""

    folder: Path

    def open(self, clock: Clock, station: int = 1) -> Desk:
        """A station's desk, as `kiosk run` builds it."""
        settings = config.load(self.folder / f"counter-{station}.toml")
        key = keys_of(settings).secret("credentials")
        return replace(open_desk(settings), now=clock, credentials=QuickCredentials(key))


def build(folder: Path, template: Database, printer: str = "folder", extra: Path | None = None) -> Place:
    """A folder with settings for two counters, keys and an empty database of the newest schema."""
    keys = folder / "keys"
    keys.mkdir(mode=0o700)
    (keys / "database.key").touch(0o600)
    (keys / "database.key").write_text(KEY.hex())
    shutil.copy(template.file, folder / "kiosk.db")
    for number in (1, 2):
        _settings(folder / f"counter-{number}.toml", number, printer, extra)
    keys_of(config.load(folder / "counter-1.toml")).create()
    return Place(folder)


def _settings(path: Path, station: int, printer: str, extra: Path | None) -> None:
    settings: dict[str, dict[str, object]] = {
        "office": {
            "code": CODE,
            "name": {"fa": "نمایندگی نمونه", "en": "Sample Consulate"},
            "city": {"fa": "شهر نمونه", "en": "Sampleton"},
            "country": "DE",
            "time-zone": "Europe/Berlin",
            "letterhead": [{"fa": "بخش کنسولی", "en": "Consular Section"}],
        },
        "station": {"kind": "counter", "number": station},
        "storage": {"folder": "."},
        "printer": {"kind": printer, **({"name": "office"} if printer == "lp" else {})},
    }
    if extra is not None:
        settings["catalogue"] = {"extra": str(extra)}
    path.write_text(written(settings), encoding="utf-8")


def person_of_staff(number: int) -> PersonFile:
    return makers.a_bare_file(
        makers.a_person(100 + number, names=("مریم", "احمدی", f"Maryam {'ABC'[number - 1]}", "Ahmadi"))
    )


def hire(desk: Desk) -> None:
    """Two clerks and a supervisor; their passwords and secrets are the same."""
    for number, (login, role) in enumerate(LOGINS, 1):
        staff.add_staff(
            desk, "admin", staff.NewAccount(login, role, person_of_staff(number), PASSWORD, SECRET)
        )


def officer(desk: Desk, login: str) -> Officer:
    """Somebody signed in at this desk, without the trouble of a code."""
    account = desk.store.read(lambda work: work.accounts.by_login(login))
    assert account is not None
    return Officer(
        id=account.id,
        person_id=account.person_id,
        login=account.login,
        name=account.name,
        role=account.role,
        station=desk.office.station,
        signed_in_at=desk.now(),
    )


@dataclass(frozen=True, slots=True)
class Counter:
    """A desk with those who work at it."""

    place: Place
    clock: Clock
    desk: Desk
    clerk: Officer
    colleague: Officer
    supervisor: Officer

    def next_counter(self) -> Counter:
        """The same staff at another station: a desk of its own on the same files."""
        return staffed(self.place, self.clock, station=2)

    def restarted(self) -> Counter:
        """The same station after its process was killed: nothing but the files is left."""
        return staffed(self.place, self.clock)


def staffed(place: Place, clock: Clock, station: int = 1) -> Counter:
    desk = place.open(clock, station)
    return Counter(place, clock, desk, *(officer(desk, login) for login, _role in LOGINS))


def signed_in(desk: Desk, login: str) -> Officer:
    return signin.sign_in(desk, login, PASSWORD, desk.credentials.totp_code(SECRET, desk.now()))


# What applicants file


@dataclass(frozen=True, slots=True)
class Wish:
    """What is filed; `documents`: None asks for those that the service always wants."""

    service: str = "STU-02"
    answers: dict[str, str] | None = None
    state: RequestState = RequestState.RECEIPTED
    documents: tuple[str, ...] | None = None
    names: tuple[str, str, str, str] = ("سارا", "کریمی", "SARA", "KARIMI")
    filer: UUID | None = None
    scan: bytes | None = None
    grounded: bool = True
    """Whether the earlier request that this one rests on was filed here."""


GROUNDS = {
    "STU-02": ("STU-01", RequestState.CONFIRMED),
    "STU-03": ("STU-01", RequestState.CONFIRMED),
    "STU-04": ("STU-01", RequestState.CONFIRMED),
    "EXS-01": ("STU-01", RequestState.CONFIRMED),
    "PCC-02": ("PCC-01", RequestState.SENT),
}


def filed(desk: Desk, number: int = 1, wish: Wish | None = None) -> Request:
    """A person with a photograph, and a request with its documents and their scans."""
    wish = wish or Wish()
    answers = ANSWERS[wish.service] if wish.answers is None else wish.answers
    photo = desk.vault.put(a_photo((120, 160)))
    scan = desk.vault.put(wish.scan or a_photo((60, 80)))
    subject = makers.person_id(number)
    request = replace(
        makers.a_request(number, subject=subject, filer=wish.filer, state=wish.state, service=wish.service),
        fields=answers,
    )

    def act(work: Work) -> None:
        person = makers.a_person(number, names=wish.names)
        work.people.add(replace(makers.a_file(person), photo_blob=photo), desk.now())
        for before in _before(wish, number):
            work.requests.add(before, desk.office.local_day(before.filed_at))
        work.requests.add(request, desk.office.local_day(request.filed_at))
        work.requests.record(
            request.id, StateChange(request.filed_at, "portal", RequestState.INITIAL, wish.state, "")
        )
        for line, kind in enumerate(_documents(desk, wish), 1):
            work.walks.add_slot(request.id, Slot(line, kind, True, True, 1))
            work.walks.add_scan(request.id, line, replace(makers.a_scan(), blob=scan), makers.SCAN_FACTS)

    desk.store.write(act)
    return desk.store.read(lambda work: work.requests.get(request.id))


def _before(wish: Wish, number: int) -> Iterator[Request]:
    """What a request rests on: the student's confirmed file, the criminal-record request in progress."""
    ground = GROUNDS.get(wish.service)
    if ground and wish.grounded:
        service, state = ground
        request = makers.a_request(
            number + 5_000, subject=makers.person_id(number), state=state, service=service
        )
        yield replace(request, fields={}, legacy_code="", filed_at=request.filed_at - timedelta(days=90))


def _documents(desk: Desk, wish: Wish) -> tuple[str, ...]:
    if wish.documents is not None:
        return wish.documents
    return tuple(each.kind for each in desk.catalogue.service(wish.service).documents if each.mandatory)


# What is left behind


def store_of(desk: Desk) -> Store:
    assert isinstance(desk.store, Store)
    return desk.store


def request_of(desk: Desk, request_id: UUID) -> Request:
    return desk.store.read(lambda work: work.requests.get(request_id))


def events(desk: Desk) -> list[AuditEvent]:
    return desk.store.read(lambda work: list(work.audit.events()))


@dataclass(slots=True)
class Trace:
    """What happened to the database within `traced`."""

    commits: int
    events: tuple[AuditEvent, ...]

    @property
    def actions(self) -> list[str]:
        return [event.action for event in self.events]


@contextmanager
def traced(desk: Desk) -> Iterator[Trace]:
    """Counts the commits, and afterwards holds the audit events that were added."""
    before = len(events(desk))
    trace = Trace(0, ())

    def count(_connection: object) -> None:
        trace.commits += 1

    engine = store_of(desk).engine
    event.listen(engine, "commit", count)
    try:
        yield trace
    finally:
        event.remove(engine, "commit", count)
        trace.events = tuple(events(desk)[before:])


def fingerprint(desk: Desk) -> list[tuple[str, str]]:
    """Every row of every table: equal before and after what must leave no change."""
    with store_of(desk).engine.connect() as connection:
        return sorted(
            (table.name, repr(tuple(row)))
            for table in Base.metadata.sorted_tables
            for row in connection.execute(table.select())
        )
