"""Accounts of applicants, and whom the office knows under a national code."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select, update

from data.table_access import TableAccess, Values, values_of
from data.tables import Account as Row
from data.tables import Contact, Person
from kiosk.domain.applicant import AccountState, ApplicantAccount, Known
from kiosk.domain.bilingual import Bilingual


class Applicants(TableAccess):
    def known(self, national_code: str) -> Known | None:
        """The person of a national code, and their account if they have one."""
        return self._one(Person.national_code == national_code)

    def by_person(self, person_id: UUID) -> Known | None:
        return self._one(Person.id == person_id)

    def add(self, account: ApplicantAccount, at: datetime, by: str) -> None:
        """
        Raises:
            IntegrityError, seen outside as Conflict: the person has an account.
        """
        self._insert(
            Row,
            {
                "id": account.id,
                "person_id": account.person_id,
                "email": account.email,
                "password_hash": account.password_hash,
                "language": account.language,
                "state": account.state.value,
                "activated_at": at,
                "activated_by": by,
            },
        )

    def save(self, account: ApplicantAccount) -> None:
        """Write back password, address, language and state.

        Raises:
            Conflict: "record.changed".
        """
        self._swap(
            update(Row)
            .where(Row.office == self._office, Row.id == account.id, Row.version == account.version)
            .values(
                email=account.email,
                password_hash=account.password_hash,
                language=account.language,
                state=account.state.value,
                version=account.version + 1,
            )
            .returning(Row.id)
        )

    def _one(self, condition: ColumnElement[bool]) -> Known | None:
        rows = values_of(self._connection.execute(self._known().where(condition)))
        return _known(rows[0]) if rows else None

    def _known(self) -> Select[*tuple[Any, ...]]:
        newest = (
            select(func.max(Contact.no))
            .where(Contact.office == Person.office, Contact.person_id == Person.id)
            .correlate(Person)
            .scalar_subquery()
        )
        present = and_(Contact.office == Person.office, Contact.person_id == Person.id, Contact.no == newest)
        own = and_(Row.office == Person.office, Row.person_id == Person.id)
        return (
            select(
                Person.id, Person.national_code, Person.name_fa, Person.surname_fa, Person.name_lat,
                Person.surname_lat,
                Contact.email, Row.id, Row.email, Row.language, Row.password_hash, Row.state, Row.version,
            )
            .outerjoin(Contact, present)
            .outerjoin(Row, own)
            .where(Person.office == self._office)
        )  # fmt: skip


def _known(values: Values) -> Known:
    person_id, code, name_fa, surname_fa, name_lat, surname_lat, email, account_id, *account = values
    return Known(
        person_id,
        code,
        Bilingual(f"{name_fa} {surname_fa}", f"{name_lat} {surname_lat}"),
        email or "",
        None if account_id is None else _account(account_id, person_id, *account),
    )


def _account(account_id: UUID, person_id: UUID, *rest: Any) -> ApplicantAccount:
    email, language, password_hash, state, version = rest
    return ApplicantAccount(
        account_id, person_id, email, language, password_hash, AccountState(state), version
    )
