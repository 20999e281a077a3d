"""Questions to the centre and their answers.  Source: domain.md 2.0 (P2), 2.3, 3.5."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.course import RequestState
from kiosk.domain.errors import Refused
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.domain.reason import entry, required_entry
from kiosk.domain.request import Request

LETTER = "LETTER"
"""Stands in the number of a letter where a certificate's has the service."""


class Answer(StrEnum):
    """What the centre says of a request."""

    OK = "ok"
    NO = "no"
    RETURNED = "returned"
    SILENCE = "silence"
    """Nothing came in time, and the rule of the service takes that for a yes."""


AFTER_ANSWER = {
    Answer.OK: RequestState.REPLY_OK,
    Answer.NO: RequestState.REPLY_NO,
    Answer.RETURNED: RequestState.RETURNED_FOR_CORRECTION,
    Answer.SILENCE: RequestState.REPLY_OK,
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A numbered letter or list, as it was stored."""

    id: UUID
    office: str
    jalali_year: int
    serial: int
    addressee: str
    made_at: datetime
    local_day: date
    made_by: UUID
    blob: str
    sha256: bytes

    @property
    def number(self) -> str:
        return f"{self.office}/{self.jalali_year:04d}/{LETTER}/{self.serial:06d}"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as an officer reads it off the centre's letter."""

    answer: Answer
    number: str
    on: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question about one request."""

    id: UUID
    request_id: UUID
    addressee: str
    letter_id: UUID | None
    sent_no: str
    sent_on: date
    due_on: date
    sent_by: UUID | None
    reminded_on: date | None = None
    reply: Reply | None = None
    answered_by: UUID | None = None
    version: int = 1

    def overdue(self, today: date) -> int:
        """Days since the answer was due; 0 while there is time."""
        return max((today - self.due_on).days, 0)


@dataclass(frozen=True, slots=True)
class ToSend:
    """One line of what waits for a letter."""

    request: Request
    name_fa: str
    name_lat: str
    addressee: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of what the centre was asked and has not answered."""

    inquiry: Inquiry
    request: Request
    name_fa: str
    name_lat: str
    overdue: int
    """Days."""
    silence_agrees: bool
    """Whether `record_silence` may settle it now."""


def due_day(sent_on: date, days: int) -> date:
    return sent_on + timedelta(days=days)


def answered(inquiry: Inquiry, reply: Reply, today: date) -> Reply:
    """The reply, tidied, once it can be one.

    Raises:
        Refused: "inquiry.answered", "inquiry.reply-day" (details: sent, today),
            "inquiry.text-required", "text.…".
    """
    if inquiry.reply is not None:
        raise Refused("inquiry.answered")
    if not inquiry.sent_on <= reply.on <= today:
        raise Refused("inquiry.reply-day", sent=inquiry.sent_on, today=today)
    text = entry(reply.text, "reply", 1000)
    if reply.answer is not Answer.OK and not text:
        raise Refused("inquiry.text-required")
    return replace(reply, number=required_entry(reply.number, "reply_no", 60), text=text)


def silence(inquiry: Inquiry, today: date) -> Reply:
    """No answer, where the rule takes that for a yes.  Source: domain.md 2.3 (EXC-01).

    Raises:
        Refused: "inquiry.answered", "inquiry.not-due" (details: due).
    """
    if inquiry.reply is not None:
        raise Refused("inquiry.answered")
    if today <= inquiry.due_on:
        raise Refused("inquiry.not-due", due=inquiry.due_on)
    return Reply(Answer.SILENCE, "", today)


REPLY_FORM: Sequence[RequestField] = (
    RequestField(
        "answer",
        FieldType.CHOICE,
        Bilingual("پاسخ مرکز", "What the centre says"),
        choices=(
            Choice(Answer.OK.value, Bilingual("موافقت", "it agrees")),
            Choice(Answer.NO.value, Bilingual("مخالفت", "it disagrees")),
            Choice(Answer.RETURNED.value, Bilingual("عودت برای اصلاح", "returned for correction")),
        ),
    ),
    RequestField("number", FieldType.TEXT, Bilingual("شماره نامه پاسخ", "Number of its letter"), most=60),
    RequestField("on", FieldType.DATE, Bilingual("تاریخ نامه پاسخ", "Day of its letter"), past=True),
    RequestField(
        "text",
        FieldType.TEXT,
        Bilingual("آنچه مرکز نوشته است", "What it wrote"),
        most=1000,
        when="answer!=ok",
    ),
)
"""What is written down of an answer that came on paper."""
