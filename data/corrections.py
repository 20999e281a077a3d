"""Corrections, kept for ever: what stood there before, what stands there now, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, bindparam, literal_column, select

from data.prepared import Prepared
from data.table_access import TableAccess
from data.tables import Correction as CorrectionRow
from data.tables import Request, Staff
from kiosk.domain.correction import Corrected, Correction
from kiosk.domain.roles import Officer

CORRECTIONS = Prepared(
    select(
        CorrectionRow.at, Staff.login, CorrectionRow.field, CorrectionRow.before, CorrectionRow.after,
        CorrectionRow.reason, Request.service, Request.tracking_code,
    )
    .join(Staff, (Staff.office == CorrectionRow.office) & (Staff.id == CorrectionRow.clerk_id))
    .outerjoin(
        Request, (Request.office == CorrectionRow.office) & (Request.id == CorrectionRow.request_id)
    )
    .where(CorrectionRow.office == bindparam("office"), CorrectionRow.person_id == bindparam("person"))
    .order_by(CorrectionRow.at.desc())
    .limit(literal_column("50"))
    .offset(literal_column("0"))
)  # fmt: skip


def corrections_of(connection: Connection, where: Mapping[str, object]) -> tuple[Corrected, ...]:
    """The newest 50 of one person; `where`: office, person."""
    return tuple(
        [
            Corrected(at, login, field, before, after, reason, service or "", code or "")
            for at, login, field, before, after, reason, service, code in CORRECTIONS.rows(connection, where)
        ]
    )


class Corrections(TableAccess):
    def add(self, key: UUID, made: Correction, by: Officer, at: datetime) -> None:
        self._insert(
            CorrectionRow,
            {
                "person_id": made.person_id,
                "id": key,
                "request_id": made.request_id,
                "field": made.field,
                "before": made.before,
                "after": made.after,
                "reason": made.reason,
                "clerk_id": by.id,
                "station": by.station,
                "at": at,
            },
        )
