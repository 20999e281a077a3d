"""Appointments: what stands, and what became of the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import String, bindparam, func, literal_column, select, update

from data.prepared import Prepared
from data.table_access import TableAccess, Values
from data.tables import Appointment as Row
from kiosk.domain.appointment import Appointment, AppointmentState, Source
from kiosk.domain.errors import NotFound
from kiosk.domain.roles import Actor

# Written out, since a bound value cannot be matched with the condition of an index.
_BOOKED = Row.state == literal_column("'BOOKED'", String)
_ALL = select(
    Row.id, Row.request_id, Row.party, Row.local_day, Row.starts_at, Row.minutes, Row.service_group,
    Row.state, Row.source, Row.uid, Row.note, Row.version,
).where(Row.office == bindparam("office"))  # fmt: skip

APPOINTMENT_BY_ID = Prepared(_ALL.where(Row.id == bindparam("id")))
BOOKED_FOR = Prepared(_ALL.where(Row.request_id == bindparam("id"), _BOOKED))
DAY_OF_APPOINTMENTS = Prepared(_ALL.where(Row.local_day == bindparam("day")).order_by(Row.starts_at, Row.id))


class Appointments(TableAccess):
    def lock(self, day: date) -> None:
        """Until the transaction ends nobody else counts who is expected that day; SQLite has one writer."""
        if self._connection.dialect.name == "postgresql":
            about = func.hashtext(f"appointments {self._office} {day.isoformat()}")
            self._connection.execute(select(func.pg_advisory_xact_lock(about)))

    def add(self, made: Appointment, by: Actor, at: datetime) -> None:
        self._insert(
            Row,
            {
                "id": made.id,
                "request_id": made.request_id,
                "party": made.party,
                "local_day": made.local_day,
                "starts_at": made.starts_at,
                "minutes": made.minutes,
                "service_group": made.group,
                "state": made.state.value,
                "source": made.source.value,
                "uid": made.uid,
                "note": made.note,
                "made_by": by.login,
                "made_at": at,
            },
        )

    def get(self, appointment_id: UUID) -> Appointment:
        """
        Raises:
            NotFound: "appointment.none".
        """
        rows = APPOINTMENT_BY_ID.rows(self._connection, {"office": self._office, "id": appointment_id})
        if not rows:
            raise NotFound("appointment.none")
        return _appointment(rows[0])

    def booked_for(self, request_id: UUID) -> Appointment | None:
        """The one that stands, of whatever day."""
        rows = BOOKED_FOR.rows(self._connection, {"office": self._office, "id": request_id})
        return _appointment(rows[0]) if rows else None

    def of_day(self, day: date, states: Iterable[AppointmentState]) -> Sequence[Appointment]:
        """Those of a day in these states, the earliest first."""
        wanted = frozenset(states)
        rows = DAY_OF_APPOINTMENTS.rows(self._connection, {"office": self._office, "day": day})
        return [each for each in map(_appointment, rows) if each.state in wanted]

    def save(self, made: Appointment) -> Appointment:
        """Write another state over the version that was read.

        Raises:
            Conflict: "record.changed".
        """
        self._swap(
            update(Row)
            .where(Row.office == self._office, Row.id == made.id, Row.version == made.version)
            .values(state=made.state.value, version=made.version + 1)
            .returning(Row.id)
        )
        return replace(made, version=made.version + 1)


def _appointment(row: Values) -> Appointment:
    key, request_id, party, local_day, starts_at, minutes, group, state, *rest = row
    source, uid, note, version = rest
    return Appointment(
        id=key,
        request_id=request_id,
        party=party,
        local_day=local_day,
        starts_at=starts_at,
        minutes=minutes,
        group=group,
        state=AppointmentState(state),
        source=Source(source),
        uid=uid,
        note=note,
        version=version,
    )
