"""Codes sent by mail; only their digests are here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, select, update

from data.prepared import Prepared
from data.table_access import TableAccess
from data.tables import OneTimeCode as Row
from kiosk.domain.one_time_code import Purpose, SentCode

CODES_OF_ONE = Prepared(
    select(
        Row.id, Row.purpose, Row.subject, Row.email, Row.digest, Row.station, Row.sent_at,
        Row.expires_at, Row.tries, Row.used_at,
    )
    .where(
        Row.office == bindparam("office"),
        Row.subject == bindparam("subject"),
        Row.purpose == bindparam("purpose"),
        Row.email == bindparam("email"),
        Row.sent_at > bindparam("since"),
    )
    .order_by(Row.sent_at.desc(), Row.id.desc())
)  # fmt: skip


class OneTimeCodes(TableAccess):
    def lock(self, about: str) -> None:
        """Until the transaction ends nobody else counts or begins the same; SQLite has one writer anyway."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(about))))

    def add(self, code: SentCode) -> None:
        self._insert(
            Row,
            {
                "id": code.id,
                "purpose": code.purpose,
                "subject": code.subject,
                "email": code.email,
                "digest": code.digest,
                "station": code.station,
                "sent_at": code.sent_at,
                "expires_at": code.expires_at,
                "tries": code.tries,
            },
        )

    def sent_to(self, email: str, since: datetime) -> list[datetime]:
        """When codes went to an address, oldest first."""
        moments = select(Row.sent_at).where(
            Row.office == self._office, Row.email == email, Row.sent_at > since
        )
        return list(self._connection.scalars(moments.order_by(Row.sent_at)))

    def sent_from(self, station: str, since: datetime) -> list[datetime]:
        """When a station sent codes, oldest first."""
        moments = select(Row.sent_at).where(
            Row.office == self._office, Row.station == station, Row.sent_at > since
        )
        return list(self._connection.scalars(moments.order_by(Row.sent_at)))

    def of(self, subject: str, email: str, purpose: Purpose, since: datetime) -> Sequence[SentCode]:
        """Newest first, used ones too."""
        given = {
            "office": self._office, "subject": subject, "email": email, "purpose": purpose, "since": since
        }  # fmt: skip
        return [SentCode(*row) for row in CODES_OF_ONE.rows(self._connection, given)]

    def count_try(self, code_ids: Sequence[UUID]) -> None:
        self._connection.execute(
            update(Row)
            .where(Row.office == self._office, Row.id.in_(code_ids))
            .values(tries=Row.tries + 1, version=Row.version + 1)
        )

    def use(self, code_id: UUID, at: datetime) -> bool:
        """Use a code up; False when somebody else just did."""
        used = self._connection.execute(
            update(Row)
            .where(Row.office == self._office, Row.id == code_id, Row.used_at.is_(None))
            .values(used_at=at, version=Row.version + 1)
            .returning(Row.id)
        ).first()
        return used is not None

    def retire(self, code: SentCode, at: datetime) -> None:
        """No other code of that person, address and purpose is good any longer."""
        self._retire(at, Row.subject == code.subject, Row.email == code.email, Row.purpose == code.purpose)

    def retire_all(self, subject: str, email: str, at: datetime) -> None:
        """No code of that person and address is good any longer, whatever it was asked for."""
        self._retire(at, Row.subject == subject, Row.email == email)

    def _retire(self, at: datetime, *of_whom: ColumnElement[bool]) -> None:
        self._connection.execute(
            update(Row)
            .where(Row.office == self._office, *of_whom, Row.used_at.is_(None))
            .values(used_at=at, version=Row.version + 1)
        )
