"""Registrations, and the guardians that children's registrations end in.

They are read to be changed: on PostgreSQL whoever comes second waits for the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from data.table_access import TableAccess, Values, values_of
from data.tables import Guardianship as GuardianRow
from data.tables import Registration as Row
from kiosk.domain.errors import NotFound
from kiosk.domain.guardian import Guardianship
from kiosk.domain.registration import Registration, RegistrationState

_REGISTRATION = (
    Row.id, Row.national_code, Row.email, Row.language, Row.station, Row.guardian_id, Row.basis, Row.paper,
    Row.answers, Row.recorded, Row.state, Row.version,
)  # fmt: skip


class Registrations(TableAccess):
    def get(self, registration_id: UUID) -> Registration:
        """The registration; nobody else changes it before this transaction ends.

        Raises:
            NotFound: "registration.unknown".
        """
        found = self._some(Row.id == registration_id)
        if not found:
            raise NotFound("registration.unknown")
        return found[0]

    def open_of(self, national_code: str) -> Registration | None:
        found = self._some(Row.national_code == national_code, Row.state == RegistrationState.OPEN.value)
        return found[0] if found else None

    def newest_of(
        self, national_code: str, email: str, guardian_id: UUID | None = None
    ) -> Registration | None:
        """The one that goes on, or was put aside for another address and can be taken up again."""
        found = self._some(
            Row.national_code == national_code,
            Row.email == email,
            Row.guardian_id.is_not_distinct_from(guardian_id),
            Row.state != RegistrationState.ACTIVE.value,
        )
        return found[-1] if found else None

    def add(self, registration: Registration, at: datetime) -> None:
        """
        Raises:
            IntegrityError, seen outside as Conflict: there is an open one of that national code.
        """
        self._insert(
            Row,
            {
                "id": registration.id,
                "national_code": registration.national_code,
                "guardian_id": registration.guardian_id,
                "started_at": at,
                **_changing(registration, at),
            },
        )

    def save(self, registration: Registration, at: datetime, person_id: UUID | None = None) -> Registration:
        """Write it back, and whom it became.

        Raises:
            Conflict: "record.changed".
        """
        self._swap(
            update(Row)
            .where(
                Row.office == self._office,
                Row.id == registration.id,
                Row.version == registration.version,
            )
            .values(**_changing(registration, at), person_id=person_id, version=registration.version + 1)
            .returning(Row.id)
        )
        return self.get(registration.id)

    def add_guardian(self, link: Guardianship, at: datetime) -> None:
        row = {
            "minor_id": link.minor_id,
            "guardian_id": link.guardian_id,
            "basis": link.basis,
            "paper": link.paper,
            "recorded_at": at,
        }
        self._connection.execute(self._insert_or(GuardianRow, row).on_conflict_do_nothing())

    def minors_of(self, guardian_id: UUID) -> Sequence[UUID]:
        return list(
            self._connection.scalars(
                select(GuardianRow.minor_id)
                .where(GuardianRow.office == self._office, GuardianRow.guardian_id == guardian_id)
                .order_by(GuardianRow.minor_id)
            )
        )

    def _some(self, *conditions: ColumnElement[bool]) -> list[Registration]:
        statement = select(*_REGISTRATION).where(Row.office == self._office, *conditions)
        rows = self._connection.execute(statement.order_by(Row.changed_at, Row.id).with_for_update())
        return [_registration(row) for row in values_of(rows)]


def _changing(registration: Registration, at: datetime) -> dict[str, Any]:
    return {
        "email": registration.email,
        "language": registration.language,
        "station": registration.station,
        "basis": registration.basis,
        "paper": registration.paper,
        "answers": dict(registration.answers),
        "recorded": sorted(registration.recorded),
        "state": registration.state.value,
        "changed_at": at,
    }


def _registration(values: Values) -> Registration:
    *head, answers, recorded, state, version = values
    return replace(
        Registration(*head),
        answers=answers,
        recorded=frozenset(recorded),
        state=RegistrationState(state),
        version=version,
    )
