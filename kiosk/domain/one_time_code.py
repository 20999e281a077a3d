"""One-time codes sent by mail: how many, how long, how often tried.  Source: security.md threat 14, P9.

An address gets ten codes a day, and each may be tried five times: at most fifty guesses a day among a
million codes, whoever asks and wherever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from kiosk.domain.errors import Refused
from kiosk.domain.mail import CODE_LIFE
from kiosk.text.bidi import strip_isolates
from kiosk.text.digits import to_ascii

Purpose = Literal["register", "sign-in", "reset"]

DIGITS = 6
TRIES = 5
AT_ONCE = 2
"""A code that comes late is still good when another was asked for meanwhile."""

CLOCK_DRIFT = timedelta(minutes=1)
"""Between the clocks of two stations."""
SHORT = timedelta(minutes=15)
DAY = timedelta(days=1) + CODE_LIFE
"""A code of yesterday's last minute may be tried today."""
HOUR = timedelta(hours=1)
MAILS_IN_SHORT = 3
MAILS_IN_DAY = 10
MAILS_FROM_STATION = 30
"""In an hour."""

_BETWEEN = re.compile(r"[\s\u00a0\u200b-\u200f\u2010-\u2013-]+")
_CODE = re.compile(f"[0-9]{{{DIGITS}}}")


@dataclass(frozen=True, slots=True)
class SentCode:
    id: UUID
    purpose: Purpose
    subject: str
    """The national code it was asked for."""
    email: str
    digest: bytes
    station: str
    sent_at: datetime
    expires_at: datetime
    tries: int = 0
    used_at: datetime | None = None

    def lives(self, now: datetime) -> bool:
        """A clock that was set back does not lengthen the life of a code."""
        return self.sent_at - CLOCK_DRIFT <= now < self.expires_at

    def said(self, code: str) -> str:
        """What the digest is made of: a digest fits no other row."""
        return f"{self.id}:{self.purpose}:{self.subject}:{self.email}:{code}"


def draw(random_bytes: Callable[[int], bytes]) -> str:
    """Six digits, each code as likely as any other."""
    # 2⁶⁴ is so much more than a million that the remainder favours none by more than 10⁻¹³.
    return f"{int.from_bytes(random_bytes(8)) % 10**DIGITS:0{DIGITS}}"


def fold(typed: str) -> str:
    """Raises Refused("code.digits") for what cannot be a code; that is no guess and is not counted."""
    code = _BETWEEN.sub("", to_ascii(strip_isolates(typed)))
    if not _CODE.fullmatch(code):
        raise Refused("code.digits", digits=DIGITS)
    return code


def admit_mail(to_address: Sequence[datetime], from_station: Sequence[datetime], now: datetime) -> None:
    """`to_address`, `from_station`: when codes were sent, oldest first, of the last day and hour.

    Raises:
        Refused: "code.too-many-mails" (details: until).
    """
    limits = (
        (to_address, DAY, MAILS_IN_DAY),
        (to_address, SHORT, MAILS_IN_SHORT),
        (from_station, HOUR, MAILS_FROM_STATION),
    )
    for moments, span, most in limits:
        recent = [moment for moment in moments if moment > now - span]
        if len(recent) >= most:
            raise Refused("code.too-many-mails", until=recent[-most] + span)


def admit_try(codes: Sequence[SentCode], now: datetime) -> tuple[SentCode, ...]:
    """The codes that may be compared; `codes` are those of one person, address and purpose, newest first.

    Raises:
        Refused: "code.expired" when none is left, "code.locked" when each was tried too often.
    """
    present = [code for code in codes if code.used_at is None and code.lives(now)][:AT_ONCE]
    if not present:
        raise Refused("code.expired")
    fresh = tuple(code for code in present if code.tries < TRIES)
    if not fresh:
        raise Refused("code.locked")
    return fresh
