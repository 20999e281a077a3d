"""Certificates that were printed again: each with its reason, and which of them wait to be collected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Exists, Select, and_, exists, func, select
from sqlalchemy.orm import aliased

from data.table_access import TableAccess, values_of
from data.tables import Certificate, CertificateDuplicate, HandOver, PrintAttempt
from kiosk.domain.certificate import Issued, PaperState
from kiosk.domain.duplicate import Duplicate, Waiting


class Duplicates(TableAccess):
    def add(self, made: Duplicate) -> None:
        """
        Raises:
            IntegrityError, seen outside as Conflict: another station made this one meanwhile.
        """
        self._insert(
            CertificateDuplicate,
            {
                "certificate_id": made.certificate_id,
                "no": made.no,
                "reason": made.reason,
                "made_by": made.made_by,
                "made_at": made.made_at,
                "local_day": made.local_day,
                "station": made.station,
                "blob": made.blob,
                "sha256": made.sha256,
                "seal": made.seal,
            },
        )

    def count(self, certificate_id: UUID) -> int:
        """How many duplicates a certificate has."""
        last = self._connection.scalar(
            select(func.max(CertificateDuplicate.no)).where(
                CertificateDuplicate.office == self._office,
                CertificateDuplicate.certificate_id == certificate_id,
            )
        )
        return last or 0

    def sheet(self, issued: Issued, no: int) -> Issued:
        """The certificate as this duplicate of it stands on paper; 0: as it was first."""
        if not no:
            return issued
        row = self._connection.execute(
            select(CertificateDuplicate.blob, CertificateDuplicate.sha256, CertificateDuplicate.seal).where(
                CertificateDuplicate.office == self._office,
                CertificateDuplicate.certificate_id == issued.id,
                CertificateDuplicate.no == no,
            )
        ).one()
        return replace(issued, blob=row[0], sha256=row[1], seal=row[2], duplicate=no)

    def on_day(self, day: date) -> Sequence[Duplicate]:
        """Those made on one of the office's own days, the earliest first."""
        return self._read(
            self._lines()
            .where(CertificateDuplicate.local_day == day)
            .order_by(
                CertificateDuplicate.made_at, CertificateDuplicate.certificate_id, CertificateDuplicate.no
            )
        )

    def waiting(self, request_id: UUID | None = None) -> Sequence[Waiting]:
        """What was found good and not handed over yet, of one request or of all, the oldest first.

        Of several duplicates of one certificate the newest counts.
        """
        chosen = (
            select(Certificate.request_id, CertificateDuplicate.no, PrintAttempt.settled_at)
            .select_from(CertificateDuplicate)
            .join(Certificate, _of_one_certificate(Certificate.office, Certificate.id))
            .join(PrintAttempt, _of_one_certificate(PrintAttempt.office, PrintAttempt.certificate_id))
            .where(
                CertificateDuplicate.office == self._office,
                Certificate.state == "issued",
                PrintAttempt.duplicate == CertificateDuplicate.no,
                PrintAttempt.state == PaperState.PRINTED.value,
                ~_a_newer_one(),
                ~_given(),
            )
            .order_by(PrintAttempt.settled_at)
        )
        if request_id is not None:
            chosen = chosen.where(Certificate.request_id == request_id)
        return [Waiting(*row) for row in values_of(self._connection.execute(chosen))]

    def _lines(self) -> Select[*tuple[Any, ...]]:
        return select(
            CertificateDuplicate.certificate_id, CertificateDuplicate.no, CertificateDuplicate.reason,
            CertificateDuplicate.made_by, CertificateDuplicate.made_at, CertificateDuplicate.local_day,
            CertificateDuplicate.station, CertificateDuplicate.blob, CertificateDuplicate.sha256,
            CertificateDuplicate.seal,
        ).where(CertificateDuplicate.office == self._office)  # fmt: skip

    def _read(self, chosen: Select[*tuple[Any, ...]]) -> list[Duplicate]:
        return [Duplicate(*row) for row in values_of(self._connection.execute(chosen))]


def _of_one_certificate(office: Any, certificate_id: Any) -> ColumnElement[bool]:
    return and_(office == CertificateDuplicate.office, certificate_id == CertificateDuplicate.certificate_id)


def _a_newer_one() -> Exists:
    newer = aliased(CertificateDuplicate)
    return exists().where(
        _of_one_certificate(newer.office, newer.certificate_id), newer.no > CertificateDuplicate.no
    )


def _given() -> Exists:
    return exists().where(
        HandOver.office == Certificate.office,
        HandOver.request_id == Certificate.request_id,
        HandOver.duplicate == CertificateDuplicate.no,
        HandOver.at >= CertificateDuplicate.made_at,
    )
