"""What the supervisor's board asks of the database: numbers, and nobody's name but an officer's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, case, func, select

from data.outbox import CHANNEL
from data.prepared import Prepared
from data.table_access import TableAccess, values_of
from data.tables import (
    Certificate,
    Counter,
    Inquiry,
    Outbox,
    PrintAttempt,
    Request,
    RuleOverride,
    Staff,
    Ticket,
    TicketRequest,
)
from data.tables import RequestState as History
from kiosk.domain.board import Seen
from kiosk.domain.certificate import PaperState
from kiosk.domain.mail import PUT_OFF, MailState
from kiosk.domain.queue import AT_COUNTER
from kiosk.domain.request import RequestState

SEEN = Prepared(
    select(
        Ticket.letter, Ticket.no, Ticket.service_group, Ticket.state, Ticket.lane, Ticket.taken_at,
        Ticket.counts_from, Ticket.station, Ticket.called_at, Ticket.begun_at,
        Ticket.ended_at, Ticket.back_at, func.coalesce(Ticket.first_called_at, Ticket.called_at),
    )
    .where(Ticket.office == bindparam("office"), Ticket.office_day == bindparam("day"))
    .order_by(Ticket.letter, Ticket.no)
)  # fmt: skip
_COUNTERS = (
    select(Counter.station, Staff.login, Counter.called_at)
    .join(Staff, (Staff.office == Counter.office) & (Staff.id == Counter.officer_id))
    .where(Counter.office == bindparam("office"), Counter.called_at >= bindparam("since"))
    .order_by(Counter.station)
)
_SERVICES = (
    select(Ticket.id, Ticket.station, Request.service)
    .join(TicketRequest, (TicketRequest.office == Ticket.office) & (TicketRequest.ticket_id == Ticket.id))
    .join(Request, (Request.office == Ticket.office) & (Request.id == TicketRequest.request_id))
    .where(
        Ticket.office == bindparam("office"),
        Ticket.office_day == bindparam("day"),
    )
    .order_by(Ticket.id, TicketRequest.line)
)
_AT_COUNTERS = _SERVICES.where(Ticket.state.in_(sorted(AT_COUNTER)))
_MAILS = select(
    func.count(),
    func.coalesce(func.sum(case((Outbox.error.in_(["", PUT_OFF]), 0), else_=1)), 0),
    func.min(Outbox.queued_at),
).where(
    Outbox.office == bindparam("office"),
    Outbox.state == MailState.WAITING.value,
    Outbox.channel == CHANNEL,
)
_PAPERS = (
    select(PrintAttempt.state, func.count())
    .select_from(Request)
    .join(Certificate, (Certificate.office == Request.office) & (Certificate.request_id == Request.id))
    .join(
        PrintAttempt,
        (PrintAttempt.office == Certificate.office) & (PrintAttempt.certificate_id == Certificate.id),
    )
    .where(
        Request.office == bindparam("office"),
        Request.state == RequestState.PRINTED.value,
        Certificate.state == "issued",
        PrintAttempt.settled_at.is_(None),
    )
    .group_by(PrintAttempt.state)
)
_DUE = (
    select(Request.service, func.count())
    .select_from(Inquiry)
    .join(Request, (Request.office == Inquiry.office) & (Request.id == Inquiry.request_id))
    .where(
        Inquiry.office == bindparam("office"),
        Inquiry.reply_on.is_(None),
        Inquiry.due_on <= bindparam("day"),
        Request.state == RequestState.SENT.value,
    )
    .group_by(Request.service)
    .order_by(Request.service)
)
_EXPIRING = (
    select(Request.service, func.count())
    .select_from(Request)
    .join(Certificate, (Certificate.office == Request.office) & (Certificate.request_id == Request.id))
    .where(
        Request.office == bindparam("office"),
        Request.state.in_([RequestState.PRINTED.value, RequestState.QC_OK.value]),
        Certificate.state == "issued",
        Certificate.expires_on <= bindparam("day"),
    )
    .group_by(Request.service)
    .order_by(Request.service)
)
_STEPS = (
    select(History.actor, History.after, func.count())
    .where(
        History.office == bindparam("office"),
        History.at >= bindparam("since"),
        History.at < bindparam("until"),
    )
    .group_by(History.actor, History.after)
)
_OVERRIDES = (
    select(RuleOverride.supervisor_id, func.count())
    .where(
        RuleOverride.office == bindparam("office"),
        RuleOverride.at >= bindparam("since"),
        RuleOverride.at < bindparam("until"),
    )
    .group_by(RuleOverride.supervisor_id)
)


class Boards(TableAccess):
    def seen(self, day: date) -> Sequence[Seen]:
        """Every ticket of a day, in the order of its numbers."""
        rows = SEEN.rows(self._connection, {"office": self._office, "day": day})
        return [Seen(*row) for row in rows]

    def counters(self, since: datetime) -> Sequence[tuple[str, str, datetime]]:
        """Stations that called somebody since then: who called there last, and when."""
        rows = self._connection.execute(_COUNTERS, {"office": self._office, "since": since})
        return [(station, login, at) for station, login, at in values_of(rows)]

    def services_at_counters(self, day: date) -> Mapping[str, Sequence[str]]:
        """Station → the services that its ticket is for."""
        rows = self._connection.execute(_AT_COUNTERS, {"office": self._office, "day": day})
        services: dict[str, list[str]] = {}
        for _ticket, station, service in values_of(rows):
            services.setdefault(station, []).append(service)
        return services

    def services(self, day: date) -> Mapping[UUID, Sequence[str]]:
        """Ticket → the services that it is for."""
        rows = self._connection.execute(_SERVICES, {"office": self._office, "day": day})
        services: dict[UUID, list[str]] = {}
        for ticket, _station, service in values_of(rows):
            services.setdefault(ticket, []).append(service)
        return services

    def mails(self) -> tuple[int, int, datetime | None]:
        """How many mails wait, how many of them failed already, and since when the oldest waits."""
        row = self._connection.execute(_MAILS, {"office": self._office}).one()
        return row[0], row[1], row[2]

    def papers(self) -> tuple[int, int]:
        """Papers that nobody has judged yet, and those of which the printer has not said what became."""
        rows = self._connection.execute(_PAPERS, {"office": self._office})
        counts: dict[str, int] = dict(values_of(rows))
        unjudged = counts.get(PaperState.SENT, 0)
        return unjudged, sum(counts.values()) - unjudged

    def due(self, day: date) -> Mapping[str, int]:
        """Service → questions whose answer was due by that day and has not come."""
        return dict(values_of(self._connection.execute(_DUE, {"office": self._office, "day": day})))

    def expiring(self, day: date) -> Mapping[str, int]:
        """Service → papers that nobody has collected, and whose validity ends by that day."""
        return dict(values_of(self._connection.execute(_EXPIRING, {"office": self._office, "day": day})))

    def steps(self, since: datetime, until: datetime) -> Mapping[tuple[str, str], int]:
        """Sign-in name and new state → how often somebody brought a request there in that time."""
        asked = {"office": self._office, "since": since, "until": until}
        rows = self._connection.execute(_STEPS, asked)
        return {(actor, after): count for actor, after, count in values_of(rows)}

    def overrides(self, since: datetime, until: datetime) -> Mapping[UUID, int]:
        """Officer → how many rules were let pass in that time."""
        asked = {"office": self._office, "since": since, "until": until}
        return dict(values_of(self._connection.execute(_OVERRIDES, asked)))
