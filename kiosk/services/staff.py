"""Staff accounts: made, listed, disabled, reset.  Each change is in the audit log."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.domain.account import Account
from kiosk.domain.audit import AuditLine
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.card import PersonFile
from kiosk.domain.errors import Conflict, NotFound, Refused
from kiosk.domain.person import Person
from kiosk.domain.roles import Role
from kiosk.services.desk import Desk
from kiosk.services.ports import Work

LOGIN = re.compile(r"[a-z][a-z0-9.\-]{1,30}")


def counted_as(login: str, *, in_lobby: bool) -> str:
    """The name under which failures count: nobody who guesses in the lobby locks an officer out elsewhere.

    Source: security.md threat 34.
    """
    return f"lobby:{login}" if in_lobby else login


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an account needs; the person is recorded first if the office does not know them."""

    login: str
    role: Role
    file: PersonFile
    password: str
    totp_secret: str | None = None
    """Given by a demonstration office only; otherwise drawn at random."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the new officer scans with an authenticator application; shown once."""

    login: str
    totp_secret: str
    uri: str


def add_staff(desk: Desk, by: str, new: NewAccount) -> Enrolment:
    """Make an account; `by` is who asked, for the log.

    Raises:
        Refused: "staff.login", "staff.password-short"; Conflict: "staff.login-taken".
    """
    if not LOGIN.fullmatch(new.login):
        raise Refused("staff.login", login=new.login)
    _check_password(desk, new.password)
    secret = new.totp_secret or desk.credentials.new_totp_secret()
    hashed = desk.credentials.hash_password(new.password)

    def act(work: Work) -> None:
        if work.accounts.by_login(new.login):
            raise Conflict("staff.login-taken", login=new.login)
        person = _known_person(desk, work, new.file)
        account = _new_account(desk, new, person, (hashed, secret))
        work.accounts.add(account, desk.now())
        _note(desk, work, (by, "staff:account:added"), account)

    desk.store.write(act)
    return Enrolment(new.login, secret, desk.credentials.totp_uri(secret, new.login, desk.office.name.en))


def list_staff(desk: Desk) -> Sequence[Account]:
    return desk.store.read(lambda work: work.accounts.all())


def disable_staff(desk: Desk, by: str, login: str) -> None:
    """Close an account; it is never deleted.

    Raises:
        NotFound: "staff.unknown".
    """

    def act(work: Work) -> None:
        account = _account(work, login)
        work.accounts.save(replace(account, active=False))
        _note(desk, work, (by, "staff:account:disabled"), account)

    desk.store.write(act)


def reset_staff(desk: Desk, by: str, login: str, password: str) -> Enrolment:
    """A new password and a new TOTP secret; the account is active again, whatever had locked it.

    Raises:
        NotFound: "staff.unknown"; Refused: "staff.password-short".
    """
    _check_password(desk, password)
    secret = desk.credentials.new_totp_secret()
    hashed = desk.credentials.hash_password(password)

    def act(work: Work) -> None:
        account = _account(work, login)
        work.accounts.save(
            replace(
                account,
                password_hash=hashed,
                totp_secret=desk.credentials.lock_away(secret),
                active=True,
            )
        )
        for in_lobby in (False, True):
            work.accounts.forgive(counted_as(login, in_lobby=in_lobby))
        _note(desk, work, (by, "staff:account:reset"), account)

    desk.store.write(act)
    return Enrolment(login, secret, desk.credentials.totp_uri(secret, login, desk.office.name.en))


def _known_person(desk: Desk, work: Work, file: PersonFile) -> Person:
    """As the office knows them already; otherwise recorded now."""
    known = work.people.card_by_national_code(file.person.national_code)
    if known is None:
        work.people.add(file, desk.now())
    return known.person if known else file.person


def _new_account(desk: Desk, new: NewAccount, person: Person, secrets: tuple[str, str]) -> Account:
    """`secrets`: the password's hash and the TOTP secret."""
    return Account(
        id=desk.new_key(),
        person_id=person.id,
        login=new.login,
        name=Bilingual(person.full_name_fa, person.full_name_lat),
        role=new.role,
        password_hash=secrets[0],
        totp_secret=desk.credentials.lock_away(secrets[1]),
        totp_step=-1,
        active=True,
        version=1,
    )


def _check_password(desk: Desk, password: str) -> None:
    if len(password) < desk.password_length:
        raise Refused("staff.password-short", least=desk.password_length)


def _account(work: Work, login: str) -> Account:
    account = work.accounts.by_login(login)
    if account is None:
        raise NotFound("staff.unknown", login=login)
    return account


def _note(desk: Desk, work: Work, what: tuple[str, str], account: Account) -> None:
    by, action = what
    line = AuditLine(action, str(account.id), {"login": account.login, "role": account.role.value})
    work.audit.append(line, by, desk.office.station, desk.now())
