"""The facts on the papers of the day: daily report and shift hand-over sheet.  Source: domain.md 5.3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.paper import Letterhead, Row


@dataclass(frozen=True, slots=True)
class Column:
    head: Bilingual
    share: float
    """Of the width."""


@dataclass(frozen=True, slots=True)
class Table:
    title: Bilingual
    columns: tuple[Column, ...]
    rows: tuple[tuple[Bilingual, ...], ...]
    none: Bilingual
    """What stands there instead of no rows."""


@dataclass(frozen=True, slots=True)
class Bar:
    label: Bilingual
    values: tuple[int, ...]
    """One a series; at least one."""
    shown: Bilingual
    """The values in words."""


@dataclass(frozen=True, slots=True)
class Chart:
    title: Bilingual
    bars: tuple[Bar, ...]
    none: Bilingual


@dataclass(frozen=True, slots=True)
class DayReportPaper:
    """The daily report (A4)."""

    letterhead: Letterhead
    day: date
    made_at: datetime
    facts: tuple[Row, ...]
    charts: tuple[Chart, ...]
    tables: tuple[Table, ...]
    head: str
    """Of the audit log: hexadecimal."""
    head_code: str
    """What the QR code holds."""


@dataclass(frozen=True, slots=True)
class ShiftPaper:
    """What one officer hands over to another (A4)."""

    letterhead: Letterhead
    made_at: datetime
    facts: tuple[Row, ...]
    tables: tuple[Table, ...]
