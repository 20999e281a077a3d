"""A small demonstration office, copied for each test, and a counter running in it."""

from __future__ import annotations

import io
import os
import shutil
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from PIL import Image
from textual import events
from textual.pilot import Pilot
from textual.widgets import DataTable

from data.store import Store
from kiosk import config as settings
from kiosk.app import KioskApp
from kiosk.config import Config
from kiosk.demo.filing import Sample
from kiosk.demo.office import DemoOffice, reopen
from kiosk.domain.card import ApplicantCard, PersonFile
from kiosk.domain.errors import NotFound
from kiosk.domain.quality import Quality
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Officer, Role
from kiosk.domain.scan import Page
from kiosk.domain.verification import Judgement, ScanFile, Slot
from kiosk.lobby import LobbyApp
from kiosk.services.desk import Desk
from kiosk.services.ports import Transactions, Work
from kiosk.wiring import open_desk
from screens.base import KioskScreen
from screens.counter.card import CardScreen
from screens.counter.certificate import CertificateScreen
from screens.counter.reception import ReceptionScreen
from screens.counter.sign_in import SignInScreen
from screens.counter.walk import WalkScreen
from screens.graphics import Graphics, Kind
from screens.lobby.welcome import WelcomeScreen
from screens.persian.dialect import Dialect, Order
from screens.station import Terminal
from screens.supervisor.approvals import ApprovalsScreen
from screens.supervisor.dossier import DossierScreen
from screens.supervisor.home import HomeScreen
from tests.makers import an_id
from tests.waiting import settled, shown, until

NARROW, COMMON, LARGE = (80, 24), (120, 36), (200, 50)
COLUMN_OF_CODE = 1
LOGICAL = Terminal(Graphics(Kind.HALF_CELL), Dialect(Order.TERMINAL))
"""Such a terminal orders Persian itself, so the cells can be read as the text that is stored."""
VISUAL = Terminal(Graphics(Kind.HALF_CELL), Dialect())
SIZES = (NARROW, COMMON, LARGE)
Answer = TypeVar("Answer")
Listing = TypeVar("Listing", bound=KioskScreen[None])
GREY = Page(240, 336, bytes([200]) * (240 * 336 * 3), pages=1)


@dataclass
class Clock:
    """Seconds that pass only when told to."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class SmallOffice:
    """One copy of the office, its desk open."""

    config: Config
    desk: Desk
    made: DemoOffice
    store: Store
    idle: Clock = field(default_factory=Clock)

    def officer(self, login: str = "clerk1") -> Officer:
        account = self.store.read(lambda work: work.accounts.by_login(login))
        assert account is not None
        return Officer(
            account.id,
            account.person_id,
            account.login,
            account.name,
            account.role,
            self.desk.office.station,
            datetime.now(UTC),
        )

    def sample(self, state: RequestState, service: str | None = None) -> Sample:
        """A request of the office in this state."""
        return next(
            sample
            for sample in self.made.samples
            if sample.state == state.value and service in (None, sample.service)
        )

    def request(self, sample: Sample) -> Request:
        return self.store.read(lambda work: work.requests.by_tracking_code(sample.tracking_code))

    def card(self, sample: Sample) -> ApplicantCard:
        subject = self.request(sample).subject_id
        return self.store.read(lambda work: work.people.card(subject))

    def events(self, action: str) -> int:
        """How often the audit log has this."""
        listed = self.store.read(lambda work: [event.action for event in work.audit.events()])
        return listed.count(action)

    def slots(self, sample: Sample) -> tuple[Slot, ...]:
        request_id = self.request(sample).id
        return self.store.read(lambda work: work.walks.slots(request_id))

    def judgement(self, sample: Sample, line: int) -> Judgement | None:
        """What is stored about one document."""
        check = self.slots(sample)[line - 1].check
        return check.judgement if check else None

    def replace_scan(self, sample: Sample, line: int, content: bytes) -> str:
        """Somebody uploads this instead; the answer is its name in the vault."""
        request_id, blob = self.request(sample).id, self.desk.vault.put(content)
        facts = {"sha256": bytes(32), "format": "JPEG", "width": 1, "height": 1}
        no = (before.no if (before := self.slots(sample)[line - 1].scan) else 0) + 1
        file = ScanFile(no, blob, len(content), datetime.now(UTC))
        self.store.write(lambda work: work.walks.add_scan(request_id, line, file, facts))
        return blob

    def doubt_scan(self, sample: Sample, line: int, quality: Quality) -> None:
        """The same scan once more, kept although it was judged so."""
        request_id, before = self.request(sample).id, self.slots(sample)[line - 1].scan
        assert before is not None
        facts = {"sha256": bytes(32), "format": "JPEG", "width": 1, "height": 1, "quality": quality}
        file = replace(before, no=before.no + 1, uploaded_at=datetime.now(UTC))
        self.store.write(lambda work: work.walks.add_scan(request_id, line, file, facts))

    def add_person(self, file: PersonFile) -> None:
        self.store.write(lambda work: work.people.add(file, datetime.now(UTC)))


@contextmanager
def copied(template: Path, folder: Path) -> Iterator[SmallOffice]:
    """All share the scans, whose files are named for what they hold; mails are linked, the rest copied."""
    (folder / "scans").symlink_to(template / "scans", target_is_directory=True)
    shutil.copytree(template / "mailbox", folder / "mailbox", copy_function=os.link)
    for each in template.iterdir():
        if each.name in ("scans", "mailbox"):
            continue
        if each.is_dir():
            shutil.copytree(each, folder / each.name)
        else:
            shutil.copy(each, folder / each.name)
    made = reopen(folder)
    assert made is not None
    config = settings.load(made.config)
    english = config._replace(station=config.station._replace(language="en"))
    # Rounds of mail would come at any moment, between what a test counts and holds.
    desk = replace(open_desk(config), decode=grey, sender=None)
    assert isinstance(desk.store, Store)
    office = SmallOffice(english, desk, made, desk.store)
    yield office
    office.store.close()


def grey(data: bytes, page: int = 0) -> Page:
    """Decoding starts a process each time; where a test is not about scans a grey sheet does."""
    if not data:
        raise NotFound("scan.none")
    return GREY


def station(office: SmallOffice) -> KioskApp:
    return KioskApp(office.config, LOGICAL, lambda: office.desk, office.idle)


@asynccontextmanager
async def lobby(office: SmallOffice, size: tuple[int, int] = COMMON) -> AsyncIterator[Pilot[None]]:
    """A running lobby station at its welcome, everything loaded."""
    config = office.config._replace(station=office.config.station._replace(kind="lobby"))
    desk = replace(office.desk, office=replace(office.desk.office, station="lobby-1"))
    app = LobbyApp(config, LOGICAL, lambda: desk, office.idle)
    async with app.run_test(size=size, notifications=True) as pilot:
        await shown(pilot, WelcomeScreen)
        await until(pilot, lambda: app.loaded is not None)
        await settled(pilot)
        yield pilot


@asynccontextmanager
async def running(app: KioskApp, size: tuple[int, int] = COMMON) -> AsyncIterator[Pilot[None]]:
    """At the sign-in, the desk perhaps not loaded yet."""
    async with app.run_test(size=size, notifications=True) as pilot:
        await shown(pilot, SignInScreen)
        yield pilot


@asynccontextmanager
async def counter(
    office: SmallOffice, login: str = "clerk1", size: tuple[int, int] = COMMON
) -> AsyncIterator[Pilot[None]]:
    """A running station with this officer at the reception."""
    app = station(office)
    async with running(app, size) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        app.admit(office.officer(login))
        await shown(pilot, ReceptionScreen)
        yield pilot


@asynccontextmanager
async def at_station(
    office: SmallOffice, login: str, size: tuple[int, int] = COMMON
) -> AsyncIterator[Pilot[None]]:
    """The lobby for nobody's login, a counter for an officer's."""
    async with counter(office, login, size) if login else lobby(office, size) as pilot:
        yield pilot


async def open_card(pilot: Pilot[None], typed: str) -> CardScreen:
    """Look somebody up at the reception."""
    await write(pilot, typed)
    await pilot.press("enter")
    return await shown(pilot, CardScreen)


NAMED = {"\r": "enter", "\t": "tab", " ": "space"}


async def write(pilot: Pilot[None], text: str) -> None:
    """Type letter after letter, all at once: the Pilot's own way waits after each."""
    for letter in text:
        pilot.app.post_message(events.Key(NAMED.get(letter, letter), letter))
    await pilot.pause()


def kiosk(pilot: Pilot[None]) -> KioskApp:
    assert isinstance(pilot.app, KioskApp)
    return pilot.app


class HeldStore:
    """A store whose answers wait while it is held: a slow database."""

    def __init__(self, store: Transactions) -> None:
        self._store = store
        self._open = threading.Event()
        self._open.set()
        self._asking = 0
        self._count = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many have asked and wait."""
        return self._asking

    def read(self, act: Callable[[Work], Answer]) -> Answer:
        return self._held(self._store.read, act)

    def write(self, act: Callable[[Work], Answer]) -> Answer:
        return self._held(self._store.write, act)

    def __enter__(self) -> None:
        self._open.clear()

    def __exit__(self, *error: object) -> None:
        self._open.set()

    def _held(
        self, run: Callable[[Callable[[Work], Answer]], Answer], act: Callable[[Work], Answer]
    ) -> Answer:
        with self._count:
            self._asking += 1
        try:
            assert self._open.wait(60)
            return run(act)
        finally:
            with self._count:
                self._asking -= 1


async def open_walk(pilot: Pilot[None], sample: Sample) -> WalkScreen:
    """From the reception to the documents of a request."""
    await open_card(pilot, sample.tracking_code)
    await pilot.press("f5")
    return await shown(pilot, WalkScreen)


def sheets(*widths: int) -> bytes:
    """A TIFF of one blank page for each width."""
    target = io.BytesIO()
    first, *others = (Image.new("L", (width, 900), 230) for width in widths)
    first.save(target, "TIFF", save_all=True, append_images=others)
    return target.getvalue()


async def open_list(pilot: Pilot[None], number: int, kind: type[Listing]) -> Listing:
    """From a supervisor's reception to one of the waiting lists."""
    await pilot.press("f8")
    await shown(pilot, HomeScreen)
    await pilot.press(str(number))
    return await shown(pilot, kind)


async def open_dossier(pilot: Pilot[None], sample: Sample | Request) -> DossierScreen:
    """From a supervisor's reception to a request that waits for approval."""
    approvals = await open_list(pilot, 1, ApprovalsScreen)
    table = approvals.query_one("#waiting", DataTable)
    await until(pilot, lambda: table.row_count)
    codes = [table.get_row_at(row)[COLUMN_OF_CODE].plain for row in range(table.row_count)]
    table.move_cursor(row=codes.index(sample.tracking_code))
    await pilot.press("enter")
    return await shown(pilot, DossierScreen)


async def open_certificate(pilot: Pilot[None], sample: Sample) -> CertificateScreen:
    """From the reception to the certificate of an approved request."""
    await open_card(pilot, sample.tracking_code)
    await pilot.press("f5")
    return await shown(pilot, CertificateScreen)


def second_account(office: SmallOffice, login: str) -> Officer:
    """A supervisor's account of the very person who also has this one."""
    account = office.store.read(lambda work: work.accounts.by_login(login))
    assert account is not None
    double = replace(account, id=an_id(1), login="double", role=Role.SUPERVISOR)
    office.store.write(lambda work: work.accounts.add(double, datetime.now(UTC)))
    return office.officer("double")
