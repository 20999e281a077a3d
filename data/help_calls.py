"""Calls for a clerk from the lobby screens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from data.table_access import TableAccess, values_of
from data.tables import HelpCall as CallRow
from kiosk.domain.errors import Conflict, NotFound
from kiosk.domain.help_call import HelpCall
from kiosk.domain.roles import Officer


class HelpCalls(TableAccess):
    def add(self, call: HelpCall) -> None:
        self._insert(
            CallRow,
            {
                "id": call.id,
                "station": call.station,
                "language": call.language,
                "called_at": call.called_at,
            },
        )

    def open_since(self, since: datetime) -> Sequence[HelpCall]:
        """Calls that nobody has answered, the oldest first."""
        rows = self._connection.execute(
            select(CallRow.id, CallRow.station, CallRow.language, CallRow.called_at, CallRow.version)
            .where(
                CallRow.office == self._office,
                CallRow.answered_at.is_(None),
                CallRow.called_at >= since,
            )
            .order_by(CallRow.called_at)
        )
        return [HelpCall(*row) for row in values_of(rows)]

    def answer(self, call_id: UUID, officer: Officer, at: datetime) -> str:
        """The station that called.

        Raises:
            NotFound: "help.unknown".
            Conflict: "help.answered" when a colleague was first.
        """
        mine = (CallRow.office == self._office) & (CallRow.id == call_id)
        station: str | None = self._connection.scalar(
            update(CallRow)
            .where(mine, CallRow.answered_at.is_(None))
            .values(answered_by=officer.id, answered_at=at, version=CallRow.version + 1)
            .returning(CallRow.station)
        )
        if station is not None:
            return station
        if self._connection.scalar(select(CallRow.id).where(mine)) is None:
            raise NotFound("help.unknown")
        raise Conflict("help.answered")
