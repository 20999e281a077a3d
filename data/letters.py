"""Letters to the centre, and what each of them asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import case, func, select, update

from data.table_access import TableAccess, Values, values_of
from data.tables import Inquiry as InquiryRow
from data.tables import Letter as LetterRow
from data.tables import Request
from kiosk.domain.errors import NotFound
from kiosk.domain.inquiry import Answer, Inquiry, Letter, Reply
from kiosk.domain.request import RequestState

_LETTER = (
    LetterRow.id, LetterRow.office, LetterRow.jalali_year, LetterRow.serial, LetterRow.addressee,
    LetterRow.made_at, LetterRow.local_day, LetterRow.made_by, LetterRow.blob, LetterRow.sha256,
)  # fmt: skip
_INQUIRY = (
    InquiryRow.id, InquiryRow.request_id, InquiryRow.addressee, InquiryRow.letter_id, InquiryRow.sent_no,
    InquiryRow.sent_on, InquiryRow.due_on, InquiryRow.sent_by, InquiryRow.reminded_on, InquiryRow.answer,
    InquiryRow.reply_no, InquiryRow.reply_on, InquiryRow.reply, InquiryRow.answered_by, InquiryRow.version,
)  # fmt: skip
_ASKED = (Request.office == InquiryRow.office) & (Request.id == InquiryRow.request_id)
_UNANSWERED = (InquiryRow.reply_on.is_(None), Request.state == RequestState.SENT.value)


class Letters(TableAccess):
    def add(self, letter: Letter) -> None:
        self._insert(
            LetterRow,
            {
                "jalali_year": letter.jalali_year,
                "serial": letter.serial,
                "id": letter.id,
                "addressee": letter.addressee,
                "made_at": letter.made_at,
                "local_day": letter.local_day,
                "made_by": letter.made_by,
                "blob": letter.blob,
                "sha256": letter.sha256,
            },
        )

    def get(self, letter_id: UUID) -> Letter:
        """
        Raises:
            NotFound: "letter.unknown".
        """
        row = self._connection.execute(
            select(*_LETTER).where(LetterRow.office == self._office, LetterRow.id == letter_id)
        ).first()
        if row is None:
            raise NotFound("letter.unknown")
        return Letter(*tuple(row))

    def ask(self, inquiry: Inquiry) -> None:
        self._insert(
            InquiryRow,
            {
                "id": inquiry.id,
                "request_id": inquiry.request_id,
                "addressee": inquiry.addressee,
                "letter_id": inquiry.letter_id,
                "sent_no": inquiry.sent_no,
                "sent_on": inquiry.sent_on,
                "due_on": inquiry.due_on,
                "sent_by": inquiry.sent_by,
            },
        )

    def inquiry(self, inquiry_id: UUID) -> Inquiry:
        """
        Raises:
            NotFound: "inquiry.unknown".
        """
        row = self._connection.execute(
            select(*_INQUIRY).where(InquiryRow.office == self._office, InquiryRow.id == inquiry_id)
        ).first()
        if row is None:
            raise NotFound("inquiry.unknown")
        return _inquiry(tuple(row))

    def about(self, request_id: UUID) -> Sequence[Inquiry]:
        """Everything that was asked about a request, the oldest first."""
        rows = self._connection.execute(
            select(*_INQUIRY)
            .where(InquiryRow.office == self._office, InquiryRow.request_id == request_id)
            .order_by(InquiryRow.id)
        )
        return [_inquiry(values) for values in values_of(rows)]

    def waiting(self, limit: int = 500) -> Sequence[Inquiry]:
        """Questions of requests that still wait for the centre, the earliest due first."""
        rows = self._connection.execute(
            select(*_INQUIRY)
            .join(Request, _ASKED)
            .where(InquiryRow.office == self._office, *_UNANSWERED)
            .order_by(InquiryRow.due_on, InquiryRow.id)
            .limit(limit)
        )
        return [_inquiry(values) for values in values_of(rows)]

    def count_waiting(self, today: date) -> tuple[int, int]:
        """How many of these questions there are, and how many of them are overdue."""
        overdue = func.coalesce(func.sum(case((InquiryRow.due_on < today, 1), else_=0)), 0)
        row = self._connection.execute(
            select(func.count(), overdue)
            .select_from(InquiryRow)
            .join(Request, _ASKED)
            .where(InquiryRow.office == self._office, *_UNANSWERED)
        ).one()
        return row[0], row[1]

    def save(self, inquiry: Inquiry) -> None:
        """Write the reminder and the reply back.

        Raises:
            Conflict: "record.changed".
        """
        reply = inquiry.reply
        self._swap(
            update(InquiryRow)
            .where(
                InquiryRow.office == self._office,
                InquiryRow.id == inquiry.id,
                InquiryRow.version == inquiry.version,
            )
            .values(
                reminded_on=inquiry.reminded_on,
                answer=reply.answer.value if reply else None,
                reply_no=reply.number if reply else None,
                reply_on=reply.on if reply else None,
                reply=reply.text if reply else None,
                answered_by=inquiry.answered_by,
                version=inquiry.version + 1,
            )
            .returning(InquiryRow.id)
        )


def _inquiry(values: Values) -> Inquiry:
    *asked, answer, reply_no, reply_on, text, answered_by, version = values
    reply = Reply(Answer(answer), reply_no or "", reply_on, text or "") if answer else None
    return replace(Inquiry(*asked), reply=reply, answered_by=answered_by, version=version)
