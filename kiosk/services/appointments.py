"""Appointments: made, moved, called off, and who is expected on a day.  Source: domain.md 1.6, 4.1, 4.2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from kiosk.domain.appointment import (
    NOTE_LIMIT,
    SEARCHED_DAYS,
    Appointment,
    AppointmentState,
    Place,
    Source,
    free_times,
    require_open,
    require_room,
)
from kiosk.domain.command import Command, OfficerCommand
from kiosk.domain.errors import Conflict, NotFound, Refused
from kiosk.domain.mail import MailKind
from kiosk.domain.reason import entry
from kiosk.domain.request import Request
from kiosk.domain.roles import Action, Actor, Officer, require, require_disinterested
from kiosk.services.appointment_mail import tell_appointment
from kiosk.services.desk import Desk
from kiosk.services.listing import Look, listed
from kiosk.services.ports import Work
from kiosk.services.queueing import group_of, may_wait

SET = "appointment:record:set"
OFF = "appointment:record:called-off"
STANDING = frozenset({AppointmentState.BOOKED, AppointmentState.KEPT})
"""What takes a place on its day."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A time for one request; `minutes` and `uid` as the list says them, where it came from one."""

    request_id: UUID
    starts_at: datetime
    note: str = ""
    minutes: int | None = None
    source: Source = Source.OFFICER
    uid: str = ""
    party: UUID | None = None
    """Who comes together; None: nobody else."""
    group: str = ""
    """Where they come to; empty: to the counters of the request's own service."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One line of a day's list."""

    appointment: Appointment
    request: Request
    name_fa: str
    name_lat: str


def book(desk: Desk, command: OfficerCommand, wish: Wish) -> Appointment:
    """Give a request this time; the one that it had is moved there.  The applicant is told by mail.

    Raises:
        Refused: "appointment.…" for a time that cannot be, "queue.request-over", "receipt.not-yet",
            "text.…", "role.…".
        Conflict: "appointment.full", "appointment.same".
        NotFound: "request.unknown".
    """
    require(command.by, Action.APPOINT)

    def act(work: Work) -> Appointment:
        if not work.commands.first_time(command):
            return work.appointments.get(command.key)
        request = work.requests.get(wish.request_id)
        require_disinterested(command.by, request.subject_id, request.filer_id)
        made = put(desk, work, command, wish)
        tell_appointment(desk, work, request, (MailKind.APPOINTMENT, made))
        return made

    return desk.store.write(act)


def call_off(desk: Desk, command: OfficerCommand, request_id: UUID) -> Appointment:
    """The appointment ends, the request stays; the applicant is told by mail.

    Raises:
        NotFound: "appointment.none", "request.unknown".
        Refused: "role.…"; Conflict: "record.changed".
    """
    require(command.by, Action.APPOINT)

    def act(work: Work) -> Appointment:
        request = work.requests.get(request_id)
        require_disinterested(command.by, request.subject_id, request.filer_id)
        if not work.commands.first_time(command):
            raise NotFound("appointment.none")
        ended = end(desk, work, command, request_id)
        tell_appointment(desk, work, request, (MailKind.APPOINTMENT_OFF, ended))
        return ended

    return desk.store.write(act)


def of_requests(desk: Desk, officer: Officer, requests: Iterable[UUID]) -> dict[UUID, Appointment]:
    """The appointments that stand for these requests.  Raises: "role.not-allowed"."""
    require(officer, Action.OPEN_CARD)
    ids = tuple(requests)

    def act(work: Work) -> dict[UUID, Appointment]:
        found = ((each, work.appointments.booked_for(each)) for each in ids)
        return {request_id: made for request_id, made in found if made is not None}

    return desk.store.read(act)


def free_on(desk: Desk, officer: Officer, request_id: UUID, day: date) -> tuple[datetime, ...]:
    """The times of a day at which this request can still be given an appointment.

    Raises:
        Refused: "appointment.closed" (details: day, why), "appointment.past-day" (day), "role.not-allowed".
        Conflict: "appointment.day-full" (details: day).
        NotFound: "request.unknown".
    """
    require(officer, Action.APPOINT)
    _require_day(desk, day)

    def act(work: Work) -> tuple[datetime, ...]:
        group = group_of(desk, [work.requests.get(request_id)])
        return _free(desk, work, day, (desk.new_key(), group))

    free = desk.store.read(act)
    if not free:
        raise Conflict("appointment.day-full", day=day)
    return free


def of_day(desk: Desk, officer: Officer, day: date, look: Look = Look.OPENING) -> tuple[Expected, ...]:
    """Who is or was expected that day, the earliest first.  Raises: "role.not-allowed"."""
    require(officer, Action.LIST_WAITING)
    command = desk.command("appointment:day:listed", officer)

    def lines(work: Work) -> tuple[Expected, ...]:
        return tuple(_expected(work, each) for each in work.appointments.of_day(day, STANDING))

    return listed(desk, command, lines, look)


def codes_of_day(desk: Desk, day: date) -> tuple[tuple[Appointment, str], ...]:
    """The same with tracking codes only: nothing in it tells who somebody is."""

    def act(work: Work) -> tuple[tuple[Appointment, str], ...]:
        booked = work.appointments.of_day(day, STANDING)
        return tuple((each, work.requests.get(each.request_id).tracking_code) for each in booked)

    return desk.store.read(act)


def put(desk: Desk, work: Work, command: Command[Actor], wish: Wish) -> Appointment:
    """Within the caller's transaction: the new appointment, and the end of the one that stood.

    Raises: as `book`.
    """
    request = work.requests.get(wish.request_id)
    require_waited_for(request)
    made = _made(desk, command, wish, wish.group or group_of(desk, [request]))
    place = Place(made.starts_at, made.minutes, made.group, made.party)
    require_open(desk.office, place, command.at)
    work.appointments.lock(made.local_day)
    former = work.appointments.booked_for(request.id)
    if former is not None and (former.starts_at, former.minutes) == (made.starts_at, made.minutes):
        raise Conflict("appointment.same", at=desk.office.local(made.starts_at))
    others = work.appointments.of_day(made.local_day, STANDING)
    require_room(desk.office, place, (each for each in others if each.request_id != request.id))
    if former is not None:
        work.appointments.save(replace(former, state=AppointmentState.MOVED))
    work.appointments.add(made, command.by, command.at)
    desk.note(
        work,
        command,
        request.id,
        appointment=made.starts_at.isoformat(),
        before=former.starts_at.isoformat() if former else "",
        source=made.source.value,
    )
    return made


def end(desk: Desk, work: Work, command: Command[Actor], request_id: UUID) -> Appointment:
    """Within the caller's transaction.  Raises: "appointment.none", "record.changed"."""
    booked = work.appointments.booked_for(request_id)
    if booked is None:
        raise NotFound("appointment.none")
    ended = work.appointments.save(replace(booked, state=AppointmentState.CALLED_OFF))
    desk.note(work, command, request_id, before=booked.starts_at.isoformat())
    return ended


def end_with(desk: Desk, work: Work, command: Command[Actor], request: Request) -> None:
    """Within the caller's transaction: whose request is over is expected no more; its letter says why."""
    if not may_wait(request.state) and work.appointments.booked_for(request.id) is not None:
        end(desk, work, replace(command, name=OFF), request.id)


def require_waited_for(request: Request) -> None:
    """
    Raises:
        Refused: "receipt.not-yet", "queue.request-over" (details: code, state).
    """
    if not may_wait(request.state):
        key = "receipt.not-yet" if request.state == "INITIAL" else "queue.request-over"
        raise Refused(key, code=request.tracking_code, state=request.state)


def first_free(desk: Desk, work: Work, after: date, party: tuple[UUID, str]) -> datetime:
    """The first free time on a working day after that one.  `party`: who comes together, and the group.

    Raises:
        Conflict: "appointment.none-free".
    """
    day = after
    for _ in range(SEARCHED_DAYS):
        day = desk.office.calendar.next_working_day(day)
        work.appointments.lock(day)
        free = _free(desk, work, day, party)
        if free:
            return free[0]
    raise Conflict("appointment.none-free")


def _free(desk: Desk, work: Work, day: date, party: tuple[UUID, str]) -> tuple[datetime, ...]:
    booked = work.appointments.of_day(day, STANDING)
    now = desk.now()
    return tuple(at for at in free_times(desk.office, day, party, booked) if at > now)


def _require_day(desk: Desk, day: date) -> None:
    if day < desk.today():
        raise Refused("appointment.past-day", day=day)
    closed = desk.office.calendar.closed_for(day)
    if closed is not None:
        raise Refused("appointment.closed", day=day, why=closed)


def _made(desk: Desk, command: Command[Actor], wish: Wish, group: str) -> Appointment:
    return Appointment(
        id=command.key if wish.party is None else desk.new_key(),
        request_id=wish.request_id,
        party=wish.party or command.key,
        local_day=desk.office.local_day(wish.starts_at),
        starts_at=wish.starts_at,
        minutes=wish.minutes or desk.office.queue.slot_minutes,
        group=group,
        source=wish.source,
        uid=wish.uid,
        note=entry(wish.note, "note", NOTE_LIMIT),
    )


def _expected(work: Work, booked: Appointment) -> Expected:
    request = work.requests.get(booked.request_id)
    person = work.people.file(request.subject_id).person
    return Expected(booked, request, person.full_name_fa, person.full_name_lat)
