"""Sign-in, unlocking and sign-out.  Source: security.md F7, P8, P9."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from kiosk.domain.account import Account
from kiosk.domain.audit import AuditLine
from kiosk.domain.errors import Refused
from kiosk.domain.roles import Officer
from kiosk.domain.throttle import LONG, admit
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.staff import LOGIN, counted_as
from kiosk.text.fold import normalise

NOBODY = "-"


def sign_in(desk: Desk, login: str, password: str, code: str) -> Officer:
    """The officer, once login, password and one-time code are right.

    Whatever is wrong, the answer is the same.  The try is counted, and committed, before anything is
    compared, so neither a crash nor another station gives it back.

    Raises:
        Refused: "sign-in.wrong", "sign-in.locked" (details: until), "sign-in.locked-supervisor",
            "sign-in.code-used".
    """
    login = _as_stored(login)
    attempt = desk.new_key()
    account = desk.store.write(lambda work: _count(desk, work, login, attempt))
    password_right = desk.credentials.password_matches(account.password_hash if account else None, password)
    step = _step(desk, account, code)
    if account is None or not account.active or not password_right or step is None:
        _note_failure(desk, login)
        raise Refused("sign-in.wrong")
    try:
        return desk.store.write(lambda work: _admit(desk, work, account, (attempt, step)))
    except Refused:
        _note_failure(desk, login)
        raise


def unlock(desk: Desk, officer: Officer, password: str) -> Officer:
    """Go on after the idle lock: the officer's own password, counted like a sign-in.

    Raises:
        Refused: "unlock.wrong", "sign-in.locked", "sign-in.locked-supervisor".
    """
    attempt = desk.new_key()
    account = desk.store.write(lambda work: _count(desk, work, officer.login, attempt))
    stored = account.password_hash if account and account.active else None
    if not desk.credentials.password_matches(stored, password):
        _note_failure(desk, officer.login)
        raise Refused("unlock.wrong")

    def succeed(work: Work) -> Officer:
        work.accounts.attempt_succeeded(attempt)
        desk.note(work, desk.command("staff:session:unlocked", officer), officer.id)
        return officer

    return desk.store.write(succeed)


def note_lock(desk: Desk, officer: Officer) -> None:
    """Write down that the station locked itself."""
    command = desk.command("staff:session:locked", officer)
    desk.store.write(lambda work: desk.note(work, command, officer.id))


def sign_out(desk: Desk, officer: Officer) -> None:
    command = desk.command("staff:session:ended", officer)
    desk.store.write(lambda work: desk.note(work, command, officer.id))


def _as_stored(login: str) -> str:
    """The spelling of a login; texts that can be nobody's are counted together, as one login."""
    stored = normalise(login).lower()
    return stored if LOGIN.fullmatch(stored) else NOBODY


def _count(desk: Desk, work: Work, login: str, attempt: UUID) -> Account | None:
    now = desk.now()
    counted = counted_as(login, in_lobby=desk.office.in_lobby)
    try:
        admit(
            work.accounts.failures_since(counted, now - LONG),
            work.accounts.consecutive_failures(counted),
            desk.office.limits,
            now,
        )
    except Refused as refused:
        until = refused.details.get("until")
        if isinstance(until, datetime):
            raise Refused(refused.key, until=desk.office.local(until)) from None
        raise
    work.accounts.count_attempt(attempt, counted, desk.office.station, now)
    return work.accounts.by_login(login)


def _step(desk: Desk, account: Account | None, code: str) -> int | None:
    if account is None:
        return None
    return desk.credentials.totp_step(desk.credentials.take_out(account.totp_secret), code, desk.now())


def _admit(desk: Desk, work: Work, account: Account, attempt_and_step: tuple[UUID, int]) -> Officer:
    attempt, step = attempt_and_step
    if not work.accounts.take_step(account.id, step):
        raise Refused("sign-in.code-used")
    work.accounts.attempt_succeeded(attempt)
    officer = Officer(
        id=account.id,
        person_id=account.person_id,
        login=account.login,
        name=account.name,
        role=account.role,
        station=desk.office.station,
        signed_in_at=desk.now(),
    )
    desk.note(work, desk.command("staff:session:began", officer), officer.id)
    return officer


def _note_failure(desk: Desk, login: str) -> None:
    line = AuditLine("staff:session:refused", login, {})
    desk.store.write(
        lambda work: work.audit.append(line, "-", desk.office.station, desk.now()),
    )
