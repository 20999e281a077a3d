"""Idempotency keys."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from data.prepared import PreparedInsert
from data.table_access import TableAccess
from data.tables import Command as Row
from kiosk.domain.command import Command
from kiosk.domain.roles import Actor

_NOTE = PreparedInsert(Row, lambda note: note.on_conflict_do_nothing().returning(Row.key))


class Commands(TableAccess):
    def known(self, key: UUID) -> bool:
        """Whether a command with this key was carried out."""
        found = select(Row.key).where(Row.office == self._office, Row.key == key)
        return self._connection.execute(found).first() is not None

    def first_time(self, command: Command[Actor]) -> bool:
        """Note the command's key; False when it was carried out before.

        A twin that runs at this moment is waited for.
        """
        row = {
            "office": self._office,
            "key": command.key,
            "name": command.name,
            "actor": command.by.login,
            "at": command.at,
        }
        return bool(_NOTE.rows(self._connection, row))
