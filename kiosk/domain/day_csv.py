"""A day's figures as a table for a spreadsheet, RFC 4180: section, row, figure, value.

Whatever was written by people is kept from being read as a formula.  Source: security.md threat 25.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from kiosk.domain.day_figures import DayFigures, as_json

HEADINGS = ("section", "row", "figure", "value")
_BEGINS = tuple("=+-@\t\r\n＝＋－＠")
_NAMES = ("service", "group", "login", "kind", "tracking_code")
"""What names a row of its section; else its number does."""


def as_csv(figures: DayFigures) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for row in _rows(as_json(figures)):
        writer.writerow([neutral(cell) for cell in row])
    return out.getvalue()


def neutral(cell: object) -> object:
    """Text that a spreadsheet would take for a formula, behind an apostrophe; numbers as they are."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_BEGINS) else cell


def _rows(values: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    for section, value in values.items():
        match value:
            case Mapping():
                yield from ((section, "", figure, each) for figure, each in value.items())
            case list() | tuple():
                yield from _numbered(section, value)
            case _:
                yield "day", "", section, value


def _numbered(section: str, rows: Sequence[Any]) -> Iterator[tuple[object, ...]]:
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            # An hour, and what was counted in it.
            yield section, *row[:1], "count", row[1]
            continue
        name = next((row[each] for each in _NAMES if row.get(each)), "")
        title = f"{number} {name}".strip()
        for figure, value in row.items():
            if isinstance(value, list | tuple):
                yield from ((section, title, f"{figure}.{each}", many) for each, many in _flat(value))
            else:
                yield section, title, figure, value


def _flat(rows: Sequence[Mapping[str, Any] | str]) -> Iterator[tuple[str, object]]:
    """What is counted within a row, such as the reasons for incomplete documents; a serial counts once."""
    for row in rows:
        *names, count = (row, 1) if isinstance(row, str) else row.values()
        yield ".".join(map(str, names)), count
