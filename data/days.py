"""The office's days, and the samples of what was finished on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Integer, bindparam, literal_column, select, update

from data.prepared import Prepared
from data.table_access import TableAccess, values_of
from data.tables import DaySample, Request, RequestState
from data.tables import OfficeDay as DayRow
from kiosk.domain.day import FINISHED, OfficeDay, SampleCase, SampleVerdict

_DAYS = select(
    DayRow.day, DayRow.opened_at, DayRow.opened_by, DayRow.commitment, DayRow.locked_seed, DayRow.seed,
    DayRow.drawn_at, DayRow.drawn_by, DayRow.closed_at, DayRow.closed_by, DayRow.figures, DayRow.head,
    DayRow.version,
).where(DayRow.office == bindparam("office"))  # fmt: skip
_DAY = _DAYS.where(DayRow.day == bindparam("day"))
_BEFORE = Prepared(
    _DAYS.where(DayRow.day < bindparam("day")).order_by(DayRow.day.desc()).limit(literal_column("1", Integer))
)
_GET = Prepared(_DAY)
# Whoever works on a day and whoever closes it come one after the other.
_KEEP = Prepared(_DAY.with_for_update(read=True))
_LOCK = Prepared(_DAY.with_for_update())


class Days(TableAccess):
    def get(self, day: date) -> OfficeDay | None:
        return self._day(_GET, day)

    def before(self, day: date) -> OfficeDay | None:
        """The last day before this one that was opened."""
        return self._day(_BEFORE, day)

    def keep(self, day: date) -> OfficeDay | None:
        """The day, which nobody closes before this transaction has ended."""
        return self._day(_KEEP, day)

    def lock(self, day: date) -> OfficeDay | None:
        """The day, on which nobody else works before this transaction has ended."""
        return self._day(_LOCK, day)

    def begin(self, day: OfficeDay) -> bool:
        """False when somebody else began it at this moment."""
        row = {
            "day": day.day,
            "opened_at": day.opened_at,
            "opened_by": day.opened_by,
            "commitment": day.commitment,
            "locked_seed": day.locked_seed,
            "seed": b"",
            "drawn_by": "",
            "closed_by": "",
            "figures": "",
            "head": "",
            "version": 1,
        }
        begun = self._insert_or(DayRow, row).on_conflict_do_nothing().returning(DayRow.day)
        return self._connection.execute(begun).first() is not None

    def save(self, day: OfficeDay) -> None:
        """
        Raises:
            Conflict: "record.changed".
        """
        self._swap(
            update(DayRow)
            .where(DayRow.office == self._office, DayRow.day == day.day, DayRow.version == day.version)
            .values(
                seed=day.seed,
                drawn_at=day.drawn_at,
                drawn_by=day.drawn_by,
                closed_at=day.closed_at,
                closed_by=day.closed_by,
                figures=day.figures,
                head=day.head,
                version=day.version + 1,
            )
            .returning(DayRow.day)
        )

    def finished(self, since: datetime, until: datetime) -> Sequence[tuple[str, UUID]]:
        """Tracking codes, in their order, of what officers finished; `until` is past the last moment."""
        rows = self._connection.execute(
            select(Request.tracking_code, Request.id)
            .join(
                RequestState,
                (RequestState.office == Request.office) & (RequestState.request_id == Request.id),
            )
            .where(Request.office == self._office, RequestState.at >= since, RequestState.at < until)
            .where(RequestState.after.in_(sorted(state.value for state in FINISHED)))
            .distinct()
            .order_by(Request.tracking_code)
        )
        return [(code, request_id) for code, request_id in values_of(rows)]

    def add_sample(self, day: date, requests: Iterable[UUID]) -> None:
        rows = [
            {
                "day": day,
                "request_id": each,
                "verdict": None,
                "finding": "",
                "looked_by": "",
                "looked_at": None,
            }
            for each in requests
        ]
        if rows:
            self._insert(DaySample, *rows)

    def sample(self, day: date) -> Sequence[SampleCase]:
        """In the order of the tracking codes."""
        rows = self._connection.execute(
            select(
                DaySample.request_id, Request.tracking_code, Request.service, DaySample.verdict,
                DaySample.finding, DaySample.looked_by, DaySample.looked_at,
            )
            .join(Request, (Request.office == DaySample.office) & (Request.id == DaySample.request_id))
            .where(DaySample.office == self._office, DaySample.day == day)
            .order_by(Request.tracking_code)
        )  # fmt: skip
        return [
            SampleCase(request_id, code, service, SampleVerdict(said) if said else None, *looked)
            for request_id, code, service, said, *looked in values_of(rows)
        ]

    def look_at(self, day: date, case: SampleCase) -> None:
        """Raises Conflict: "record.changed" when it is not in the sample."""
        self._swap(
            update(DaySample)
            .where(
                DaySample.office == self._office,
                DaySample.day == day,
                DaySample.request_id == case.request_id,
            )
            .values(
                verdict=case.verdict.value if case.verdict else None,
                finding=case.finding,
                looked_by=case.looked_by,
                looked_at=case.looked_at,
            )
            .returning(DaySample.request_id)
        )

    def _day(self, statement: Prepared, day: date) -> OfficeDay | None:
        rows = statement.rows(self._connection, {"office": self._office, "day": day})
        return OfficeDay(*rows[0]) if rows else None
