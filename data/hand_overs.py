"""The delivery register, and who may collect for a child."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from data.table_access import TableAccess, Values, values_of
from data.tables import Guardianship, Staff
from data.tables import HandOver as HandOverRow
from kiosk.domain.hand_over import Capacity, HandedOver, HandOver
from kiosk.domain.roles import Officer


class HandOvers(TableAccess):
    def add(self, request_id: UUID, said: HandOver, by: Officer, when: tuple[datetime, date]) -> None:
        """`when`: the instant, and the office's own day of it."""
        last = self._connection.scalar(
            select(func.max(HandOverRow.no)).where(
                HandOverRow.office == self._office, HandOverRow.request_id == request_id
            )
        )
        self._insert(
            HandOverRow,
            {
                "request_id": request_id,
                "no": (last or 0) + 1,
                "capacity": said.capacity.value,
                "recipient": said.recipient,
                "identity_paper": said.identity_paper,
                "identity_no": said.identity_no,
                "proxy_paper": said.proxy_paper,
                "local_day": when[1],
                "at": when[0],
                "officer_id": by.id,
                "station": by.station,
                "duplicate": said.duplicate,
            },
        )

    def of_request(self, request_id: UUID) -> Sequence[HandedOver]:
        """Every time something of this request was handed over, the oldest first."""
        chosen = self._lines().where(HandOverRow.request_id == request_id).order_by(HandOverRow.no)
        return [line for _, line in self._read(chosen)]

    def on_day(self, day: date) -> Sequence[tuple[UUID, HandedOver]]:
        """What was handed over on one of the office's own days, each with its request, the earliest first."""
        chosen = self._lines().where(HandOverRow.local_day == day)
        return self._read(chosen.order_by(HandOverRow.at, HandOverRow.request_id, HandOverRow.no))

    def _lines(self) -> Select[*tuple[Any, ...]]:
        return (
            select(
                HandOverRow.request_id, HandOverRow.no, HandOverRow.capacity, HandOverRow.recipient,
                HandOverRow.identity_paper, HandOverRow.identity_no, HandOverRow.proxy_paper,
                HandOverRow.duplicate,
                HandOverRow.local_day, HandOverRow.at, Staff.login, HandOverRow.station,
            )
            .join(Staff, (Staff.office == HandOverRow.office) & (Staff.id == HandOverRow.officer_id))
            .where(HandOverRow.office == self._office)
        )  # fmt: skip

    def _read(self, chosen: Select[*tuple[Any, ...]]) -> list[tuple[UUID, HandedOver]]:
        return [_line(values) for values in values_of(self._connection.execute(chosen))]

    def guardians_of(self, minor_id: UUID) -> Sequence[UUID]:
        return list(
            self._connection.scalars(
                select(Guardianship.guardian_id)
                .where(Guardianship.office == self._office, Guardianship.minor_id == minor_id)
                .order_by(Guardianship.guardian_id)
            )
        )


def _line(values: Values) -> tuple[UUID, HandedOver]:
    request_id, no, capacity, *said, duplicate, day, at, login, station = values
    given = HandOver(Capacity(capacity), *said, duplicate=duplicate)
    return request_id, HandedOver(no, given, day, at, login, station)
