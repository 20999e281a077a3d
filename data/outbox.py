"""Mails that wait for the way out, and how it went with those that left."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from data.table_access import TableAccess, Values, values_of
from data.tables import Outbox as Row
from kiosk.domain.mail import PUT_OFF, Mail, MailKind, MailState, Posted, Queued

CHANNEL = "mail"
POSTED_LIMIT = 200
_VALUE = "value."
"""Before the names of a letter's values in the payload."""

_MAILS = select(
    Row.id, Row.kind, Row.person_id, Row.payload, Row.queued_at, Row.due_at, Row.state,
    Row.claimed_until, Row.tries, Row.error, Row.sent_at, Row.version,
)  # fmt: skip


class Outbox(TableAccess):
    def add(self, mail: Queued, dedupe: str) -> bool:
        """Put a mail into the outbox; False when one with the same `dedupe` is, or was, there already."""
        row = {
            "id": mail.id,
            "channel": CHANNEL,
            "dedupe": dedupe,
            "kind": mail.mail.kind.value,
            "person_id": mail.mail.person_id,
            "payload": _payload(mail),
            "state": mail.state.value,
            "queued_at": mail.queued_at,
            "due_at": mail.due_at,
            "tries": mail.tries,
            "error": mail.error,
        }
        added = self._connection.execute(
            self._insert_or(Row, row)
            .on_conflict_do_nothing(index_elements=["office", "channel", "dedupe"])
            .returning(Row.id)
        ).first()
        return added is not None

    def queued(self, dedupes: Sequence[str]) -> Mapping[str, datetime]:
        """When the mails of these names were put into the outbox; of those that are, or were, in it."""
        rows = self._connection.execute(
            select(Row.dedupe, Row.queued_at).where(
                Row.office == self._office, Row.channel == CHANNEL, Row.dedupe.in_(dedupes)
            )
        )
        return {str(row[0]): row[1] for row in values_of(rows)}

    def waiting(self) -> Sequence[Queued]:
        """All that have not left, in the order in which they were queued."""
        rows = self._connection.execute(
            _MAILS.where(
                Row.office == self._office, Row.channel == CHANNEL, Row.state == MailState.WAITING.value
            ).order_by(Row.queued_at, Row.id)
        )
        return [_queued(row) for row in values_of(rows)]

    def claim(self, mail: Queued, until: datetime) -> Queued | None:
        """Take a mail for this station until then; None when another was first."""
        taken = self._connection.execute(
            update(Row)
            .where(*self._as_read(mail), Row.state == MailState.WAITING.value)
            .values(claimed_until=until, version=mail.version + 1)
            .returning(Row.id)
        ).first()
        return None if taken is None else replace(mail, claimed_until=until, version=mail.version + 1)

    def settle(self, mail: Queued) -> None:
        """Write back how it went; the claim ends.

        Raises:
            Conflict: "record.changed" when the claim had run out and another station took it.
        """
        self._swap(
            update(Row)
            .where(*self._as_read(mail))
            .values(
                payload=_payload(mail),
                state=mail.state.value,
                due_at=mail.due_at,
                claimed_until=None,
                tries=mail.tries,
                error=mail.error,
                sent_at=mail.sent_at,
                version=mail.version + 1,
            )
            .returning(Row.id)
        )

    def hasten(self, now: datetime) -> None:
        """The server answers again: what waits for its next try need not wait longer."""
        self._connection.execute(
            update(Row)
            .where(
                Row.office == self._office,
                Row.channel == CHANNEL,
                Row.state == MailState.WAITING.value,
                Row.due_at > now,
                Row.error != PUT_OFF,
            )
            .values(due_at=now)  # The version stays: whoever sends one of them now must be able to say so.
        )

    def of_person(self, person_id: UUID) -> Sequence[Posted]:
        """The newest first."""
        rows = self._connection.execute(
            select(Row.kind, Row.queued_at, Row.state, Row.tries, Row.error, Row.sent_at)
            .where(Row.office == self._office, Row.channel == CHANNEL, Row.person_id == person_id)
            .order_by(Row.queued_at.desc(), Row.id.desc())
            .limit(POSTED_LIMIT)
        )
        return [
            Posted(MailKind(kind), queued_at, MailState(state), *rest)
            for kind, queued_at, state, *rest in values_of(rows)
        ]

    def _as_read(self, mail: Queued) -> tuple[ColumnElement[bool], ...]:
        return Row.office == self._office, Row.id == mail.id, Row.version == mail.version


def _payload(queued: Queued) -> dict[str, str]:
    mail = queued.mail
    payload = {"to": mail.to, "language": mail.language}
    if mail.until is not None:
        payload["until"] = mail.until.isoformat()
    if queued.locked:
        payload["locked"] = b64encode(queued.locked).decode()
    return payload | {f"{_VALUE}{name}": text for name, text in mail.values.items()}


def _queued(row: Values) -> Queued:
    key, kind, person_id, payload, queued_at, due_at, state, *rest = row
    until = payload.get("until")
    mail = Mail(
        kind=MailKind(kind),
        to=payload["to"],
        language=payload["language"],
        person_id=person_id,
        values={name.removeprefix(_VALUE): text for name, text in payload.items() if name.startswith(_VALUE)},
        until=datetime.fromisoformat(until) if until else None,
    )
    locked = b64decode(payload.get("locked", ""))
    return Queued(key, mail, locked, queued_at, due_at, MailState(state), *rest)
