"""Appointments from a list: each line is taken or refused alone, and a second time changes nothing.

Whoever books at the portal is told there: lists send no mail.  Source: domain.md 1.6, 4.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kiosk.domain.appointment import Appointment, AppointmentState, Source
from kiosk.domain.appointment_list import SUFFIXES, Listed, code_of, instant
from kiosk.domain.catalogue import Service
from kiosk.domain.errors import Conflict, KioskError, NotFound, Refused, Unavailable
from kiosk.domain.lookup import Kind
from kiosk.domain.media import Entry, Place
from kiosk.domain.request import Request
from kiosk.domain.roles import Action, Actor, Officer, require
from kiosk.services.appointments import OFF, SET, Wish, end, put
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.queueing import may_wait
from kiosk.text.fold import search_key


class Result(StrEnum):
    ACCEPTED = "accepted"
    MOVED = "moved"
    CALLED_OFF = "called-off"
    ALREADY = "already"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line."""

    line: int
    result: Result
    tracking_code: str = ""
    at: datetime | None = None
    """The office's own time."""
    problem: KioskError | None = None


def found(desk: Desk, officer: Officer) -> tuple[tuple[Place, Entry], ...]:
    """The lists on the sticks that are plugged in, and in the office's own folder.

    Raises:
        Refused: "role.not-allowed", "stick.…"; Unavailable: "stick.…".
    """
    require(officer, Action.APPOINT)
    return tuple(
        (place, entry)
        for place in desk.media.places()
        for entry in desk.media.listing(place, (), SUFFIXES)
        if not entry.is_folder
    )


def take_file(desk: Desk, officer: Officer, place: Place, name: str) -> tuple[Outcome, ...]:
    """The list on a stick.  Raises: what `take` and reading the stick raise."""
    require(officer, Action.APPOINT)
    return tuple(take(desk, officer, desk.read_list(desk.media.read(place, (name,)))))


def take(desk: Desk, by: Actor, lines: Iterable[Listed]) -> Iterator[Outcome]:
    """
    Raises:
        Unavailable: the database; what was taken stays.
    """
    seen: dict[UUID, datetime] = {}
    for line in lines:
        try:
            yield desk.store.write(lambda work, line=line: _take(desk, work, by, (line, seen)))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        except Unavailable:
            raise
        except KioskError as problem:
            yield Outcome(line.line, Result.REFUSED, line.code, None, problem)


def _take(desk: Desk, work: Work, by: Actor, asked: tuple[Listed, dict[UUID, datetime]]) -> Outcome:
    line, seen = asked
    if line.problem is not None or line.start is None:
        raise line.problem or Refused("list.no-time")
    request = _request(desk, work, line)
    starts_at = instant(line.start, desk.office.zone)
    local = desk.office.local(starts_at)
    if seen.setdefault(request.id, starts_at) != starts_at:
        raise Conflict("list.doubled", at=desk.office.local(seen[request.id]))
    result = _follow(desk, work, by, (line, request, starts_at))
    return Outcome(line.line, result, request.tracking_code, local)


def _follow(desk: Desk, work: Work, by: Actor, asked: tuple[Listed, Request, datetime]) -> Result:
    line, request, starts_at = asked
    former = work.appointments.booked_for(request.id)
    if line.called_off:
        if former is None or former.starts_at != starts_at:
            return Result.ALREADY
        end(desk, work, desk.command(OFF, by), request.id)
        return Result.CALLED_OFF
    if _is_here(desk, work, request, starts_at):
        return Result.ALREADY
    wish = Wish(request.id, starts_at, line.note, line.minutes, Source.FILE, line.uid)
    put(desk, work, desk.command(SET, by), wish)
    return Result.ACCEPTED if former is None else Result.MOVED


def _is_here(desk: Desk, work: Work, request: Request, starts_at: datetime) -> bool:
    """Whether it stands, or did until an officer, or the applicant's coming, went on from it."""

    def counts(each: Appointment) -> bool:
        listed = each.source is Source.FILE or each.state is not AppointmentState.MOVED
        return listed and each.request_id == request.id and each.starts_at == starts_at

    day = desk.office.local_day(starts_at)
    return any(counts(each) for each in work.appointments.of_day(day, AppointmentState))


def _request(desk: Desk, work: Work, line: Listed) -> Request:
    """
    Raises:
        Refused: "list.no-code", "list.service" (details: service), "list.other-service" (service),
            "list.no-request", "list.several" (count), and what is wrong with the code.
        NotFound: "request.unknown", "person.unknown".
    """
    code = code_of(line.code)
    services = _services(desk, line.service)
    if code.kind is Kind.TRACKING_CODE:
        request = work.requests.by_tracking_code(code.value)
        if services and request.service not in services:
            raise Refused("list.other-service", service=line.service)
        return request
    card = work.people.card_by_national_code(code.value)
    if card is None:
        raise NotFound("person.unknown")
    fits = [
        each.id
        for each in card.requests
        if may_wait(each.state) and (not services or each.service in services)
    ]
    if len(fits) != 1:
        raise Refused("list.several", count=len(fits)) if fits else Refused("list.no-request")
    return work.requests.get(fits[0])


def _services(desk: Desk, named: str) -> frozenset[str]:
    """The services that a code, a name or a group means; empty where nothing was said."""
    if not named:
        return frozenset()
    key = search_key(named)

    def meant(service: Service) -> bool:
        group = desk.catalogue.groups[service.group].name
        names = (service.code, service.name.fa, service.name.en, service.group, group.fa, group.en)
        return key in [search_key(each) for each in names]

    found = frozenset(each.code for each in desk.catalogue.services.values() if meant(each))
    if not found:
        raise Refused("list.service", service=named)
    return found
