"""The register of booklets, stamps, files and confirmations."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import String, literal_column, select, update

from data.table_access import TableAccess, Values
from data.tables import Output as OutputRow
from kiosk.domain.catalogue import Output
from kiosk.domain.made import Made
from kiosk.domain.numbering import CertificateNumber

_IN_FORCE = literal_column("'made'", String)
"""Written out, since a bound value cannot be matched with the condition of the index."""


class Outputs(TableAccess):
    def add(self, made: Made) -> None:
        self._insert(
            OutputRow,
            {
                "jalali_year": made.number.jalali_year,
                "service": made.number.service,
                "serial": made.number.serial,
                "id": made.id,
                "request_id": made.request_id,
                "kind": made.kind.value,
                "blank": made.blank,
                "facts": dict(made.facts),
                "local_day": made.local_day,
                "made_by": made.made_by,
                "made_at": made.made_at,
                "state": "made",
            },
        )

    def in_force(self, request_id: UUID) -> Made | None:
        """What was made of a request and is not void."""
        row = self._connection.execute(
            select(
                OutputRow.id, OutputRow.request_id, OutputRow.jalali_year, OutputRow.service,
                OutputRow.serial, OutputRow.kind, OutputRow.blank, OutputRow.local_day, OutputRow.made_by,
                OutputRow.made_at, OutputRow.facts, OutputRow.void_reason, OutputRow.version,
            ).where(
                OutputRow.office == self._office,
                OutputRow.request_id == request_id,
                OutputRow.state == _IN_FORCE,
            )
        ).first()  # fmt: skip
        return None if row is None else _made(self._office, tuple(row))

    def blank_used(self, blank: str) -> bool:
        found = select(OutputRow.id).where(OutputRow.office == self._office, OutputRow.blank == blank)
        return self._connection.scalar(found) is not None

    def serials_used(self, kind: str, serials: Sequence[str]) -> Sequence[str]:
        """Those of these serials of a kind that became booklets."""
        blanks = [f"{kind}:{serial}" for serial in serials]
        chosen = select(OutputRow.blank).where(OutputRow.office == self._office, OutputRow.blank.in_(blanks))
        return [str(blank).partition(":")[2] for blank in self._connection.scalars(chosen)]

    def void(self, made: Made, reason: str) -> None:
        """
        Raises:
            Conflict: "record.changed".
        """
        self._swap(
            update(OutputRow)
            .where(
                OutputRow.office == self._office,
                OutputRow.id == made.id,
                OutputRow.version == made.version,
                OutputRow.state == _IN_FORCE,
            )
            .values(state="void", void_reason=reason, version=made.version + 1)
            .returning(OutputRow.id)
        )


def _made(office: str, values: Values) -> Made:
    made_id, request_id, year, service, serial, kind, *rest = values
    return Made(made_id, request_id, CertificateNumber(office, year, service, serial), Output(kind), *rest)
