"""What the waiting room asks of the database, made once: each call of a ticket needs a dozen of these."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    bindparam,
    func,
    literal_column,
    select,
    text,
    update,
)

from data.prepared import Prepared, PreparedInsert
from data.tables import Counter, TicketRequest
from data.tables import Ticket as TicketRow

# Written out, since a bound value cannot be matched with the condition of an index.
_WAITING = TicketRow.state == literal_column("'WAITING'", String)
_AT_COUNTER = TicketRow.state.in_([literal_column("'CALLED'", String), literal_column("'SERVING'", String)])
_ACTIVE = text("ticket_request.active")
_ONE = literal_column("1", Integer)

_TICKETS = select(
    TicketRow.id, TicketRow.office_day, TicketRow.letter, TicketRow.no, TicketRow.service_group,
    TicketRow.taken_at, TicketRow.counts_from, TicketRow.appointment,
    TicketRow.priority, TicketRow.priority_reason, TicketRow.priority_by, TicketRow.state,
    TicketRow.officer_id, TicketRow.station, TicketRow.called_at, TicketRow.calls,
    TicketRow.begun_at, TicketRow.ended_at, TicketRow.back_at, TicketRow.out_of_turn,
    TicketRow.note, TicketRow.version, func.coalesce(TicketRow.first_called_at, TicketRow.called_at),
).where(TicketRow.office == bindparam("office"))  # fmt: skip

BY_ID = Prepared(_TICKETS.where(TicketRow.id == bindparam("id")))
BY_NUMBER = Prepared(
    _TICKETS.where(
        TicketRow.office_day == bindparam("day"),
        TicketRow.letter == bindparam("letter"),
        TicketRow.no == bindparam("no"),
    )
)
OF_DAY = Prepared(
    _TICKETS.where(TicketRow.office_day == bindparam("day")).order_by(TicketRow.letter, TicketRow.no)
)
AT_COUNTER = Prepared(_TICKETS.where(TicketRow.station == bindparam("station"), _AT_COUNTER))
AT_COUNTERS = Prepared(_TICKETS.where(_AT_COUNTER))
"""All that the index of tickets at counters holds: one for each counter at most."""
COMING_BACK = Prepared(
    _TICKETS.where(TicketRow.back_at.is_not(None), TicketRow.back_at <= bindparam("at")).with_for_update(
        skip_locked=True
    )
)

_LINE = _TICKETS.where(TicketRow.office_day == bindparam("day"), _WAITING)
_NEXT = (TicketRow.counts_from, TicketRow.id)


@cache
def next_due(groups: int) -> Prepared:
    """Who is due in one lane of so many groups (`group_0` …), the earliest first."""
    return _next(
        _LINE.where(
            _of_groups(groups),
            TicketRow.lane == bindparam("lane"),
            TicketRow.counts_from <= bindparam("at"),
        )
    )


@cache
def next_early(groups: int) -> Prepared:
    """Whoever waits in so many groups (`group_0` …), due or not."""
    return _next(_LINE.where(_of_groups(groups)))


def _of_groups(count: int) -> ColumnElement[bool]:
    return TicketRow.service_group.in_([bindparam(f"group_{no}") for no in range(count)])


def _next(waiting: Select[*tuple[Any, ...]]) -> Prepared:
    return Prepared(waiting.order_by(*_NEXT).limit(_ONE).with_for_update(skip_locked=True))


REQUESTS = Prepared(
    select(TicketRequest.request_id)
    .where(TicketRequest.office == bindparam("office"), TicketRequest.ticket_id == bindparam("id"))
    .order_by(TicketRequest.line)
)
REQUESTS_OF_MANY = (
    select(TicketRequest.ticket_id, TicketRequest.request_id)
    .where(
        TicketRequest.office == bindparam("office"),
        TicketRequest.ticket_id.in_(bindparam("ids", expanding=True)),
    )
    .order_by(TicketRequest.ticket_id, TicketRequest.line)
)
TICKET_OF_REQUEST = Prepared(
    select(TicketRequest.ticket_id).where(
        TicketRequest.office == bindparam("office"), TicketRequest.request_id == bindparam("id"), _ACTIVE
    )
)

CHANGING = (
    "service_group", "state", "officer_id", "station", "called_at", "calls",
    "begun_at", "ended_at", "back_at", "out_of_turn", "note",
    "lane", "priority", "priority_reason", "priority_by", "first_called_at",
)  # fmt: skip
"""The columns that a step may change; in `SAVE` each is `new_…`."""
SAVE = Prepared(
    update(TicketRow)
    .where(
        TicketRow.office == bindparam("of"),
        TicketRow.id == bindparam("ticket"),
        TicketRow.version == bindparam("read"),
    )
    .values({"version": TicketRow.version + 1, **{name: bindparam(f"new_{name}") for name in CHANGING}})
    .returning(TicketRow.id)
)
UNTIE = Prepared(
    update(TicketRequest)
    .where(TicketRequest.office == bindparam("of"), TicketRequest.ticket_id == bindparam("ticket"))
    .values(active=False)
)
COUNT_CALL = Prepared(
    update(Counter)
    .where(Counter.office == bindparam("of"), Counter.station == bindparam("at_station"))
    .values(in_a_row=bindparam("run"))
)
TAKE_PLACE = PreparedInsert(
    Counter,
    lambda place: place.on_conflict_do_update(
        index_elements=["office", "station"],
        set_={"officer_id": place.excluded.officer_id, "called_at": place.excluded.called_at},
    ).returning(Counter.in_a_row),
)
TIE = PreparedInsert(TicketRequest, lambda tie: tie.on_conflict_do_nothing().returning(TicketRequest.line))
