"""Staff accounts and their sign-in attempts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, case, func, select, update

from data.table_access import TableAccess
from data.tables import Person, SignInAttempt, Staff
from kiosk.domain.account import Account
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import NotFound
from kiosk.domain.roles import Role

_AccountRow = tuple[UUID, UUID, str, str, str, str, str, str, str, bytes, int, bool, int]


class Accounts(TableAccess):
    def by_login(self, login: str) -> Account | None:
        row = self._connection.execute(self._accounts().where(Staff.login == login)).first()
        return None if row is None else _account(row)

    def get(self, staff_id: UUID) -> Account:
        """
        Raises:
            NotFound: "staff.unknown".
        """
        row = self._connection.execute(self._accounts().where(Staff.id == staff_id)).first()
        if row is None:
            raise NotFound("staff.unknown")
        return _account(row)

    def all(self) -> Sequence[Account]:
        return [_account(row) for row in self._connection.execute(self._accounts().order_by(Staff.login))]

    def add(self, account: Account, at: datetime) -> None:
        self._insert(
            Staff,
            {
                "id": account.id,
                "person_id": account.person_id,
                "login": account.login,
                "role": account.role.value,
                "password_hash": account.password_hash,
                "totp_secret": account.totp_secret,
                "totp_step": account.totp_step,
                "active": account.active,
                "created_at": at,
            },
        )

    def save(self, account: Account) -> None:
        """Write back hash, secret and activity; compare-and-swap on the version.

        A time step never goes back: one that a sign-in used up in between stays used (F7).

        Raises:
            Conflict: "record.changed".
        """
        self._swap(
            update(Staff)
            .where(Staff.office == self._office, Staff.id == account.id, Staff.version == account.version)
            .values(
                password_hash=account.password_hash,
                totp_secret=account.totp_secret,
                totp_step=case(
                    (Staff.totp_step > account.totp_step, Staff.totp_step), else_=account.totp_step
                ),
                active=account.active,
                version=account.version + 1,
            )
            .returning(Staff.id)
        )

    def take_step(self, staff_id: UUID, step: int) -> bool:
        """Use up a time step: False when it, or a later one, was used before (F7)."""
        taken = self._connection.execute(
            update(Staff)
            .where(Staff.office == self._office, Staff.id == staff_id, Staff.totp_step < step)
            .values(totp_step=step)
            .returning(Staff.id)
        ).first()
        return taken is not None

    def count_attempt(self, attempt_id: UUID, login: str, station: str, at: datetime) -> None:
        """Count a try as failed; `attempt_succeeded` takes that back."""
        self._insert(
            SignInAttempt,
            {"id": attempt_id, "login": login, "at": at, "station": station, "succeeded": False},
        )

    def attempt_succeeded(self, attempt_id: UUID) -> None:
        """The try was none that failed, and the failures of its login are forgiven."""
        login = self._connection.scalar(
            update(SignInAttempt)
            .where(SignInAttempt.office == self._office, SignInAttempt.id == attempt_id)
            .values(succeeded=True)
            .returning(SignInAttempt.login)
        )
        self.forgive(login or "")

    def forgive(self, login: str) -> None:
        """The failures of a login count no longer."""
        self._connection.execute(update(SignInAttempt).where(*self._failures(login)).values(forgiven=True))

    def failures_since(self, login: str, since: datetime) -> list[datetime]:
        """Moments of failed tries after the last success and after `since`, oldest first."""
        moments = select(SignInAttempt.at).where(*self._failures(login), SignInAttempt.at > since)
        return list(self._connection.scalars(moments.order_by(SignInAttempt.at)))

    def consecutive_failures(self, login: str) -> int:
        return self._connection.scalar(select(func.count()).where(*self._failures(login))) or 0

    def _failures(self, login: str) -> tuple[ColumnElement[bool], ...]:
        """What tells the failures of a login since its last success."""
        return (
            SignInAttempt.office == self._office,
            SignInAttempt.login == login,
            SignInAttempt.succeeded.is_(False),
            SignInAttempt.forgiven.is_(False),
        )

    def _accounts(self) -> Select[*_AccountRow]:
        return (
            select(
                Staff.id,
                Staff.person_id,
                Staff.login,
                Person.name_fa,
                Person.surname_fa,
                Person.name_lat,
                Person.surname_lat,
                Staff.role,
                Staff.password_hash,
                Staff.totp_secret,
                Staff.totp_step,
                Staff.active,
                Staff.version,
            )
            .join(Person, (Person.office == Staff.office) & (Person.id == Staff.person_id))
            .where(Staff.office == self._office)
        )


def _account(row: Row[*_AccountRow]) -> Account:
    return Account(
        id=row.id,
        person_id=row.person_id,
        login=row.login,
        name=Bilingual(f"{row.name_fa} {row.surname_fa}", f"{row.name_lat} {row.surname_lat}"),
        role=Role(row.role),
        password_hash=row.password_hash,
        totp_secret=row.totp_secret,
        totp_step=row.totp_step,
        active=row.active,
        version=row.version,
    )
