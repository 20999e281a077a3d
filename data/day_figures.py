"""A day's figures, counted by the database.  Source: domain.md 5.3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import distinct, exists, func, select
from sqlalchemy.orm import aliased

from data.table_access import TableAccess, Values, values_of
from data.tables import (
    Certificate,
    DocumentSlot,
    Inquiry,
    OriginalCheck,
    Output,
    PrintAttempt,
    Request,
    RequestState,
    RuleOverride,
    Staff,
    Ticket,
    TicketRequest,
)
from kiosk.domain.calendar import to_jalali
from kiosk.domain.certificate import PaperState
from kiosk.domain.course import RequestState as State
from kiosk.domain.day_figures import NumberRange, OpenWork, Timer, TimerKind
from kiosk.domain.numbering import CertificateNumber
from kiosk.domain.queue import ACTIVE
from kiosk.domain.request import Channel
from kiosk.domain.ticket_number import TicketNumber
from kiosk.domain.verification import Verdict

MOST_TIMERS = 200
_S = State
_DECIDED = tuple(
    state.value
    for state in (_S.VERIFIED, _S.INCOMPLETE, _S.RETURNED_FOR_CORRECTION, _S.SUSPENDED, _S.REFUSED)
)
_LACKING = tuple(
    verdict.value for verdict in (Verdict.MISMATCH, Verdict.ORIGINAL_MISSING, Verdict.UNREADABLE)
)
_NEVER_CAME = tuple(state.value for state in (_S.INITIAL, _S.CANCELLED, _S.EXPIRED))
"""After the initial registration: such a request is none that the office has received."""
_OF_STATE = (Request.office == RequestState.office) & (Request.id == RequestState.request_id)
_ACTIVE = tuple(sorted(state.value for state in ACTIVE))

Span = tuple[datetime, datetime]
"""From the first moment of a day to the first one of the next."""


class DayFigures(TableAccess):
    def open_work(self, day: date, at: datetime) -> OpenWork:
        """What must be settled before the day is closed."""
        codes = select(Request.tracking_code).where(Request.office == self._office)
        active = select(Ticket.letter, Ticket.no).where(
            Ticket.office == self._office, Ticket.office_day == day, Ticket.state.in_(_ACTIVE)
        )
        held = codes.where(Request.state == _S.VERIFYING.value, Request.held_until > at)
        printed = codes.where(Request.state == _S.PRINTED.value)
        return OpenWork(
            tickets=tuple(str(TicketNumber(letter, no)) for letter, no in self._rows(active)),
            walks=tuple(code for (code,) in self._rows(held)),
            papers=tuple(code for (code,) in self._rows(printed)),
        )

    def logins(self) -> Mapping[UUID, str]:
        rows = self._rows(select(Staff.id, Staff.login).where(Staff.office == self._office))
        return dict(rows)

    def received(self, span: Span) -> Mapping[str, int]:
        """Service → requests that came in: with their receipt, or typed by an officer at the counter."""
        at_the_counter = Request.channel == Channel.ASSISTED.value
        left = (RequestState.before == _S.INITIAL.value) & RequestState.after.not_in(_NEVER_CAME)
        rows = self._rows(
            select(Request.service, func.count())
            .join_from(RequestState, Request, _OF_STATE)
            .where(*self._on(RequestState, span))
            .where((at_the_counter & (RequestState.no == 1)) | (~at_the_counter & left))
            .group_by(Request.service)
        )
        return dict(rows)

    def on_tickets(self, day: date) -> Sequence[tuple[str, str, int]]:
        """Service, state of the ticket, requests."""
        rows = self._rows(
            select(Request.service, Ticket.state, func.count(distinct(Request.id)))
            .select_from(Ticket)
            .join(
                TicketRequest,
                (TicketRequest.office == Ticket.office) & (TicketRequest.ticket_id == Ticket.id),
            )
            .join(Request, (Request.office == Ticket.office) & (Request.id == TicketRequest.request_id))
            .where(Ticket.office == self._office, Ticket.office_day == day)
            .group_by(Request.service, Ticket.state)
        )
        return [(service, state, count) for service, state, count in rows]

    def decisions(self, span: Span) -> Sequence[tuple[str, str, int]]:
        """Service, state that they came to, requests."""
        rows = self._rows(
            select(Request.service, RequestState.after, func.count(distinct(Request.id)))
            .join_from(RequestState, Request, _OF_STATE)
            .where(*self._on(RequestState, span), RequestState.after.in_(_DECIDED))
            .group_by(Request.service, RequestState.after)
        )
        return [(service, after, count) for service, after, count in rows]

    def decided_by(self, span: Span) -> Mapping[str, int]:
        """Sign-in name → decisions about requests."""
        rows = self._rows(
            select(RequestState.actor, func.count())
            .where(*self._on(RequestState, span), RequestState.after.in_(_DECIDED))
            .group_by(RequestState.actor)
        )
        return dict(rows)

    def lacking(self, span: Span) -> Sequence[tuple[str, str, str, int]]:
        """Service, document, verdict, requests that it made incomplete; the most frequent first."""
        count = func.count(distinct(Request.id))
        incomplete = (
            select(RequestState.request_id)
            .where(*self._on(RequestState, span), RequestState.after == _S.INCOMPLETE.value)
            .distinct()
            .subquery()
        )
        rows = self._rows(
            select(Request.service, DocumentSlot.kind, OriginalCheck.verdict, count)
            .select_from(incomplete)
            .join(Request, (Request.office == self._office) & (Request.id == incomplete.c.request_id))
            .join(
                OriginalCheck,
                (OriginalCheck.office == self._office) & (OriginalCheck.request_id == Request.id),
            )
            .join(
                DocumentSlot,
                (DocumentSlot.office == self._office)
                & (DocumentSlot.request_id == Request.id)
                & (DocumentSlot.line == OriginalCheck.line),
            )
            .where(OriginalCheck.verdict.in_(_LACKING))
            .where(OriginalCheck.at >= span[0], OriginalCheck.at < span[1])
            .group_by(Request.service, DocumentSlot.kind, OriginalCheck.verdict)
            .order_by(count.desc(), DocumentSlot.kind)
        )
        return [(service, kind, verdict, many) for service, kind, verdict, many in rows]

    def issued_by(self, day: date) -> Mapping[UUID, int]:
        rows = self._rows(
            select(Certificate.issued_by, func.count())
            .where(Certificate.office == self._office, Certificate.local_day == day)
            .group_by(Certificate.issued_by)
        )
        return dict(rows)

    def numbers(self, day: date) -> Sequence[NumberRange]:
        rows = self._rows(
            select(
                Certificate.jalali_year, Certificate.service,
                func.min(Certificate.serial), func.max(Certificate.serial), func.count(),
            )
            .where(Certificate.office == self._office, Certificate.local_day == day)
            .group_by(Certificate.jalali_year, Certificate.service)
            .order_by(Certificate.service, Certificate.jalali_year)
        )  # fmt: skip
        return [
            NumberRange(service, self._number(year, service, first), self._number(year, service, last), many)
            for year, service, first, last, many in rows
        ]

    def overrides(self, span: Span) -> Sequence[tuple[str, str, UUID, str]]:
        """Tracking code, rule, supervisor, reason."""
        rows = self._rows(
            select(Request.tracking_code, RuleOverride.rule, RuleOverride.supervisor_id, RuleOverride.reason)
            .join(Request, (Request.office == RuleOverride.office) & (Request.id == RuleOverride.request_id))
            .where(*self._on(RuleOverride, span))
            .order_by(RuleOverride.at)
        )
        return [(code, rule, by, reason) for code, rule, by, reason in rows]

    def voided(self, span: Span) -> Sequence[tuple[str, str, str, str]]:
        """Tracking code, service, sign-in name, reason."""
        rows = self._rows(
            select(Request.tracking_code, Request.service, RequestState.actor, RequestState.reason)
            .join_from(RequestState, Request, _OF_STATE)
            .where(*self._on(RequestState, span), RequestState.after == _S.VOIDED.value)
            .order_by(RequestState.at)
        )
        return [(code, service, actor, reason) for code, service, actor, reason in rows]

    def reprints(self, span: Span) -> int:
        """Prints of a certificate beyond its first; a try that left no sheet is none."""
        earlier, failed = aliased(PrintAttempt), PaperState.FAILED.value
        printed_before = exists().where(
            earlier.office == PrintAttempt.office,
            earlier.certificate_id == PrintAttempt.certificate_id,
            earlier.no < PrintAttempt.no,
            earlier.state != failed,
        )
        return self._count(
            select(func.count()).where(
                PrintAttempt.office == self._office,
                PrintAttempt.claimed_at >= span[0],
                PrintAttempt.claimed_at < span[1],
                PrintAttempt.no > 1,
                PrintAttempt.state != failed,
                printed_before,
            )
        )

    def timers(self, day: date, until: date) -> Sequence[Timer]:
        """What falls due after the day, until another one; questions that are overdue as well."""
        found = [*self._inquiries(until), *self._ending(day, until), *self._deadlines(day, until)]
        return sorted(found, key=lambda timer: (timer.due, timer.kind, timer.subject))[:MOST_TIMERS]

    def _inquiries(self, until: date) -> Iterator[Timer]:
        rows = self._rows(
            select(Request.tracking_code, Request.service, Inquiry.due_on)
            .join(Request, (Request.office == Inquiry.office) & (Request.id == Inquiry.request_id))
            .where(Inquiry.office == self._office, Inquiry.reply_on.is_(None), Inquiry.due_on <= until)
            .where(Request.state == _S.SENT.value)
            .order_by(Inquiry.due_on)
            .limit(MOST_TIMERS)
        )
        for code, service, due in rows:
            yield Timer(TimerKind.INQUIRY.value, code, service, due.isoformat())

    def _ending(self, day: date, until: date) -> Iterator[Timer]:
        """Papers and stamps whose days are over."""
        rows = self._rows(
            select(Certificate.jalali_year, Certificate.service, Certificate.serial, Certificate.expires_on)
            .where(Certificate.office == self._office, Certificate.state == "issued")
            .where(Certificate.expires_on > day, Certificate.expires_on <= until)
            .limit(MOST_TIMERS)
        )
        for year, service, serial, due in rows:
            number = self._number(year, service, serial)
            yield Timer(TimerKind.CERTIFICATE.value, number, service, due.isoformat())
        ends = Output.facts["until"].as_string()
        stamps = self._rows(
            select(Output.jalali_year, Output.service, Output.serial, ends)
            .where(Output.office == self._office, Output.state == "made")
            .where(Output.jalali_year >= to_jalali(day)[0] - 1)
            .where(ends > day.isoformat(), ends <= until.isoformat())
            .limit(MOST_TIMERS)
        )
        for year, service, serial, last in stamps:
            number = self._number(year, service, serial)
            yield Timer(TimerKind.CERTIFICATE.value, number, service, last)

    def _deadlines(self, day: date, until: date) -> Iterator[Timer]:
        rows = self._rows(
            select(Request.tracking_code, Request.service, Request.deadline)
            .where(Request.office == self._office, Request.deadline > day, Request.deadline <= until)
            .limit(MOST_TIMERS)
        )
        for code, service, due in rows:
            yield Timer(TimerKind.REQUEST.value, code, service, due.isoformat())

    def _on(self, table: Any, span: Span) -> tuple[Any, ...]:
        return table.office == self._office, table.at >= span[0], table.at < span[1]

    def _number(self, year: int, service: str, serial: int) -> str:
        return str(CertificateNumber(self._office, year, service, serial))

    def _count(self, statement: Any) -> int:
        found: int = self._connection.scalar(statement)
        return found

    def _rows(self, statement: Any) -> list[Values]:
        return values_of(self._connection.execute(statement))
