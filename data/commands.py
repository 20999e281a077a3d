"""Idempotency keys."""

from __future__ import annotations

from sqlalchemy import select

from data.table_access import TableAccess
from data.tables import Command as Row
from kiosk.domain.command import Command


class Commands(TableAccess):
    def first_time(self, command: Command) -> bool:
        """Note the command's key; False when it was carried out before."""
        known = self._connection.execute(
            select(Row.key).where(Row.office == self._office, Row.key == command.key)
        ).first()
        if known is not None:
            return False
        self._insert(
            Row,
            {
                "key": command.key,
                "name": command.name,
                "actor": command.officer.login,
                "at": command.at,
            },
        )
        return True
