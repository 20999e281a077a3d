"""The office in which a simulated day takes place: its staff, its last days, its requests, its blanks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from data.store import Store
from kiosk.demo import office
from kiosk.demo.day.flooring import Officers
from kiosk.demo.filing import documents, history
from kiosk.demo.flaws import Flaw, flaws
from kiosk.demo.hall import GROUPS, Day, Visits
from kiosk.demo.journeys import Journeys
from kiosk.demo.people import DemoPerson, people
from kiosk.demo.plan import GROUNDS, PlannedRequest, ground, planned
from kiosk.demo.seeded import SetClock, seeded_desk
from kiosk.demo.staff import add_staff
from kiosk.domain import tracking
from kiosk.domain.card import PersonFile
from kiosk.domain.catalogue import Service
from kiosk.domain.person import Marital
from kiosk.domain.request import Channel, Request, RequestState
from kiosk.domain.roles import Officer, Role
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.strict import msgid
from kiosk.wiring import open_desk

Progress = Callable[[str, int, int], None]
ZONE = ZoneInfo(office.ZONE)
OPENS = time(9)
PER_COUNTER = 27
"""People whom one counter serves in a morning."""
FORMER_DAYS = 8
"""Days from which the office has learned how long people wait."""
STEP = timedelta(milliseconds=1)
FLAWED = 0.25
"""Requests with a planted flaw."""
SERVICES = {"student": "STU-02", "passport": "PAS-02", "civil": "CIV-06"}
HALL = {
    "passport": GROUPS["passport"],
    "student": GROUPS["student"],
    "civil": Visits(9.0, 0.5, 15),
    "collection": GROUPS["collection"],
}
PLANTED = frozenset({Flaw.OTHER_NUMBER, Flaw.UNREADABLE, Flaw.WRONG_PERSON})
"""What only an eye finds; that something has run out is found by a rule."""


@dataclass(frozen=True, slots=True)
class DayWish:
    """What `kiosk simulate` was asked for."""

    folder: Path
    day: date
    applicants: int
    seed: int

    @property
    def counters(self) -> int:
        return max(2, -(-self.applicants // PER_COUNTER))

    @property
    def opens(self) -> datetime:
        return datetime.combine(self.day, OPENS, ZONE).astimezone(UTC)

    def draw(self, about: str) -> Random:
        return Random(f"{about}:{self.seed}")  # noqa: S311  # Repeatable, not secret.


@dataclass(frozen=True, slots=True)
class Brought:
    """A request that somebody is going to come with."""

    request: Request
    planned: PlannedRequest

    @property
    def is_ready(self) -> bool:
        """It is only to be collected."""
        return self.planned.state is RequestState.QC_OK


@dataclass(frozen=True, slots=True)
class Founded:
    desk: Desk
    clock: SetClock
    officers: Officers
    brought: tuple[Brought, ...]

    def close(self) -> None:
        if isinstance(self.desk.store, Store):
            self.desk.store.close()


def found(wish: DayWish, progress: Progress) -> Founded:
    """Build the office up to the morning of the day."""
    config = office.founded(office.Wish(wish.folder))
    desk, clock = seeded_desk(open_desk(config), wish.seed, STEP)
    clock.set(wish.opens - timedelta(days=200))
    clerks = [(f"clerk{number}", Role.CLERK) for number in range(1, wish.counters + 2)]
    members = add_staff(desk, wish.seed, wish.day, [*clerks, ("supervisor", Role.SUPERVISOR)])
    office.remember(config, office.DemoOffice(wish.folder / "kiosk.toml", members, ()))
    officers = _officers(desk)
    _former_days(desk, wish, officers)
    brought = _filed(desk, clock, wish, progress)
    return Founded(desk, clock, officers, brought)


def _officers(desk: Desk) -> Officers:
    accounts = desk.store.read(lambda work: work.accounts.all())
    made = [
        Officer(each.id, each.person_id, each.login, each.name, each.role, "counter-1", desk.now())
        for each in sorted(accounts, key=lambda one: (len(one.login), one.login))
    ]
    clerks = [each for each in made if each.role is Role.CLERK]
    return Officers(
        counters=tuple(replace(each, station=f"counter-{no}") for no, each in enumerate(clerks[:-1], 1)),
        reception=replace(clerks[-1], station="reception-1"),
        supervisor=replace(made[-1], station="supervisor-1"),
    )


def _former_days(desk: Desk, wish: DayWish, officers: Officers) -> None:
    """Tickets alone: what the interval of a ticket is learned from."""
    draw, clerk = wish.draw("former-days"), officers.counters[0].id
    for back in range(FORMER_DAYS, 0, -1):
        opens = wish.opens - timedelta(days=back)
        day = Day(draw, opens, wish.counters, clerk, lambda _number: desk.new_key(), HALL)

        def act(work: Work, day: Day = day) -> None:
            for ticket in day.lived():
                work.queue.add(ticket)

        desk.store.write(act)


def _filed(desk: Desk, clock: SetClock, wish: DayWish, progress: Progress) -> tuple[Brought, ...]:
    adults = [each for each in people(wish.applicants * 5 // 4 + 12, wish.seed, wish.day) if each.age >= 18]
    draw = wish.draw("brought")
    wanted = [_wanted(desk, person, draw) for person in adults[: wish.applicants]]
    brought = []
    for asking in wanted:
        every = (*_grounds(desk, asking), asking)
        [*grounds, asked] = [_request(desk, clock, wish, each) for each in every]
        brought.append(asked)
        desk.store.write(partial(_store, desk, (*grounds, asked)))
    ready = [each for each in brought if each.is_ready]
    journeys = Journeys(desk, clock)
    for done, each in enumerate(ready, 1):
        journeys.carry_on(each.request, each.planned, wish.opens - timedelta(hours=20))
        progress(msgid("Yesterday's work"), done, len(ready))
    return tuple(brought)


def _wanted(desk: Desk, person: DemoPerson, draw: Random) -> PlannedRequest:
    """What somebody comes for, in the shares of the hall."""
    group = _group(person, draw)
    service = desk.catalogue.service(SERVICES[group if group in SERVICES else "passport"])
    state = RequestState.QC_OK if group == "collection" else RequestState.RECEIPTED
    asked = replace(planned(person, service, state, draw), days_ago=draw.randint(2, 20), scanned=False)
    return replace(asked, flaw=_flaw(service, draw) if state is RequestState.RECEIPTED else None)


def _group(person: DemoPerson, draw: Random) -> str:
    (group,) = draw.choices(list(HALL), [each.share for each in HALL.values()])
    if group == "student" and person.study is None:
        return "passport"
    return "student" if group == "civil" and person.study else _civil(person, group)


def _civil(person: DemoPerson, group: str) -> str:
    """Who is married needs no certificate of being single."""
    return "passport" if group == "civil" and person.person.marital is Marital.MARRIED else group


def _flaw(service: Service, draw: Random) -> tuple[str, Flaw] | None:
    kind = draw.choice([each.kind for each in service.documents if each.mandatory])
    possible = sorted(PLANTED.intersection(flaws(kind)))
    return (kind, draw.choice(possible)) if draw.random() < FLAWED else None


def _grounds(desk: Desk, asked: PlannedRequest) -> Iterator[PlannedRequest]:
    if rests_on := GROUNDS.get(asked.service.code):
        yield ground(asked, desk.catalogue.service(rests_on[0]), rests_on[1])


def _request(desk: Desk, clock: SetClock, wish: DayWish, asked: PlannedRequest) -> Brought:
    filed_at = wish.opens - timedelta(days=asked.days_ago) + timedelta(minutes=asked.seed % 60)
    clock.set(filed_at)
    person = asked.person.person
    state = RequestState.RECEIPTED if asked.state is RequestState.QC_OK else asked.state
    request = Request(
        id=desk.new_key(),
        subject_id=person.id,
        filer_id=person.id,
        service=asked.service.code,
        tracking_code=tracking.make(desk.random_bits),
        state=state,
        filed_at=filed_at,
        version=1,
        fields=asked.answers,
        channel=Channel.PORTAL,
    )
    return Brought(request, asked)


def _store(desk: Desk, all_of_one: tuple[Brought, ...], work: Work) -> None:
    person = all_of_one[0].planned.person
    file = PersonFile(person.person, person.residence, person.permit, person.contact, None)
    work.people.add(file, all_of_one[0].request.filed_at)
    for each in all_of_one:
        request = each.request
        work.requests.add(request, desk.office.local_day(request.filed_at))
        for change in history(request):
            work.requests.record(request.id, change)
        for slot, _drawing in documents(each.planned):
            work.walks.add_slot(request.id, slot)
