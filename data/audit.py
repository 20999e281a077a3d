"""The audit log: appended in the same transaction as what it tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import bindparam, insert, select, tuple_, update

from data.prepared import Prepared, PreparedInsert
from data.table_access import TableAccess, values_of
from data.tables import AuditEvent as Row
from data.tables import ChainHead
from kiosk.domain.audit import GENESIS, AuditEvent, AuditLine, canonical, link, milliseconds

PAGE = 10_000

_EVENT = (
    Row.chain, Row.seq, Row.at_ms, Row.actor, Row.station, Row.action, Row.subject, Row.details,
    Row.prev, Row.hash,
)  # fmt: skip
_HEAD = Prepared(
    select(ChainHead.seq, ChainHead.hash)
    .where(ChainHead.office == bindparam("office"), ChainHead.chain == bindparam("chain"))
    .with_for_update()
)
_MOVE_HEAD = Prepared(
    update(ChainHead)
    .where(ChainHead.office == bindparam("of"), ChainHead.chain == bindparam("ch"))
    .values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
)
_BEGIN = PreparedInsert(ChainHead, lambda head: head.on_conflict_do_nothing())
_APPEND = Prepared(
    insert(Row).values(
        {column.name: bindparam(column.name, type_=column.type) for column in Row.__table__.columns}
    )
)


class Audit(TableAccess):
    def append(self, line: AuditLine, actor: str, station: str, at: datetime) -> int:
        """Add one event at the end of this station's chain; its number in the chain."""
        chain = self._chain(station)
        seq, prev = self._head(chain)
        event = AuditEvent(
            chain=chain,
            seq=seq + 1,
            at_ms=milliseconds(at),
            actor=actor,
            station=station,
            action=line.action,
            subject=line.subject,
            details=canonical(line.details),
            prev=prev,
            hash=b"",
        )
        digest = link(self._office, event)
        _APPEND.rows(self._connection, _row(self._office, event, digest))
        moved = {"of": self._office, "ch": chain, "new_seq": event.seq, "new_hash": digest}
        _MOVE_HEAD.rows(self._connection, moved)
        return event.seq

    def heads(self) -> dict[str, tuple[int, bytes]]:
        """Number and hash of the last event of each chain."""
        rows = self._connection.execute(
            select(ChainHead.chain, ChainHead.seq, ChainHead.hash).where(
                ChainHead.office == self._office, ChainHead.seq > 0
            )
        )
        return {row.chain: (row.seq, row.hash) for row in rows}

    def about(self, subject: str) -> list[AuditEvent]:
        """Every event of one record, the oldest first."""
        return self.about_each([subject])

    def about_each(self, subjects: Sequence[str]) -> list[AuditEvent]:
        """Every event of these records, the oldest first."""
        rows = self._connection.execute(
            select(*_EVENT)
            .where(Row.office == self._office, Row.subject.in_(subjects))
            .order_by(Row.at_ms, Row.chain, Row.seq)
        )
        return [AuditEvent(*values) for values in values_of(rows)]

    def events(self) -> Iterator[AuditEvent]:
        """Every event, by chain and number, read in pages."""
        chain, seq = "", 0
        while True:
            rows = self._connection.execute(
                select(*_EVENT)
                .where(Row.office == self._office, tuple_(Row.chain, Row.seq) > (chain, seq))
                .order_by(Row.chain, Row.seq)
                .limit(PAGE)
            ).all()
            for row in rows:
                yield AuditEvent(*tuple(row))
            if len(rows) < PAGE:
                return
            chain, seq = rows[-1].chain, rows[-1].seq

    def _chain(self, station: str) -> str:
        """SQLite has one writer, so one chain; PostgreSQL's stations would wait for each other on one.

        Source: performance.md 7.
        """
        return station if self._connection.dialect.name == "postgresql" else "office"

    def _head(self, chain: str) -> tuple[int, bytes]:
        where = {"office": self._office, "chain": chain}
        heads = _HEAD.rows(self._connection, where)
        if not heads:
            _BEGIN.rows(self._connection, {**where, "seq": 0, "hash": GENESIS})
            heads = _HEAD.rows(self._connection, where)
        ((seq, digest),) = heads
        return seq, digest


def _row(office: str, event: AuditEvent, digest: bytes) -> dict[str, object]:
    return {
        "office": office,
        "chain": event.chain,
        "seq": event.seq,
        "at_ms": event.at_ms,
        "actor": event.actor,
        "station": event.station,
        "action": event.action,
        "subject": event.subject,
        "details": event.details,
        "prev": event.prev,
        "hash": digest,
    }
