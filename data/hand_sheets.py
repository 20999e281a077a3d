"""Sheets written by hand: which were printed, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, bindparam, func, literal_column, select, update
from sqlalchemy.orm import aliased

from data.prepared import Prepared
from data.table_access import TableAccess, Values, values_of
from data.tables import HandSheet as Row
from data.tables import HandSheetStep, Request, Staff
from kiosk.domain.errors import NotFound
from kiosk.domain.hand_sheet import Done, Entry, HandSheet, SheetState
from kiosk.domain.sheet_note import SheetLine, SheetNote, SheetStep

_ENTRY = (
    Row.said_at, Row.written_by, Row.done, Row.request_id, Row.note, Row.entered_by, Row.entered_at,
    Row.confirmed_by, Row.confirmed_at, Row.alone,
)  # fmt: skip
_OPEN = (SheetState.ENTERED.value, SheetState.PRINTED.value)


_writer = aliased(Staff)
STEPS = Prepared(
    select(
        HandSheetStep.no, Request.tracking_code, HandSheetStep.step, HandSheetStep.done,
        HandSheetStep.said_at, _writer.login, HandSheetStep.at, Staff.login, HandSheetStep.reason,
    )
    .join(
        HandSheetStep,
        (HandSheetStep.office == Request.office) & (HandSheetStep.request_id == Request.id),
    )
    .join(Staff, (Staff.office == HandSheetStep.office) & (Staff.id == HandSheetStep.by_id))
    .join(_writer, (_writer.office == HandSheetStep.office) & (_writer.id == HandSheetStep.written_by))
    .where(Request.office == bindparam("office"), Request.subject_id == bindparam("person"))
    .order_by(HandSheetStep.at.desc(), HandSheetStep.id.desc())
    .limit(literal_column("50"))
    .offset(literal_column("0"))
)  # fmt: skip


def sheet_lines_of(connection: Connection, where: Mapping[str, object]) -> tuple[SheetLine, ...]:
    """The newest 50 steps with sheets about one person's requests; `where`: office, person."""
    return tuple(
        [
            SheetLine(no, code, SheetStep(step), Done(done), said_at, writer, at, login, reason)
            for no, code, step, done, said_at, writer, at, login, reason in STEPS.rows(connection, where)
        ]
    )


class HandSheets(TableAccess):
    def last_no(self) -> int:
        """0: none was printed yet."""
        return self._connection.scalar(select(func.max(Row.no)).where(Row.office == self._office)) or 0

    def add(self, sheets: Iterable[HandSheet]) -> None:
        """
        Raises:
            IntegrityError, seen outside as Conflict: another station printed these numbers meanwhile.
        """
        self._insert(
            Row,
            *(
                {
                    "no": sheet.no,
                    "printing": sheet.printing,
                    "printed_by": sheet.printed_by,
                    "printed_at": sheet.printed_at,
                    "state": sheet.state.value,
                    "reason": sheet.reason,
                    **_entry_columns(sheet.entry),
                }
                for sheet in sheets
            ),
        )

    def get(self, no: int) -> HandSheet:
        """
        Raises:
            NotFound: "sheet.unknown" (details: no).
        """
        found = self._read(Row.no == no)
        if not found:
            raise NotFound("sheet.unknown", no=no)
        return found[0]

    def printed_by(self, printing: UUID) -> Sequence[HandSheet]:
        """Those of one command, in their order."""
        return self._read(Row.printing == printing)

    def listed(self, ended: int = 200) -> Sequence[HandSheet]:
        """All that something is still to be done with, and so many of the others, by their numbers."""
        rest = Row.state.not_in(_OPEN)
        newest = select(Row.no).where(Row.office == self._office, rest).order_by(Row.no.desc()).limit(ended)
        return self._read(Row.state.in_(_OPEN) | Row.no.in_(newest))

    def number_in(self, state: SheetState) -> int:
        where = (Row.office == self._office, Row.state == state.value)
        return self._connection.scalar(select(func.count()).where(*where)) or 0

    def entered_between(self, since: datetime, until: datetime) -> int:
        """How many were entered, whatever moment they say."""
        where = (Row.office == self._office, Row.entered_at >= since, Row.entered_at < until)
        return self._connection.scalar(select(func.count()).where(*where)) or 0

    def save(self, sheet: HandSheet) -> HandSheet:
        """Write another state over the version that was read.

        Raises:
            Conflict: "record.changed".
        """
        self._swap(
            update(Row)
            .where(Row.office == self._office, Row.no == sheet.no, Row.version == sheet.version)
            .values(
                state=sheet.state.value,
                reason=sheet.reason,
                version=sheet.version + 1,
                **_entry_columns(sheet.entry),
            )
            .returning(Row.no)
        )
        return replace(sheet, version=sheet.version + 1)

    def note(self, key: UUID, noted: SheetNote) -> None:
        """Write down what happened; no such line ever changes."""
        entry = noted.entry
        self._insert(
            HandSheetStep,
            {
                "id": key,
                "no": noted.no,
                "step": noted.step.value,
                "request_id": entry.request_id,
                "done": entry.done.value,
                "said_at": entry.said_at,
                "written_by": entry.written_by,
                "note": entry.note,
                "reason": noted.reason,
                "by_id": noted.by,
                "at": noted.at,
            },
        )

    def _read(self, where: ColumnElement[bool]) -> list[HandSheet]:
        rows = self._connection.execute(
            select(
                Row.no, Row.printing, Row.printed_by, Row.printed_at, Row.state, Row.reason, Row.version,
                *_ENTRY,
            )
            .where(Row.office == self._office, where)
            .order_by(Row.no)
        )  # fmt: skip
        return [_sheet(values) for values in values_of(rows)]


def _entry_columns(entry: Entry | None) -> dict[str, Any]:
    return {
        "said_at": entry.said_at if entry else None,
        "written_by": entry.written_by if entry else None,
        "done": entry.done.value if entry else "",
        "request_id": entry.request_id if entry else None,
        "note": entry.note if entry else "",
        "entered_by": entry.entered_by if entry else None,
        "entered_at": entry.entered_at if entry else None,
        "confirmed_by": entry.confirmed_by if entry else None,
        "confirmed_at": entry.confirmed_at if entry else None,
        "alone": bool(entry and entry.alone),
    }


def _sheet(values: Values) -> HandSheet:
    no, printing, printed_by, printed_at, state, reason, version, *entry = values
    said_at, written_by, done, *rest = entry
    return HandSheet(
        no=no,
        printing=printing,
        printed_by=printed_by,
        printed_at=printed_at,
        state=SheetState(state),
        entry=Entry(said_at, written_by, Done(done), *rest) if said_at is not None else None,
        reason=reason,
        version=version,
    )
