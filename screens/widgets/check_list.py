"""The fields to compare and the points to inspect on one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kiosk.domain.catalogue import DocumentKind
from kiosk.domain.typed_day import kept, kept_day
from kiosk.domain.verification import FieldCheck, Judgement, Verdict, Walk
from screens.station import StationApp
from screens.terminal.clean import plain

Seen = tuple[str | None, str | None]
"""What stood on the scan and on the original; None: as requested."""


class CheckList(OptionList):
    """Everything holds until marked: Enter on a field asks what was seen, on a point turns it over."""

    app = getters.app(StationApp)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "select", "Mark", id="checks.mark", show=False),
    ]

    @dataclass
    class FieldMarked(Message):
        """The clerk chose a field to say what differs."""

        field: str

    @dataclass
    class PointTurned(Message):
        """The clerk turned an inspection point over."""

        point: str

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, markup=False)
        self._kind: DocumentKind | None = None
        self._expected: Mapping[str, str] = {}
        self._dates: frozenset[str] = frozenset()
        self._seen: dict[str, Seen] = {}
        self._failed: list[str] = []

    def examine(self, kind: DocumentKind, walk: Walk, line: int) -> None:
        """Show a document of the walk, as it is judged at present."""
        self._kind = kind
        self._expected = walk.expected.get(line, {})
        self._dates = walk.dates.get(line, frozenset())
        said = walk.said(line)
        self._seen = (
            {check.field: (check.scan_seen, check.original_seen) for check in said.fields if check.differs}
            if said
            else {}
        )
        self._failed = list(said.failed_points) if said else []
        self.show_again()
        self.highlighted = 0 if self.option_count else None

    def show_again(self) -> None:
        """Draw the rows in the present language."""
        at = self.highlighted
        self.clear_options()
        if self._kind is None:
            return
        fields = [
            Option(self._field_row(field.id, self.app.words.pick(field.label)), id=f"field:{field.id}")
            for field in self._kind.fields
        ]
        points = [
            Option(self._point_row(point.id, self.app.words.pick(point.text)), id=f"point:{point.id}")
            for point in self._kind.points
        ]
        self.add_options([*fields, None, *points] if fields and points else [*fields, *points])
        self.highlighted = at

    def seen(self, field: str) -> Seen:
        return self._seen.get(field, (None, None))

    def expected(self, field: str) -> str:
        return self._expected.get(field, "")

    def is_date(self, field: str) -> bool:
        return field in self._dates

    def label(self, field: str) -> str:
        if self._kind is None:
            return field
        return next(
            (self.app.words.pick(known.label) for known in self._kind.fields if known.id == field),
            field,
        )

    def mark(self, field: str, scan: str, original: str) -> None:
        """Note what was seen; a value equal to the request's takes the mark away, in either calendar."""
        expected = self.expected(field)
        values = (kept(scan), kept(original)) if self.is_date(field) else (scan, original)
        seen = tuple(None if value in ("", expected) else value for value in values)
        if seen == (None, None):
            self._seen.pop(field, None)
        else:
            self._seen[field] = (seen[0], seen[1])
        self.show_again()

    def turn(self, point: str) -> None:
        """A point that held is now failed, or the other way round."""
        if point in self._failed:
            self._failed.remove(point)
        else:
            self._failed.append(point)
        self.show_again()

    def judgement(self, verdict: Verdict, reason: str) -> Judgement:
        """The verdict with every field that was compared as its evidence."""
        compared = verdict in (Verdict.MATCH, Verdict.MISMATCH, Verdict.DOUBT)
        fields = (
            tuple(
                FieldCheck(field.id, self.expected(field.id), *self.seen(field.id))
                for field in self._kind.fields
            )
            if self._kind and compared
            else ()
        )
        return Judgement(verdict, fields, tuple(self._failed) if compared else (), reason)

    def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        chosen.stop()
        what, _, name = (chosen.option.id or "").partition(":")
        self.post_message(self.FieldMarked(name) if what == "field" else self.PointTurned(name))

    def _field_row(self, field: str, label: str) -> Content:
        value = self._value(field, self.expected(field))
        scan, original = self.seen(field)
        if scan is None and original is None:
            return Content.assemble(("✓ ", "$text-success"), plain(label), "\n  ", value.stylize("bold"))
        rows = [Content.assemble(("✗ ", "bold $text-error"), plain(label)), Content.assemble("  ", value)]
        words = self.app.words
        for name, seen in ((words("scan"), scan), (words("original"), original)):
            if seen is not None:
                shown = self._value(field, seen).stylize("bold $text-error")
                rows.append(Content.assemble("  ", plain(f"{name}: "), shown))
        return Content("\n").join(rows)

    def _point_row(self, point: str, label: str) -> Content:
        if point in self._failed:
            return Content.assemble(("✗ ", "bold $text-error"), plain(label).stylize("bold"))
        return Content.assemble(("✓ ", "$text-success"), plain(label))

    def _value(self, field: str, value: str) -> Content:
        """Dates in both calendars: the paper may use either."""
        words = self.app.words
        if not value:
            return plain(words("(not in the request)"))
        if not self.is_date(field):
            return plain(value)
        return plain(words.seen(value)) if kept_day(value) else plain(words("{text} (no date)", text=value))
