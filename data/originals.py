"""Originals on the counter: who has them, and each change of hands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select, update

from data.table_access import TableAccess, values_of
from data.tables import OriginalsHolder, OriginalsMove, Request, Staff
from kiosk.domain.originals import Lying, Move
from kiosk.domain.roles import Officer
from kiosk.domain.verification import Holder

# Built once: a walk reads it with each verdict.
_HOLDER = (
    select(OriginalsHolder.holder_id, Staff.login, OriginalsHolder.since)
    .join(Staff, (Staff.office == OriginalsHolder.office) & (Staff.id == OriginalsHolder.holder_id))
    .where(OriginalsHolder.office == bindparam("office"), OriginalsHolder.request_id == bindparam("request"))
)


class Originals(TableAccess):
    def holder(self, request_id: UUID) -> Holder | None:
        wanted = {"office": self._office, "request": request_id}
        rows = values_of(self._connection.execute(_HOLDER, wanted))
        return Holder(*rows[0]) if rows else None

    def lying(self) -> Sequence[Lying]:
        """Every request whose originals an officer has, the longest first."""
        rows = self._connection.execute(
            select(
                OriginalsHolder.request_id, Request.tracking_code, OriginalsHolder.holder_id, Staff.login,
                OriginalsHolder.since,
            )
            .join(
                Request,
                (Request.office == OriginalsHolder.office) & (Request.id == OriginalsHolder.request_id),
            )
            .join(Staff, (Staff.office == OriginalsHolder.office) & (Staff.id == OriginalsHolder.holder_id))
            .where(OriginalsHolder.office == self._office, OriginalsHolder.holder_id.is_not(None))
            .order_by(OriginalsHolder.since, Request.tracking_code)
        )  # fmt: skip
        return [Lying(request_id, code, Holder(*holder)) for request_id, code, *holder in values_of(rows)]

    def moves(self, request_id: UUID) -> Sequence[Move]:
        """The oldest first."""
        rows = self._connection.execute(
            select(OriginalsMove.at, OriginalsMove.from_id, OriginalsMove.to_id)
            .where(OriginalsMove.office == self._office, OriginalsMove.request_id == request_id)
            .order_by(OriginalsMove.no)
        )
        return [Move(*row) for row in values_of(rows)]

    def take(self, request_id: UUID, before: Holder | None, by: Officer, at: datetime) -> Holder:
        """They come into the hands of `by`; `before`: in whose hands they were read to be.

        Raises:
            Conflict: "record.changed" when somebody else took them or gave them back meanwhile.
        """
        self._pass_on((request_id, before, by.id), by, at)
        return Holder(by.id, by.login, at)

    def give_back(self, request_id: UUID, before: Holder, by: Officer, at: datetime) -> None:
        """They go back to the applicant, by the hand of `by`.  Raises: what `take` raises."""
        self._pass_on((request_id, before, None), by, at)

    def _pass_on(self, hands: tuple[UUID, Holder | None, UUID | None], by: Officer, at: datetime) -> None:
        request_id, before, after = hands
        held_by = OriginalsHolder.holder_id
        new = {"request_id": request_id, "holder_id": after, "since": at}
        first = self._insert_or(OriginalsHolder, new).on_conflict_do_nothing()
        if not self._connection.execute(first.returning(OriginalsHolder.request_id)).all():
            self._swap(
                update(OriginalsHolder)
                .where(
                    OriginalsHolder.office == self._office,
                    OriginalsHolder.request_id == request_id,
                    held_by.is_(None) if before is None else held_by == before.officer_id,
                )
                .values(holder_id=after, since=at)
                .returning(OriginalsHolder.request_id)
            )
        self._insert(
            OriginalsMove,
            {
                "request_id": request_id,
                "no": self._last_move(request_id) + 1,
                "at": at,
                "from_id": before.officer_id if before else None,
                "to_id": after,
                "made_by": by.id,
                "station": by.station,
            },
        )

    def _last_move(self, request_id: UUID) -> int:
        last = self._connection.scalar(
            select(func.max(OriginalsMove.no)).where(
                OriginalsMove.office == self._office, OriginalsMove.request_id == request_id
            )
        )
        return last or 0
