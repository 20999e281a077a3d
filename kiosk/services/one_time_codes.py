"""Codes by mail: sent, counted before they are compared, and used once.

Source: security.md threats 14, 15, promise P9.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from kiosk.domain.audit import AuditLine
from kiosk.domain.errors import Refused
from kiosk.domain.mail import CODE_LIFE, Mail
from kiosk.domain.one_time_code import (
    DAY,
    HOUR,
    Purpose,
    SentCode,
    admit_mail,
    admit_try,
    draw,
    fold,
)
from kiosk.domain.roles import Actor
from kiosk.services import mailing
from kiosk.services.desk import Desk
from kiosk.services.ports import Work

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Claim:
    """Who somebody says they are, and what for; both as they are stored."""

    national_code: str
    email: str
    purpose: Purpose


def send(desk: Desk, work: Work, by: Actor, claim: Claim, write: Callable[[str], Mail]) -> None:
    """Draw a code and queue the mail that `write` makes of it, if the address and the station may have one.

    Raises:
        Refused: "code.too-many-mails" (details: until).
    """
    now = desk.now()
    codes = work.one_time_codes
    codes.lock(claim.email)
    try:
        admit_mail(codes.sent_to(claim.email, now - DAY), codes.sent_from(by.station, now - HOUR), now)
    except Refused as refused:
        raise in_office_time(desk, refused) from None
    secret = draw(desk.random_bytes)
    code = SentCode(
        id=desk.new_key(),
        purpose=claim.purpose,
        subject=claim.national_code,
        email=claim.email,
        digest=b"",
        station=by.station,
        sent_at=now,
        expires_at=now + CODE_LIFE,
    )
    codes.add(replace(code, digest=desk.credentials.code_digest(code.said(secret))))
    mailing.queue(desk, work, write(secret), f"code:{code.id}")
    desk.note(work, desk.command("applicant:code:asked", by), code.id, purpose=claim.purpose)


def proved(desk: Desk, by: Actor, claim: Claim, typed: str, then: Callable[[Work], Answer]) -> Answer:
    """Run `then` in the transaction that uses the code up.

    The try is counted, and committed, before anything is compared: neither a crash nor another station
    gives it back.

    Raises:
        Refused: "code.digits", "code.wrong", "code.expired", "code.locked".
    """
    code = fold(typed)
    # Most guesses end here, without a turn among the writers.
    desk.store.read(lambda work: _triable(desk, work, claim))
    tried = desk.store.write(lambda work: _count(desk, work, claim))
    right = [each for each in tried if desk.credentials.code_matches(each.digest, each.said(code))]
    if not right:
        _note_failure(desk, by, tried[0])
        raise Refused("code.wrong")

    def act(work: Work) -> Answer:
        work.one_time_codes.lock(claim.email)
        now = desk.now()
        if not work.one_time_codes.use(right[0].id, now):
            raise Refused("code.expired")
        work.one_time_codes.retire(right[0], now)
        return then(work)

    return desk.store.write(act)


def _note_failure(desk: Desk, by: Actor, code: SentCode) -> None:
    line = AuditLine("applicant:code:refused", str(code.id), {})
    desk.store.write(lambda work: work.audit.append(line, by.login, by.station, desk.now()))


def _count(desk: Desk, work: Work, claim: Claim) -> Sequence[SentCode]:
    work.one_time_codes.lock(claim.email)
    codes = _triable(desk, work, claim)
    work.one_time_codes.count_try([code.id for code in codes])
    return codes


def _triable(desk: Desk, work: Work, claim: Claim) -> Sequence[SentCode]:
    now = desk.now()
    codes = work.one_time_codes.of(claim.national_code, claim.email, claim.purpose, now - CODE_LIFE)
    return admit_try(codes, now)


def in_office_time(desk: Desk, refused: Refused) -> Refused:
    """The refusal, with the end of a throttle by the clock on the office's wall."""
    until = refused.details.get("until")
    return Refused(refused.key, until=desk.office.local(until)) if isinstance(until, datetime) else refused
