"""Filling the invented office: people registered, requests filed, some of them carried on by the staff."""

from __future__ import annotations

import hashlib
import io
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

from kiosk.demo.flaws import Flaw
from kiosk.demo.journeys import Journeys
from kiosk.demo.people import DemoPerson
from kiosk.demo.plan import ASKED, PAST, WALKED, PlannedRequest
from kiosk.demo.scans import draw
from kiosk.demo.seeded import SetClock
from kiosk.domain import tracking
from kiosk.domain.audit import AuditLine
from kiosk.domain.card import PersonFile
from kiosk.domain.request import Channel, Request, RequestState, StateChange
from kiosk.domain.verification import ScanFile, Slot
from kiosk.services import mailing
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.receipts import receipt_seal
from kiosk.strict import msgid

Progress = Callable[[str, int, int], None]
Drawing = tuple[str, DemoPerson, Flaw | None, int]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn scan and its size in pixels."""

    content: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Sample:
    """One request to try things with."""

    national_code: str
    tracking_code: str
    receipt: str
    service: str
    state: str


@dataclass(frozen=True, slots=True)
class Filed:
    planned: PlannedRequest
    request: Request


class Filing:
    """Give it the pool that draws: see `artists`."""

    def __init__(self, desk: Desk, clock: SetClock, artists: Executor, progress: Progress) -> None:
        self._desk = desk
        self._artists = artists
        self._clock = clock
        self._progress = progress

    def register(self, everybody: tuple[DemoPerson, ...]) -> None:
        """Record the people, each with a portrait."""
        wanted: list[Drawing] = [("portrait", person, None, 0) for person in everybody]
        portraits = self._drawn(msgid("Drawing portraits"), wanted)
        files = [
            PersonFile(
                person.person,
                person.residence,
                person.permit,
                person.contact,
                self._desk.vault.put(portrait.content),
            )
            for person, portrait in zip(everybody, portraits, strict=True)
        ]

        def act(work: Work) -> None:
            for file in files:
                work.people.add(file, self._clock())
            self._note(work, "demo:people:registered", people=len(files))

        self._desk.store.write(act)

    def file(self, requests: tuple[PlannedRequest, ...]) -> tuple[Sample, ...]:
        """File every request with its scans, carry some on, and choose the samples."""
        scans = self._scans(requests)
        now = datetime.now(UTC)
        filed = [self._request(planned, now) for planned in requests]

        def act(work: Work) -> None:
            for each in filed:
                self._store(work, each, scans)
            self._note(work, "demo:requests:filed", requests=len(filed))

        self._desk.store.write(act)
        # In the order of filing, so that the numbers of the register follow the days.
        walked = sorted(
            (each for each in filed if each.planned.state in WALKED), key=lambda each: each.request.filed_at
        )
        journeys = Journeys(self._desk, self._clock)
        for done, each in enumerate(walked, 1):
            journeys.carry_on(each.request, each.planned, _worked_on(each, now))
            self._send_mail()
            self._progress(msgid("Working through the day"), done, len(walked))
        journeys.lay_in_stock(now - timedelta(days=2))
        self._clock.set(now)
        journeys.open_the_day()
        self._send_mail()
        return tuple(self._sample(each) for each in _choice(filed))

    def _send_mail(self) -> None:
        """Into the mailbox, while the clock still shows the hour that the letters tell of."""
        if self._desk.sender is not None:
            mailing.deliver(self._desk, self._desk.sender)

    def _scans(self, requests: tuple[PlannedRequest, ...]) -> dict[Drawing, tuple[str, Drawn]]:
        """Drawing → its name in the vault and what was drawn; equal drawings are drawn once."""
        wanted = list(
            dict.fromkeys(
                drawing for planned in requests if planned.scanned for _, drawing in documents(planned)
            )
        )
        drawn = self._drawn(msgid("Drawing scans"), wanted)
        return {
            drawing: (self._desk.vault.put(picture.content), picture)
            for drawing, picture in zip(wanted, drawn, strict=True)
        }

    def _drawn(self, step: str, drawings: list[Drawing]) -> Iterator[Drawn]:
        """Drawn by as many processes as there are cores, in order."""
        for done, picture in enumerate(self._artists.map(_draw, drawings, chunksize=4), 1):
            self._progress(step, done, len(drawings))
            yield picture

    def _request(self, planned: PlannedRequest, now: datetime) -> Filed:
        filed_at = (now - timedelta(days=planned.days_ago)).replace(hour=9, minute=planned.seed % 60)
        self._clock.set(filed_at)
        person = planned.person.person
        state = RequestState.RECEIPTED if planned.state in WALKED else planned.state
        request = Request(
            id=self._desk.new_key(),
            subject_id=person.id,
            filer_id=person.id,
            service=planned.service.code,
            tracking_code=tracking.make(self._desk.random_bits),
            state=state,
            filed_at=filed_at,
            version=1,
            fields=planned.answers,
            channel=Channel.PORTAL,
        )
        return Filed(planned, request)

    def _store(self, work: Work, each: Filed, scans: dict[Drawing, tuple[str, Drawn]]) -> None:
        request, planned = each.request, each.planned
        work.requests.add(request, self._desk.office.local_day(request.filed_at))
        for change in history(request):
            work.requests.record(request.id, change)
        for slot, drawing in documents(planned):
            work.walks.add_slot(request.id, slot)
            if planned.scanned and drawing in scans:
                self._store_scan(work, request, slot.line, scans[drawing])

    def _store_scan(self, work: Work, request: Request, line: int, scan: tuple[str, Drawn]) -> None:
        blob, picture = scan
        file = ScanFile(no=1, blob=blob, size=len(picture.content), uploaded_at=request.filed_at)
        facts = {
            "sha256": hashlib.sha256(picture.content).digest(),
            "format": "JPEG",
            "width": picture.width,
            "height": picture.height,
        }
        work.walks.add_scan(request.id, line, file, facts)

    def _sample(self, each: Filed) -> Sample:
        request = each.request
        return Sample(
            national_code=each.planned.person.person.national_code,
            tracking_code=request.tracking_code,
            receipt=receipt_seal(self._desk, request),
            service=request.service,
            state=each.planned.state.value,
        )

    def _note(self, work: Work, action: str, **details: int) -> None:
        work.audit.append(AuditLine(action, "-", details), "demo", "demo", self._clock())


def _worked_on(each: Filed, now: datetime) -> datetime:
    """Long ago for what is long decided or was sent to the centre; else this morning."""
    if each.planned.state in PAST | ASKED:
        return each.request.filed_at + timedelta(days=1)
    return now - timedelta(days=0.5)


def documents(planned: PlannedRequest) -> Iterator[tuple[Slot, Drawing]]:
    """The mandatory documents of the service, each with the drawing that was uploaded for it."""
    mandatory = [wanted for wanted in planned.service.documents if wanted.mandatory]
    for line, wanted in enumerate(mandatory, 1):
        slot = Slot(
            line=line,
            kind=wanted.kind,
            mandatory=True,
            original_required=True,
            version=1,
        )
        wrong = planned.flaw is not None and planned.flaw[0] == wanted.kind
        flaw = planned.flaw[1] if planned.flaw and wrong else None
        yield slot, (wanted.kind, planned.person, flaw, planned.seed if flaw else 0)


def artists() -> ProcessPoolExecutor:
    """As many processes as there are cores; each loads the fonts once.  Ctrl-C is the parent's to handle."""
    return ProcessPoolExecutor(
        mp_context=get_context("spawn"), initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN)
    )


def _draw(drawing: Drawing) -> Drawn:
    """Runs in a process of its own."""
    from PIL import Image

    content = draw(*drawing)
    with Image.open(io.BytesIO(content)) as picture:
        return Drawn(content, picture.width, picture.height)


def history(request: Request) -> Iterator[StateChange]:
    """How a request came to its state, as far as the applicant's own steps and one more tell."""
    filed = request.filed_at
    yield StateChange(filed, "portal", RequestState.INITIAL, RequestState.INITIAL, "")
    if request.state is RequestState.INITIAL:
        return
    receipted = filed + timedelta(minutes=20)
    yield StateChange(receipted, "portal", RequestState.INITIAL, RequestState.RECEIPTED, "")
    if request.state is not RequestState.RECEIPTED:
        yield StateChange(filed + timedelta(days=1), "clerk1", RequestState.RECEIPTED, request.state, "")


def _choice(filed: Iterable[Filed]) -> list[Filed]:
    """At most four of each state and at least one: other services first, faultless ones before flawed."""
    by_state: dict[RequestState, list[Filed]] = {}
    for each in sorted(filed, key=lambda one: one.planned.flaw is not None):
        by_state.setdefault(each.planned.state, []).append(each)
    return [each for state in RequestState for each in _varied(by_state.get(state, []))[:4]]


def _varied(filed: list[Filed]) -> list[Filed]:
    """The first of each service, those with a certificate at the front, then the others."""
    firsts = {each.planned.service.code: each for each in reversed(filed)}
    front = sorted(
        firsts.values(), key=lambda one: (one.planned.service.certificate is None, one.request.service)
    )
    return [*front, *(each for each in filed if each not in front)]
