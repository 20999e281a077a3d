"""Appointments: who is expected when, and which times are free.  Source: domain.md 1.6, 4.1, 4.2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from kiosk.domain.errors import Conflict, Refused
from kiosk.domain.office import Office
from kiosk.domain.opening import USUAL_DAY, said_hours

NOTE_LIMIT = 200
AHEAD = timedelta(days=400)
"""Nobody is expected later than that: such a day is a mistake."""
SEARCHED_DAYS = 60
"""Working days in which a free time is looked for."""


class AppointmentState(StrEnum):
    BOOKED = "BOOKED"
    KEPT = "KEPT"
    """Somebody came, in time or not."""
    MOVED = "MOVED"
    """Another one took its place."""
    CALLED_OFF = "CALLED_OFF"


class Source(StrEnum):
    """Who made an appointment."""

    OFFICER = "by-officer"
    FILE = "by-list"
    """The list of the portal where applicants choose their time."""
    REBOOKED = "by-closing"
    """The day ended before the ticket's turn came."""


@dataclass(frozen=True, slots=True)
class Appointment:
    id: UUID
    request_id: UUID
    party: UUID
    """The same for all who come together: they take one place."""
    local_day: date
    starts_at: datetime
    minutes: int
    group: str
    state: AppointmentState = AppointmentState.BOOKED
    source: Source = Source.OFFICER
    uid: str = ""
    """What the list of appointments calls it."""
    note: str = ""
    version: int = 1

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    def meets(self, starts_at: datetime, minutes: int) -> bool:
        """Whether it takes any of that time."""
        return self.starts_at < starts_at + timedelta(minutes=minutes) and starts_at < self.ends_at


class Punctuality(StrEnum):
    """How somebody who comes now stands to the appointment."""

    EARLY = "early"
    IN_TIME = "in-time"
    LATE = "late"
    """Too late: it counts no more."""


def punctuality(starts_at: datetime, now: datetime, late: timedelta) -> Punctuality:
    if now < starts_at:
        return Punctuality.EARLY
    return Punctuality.IN_TIME if now <= starts_at + late else Punctuality.LATE


@dataclass(frozen=True, slots=True)
class Place:
    """A time that is asked for, in a group."""

    starts_at: datetime
    minutes: int
    group: str
    party: UUID


def require_open(office: Office, place: Place, now: datetime) -> None:
    """The office is there at that time, and the time lies ahead.

    Raises:
        Refused: "appointment.past" (details: at), "appointment.far" (day), "appointment.closed" (day, why),
            "appointment.hours" (at, hours), "appointment.no-hours" (day) for a group that is not served
            then.
    """
    local = office.local(place.starts_at)
    day = local.date()
    if place.starts_at <= now:
        raise Refused("appointment.past", at=local)
    if place.starts_at > now + AHEAD:
        raise Refused("appointment.far", day=day)
    closed = office.calendar.closed_for(day)
    if closed is not None:
        raise Refused("appointment.closed", day=day, why=closed)
    spans = office.open_on(day, place.group)
    if spans is None:
        return
    if not spans:
        raise Refused("appointment.no-hours", day=day)
    end = office.local(place.starts_at + timedelta(minutes=place.minutes))
    fits = (span.begins <= local.time() and end.time() <= span.ends for span in spans)
    if end.date() != day or not any(fits):
        raise Refused("appointment.hours", at=local, hours=said_hours(spans))


def require_room(office: Office, place: Place, booked: Iterable[Appointment]) -> None:
    """
    Raises:
        Conflict: "appointment.full" (details: at, count) when so many are expected then as the office takes.
    """
    if not has_room(office, place, booked):
        at, most = office.local(place.starts_at), office.queue.at_once
        raise Conflict("appointment.full", at=at, count=most)


def has_room(office: Office, place: Place, booked: Iterable[Appointment]) -> bool:
    """`booked`: those of the day that still stand."""
    others = {
        each.party
        for each in booked
        if each.group == place.group
        and each.party != place.party
        and each.meets(place.starts_at, place.minutes)
    }
    return len(others) < office.queue.at_once


def times_of(office: Office, day: date, group: str) -> Iterator[datetime]:
    """Each time of a day at which an appointment can begin, whether it is free or not."""
    if not office.calendar.is_working_day(day):
        return
    step = timedelta(minutes=office.queue.slot_minutes)
    spans = office.open_on(day, group)
    for span in USUAL_DAY if spans is None else spans:
        at, end = office.moment(day, span.begins), office.moment(day, span.ends)
        while at + step <= end:
            yield at
            at += step


def free_times(
    office: Office, day: date, party: tuple[UUID, str], booked: Sequence[Appointment]
) -> Iterator[datetime]:
    """The free ones among them.  `party`: who comes together, and the group."""
    for at in times_of(office, day, party[1]):
        if has_room(office, Place(at, office.queue.slot_minutes, party[1], party[0]), booked):
            yield at
