"""Filters that officers keep on the keys of their lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from data.table_access import TableAccess, values_of
from data.tables import SavedFilter as Row


class SavedFilters(TableAccess):
    def of(self, officer_id: UUID, listing: str) -> Mapping[int, str]:
        """Key → what it looks for; a key that was freed is not among them."""
        rows = self._connection.execute(
            select(Row.no, Row.wanted)
            .where(
                Row.office == self._office,
                Row.officer_id == officer_id,
                Row.listing == listing,
                Row.wanted != "",
            )
            .order_by(Row.no)
        )
        return dict(values_of(rows))

    def save(self, officer_id: UUID, listing: str, kept: tuple[int, str], at: datetime) -> None:
        """`kept`: the key and what it looks for; the last that is said of a key holds."""
        no, wanted = kept
        row = {"officer_id": officer_id, "listing": listing, "no": no, "wanted": wanted, "saved_at": at}
        self._connection.execute(
            self._insert_or(Row, {**row, "version": 1}).on_conflict_do_update(
                index_elements=["office", "officer_id", "listing", "no"],
                set_={"wanted": wanted, "saved_at": at, "version": Row.version + 1},
            )
        )
