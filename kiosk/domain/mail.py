"""Mail to applicants: what is told, whether it has left, and when it is tried again.

Source: domain.md 1.3, S25, S37; security.md threats 14, 26, promise P12.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from kiosk.domain.bilingual import Language


class MailKind(StrEnum):
    REGISTER_CODE = "register-code"
    SIGN_IN_CODE = "sign-in-code"
    RESET_CODE = "reset-code"
    ADDRESS_ATTEMPT = "address-attempt"
    """Somebody asked for a code with this address, and no code belongs to it."""
    REGISTERED = "account-active"
    REQUEST_RECEIVED = "request-received"
    INCOMPLETE = "request-incomplete"
    APPROVED = "request-approved"
    READY = "paper-ready"
    HANDED_OVER = "paper-handed-over"
    CORRECTED = "details-corrected"
    ADDRESS_REPLACED = "address-replaced"
    """To the former address: nothing more of this person goes there."""
    ASKED_CENTRE = "centre-asked"
    CENTRE_REFUSED = "centre-refused"
    CENTRE_AGREED = "centre-agreed"
    CONFIRMED = "request-confirmed"
    TO_CORRECT = "request-to-correct"
    REFUSED = "request-refused"
    CANCELLED = "request-cancelled"
    EXPIRED = "request-expired"
    VOIDED = "paper-void"
    APPOINTMENT = "appointment-set"
    """Set, or moved."""
    APPOINTMENT_OFF = "appointment-off"
    REBOOKED = "appointment-anew"
    """In place of a turn that did not come."""
    REMINDER = "paper-uncollected"


CODES = frozenset({MailKind.REGISTER_CODE, MailKind.SIGN_IN_CODE, MailKind.RESET_CODE})
CODE_LIFE = timedelta(minutes=10)


class MailState(StrEnum):
    WAITING = "waiting"
    SENT = "mailed"
    REJECTED = "rejected"
    """The server, or our own look at the address, says that it can never arrive."""
    EXPIRED = "expired"
    """A code whose life was over before it could leave."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One letter to be written: `values` and `secret` fill the holes of its wording.

    `values` are in the letter's language and stand in the database as they are; `secret` holds
    one-time codes, is encrypted there, and taken out once the mail has left.
    """

    kind: MailKind
    to: str
    language: Language
    person_id: UUID | None
    values: Mapping[str, str] = field(default_factory=dict)
    secret: Mapping[str, str] = field(default_factory=dict)
    until: datetime | None = None
    """After this instant it is worthless and is not sent; None, for a code: `CODE_LIFE` after queueing."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A mail in the outbox."""

    id: UUID
    mail: Mail
    """Without its secret."""
    locked: bytes
    """The secret, encrypted; empty when there is none, or no more."""
    queued_at: datetime
    due_at: datetime
    state: MailState = MailState.WAITING
    claimed_until: datetime | None = None
    tries: int = 0
    error: str = ""
    sent_at: datetime | None = None
    version: int = 1

    @property
    def line(self) -> tuple[str, bool]:
        """Mails of one line leave in their order.

        Codes have a line of their own for each address: behind a notice they would be worthless.
        """
        return self.mail.to, self.mail.kind in CODES

    def lapsed(self, now: datetime) -> bool:
        return self.mail.until is not None and now >= self.mail.until

    def claimed(self, now: datetime) -> bool:
        return self.claimed_until is not None and now < self.claimed_until


@dataclass(frozen=True, slots=True)
class Posted:
    """How it went with one mail, for the clerk."""

    kind: MailKind
    queued_at: datetime
    state: MailState
    tries: int
    error: str
    """Key of the sentence on the last failure; empty when there was none."""
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class MailboxLetter:
    """A letter as a mail program would show it."""

    at: datetime
    to: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round achieved."""

    sent: int
    failed: int
    waiting: int
    """How many are left, due now or later."""
    error: str = ""
    """Key of the failure that ended the round: the server is out of reach."""


PUT_OFF = "mail.put-off"
"""The server answers, but takes this one mail only later: the others need not wait with it."""

_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60))


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries that failed."""
    return _PAUSES[min(max(tries, 1), len(_PAUSES)) - 1]


def turns(waiting: Sequence[Queued], now: datetime) -> Iterable[Queued]:
    """What may leave now, codes first; behind a mail that may not yet, its line waits.

    `waiting` is in the order of queueing.
    """
    held = set()
    for mail in sorted(waiting, key=lambda each: each.mail.kind not in CODES):
        if mail.line in held:
            continue
        if mail.claimed(now) or mail.due_at > now:
            held.add(mail.line)
        else:
            yield mail
