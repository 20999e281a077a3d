"""What was answered and let pass of a request's rules, its fee, and what else its person asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select, update

from data.table_access import TableAccess, Values, values_of
from data.tables import Fee as FeeRow
from data.tables import Person, RequestState, RuleAnswer, RuleOverride, Staff
from data.tables import Request as RequestRow
from kiosk.domain.errors import Conflict
from kiosk.domain.fee import Exempt, Fee, FeeSlip
from kiosk.domain.request import Request
from kiosk.domain.request import RequestState as State
from kiosk.domain.roles import Officer
from kiosk.domain.rules.case import OUT, Earlier, Override, Told

_MADE = tuple(sorted(state.value for state in OUT))
_Row = TypeVar("_Row", type[RuleAnswer], type[RuleOverride])


class Rulings(TableAccess):
    def told(self, request_id: UUID) -> Mapping[str, Told]:
        """Rule → its newest answer."""
        rows = self._connection.execute(
            select(RuleAnswer.rule, RuleAnswer.answer, RuleAnswer.note)
            .where(RuleAnswer.office == self._office, RuleAnswer.request_id == request_id)
            .order_by(RuleAnswer.no)
        )
        return {rule: Told(answer, note) for rule, answer, note in values_of(rows)}

    def answer(self, request_id: UUID, rule: str, told: Told, by: tuple[Officer, datetime]) -> None:
        officer, at = by
        self._insert(
            RuleAnswer,
            {
                "request_id": request_id,
                "rule": rule,
                "no": self._next(RuleAnswer, request_id, rule),
                "answer": told.answer,
                "note": told.note,
                "clerk_id": officer.id,
                "station": officer.station,
                "at": at,
            },
        )

    def overrides(self, request_id: UUID) -> Mapping[str, Override]:
        """Rule → the newest time that a supervisor let it pass."""
        rows = self._connection.execute(
            select(RuleOverride.rule, RuleOverride.reason, Staff.login)
            .join(Staff, (Staff.office == RuleOverride.office) & (Staff.id == RuleOverride.supervisor_id))
            .where(RuleOverride.office == self._office, RuleOverride.request_id == request_id)
            .order_by(RuleOverride.no)
        )
        return {rule: Override(reason, login) for rule, reason, login in values_of(rows)}

    def override(self, request_id: UUID, rule: str, reason: str, by: tuple[Officer, datetime]) -> None:
        officer, at = by
        self._insert(
            RuleOverride,
            {
                "request_id": request_id,
                "rule": rule,
                "no": self._next(RuleOverride, request_id, rule),
                "reason": reason,
                "supervisor_id": officer.id,
                "station": officer.station,
                "at": at,
            },
        )

    def earlier(self, request: Request) -> tuple[tuple[Earlier, datetime | None], ...]:
        """The other requests of the person, each with the instant in which it came to its result."""
        made = (
            select(func.min(RequestState.at))
            .where(
                RequestState.office == RequestRow.office,
                RequestState.request_id == RequestRow.id,
                RequestState.after.in_(_MADE),
            )
            .correlate(RequestRow)
            .scalar_subquery()
        )
        rows = self._connection.execute(
            select(
                RequestRow.service, RequestRow.state, RequestRow.fields, RequestRow.local_day,
                RequestRow.filed_at, RequestRow.id, made,
            )
            .where(
                RequestRow.office == self._office,
                RequestRow.subject_id == request.subject_id,
                RequestRow.id != request.id,
            )
            .order_by(RequestRow.filed_at)
        )  # fmt: skip
        return tuple(_earlier(row, request) for row in values_of(rows))

    def lock(self, person_id: UUID) -> None:
        """Nobody else decides about this person's requests before this transaction ends."""
        self._connection.execute(
            select(Person.id).where(Person.office == self._office, Person.id == person_id).with_for_update()
        ).all()

    def fee(self, request_id: UUID) -> Fee | None:
        row = self._connection.execute(
            select(
                FeeRow.slip_no, FeeRow.paid_on, FeeRow.amount, FeeRow.currency, FeeRow.bank,
                FeeRow.exempt_because, Staff.login, FeeRow.at,
            )
            .join(Staff, (Staff.office == FeeRow.office) & (Staff.id == FeeRow.seen_by))
            .where(FeeRow.office == self._office, FeeRow.request_id == request_id)
        ).first()  # fmt: skip
        return None if row is None else _fee(tuple(row))

    def record_fee(self, request_id: UUID, paid: FeeSlip | Exempt, by: tuple[Officer, datetime]) -> None:
        """Write the slip or the exemption over what was recorded before.

        Raises:
            Conflict: "fee.slip-used" when the slip pays for another request.
        """
        if isinstance(paid, FeeSlip) and self._paid_with(paid) not in (None, request_id):
            raise Conflict("fee.slip-used")
        officer, at = by
        row = {**_fee_row(paid), "seen_by": officer.id, "station": officer.station, "at": at}
        changed = self._connection.execute(
            update(FeeRow)
            .where(FeeRow.office == self._office, FeeRow.request_id == request_id)
            .values(version=FeeRow.version + 1, **row)
            .returning(FeeRow.request_id)
        ).all()
        if not changed:
            self._insert(FeeRow, {"request_id": request_id, **row})

    def _paid_with(self, slip: FeeSlip) -> UUID | None:
        return self._connection.scalar(
            select(FeeRow.request_id).where(
                FeeRow.office == self._office,
                FeeRow.bank == slip.bank,
                FeeRow.slip_no == slip.number,
                FeeRow.slip_no != "",
            )
        )

    def _next(self, table: _Row, request_id: UUID, rule: str) -> int:
        last = self._connection.scalar(
            select(func.max(table.no)).where(
                table.office == self._office, table.request_id == request_id, table.rule == rule
            )
        )
        return (last or 0) + 1


def _earlier(values: Values, request: Request) -> tuple[Earlier, datetime | None]:
    service, state, fields, local_day, filed_at, request_id, made_at = values
    first = (filed_at, request_id) < (request.filed_at, request.id)
    return Earlier(service, State(state), fields, local_day, first=first), made_at


def _fee(values: Values) -> Fee:
    slip_no, paid_on, amount, currency, bank, exempt_because, login, at = values
    if exempt_because:
        return Fee(Exempt(exempt_because), login, at)
    day: date = paid_on
    return Fee(FeeSlip(slip_no, day, amount, currency, bank), login, at)


def _fee_row(paid: FeeSlip | Exempt) -> dict[str, object]:
    if isinstance(paid, Exempt):
        return {
            "slip_no": "", "paid_on": None, "amount": 0, "currency": "", "bank": "",
            "exempt_because": paid.reason,
        }  # fmt: skip
    return {
        "slip_no": paid.number, "paid_on": paid.paid_on, "amount": paid.amount_cents,
        "currency": paid.currency, "bank": paid.bank, "exempt_because": "",
    }  # fmt: skip
