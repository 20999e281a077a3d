"""What the applicant card shows of requests: one line each, and their history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, literal_column, or_, select

from data.prepared import Prepared
from data.table_access import Values
from data.tables import Certificate, DocumentSlot, OriginalCheck, RequestState, Staff
from data.tables import Request as RequestRow
from kiosk.domain.card import HistoryLine, RequestSummary
from kiosk.domain.numbering import CertificateNumber
from kiosk.domain.request import Hold
from kiosk.domain.request import RequestState as State

HOLDER = (Staff.office == RequestRow.office) & (Staff.id == RequestRow.held_by)

_DOCUMENTS = (
    select(func.count())
    .where(DocumentSlot.office == RequestRow.office, DocumentSlot.request_id == RequestRow.id)
    .correlate(RequestRow)
    .scalar_subquery()
)
_JUDGED = (
    select(func.count(OriginalCheck.line.distinct()))
    .where(OriginalCheck.office == RequestRow.office, OriginalCheck.request_id == RequestRow.id)
    .correlate(RequestRow)
    .scalar_subquery()
)
_SUMMARY = (
    select(
        RequestRow.id, RequestRow.service, RequestRow.tracking_code, RequestRow.state,
        RequestRow.filed_at, RequestRow.held_by, Staff.login, RequestRow.held_station,
        RequestRow.held_until, _DOCUMENTS, _JUDGED, Certificate.jalali_year, Certificate.serial,
    )
    .outerjoin(Staff, HOLDER)
    .outerjoin(
        Certificate,
        (Certificate.office == RequestRow.office)
        & (Certificate.request_id == RequestRow.id)
        & (Certificate.state == literal_column("'issued'")),
    )
    .where(RequestRow.office == bindparam("office"))
)  # fmt: skip
SUMMARIES = Prepared(
    _SUMMARY.where(
        or_(RequestRow.subject_id == bindparam("person"), RequestRow.filer_id == bindparam("person")),
    ).order_by(
        case((RequestRow.subject_id == bindparam("person"), literal_column("0")), else_=literal_column("1")),
        RequestRow.filed_at.desc(),
    )
)
ALIKE = _SUMMARY.where(
    RequestRow.subject_id == bindparam("person"), RequestRow.service == bindparam("service")
).order_by(RequestRow.filed_at.desc())
HISTORY = Prepared(
    select(
        RequestState.at, RequestRow.tracking_code, RequestState.actor, RequestState.before,
        RequestState.after, RequestState.reason,
    )
    .join(
        RequestState,
        (RequestState.office == RequestRow.office) & (RequestState.request_id == RequestRow.id),
    )
    .where(RequestRow.office == bindparam("office"), RequestRow.subject_id == bindparam("person"))
    .order_by(RequestState.at.desc())
    .limit(literal_column("50"))
    .offset(literal_column("0"))
)  # fmt: skip

_STATES = {state.value: state for state in State}
"""Looking a value up takes a quarter of the time of calling its class."""


def summaries_of(connection: Connection, where: Mapping[str, object]) -> tuple[RequestSummary, ...]:
    """The requests of one person, newest first, then those filed for others; `where`: office, person."""
    office = str(where["office"])
    return tuple([summary_of(office, row) for row in SUMMARIES.rows(connection, where)])


def history_of(connection: Connection, where: Mapping[str, object]) -> tuple[HistoryLine, ...]:
    """The newest 50 changes of state of one person's requests."""
    return tuple(
        [
            HistoryLine(at, code, actor, _STATES[before], _STATES[after], reason)
            for at, code, actor, before, after, reason in HISTORY.rows(connection, where)
        ]
    )


def hold_of(values: Sequence[Any]) -> Hold | None:
    return None if values[0] is None else Hold(*values)


def summary_of(office: str, values: Values) -> RequestSummary:
    request_id, service, code, state, filed_at, *holder, documents, judged, year, serial = values
    return RequestSummary(
        request_id,
        service,
        code,
        _STATES[state],
        filed_at,
        hold_of(holder),
        documents,
        judged,
        None if year is None else str(CertificateNumber(office, year, service, serial)),
    )
