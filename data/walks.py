"""Documents, scans and checks: what the verification walk reads and writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select, update

from data.table_access import TableAccess, Values, values_of
from data.tables import DocumentSlot, FieldCheck, OriginalCheck, Scan, Staff
from data.tables import Request as RequestRow
from kiosk.domain.roles import Officer
from kiosk.domain.verification import FieldCheck as Field
from kiosk.domain.verification import Judgement, ScanFile, Slot, Verdict
from kiosk.domain.verification import OriginalCheck as Check

MOST_ALIKE = 3
"""Scans that a new one is compared with, each about a sixth of a second."""

# Built once: a walk reads them with each verdict, and building takes longer than reading.
_SLOTS = (
    select(
        DocumentSlot.line, DocumentSlot.kind, DocumentSlot.mandatory,
        DocumentSlot.original_required, DocumentSlot.version,
        Scan.no, Scan.blob, Scan.size, Scan.uploaded_at, Scan.format, Scan.quality,
    )
    .outerjoin(
        Scan,
        and_(
            Scan.office == DocumentSlot.office,
            Scan.request_id == DocumentSlot.request_id,
            Scan.line == DocumentSlot.line,
            Scan.replaced_by.is_(None),
        ),
    )
    .where(DocumentSlot.office == bindparam("office"), DocumentSlot.request_id == bindparam("request"))
    .order_by(DocumentSlot.line)
)  # fmt: skip
_CHECKS = (
    select(OriginalCheck, Staff.login)
    .join(Staff, (Staff.office == OriginalCheck.office) & (Staff.id == OriginalCheck.clerk_id))
    .where(OriginalCheck.office == bindparam("office"), OriginalCheck.request_id == bindparam("request"))
    .order_by(OriginalCheck.line, OriginalCheck.no)
)
_FIELDS = select(
    FieldCheck.line, FieldCheck.check_no, FieldCheck.field, FieldCheck.expected,
    FieldCheck.scan_seen, FieldCheck.original_seen,
).where(FieldCheck.office == bindparam("office"), FieldCheck.request_id == bindparam("request"))  # fmt: skip


class Walks(TableAccess):
    def add_slot(self, request_id: UUID, slot: Slot) -> None:
        self._insert(
            DocumentSlot,
            {
                "request_id": request_id,
                "line": slot.line,
                "kind": slot.kind,
                "mandatory": slot.mandatory,
                "original_required": slot.original_required,
                "copies": 0,
                "pages": 1,
            },
        )

    def require(self, request_id: UUID, slot: Slot) -> None:
        """Write whether the document has to be there."""
        self._connection.execute(
            update(DocumentSlot)
            .where(
                DocumentSlot.office == self._office,
                DocumentSlot.request_id == request_id,
                DocumentSlot.line == slot.line,
            )
            .values(mandatory=slot.mandatory, version=DocumentSlot.version + 1)
        )

    def add_scan(self, request_id: UUID, line: int, scan: ScanFile, facts: dict[str, Any]) -> None:
        """Store an upload; it takes the place of the one before, which stays.

        `facts`: sha256, format, width, height; quality, likeness, source and uploaded_by where known.
        """
        self.replace_scan(request_id, line, scan.no, "")
        self._insert(
            Scan,
            {
                "request_id": request_id,
                "line": line,
                "no": scan.no,
                "blob": scan.blob,
                "size": scan.size,
                "uploaded_at": scan.uploaded_at,
                "quality": "unchecked",
                **facts,
            },
        )

    def replace_scan(self, request_id: UUID, line: int, by: int, because: str) -> None:
        """Mark the present scan, if there is one, as replaced by the one that comes next."""
        self._connection.execute(
            update(Scan)
            .where(*self._scans_of(request_id, line), Scan.replaced_by.is_(None))
            .values(replaced_by=by, replaced_because=because)
        )

    def last_scan(self, request_id: UUID, line: int) -> int:
        """The number of the newest scan; 0 when there is none."""
        newest = select(func.max(Scan.no)).where(*self._scans_of(request_id, line))
        return self._connection.scalar(newest) or 0

    def is_elsewhere(self, subject_id: UUID, kind: str, sha256: bytes) -> bool:
        """Whether the very same content is kept under another document or person."""
        same = self._elsewhere(subject_id, kind).where(Scan.sha256 == sha256).limit(1)
        return self._connection.execute(same).first() is not None

    def alike(self, subject_id: UUID, kind: str, likenesses: Sequence[bytes]) -> Sequence[str]:
        """The blobs of scans under another document or person that may look the same, newest first."""
        near = self._elsewhere(subject_id, kind).where(Scan.likeness.in_(likenesses))
        blobs = self._connection.scalars(near.order_by(Scan.uploaded_at.desc()).limit(MOST_ALIKE))
        return list(dict.fromkeys(blobs))

    def _scans_of(self, request_id: UUID, line: int) -> tuple[ColumnElement[bool], ...]:
        return Scan.office == self._office, Scan.request_id == request_id, Scan.line == line

    def _elsewhere(self, subject_id: UUID, kind: str) -> Select[str]:
        """A person's own passport may be shown for several requests; only as something else it is odd."""
        return (
            select(Scan.blob)
            .join(RequestRow, (RequestRow.office == Scan.office) & (RequestRow.id == Scan.request_id))
            .join(
                DocumentSlot,
                (DocumentSlot.office == Scan.office)
                & (DocumentSlot.request_id == Scan.request_id)
                & (DocumentSlot.line == Scan.line),
            )
            .where(
                Scan.office == self._office,
                or_(RequestRow.subject_id != subject_id, DocumentSlot.kind != kind),
            )
        )

    def _of(self, request_id: UUID) -> dict[str, Any]:
        return {"office": self._office, "request": request_id}

    def slots(self, request_id: UUID) -> tuple[Slot, ...]:
        """Each document with its present scan and its newest check, in order."""
        checks = self._checks(request_id)
        result = self._connection.execute(_SLOTS, self._of(request_id))
        return tuple(_slot(row, checks) for row in values_of(result))

    def add_check(
        self, request_id: UUID, slot: Slot, judgement: Judgement, by: Officer, at: datetime
    ) -> None:
        """Store a verdict with its evidence; the slot's version tells a second clerk that it changed.

        Raises:
            Conflict: "record.changed".
        """
        self._take_turn(request_id, slot)
        place = {"request_id": request_id, "line": slot.line}
        no = self._last_check(request_id, slot.line) + 1
        self._insert(OriginalCheck, {**place, "no": no, **_check_row(slot, judgement, by), "at": at})
        if judgement.fields:
            self._insert(
                FieldCheck, *({**place, "check_no": no, **_field_row(field)} for field in judgement.fields)
            )

    def judges(self, request_id: UUID) -> Sequence[UUID]:
        """The people who judged a document of this request."""
        return list(
            self._connection.scalars(
                select(OriginalCheck.clerk_person)
                .where(OriginalCheck.office == self._office, OriginalCheck.request_id == request_id)
                .distinct()
            )
        )

    def _take_turn(self, request_id: UUID, slot: Slot) -> None:
        self._swap(
            update(DocumentSlot)
            .where(
                DocumentSlot.office == self._office,
                DocumentSlot.request_id == request_id,
                DocumentSlot.line == slot.line,
                DocumentSlot.version == slot.version,
            )
            .values(version=slot.version + 1)
            .returning(DocumentSlot.line)
        )

    def _last_check(self, request_id: UUID, line: int) -> int:
        return (
            self._connection.scalar(
                select(func.max(OriginalCheck.no)).where(
                    OriginalCheck.office == self._office,
                    OriginalCheck.request_id == request_id,
                    OriginalCheck.line == line,
                )
            )
            or 0
        )

    def _checks(self, request_id: UUID) -> dict[int, Check]:
        fields = self._fields(request_id)
        rows = self._connection.execute(_CHECKS, self._of(request_id))
        return {
            row.line: Check(
                no=row.no,
                judgement=Judgement(
                    Verdict(row.verdict),
                    tuple(fields.get((row.line, row.no), ())),
                    tuple(row.failed_points),
                    row.reason,
                ),
                login=row.login,
                station=row.station,
                at=row.at,
            )
            for row in rows
        }

    def _fields(self, request_id: UUID) -> dict[tuple[int, int], list[Field]]:
        """By line and number of the check."""
        fields: dict[tuple[int, int], list[Field]] = {}
        result = self._connection.execute(_FIELDS, self._of(request_id))
        for line, check_no, *rest in values_of(result):
            fields.setdefault((line, check_no), []).append(Field(*rest))
        return fields


def _slot(row: Values, checks: Mapping[int, Check]) -> Slot:
    line, kind, mandatory, original_required, version, *scan = row
    return Slot(
        line=line,
        kind=kind,
        mandatory=mandatory,
        original_required=original_required,
        version=version,
        scan=None if scan[0] is None else ScanFile(*scan),
        check=checks.get(line),
    )


def _check_row(slot: Slot, judgement: Judgement, by: Officer) -> dict[str, Any]:
    return {
        "scan_no": slot.scan.no if slot.scan else None,
        "verdict": judgement.verdict.value,
        "seen_original": judgement.verdict not in (Verdict.ORIGINAL_MISSING, Verdict.NOT_APPLICABLE),
        "failed_points": list(judgement.failed_points),
        "reason": judgement.reason,
        "clerk_id": by.id,
        "clerk_person": by.person_id,
        "station": by.station,
    }


def _field_row(field: Field) -> dict[str, Any]:
    return {
        "field": field.field,
        "expected": field.expected,
        "scan_seen": field.scan_seen,
        "original_seen": field.original_seen,
    }
