"""Requests, their states and their history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, case, func, select, text, update

from data.prepared import Prepared
from data.summaries import ALIKE, HOLDER, hold_of, summary_of
from data.table_access import TableAccess, Values, values_of
from data.tables import Request as RequestRow
from data.tables import RequestState, Staff
from kiosk.domain.card import RequestSummary
from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.course import Course, advance
from kiosk.domain.errors import NotFound
from kiosk.domain.request import ALONE, AloneApproval, Channel, Hold, Request, Standing, StateChange
from kiosk.domain.request import RequestState as State

_REQUEST = (
    RequestRow.id, RequestRow.subject_id, RequestRow.filer_id, RequestRow.service,
    RequestRow.tracking_code, RequestRow.state, RequestRow.filed_at, RequestRow.version,
    RequestRow.purpose, RequestRow.fields, RequestRow.basis, RequestRow.channel, RequestRow.legacy_code,
    RequestRow.path, RequestRow.output, RequestRow.follows,
    RequestRow.held_by, Staff.login, RequestRow.held_station, RequestRow.held_until,
)  # fmt: skip
REQUEST_BY_ID = Prepared(
    select(*_REQUEST)
    .outerjoin(Staff, HOLDER)
    .where(RequestRow.office == bindparam("office"), RequestRow.id == bindparam("id"))
)
_YES = (State.APPROVED.value, State.CONFIRMED.value)
_ALONE = text(f"request_state.reason = '{ALONE}'")
"""Written out, since a bound value cannot be matched with the condition of the index."""
STATES = Prepared(
    select(RequestState.at, RequestState.actor, RequestState.before, RequestState.after, RequestState.reason)
    .where(RequestState.office == bindparam("office"), RequestState.request_id == bindparam("id"))
    .order_by(RequestState.no)
)


class Requests(TableAccess):
    def add(self, request: Request, local_day: date) -> None:
        self._insert(
            RequestRow,
            {
                "subject_id": request.subject_id,
                "id": request.id,
                "filer_id": request.filer_id,
                "basis": request.basis,
                "service": request.service,
                "tracking_code": request.tracking_code,
                "legacy_code": request.legacy_code,
                "purpose": request.purpose,
                "fields": dict(request.fields),
                "state": request.state.value,
                "channel": request.channel.value,
                "filed_at": request.filed_at,
                "local_day": local_day,
                "follows": request.follows,
                **_course_values(request.course),
            },
        )

    def get(self, request_id: UUID) -> Request:
        """
        Raises:
            NotFound: "request.unknown".
        """
        rows = REQUEST_BY_ID.rows(self._connection, {"office": self._office, "id": request_id})
        return _found(rows)

    def by_tracking_code(self, code: str) -> Request:
        """
        Raises:
            NotFound: "request.unknown".
        """
        return self._one(RequestRow.tracking_code == code)

    def by_legacy_code(self, code: str) -> Request:
        """The newest request of a person who had this code in the former system.

        Raises:
            NotFound: "request.unknown".
        """
        return self._one((RequestRow.legacy_code == code) & text("legacy_code <> ''"))

    def alike(self, subject_id: UUID, service: str) -> Sequence[RequestSummary]:
        """Every request of one person for one service, the newest first."""
        where = {"office": self._office, "person": subject_id, "service": service}
        rows = values_of(self._connection.execute(ALIKE, where))
        return [summary_of(self._office, row) for row in rows]

    def restate(self, request: Request) -> Request:
        """Write the request's fields, purpose, former code and what it follows over what was read.

        Raises:
            Conflict: "record.changed".
        """
        self._update(
            request,
            {
                "fields": dict(request.fields),
                "purpose": request.purpose,
                "legacy_code": request.legacy_code,
                "follows": request.follows,
            },
        )
        return self.get(request.id)

    def in_state(self, state: State, limit: int = 200) -> Sequence[Request]:
        """Requests in one state, those filed first at the top."""
        rows = self._connection.execute(
            select(*_REQUEST)
            .outerjoin(Staff, HOLDER)
            .where(RequestRow.office == self._office, RequestRow.state == state.value)
            .order_by(RequestRow.filed_at)
            .limit(limit)
        )
        return [_request(tuple(row)) for row in rows]

    def standing(self, states: Iterable[State], before: datetime) -> Sequence[Standing]:
        """How many are in each of these states by course, and how many of them since before a moment."""
        since = (
            select(func.max(RequestState.at))
            .where(RequestState.office == RequestRow.office, RequestState.request_id == RequestRow.id)
            .correlate(RequestRow)
            .scalar_subquery()
        )
        kinds = (RequestRow.state, RequestRow.path, RequestRow.output)
        rows = self._connection.execute(
            select(*kinds, func.count(), func.sum(case((since < before, 1), else_=0)))
            .where(
                RequestRow.office == self._office,
                RequestRow.state.in_(sorted(state.value for state in states)),
            )
            .group_by(*kinds)
        )
        return [
            Standing(State(state), _course(path, output), count, old)
            for state, path, output, count, old in values_of(rows)
        ]

    def held_by(self, officer_id: UUID) -> Sequence[Request]:
        """Requests whose walk this officer left open."""
        rows = self._connection.execute(
            select(*_REQUEST)
            .outerjoin(Staff, HOLDER)
            .where(
                RequestRow.office == self._office,
                RequestRow.held_by == officer_id,
                RequestRow.state == State.VERIFYING.value,
            )
            .order_by(RequestRow.held_until.desc())
        )
        return [_request(tuple(row)) for row in rows]

    def move(self, request: Request, change: StateChange, hold: Hold | None) -> Request:
        """Take a request, with its course, to its next state and write the history line.

        Raises:
            Refused: "request.transition".
            Conflict: "record.changed".
        """
        advance(request.course, change.before, change.after)
        moved = {"state": change.after.value, **_course_values(request.course), **_hold_values(hold)}
        self._update(request, moved)
        self.record(request.id, change)
        return self.get(request.id)

    def correct(self, request: Request, purpose: str, fields: Mapping[str, str]) -> Request:
        """Put other answers in the place of those that the request was read with.

        Raises:
            Conflict: "record.changed".
        """
        self._update(request, {"purpose": purpose, "fields": dict(fields)})
        return self.get(request.id)

    def hold(self, request: Request, hold: Hold | None) -> Request:
        """Take, extend or (None) give up the lease.

        Raises:
            Conflict: "record.changed".
        """
        self._update(request, _hold_values(hold))
        return self.get(request.id)

    def record(self, request_id: UUID, change: StateChange) -> None:
        """Write a line of history."""
        last = self._connection.scalar(
            select(func.max(RequestState.no)).where(
                RequestState.office == self._office, RequestState.request_id == request_id
            )
        )
        self._insert(
            RequestState,
            {
                "request_id": request_id,
                "no": (last or 0) + 1,
                "at": change.at,
                "actor": change.login,
                "before": change.before.value,
                "after": change.after.value,
                "reason": change.reason,
            },
        )

    def history(self, request_id: UUID) -> Sequence[StateChange]:
        rows = STATES.rows(self._connection, {"office": self._office, "id": request_id})
        return [
            StateChange(at, actor, State(before), State(after), reason)
            for at, actor, before, after, reason in rows
        ]

    def approved_alone(self, since: datetime, until: datetime) -> Sequence[AloneApproval]:
        """What somebody approved who had verified it too, in its order; `until` is past the last moment."""
        rows = self._connection.execute(
            select(
                RequestState.at, RequestState.actor, RequestRow.id, RequestRow.tracking_code,
                RequestRow.service,
            )
            .join(
                RequestRow,
                (RequestRow.office == RequestState.office) & (RequestRow.id == RequestState.request_id),
            )
            .where(RequestState.office == self._office, RequestState.at >= since, RequestState.at < until)
            .where(_ALONE, RequestState.after.in_(_YES))
            .order_by(RequestState.at)
        )  # fmt: skip
        return [AloneApproval(*row) for row in values_of(rows)]

    def _one(self, condition: Any) -> Request:
        rows = self._connection.execute(
            select(*_REQUEST)
            .outerjoin(Staff, HOLDER)
            .where(RequestRow.office == self._office, condition)
            .order_by(RequestRow.filed_at.desc())
            .limit(1)
        )
        return _found(values_of(rows))

    def _update(self, request: Request, values: Mapping[str, Any]) -> None:
        self._swap(
            update(RequestRow)
            .where(
                RequestRow.office == self._office,
                RequestRow.subject_id == request.subject_id,
                RequestRow.id == request.id,
                RequestRow.version == request.version,
            )
            .values(version=request.version + 1, **values)
            .returning(RequestRow.id)
        )


def _found(rows: Sequence[Values]) -> Request:
    if not rows:
        raise NotFound("request.unknown")
    return _request(rows[0])


def _hold_values(hold: Hold | None) -> dict[str, Any]:
    if hold is None:
        return {"held_by": None, "held_station": None, "held_until": None}
    return {"held_by": hold.officer_id, "held_station": hold.station, "held_until": hold.until}


def _course(path: str, output: str) -> Course | None:
    return Course(StatusPath(path), Output(output)) if path else None


def _course_values(course: Course | None) -> dict[str, str]:
    return {"path": course.path.value, "output": course.output.value} if course else {}


def _request(values: Values) -> Request:
    return Request(
        id=values[0],
        subject_id=values[1],
        filer_id=values[2],
        service=values[3],
        tracking_code=values[4],
        state=State(values[5]),
        filed_at=values[6],
        version=values[7],
        purpose=values[8],
        fields=values[9],
        basis=values[10],
        channel=Channel(values[11]),
        legacy_code=values[12],
        course=_course(values[13], values[14]),
        follows=values[15],
        hold=hold_of(values[16:20]),
    )
