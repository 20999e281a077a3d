"""The book of numbered forms: where each one is, and every way it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, func, literal_column, select, update
from sqlalchemy.orm import aliased

from data.table_access import TableAccess, Values, values_of
from data.tables import BlankCount, BlankMove, BlankStock, Certificate, Output, PrintAttempt, Staff
from kiosk.domain.errors import Conflict
from kiosk.domain.serials import Run
from kiosk.domain.stock import Blank, Count, Entry, Line, Moment, Move, Place, Signed, Sums

_MOVE = (
    BlankMove.kind, BlankMove.first, BlankMove.last, BlankMove.came_from, BlankMove.went_to,
    BlankMove.local_day, BlankMove.at,
)  # fmt: skip
_HAND = literal_column("'ISSUED_TO'", String)
"""Written out, since a bound value cannot be matched with the condition of the index."""
_VOID = literal_column("'void'", String)


class Stock(TableAccess):
    def is_kept(self, kind: str) -> bool:
        """Whether forms of this kind were ever received here."""
        return self._connection.scalar(select(BlankStock.serial).where(*self._of(kind)).limit(1)) is not None

    def find(self, kind: str, runs: Iterable[Run]) -> Mapping[str, Blank]:
        """Those of these serials that stand in the book."""
        found: dict[str, Blank] = {}
        for each in runs:
            rows = self._connection.execute(
                select(BlankStock.serial, BlankStock.state, BlankStock.holder_id).where(
                    *self._of(kind), BlankStock.serial.in_(list(each))
                )
            )
            found |= {values[0]: _blank(values) for values in values_of(rows)}
        return found

    def in_places(self, kind: str, places: Iterable[Place]) -> Sequence[Blank]:
        """Every form of a kind that is in one of these places, by its serial."""
        wanted = [literal_column(f"'{each.value}'", String) for each in sorted(places)]
        rows = self._connection.execute(
            select(BlankStock.serial, BlankStock.state, BlankStock.holder_id)
            .where(*self._of(kind), BlankStock.state.in_(wanted))
            .order_by(BlankStock.serial)
        )
        return [_blank(values) for values in values_of(rows)]

    def held_by(self, officer_id: UUID) -> Sequence[tuple[str, str]]:
        """Kind and serial of every form in an officer's hand."""
        rows = self._connection.execute(
            select(BlankStock.kind, BlankStock.serial)
            .where(
                BlankStock.office == self._office,
                BlankStock.state == _HAND,
                BlankStock.holder_id == officer_id,
            )
            .order_by(BlankStock.kind, BlankStock.serial)
        )
        return [(kind, serial) for kind, serial in values_of(rows)]

    def number_in(self, kind: str, place: Place) -> int:
        """How many forms of a kind are in one place."""
        there = BlankStock.state == literal_column(f"'{place.value}'", String)
        return self._connection.scalar(select(func.count()).where(*self._of(kind), there)) or 0

    def figures(self, kind: str) -> Mapping[Place, int]:
        """How many forms of a kind are in each place."""
        rows = self._connection.execute(
            select(BlankStock.state, func.count()).where(*self._of(kind)).group_by(BlankStock.state)
        )
        return {Place(state): count for state, count in values_of(rows)}

    def void_and_out(self, kind: str, request_id: UUID | None = None) -> Sequence[str]:
        """Serials in use although their booklet or certificate is void, of one request or of all."""
        found = {
            serial
            for chosen in (self._of_void_booklets(kind, request_id), self._of_void_papers(kind, request_id))
            for serial in self._connection.scalars(chosen)
        }
        return sorted(found)

    def _of_void_booklets(self, kind: str, request_id: UUID | None) -> Select[str]:
        chosen = select(BlankStock.serial).where(
            *self._used(kind, Output.blank), Output.office == self._office, Output.state == _VOID
        )
        return chosen if request_id is None else chosen.where(Output.request_id == request_id)

    def _of_void_papers(self, kind: str, request_id: UUID | None) -> Select[str]:
        chosen = select(BlankStock.serial).where(
            *self._used(kind, PrintAttempt.form_serial),
            PrintAttempt.office == self._office,
            PrintAttempt.certificate_id == Certificate.id,
            Certificate.office == self._office,
            Certificate.state == _VOID,
        )
        return chosen if request_id is None else chosen.where(Certificate.request_id == request_id)

    def _used(self, kind: str, blank: Any) -> tuple[ColumnElement[bool], ...]:
        """`blank`: where kind and serial stand."""
        begin = f"{kind}:"
        serial = BlankStock.serial == func.substr(blank, len(begin) + 1)
        # The first comparison finds its place in an index, the second one is right in every collation.
        named = blank > begin, blank.startswith(begin, autoescape=True)
        return *self._of(kind), serial, *named, BlankStock.state == Place.USED.value

    def record(self, key: UUID, entry: Entry) -> None:
        """Take the forms to their new place, and write the line that says so.

        Raises:
            Conflict: "record.changed" when one of them was not where the entry says.
        """
        came_from = entry.move.came_from
        if came_from is None:
            self._add(entry)
        else:
            self._take(entry, came_from)
        self._write(key, entry)

    def before(self, kind: str, day: date, since: date | None = None) -> Sums:
        """How many forms had gone from place to place until the day began; `since`: only on days after it."""
        rows = self._connection.execute(
            select(BlankMove.came_from, BlankMove.went_to, func.sum(BlankMove.number))
            .where(*self._moves(kind), BlankMove.local_day < day, BlankMove.local_day > (since or date.min))
            .group_by(BlankMove.came_from, BlankMove.went_to)
        )
        return {(_place(since), Place(to)): int(number) for since, to, number in values_of(rows)}

    def moves_on(self, kind: str, day: date) -> Sequence[Move]:
        return self._read(*self._moves(kind), BlankMove.local_day == day)

    def last_day(self, kind: str) -> date | None:
        """The latest day under which a line stands."""
        return self._connection.scalar(select(func.max(BlankMove.local_day)).where(*self._moves(kind)))

    def moves_until(self, kind: str, day: date) -> Sequence[Move]:
        return self._read(*self._moves(kind), BlankMove.local_day <= day)

    def book(self, kind: str, limit: int = 200) -> Sequence[Line]:
        """The newest lines of a kind first."""
        by, second, holder = (aliased(Staff) for _ in range(3))
        rows = self._connection.execute(
            select(*_MOVE, by.login, second.login, holder.login, BlankMove.paper_no, BlankMove.reason)
            .join(by, (by.office == BlankMove.office) & (by.id == BlankMove.by_id))
            .outerjoin(second, (second.office == BlankMove.office) & (second.id == BlankMove.second_id))
            .outerjoin(holder, (holder.office == BlankMove.office) & (holder.id == BlankMove.holder_id))
            .where(*self._moves(kind))
            .order_by(BlankMove.id.desc())
            .limit(limit)
        )
        lines = values_of(rows)
        return [
            Line(_move(values[:7]), values[7], values[8] or "", values[9] or "", *values[10:])
            for values in lines
        ]

    def add_count(self, key: UUID, count: Count, signed: Signed, day: date) -> None:
        self._insert(
            BlankCount,
            {
                "id": key,
                "kind": count.kind,
                "local_day": day,
                "moment": count.moment.value,
                "found": count.found,
                "number": count.number,
                "missing": count.missing,
                "at": count.at,
                **_signatures(signed),
            },
        )

    def counts_on(self, day: date) -> Sequence[Count]:
        """The counts of a day, the earliest first."""
        rows = self._connection.execute(
            select(
                BlankCount.kind, BlankCount.moment, BlankCount.found, BlankCount.number, BlankCount.missing,
                BlankCount.at,
            )
            .where(BlankCount.office == self._office, BlankCount.local_day == day)
            .order_by(BlankCount.at, BlankCount.id)
        )  # fmt: skip
        return [Count(kind, Moment(moment), *rest) for kind, moment, *rest in values_of(rows)]

    def counted_after(self, day: date) -> frozenset[str]:
        """Kinds of which a count was made on a later day."""
        rows = self._connection.execute(
            select(BlankCount.kind)
            .where(BlankCount.office == self._office, BlankCount.local_day > day)
            .distinct()
        )
        return frozenset(kind for (kind,) in values_of(rows))

    def _of(self, kind: str) -> tuple[ColumnElement[bool], ...]:
        return BlankStock.office == self._office, BlankStock.kind == kind

    def _moves(self, kind: str) -> tuple[ColumnElement[bool], ...]:
        return BlankMove.office == self._office, BlankMove.kind == kind

    def _read(self, *where: ColumnElement[bool]) -> Sequence[Move]:
        chosen = select(*_MOVE).where(*where).order_by(BlankMove.id)
        return [_move(values) for values in values_of(self._connection.execute(chosen))]

    def _add(self, entry: Entry) -> None:
        move = entry.move
        self._insert(
            BlankStock,
            *(
                {
                    "kind": move.kind,
                    "serial": serial,
                    "state": move.went_to.value,
                    "custodian_id": entry.signed.by.id,
                    "changed_at": move.at,
                }
                for serial in move.run
            ),
        )

    def _take(self, entry: Entry, came_from: Place) -> None:
        move = entry.move
        taken = self._connection.execute(
            update(BlankStock)
            .where(
                *self._of(move.kind),
                BlankStock.serial.in_(list(move.run)),
                BlankStock.state == came_from.value,
            )
            .values(
                state=move.went_to.value,
                custodian_id=entry.signed.by.id,
                holder_id=entry.holder_id if move.went_to is Place.HAND else None,
                changed_at=move.at,
                version=BlankStock.version + 1,
            )
            .returning(BlankStock.serial)
        ).all()
        if len(taken) != len(move.run):
            raise Conflict("record.changed")

    def _write(self, key: UUID, entry: Entry) -> None:
        move = entry.move
        self._insert(
            BlankMove,
            {
                "id": key,
                "kind": move.kind,
                "first": move.run.first,
                "last": move.run.last,
                "number": len(move.run),
                "came_from": move.came_from.value if move.came_from else None,
                "went_to": move.went_to.value,
                "holder_id": entry.holder_id,
                "paper_no": entry.paper_no,
                "reason": entry.reason,
                "local_day": move.local_day,
                "at": move.at,
                **_signatures(entry.signed),
            },
        )


def _signatures(signed: Signed) -> dict[str, Any]:
    return {
        "by_id": signed.by.id,
        "second_id": signed.second.id if signed.second else None,
        "alone": signed.alone,
        "station": signed.by.station,
    }


def _blank(values: Values) -> Blank:
    return Blank(values[0], Place(values[1]), values[2])


def _move(values: Values) -> Move:
    kind, first, last, since, to, day, at = values
    return Move(kind, Run(first, last), _place(since), Place(to), day, at)


def _place(code: str | None) -> Place | None:
    return None if code is None else Place(code)
