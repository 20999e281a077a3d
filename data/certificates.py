"""Approvals, gapless numbers, certificates and their print attempts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, func, literal_column, select, update

from data.table_access import TableAccess, Values, values_of
from data.tables import Approval, Certificate, CertificateCounter
from data.tables import PrintAttempt as AttemptRow
from kiosk.domain.certificate import Issued, PaperState, PrintAttempt, Sheet
from kiosk.domain.errors import NotFound
from kiosk.domain.numbering import CertificateNumber
from kiosk.domain.roles import Officer

_VALID = literal_column("'issued'", String)
"""Written out, since a bound value cannot be matched with the condition of the index."""
_VOID = literal_column("'void'", String)


_ON_ITS_WAY = frozenset({PaperState.UNCERTAIN, PaperState.SENT})


class Certificates(TableAccess):
    def approve(
        self, request_id: UUID, decided_by: tuple[UUID, UUID], officer: Officer, at: datetime
    ) -> None:
        """Record the second person's yes; `decided_by` is the clerk's account and person.

        A request that was opened again is approved anew over the former yes, which stays in its history
        and in the audit log.

        Raises:
            IntegrityError, seen outside as Conflict: one person in both places.
        """
        self._approve(request_id, {**_yes(decided_by, officer, at), "alone": False})

    def approve_alone(
        self, request_id: UUID, decided_by: tuple[UUID, UUID], officer: Officer, at: datetime
    ) -> None:
        """As `approve`, by somebody who verified it too."""
        self._approve(request_id, {**_yes(decided_by, officer, at), "alone": True})

    def _approve(self, request_id: UUID, yes: dict[str, Any]) -> None:
        self._connection.execute(
            self._insert_or(Approval, {"request_id": request_id, **yes}).on_conflict_do_update(
                index_elements=["office", "request_id"], set_=yes
            )
        )

    def approver(self, request_id: UUID) -> UUID:
        """Account of the officer who approved.

        Raises:
            NotFound: "approval.none".
        """
        staff_id = self._connection.scalar(
            select(Approval.approved_by).where(
                Approval.office == self._office, Approval.request_id == request_id
            )
        )
        if staff_id is None:
            raise NotFound("approval.none")
        return staff_id

    def next_number(self, service: str, jalali_year: int) -> CertificateNumber:
        """The next number; the counter's row stays locked until the transaction ends, so none is lost."""
        first = {"jalali_year": jalali_year, "service": service, "last": 1}
        serial = self._connection.execute(
            self._insert_or(CertificateCounter, first)
            .on_conflict_do_update(
                index_elements=["office", "jalali_year", "service"],
                set_={"last": CertificateCounter.last + 1},
            )
            .returning(CertificateCounter.last)
        ).scalar_one()
        return CertificateNumber(self._office, jalali_year, service, serial)

    def add(self, issued: Issued) -> None:
        self._insert(
            Certificate,
            {
                "jalali_year": issued.number.jalali_year,
                "service": issued.number.service,
                "serial": issued.number.serial,
                "id": issued.id,
                "request_id": issued.request_id,
                "issued_at": issued.issued_at,
                "local_day": issued.local_day,
                "expires_on": issued.expires_on,
                "issued_by": issued.issued_by,
                "blob": issued.blob,
                "sha256": issued.sha256,
                "record": issued.record,
                "salt": issued.salt,
                "seal": issued.seal,
                "verification_code": issued.verification_code,
                "state": "issued",
            },
        )

    def of_request(self, request_id: UUID) -> Issued:
        """The valid certificate of a request.

        Raises:
            NotFound: "certificate.none".
        """
        row = self._connection.execute(
            self._issued().where(Certificate.request_id == request_id, Certificate.state == _VALID)
        ).first()
        if row is None:
            raise NotFound("certificate.none")
        return _issued(self._office, tuple(row))

    def get(self, certificate_id: UUID) -> Issued:
        """
        Raises:
            NotFound: "certificate.none".
        """
        row = self._connection.execute(self._issued().where(Certificate.id == certificate_id)).first()
        if row is None:
            raise NotFound("certificate.none")
        return _issued(self._office, tuple(row))

    def void(self, request_id: UUID, reason: str) -> CertificateNumber | None:
        """The number of the request's certificate, void from now on; None when it has none in force."""
        row = self._connection.execute(
            update(Certificate)
            .where(
                Certificate.office == self._office,
                Certificate.request_id == request_id,
                Certificate.state == _VALID,
            )
            .values(state="void", void_reason=reason, version=Certificate.version + 1)
            .returning(Certificate.jalali_year, Certificate.service, Certificate.serial)
        ).first()
        return None if row is None else CertificateNumber(self._office, *row)

    def last_void(self, request_id: UUID) -> CertificateNumber | None:
        """The number of the certificate that a new one of this request stands in for."""
        row = self._connection.execute(
            select(Certificate.jalali_year, Certificate.service, Certificate.serial)
            .where(
                Certificate.office == self._office,
                Certificate.request_id == request_id,
                Certificate.state == _VOID,
            )
            .order_by(Certificate.issued_at.desc(), Certificate.serial.desc())
        ).first()
        return None if row is None else CertificateNumber(self._office, *row)

    def replace(self, void: CertificateNumber, by: UUID) -> None:
        """Note at a void certificate which one stands in for it."""
        self._connection.execute(
            update(Certificate)
            .where(
                Certificate.office == self._office,
                Certificate.jalali_year == void.jalali_year,
                Certificate.service == void.service,
                Certificate.serial == void.serial,
            )
            .values(replaced_by=by, version=Certificate.version + 1)
        )

    def is_void(self, number: CertificateNumber) -> bool:
        """False for one that is in force, or not known here."""
        found = self._connection.scalar(
            select(Certificate.id).where(
                Certificate.office == number.office,
                Certificate.jalali_year == number.jalali_year,
                Certificate.service == number.service,
                Certificate.serial == number.serial,
                Certificate.state == _VOID,
            )
        )
        return found is not None

    def numbers(self, service: str, jalali_year: int) -> Sequence[int]:
        """Every serial of a service and year in order, voids included."""
        return list(
            self._connection.scalars(
                select(Certificate.serial)
                .where(
                    Certificate.office == self._office,
                    Certificate.jalali_year == jalali_year,
                    Certificate.service == service,
                )
                .order_by(Certificate.serial)
            )
        )

    def claim_attempt(self, issued: Issued, printer: str, officer: Officer, at: datetime) -> PrintAttempt:
        """A new attempt, QUEUED."""
        last = self._connection.scalar(
            select(func.max(AttemptRow.no)).where(
                AttemptRow.office == self._office, AttemptRow.certificate_id == issued.id
            )
        )
        no = (last or 0) + 1
        self._insert(
            AttemptRow,
            {
                "certificate_id": issued.id,
                "no": no,
                "form_serial": issued.blank or None,
                "blob": issued.blob if issued.blank else None,
                "printer": printer,
                "state": PaperState.QUEUED.value,
                "reason": "",
                "sha256": issued.sha256,
                "operator_id": officer.id,
                "claimed_at": at,
                "duplicate": issued.duplicate,
            },
        )
        return self.attempts(issued.id)[-1]

    def attempts(self, certificate_id: UUID) -> Sequence[PrintAttempt]:
        rows = self._connection.execute(
            select(
                AttemptRow.certificate_id, AttemptRow.no, AttemptRow.printer, AttemptRow.job,
                AttemptRow.state, AttemptRow.reason, AttemptRow.sent_at, AttemptRow.version,
                AttemptRow.duplicate, AttemptRow.form_serial, AttemptRow.blob, AttemptRow.sha256,
            )
            .where(AttemptRow.office == self._office, AttemptRow.certificate_id == certificate_id)
            .order_by(AttemptRow.no)
        )  # fmt: skip
        return [_attempt(row) for row in values_of(rows)]

    def settle(self, attempt: PrintAttempt, at: datetime) -> None:
        """Write an attempt's new state, printer, job, reason and numbered form back.

        Raises:
            Conflict: "record.changed".
        """
        moment = "sent_at" if attempt.state in _ON_ITS_WAY else "settled_at"
        self._swap(
            update(AttemptRow)
            .where(
                AttemptRow.office == self._office,
                AttemptRow.certificate_id == attempt.certificate_id,
                AttemptRow.no == attempt.no,
                AttemptRow.version == attempt.version,
            )
            .values(
                {
                    "state": attempt.state.value,
                    "printer": attempt.printer,
                    "job": attempt.job,
                    "reason": attempt.reason,
                    "form_serial": attempt.sheet.blank if attempt.sheet else None,
                    "version": attempt.version + 1,
                    moment: at,
                }
            )
            .returning(AttemptRow.no)
        )

    def _issued(self) -> Select[*tuple[Any, ...]]:
        return select(
            Certificate.id, Certificate.request_id, Certificate.jalali_year, Certificate.service,
            Certificate.serial, Certificate.issued_at, Certificate.local_day, Certificate.expires_on,
            Certificate.issued_by, Certificate.blob, Certificate.sha256, Certificate.record,
            Certificate.salt, Certificate.seal, Certificate.verification_code,
        ).where(Certificate.office == self._office)  # fmt: skip


def _yes(decided_by: tuple[UUID, UUID], officer: Officer, at: datetime) -> dict[str, Any]:
    return {
        "decided_by": decided_by[0],
        "decided_person": decided_by[1],
        "approved_by": officer.id,
        "approved_person": officer.person_id,
        "approved_at": at,
    }


def _attempt(values: Values) -> PrintAttempt:
    certificate_id, no, printer, job, state, *rest, blank, blob, sha256 = values
    sheet = Sheet(blank, blob, sha256) if blank else None
    return replace(PrintAttempt(certificate_id, no, printer, job, PaperState(state), *rest), sheet=sheet)


def _issued(office: str, values: tuple[Any, ...]) -> Issued:
    certificate_id, request_id, year, service, serial, *rest = values
    return Issued(certificate_id, request_id, CertificateNumber(office, year, service, serial), *rest)
