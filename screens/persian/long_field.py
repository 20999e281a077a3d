"""Several lines that one types into; only the dialogs load it, as Textual's own is expensive to load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.document._document import EditResult, Location
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from kiosk.domain.bilingual import Language
from kiosk.domain.errors import Refused
from kiosk.text.bidi import paragraph_base
from kiosk.text.fold import ZWNJ
from screens.persian.columns import (
    WORD_EDGE,
    at_column,
    beside,
    column_of,
    columns,
    pasted,
    reading,
    standing,
)
from screens.persian.field import Field
from screens.persian.own_direction import OwnDirection
from screens.persian.stage import present_stage

_NEW_LINE = ("shift+enter", "ctrl+j")
_SAVE = ("enter", "ctrl+enter")


class _Row(NamedTuple):
    """A line of the screen: a piece of the document's line `of`, cut at `start`."""

    of: int
    start: int
    text: str
    last: bool
    """The caret may stand behind the last piece of a line only."""


class LongField(TextArea, OwnDirection):
    """Reads in the direction of what stands in it; each wrapped line in that of its paragraph."""

    DEFAULT_CSS = """
    LongField { scrollbar-size: 0 0; border: round $foreground 30%; }
    LongField:focus { border: round $border; }
    """

    @dataclass
    class Submitted(Message):
        """Enter was pressed."""

        field: LongField

        @property
        def control(self) -> LongField:
            return self.field

    def __init__(self, *, max_length: int, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id, highlight_cursor_line=False)
        self._max_length = max_length
        self._word_pattern = WORD_EDGE  # type: ignore[assignment]  # As `Field._WORD_START`.
        self.match_cursor_bracket = False

    @property
    def drawn_as(self) -> Language:
        return reading(self.text)

    def _render_line(self, y: int) -> Strip:
        stage, row = present_stage(), self._row(y + self.scroll_offset.y)
        if stage is None or row is None:
            return super()._render_line(y)
        with stage.in_paragraph(self._base(row)):
            return super()._render_line(y)

    # The letter under a cell, and the cell of a letter

    def _row(self, y: int) -> _Row | None:
        rows = self.wrapped_document._offset_to_line_info
        if not 0 <= y < len(rows):
            return None
        of, piece = rows[y]
        pieces = self.wrapped_document.get_sections(of)
        start = sum(len(each) for each in pieces[:piece])
        return _Row(of, start, pieces[piece], piece == len(pieces) - 1)

    def _base(self, row: _Row) -> int:
        return paragraph_base(self.document.get_line(row.of), self.drawn_as)

    def _sources(self, row: _Row) -> list[int]:
        return columns(row.text, self.drawn_as, self._base(row))

    def _at(self, offset: Offset) -> Location:
        """The letter in a cell of the wrapped text."""
        y = min(max(0, offset.y), self.wrapped_document.height - 1)
        row = self._row(y)
        if row is None:
            return self.document.end
        end = len(row.text) if row.last else len(row.text) - 1
        return row.of, row.start + at_column(offset.x, self._sources(row), end)

    def _cell(self, location: Location) -> Offset:
        y = self.wrapped_document.location_to_offset(location).y
        row = self._row(y)
        return Offset(column_of(location[1] - row.start, self._sources(row)) if row else 0, y)

    def get_target_document_location(self, event: events.MouseEvent) -> Location:
        x = event.x - self.gutter.left
        if self.turned:
            x = self.scrollable_content_region.width - 1 - x
        return self._at(Offset(x, event.y - self.gutter.top + self.scroll_offset.y))

    def _recompute_cursor_offset(self) -> None:
        self._cursor_offset = self._cell(self.cursor_location)

    @property
    def cursor_screen_offset(self) -> Offset:
        return self.on_screen(super().cursor_screen_offset)

    # Moving and deleting

    def clamp_visitable(self, location: Location) -> Location:
        line, column = super().clamp_visitable(location)
        return line, standing(self.document.get_line(line), column)

    def record_cursor_width(self) -> None:
        self.navigator.last_x_offset = self._cell(self.cursor_location).x

    def get_cursor_left_location(self) -> Location:
        line, column = self.cursor_location
        before = beside(self.document.get_line(line), column, -1)
        if before < 0 or self.clamp_visitable((line, before)) == (line, column):
            return (line - 1, len(self.document.get_line(line - 1))) if line else (line, column)
        return line, before

    def get_cursor_right_location(self) -> Location:
        line, column = self.cursor_location
        text = self.document.get_line(line)
        if column < len(text):
            return line, beside(text, column, 1)
        return (line + 1, 0) if line + 1 < self.document.line_count else (line, column)

    def get_cursor_up_location(self) -> Location:
        return self._rows_away(-1) or (0, 0)

    def get_cursor_down_location(self) -> Location:
        return self._rows_away(1) or self.document.end

    def _rows_away(self, rows: int) -> Location | None:
        """The letter above or below the caret; None where no row is left."""
        y = self._cell(self.cursor_location).y + rows
        return self._at(Offset(self.navigator.last_x_offset, y)) if self._row(y) else None

    def action_cursor_page_up(self) -> None:
        self._turn_page(-self.content_size.height, (0, 0))

    def action_cursor_page_down(self) -> None:
        self._turn_page(self.content_size.height, self.document.end)

    def _turn_page(self, rows: int, end: Location) -> None:
        self.scroll_relative(y=rows, animate=False)
        self.move_cursor(self._rows_away(rows) or end, record_width=False)

    def action_cursor_left(self, select: bool = False) -> None:
        move = super().action_cursor_right if self.turned else super().action_cursor_left
        move(select)

    def action_cursor_right(self, select: bool = False) -> None:
        move = super().action_cursor_left if self.turned else super().action_cursor_right
        move(select)

    def action_cursor_word_left(self, select: bool = False) -> None:
        move = super().action_cursor_word_right if self.turned else super().action_cursor_word_left
        move(select)

    def action_cursor_word_right(self, select: bool = False) -> None:
        move = super().action_cursor_word_left if self.turned else super().action_cursor_word_right
        move(select)

    def action_delete_left(self) -> None:
        """One character: a mark or a non-joiner alone."""
        start, end = self.selection
        if start == end:
            start = self.navigator.get_location_left(end)
        self._delete_via_keyboard(start, end)

    # Typing

    async def _on_key(self, event: events.Key) -> None:
        if event.key in _SAVE:
            self.action_submit()
        elif event.key in _NEW_LINE:
            self.action_new_line()
        elif event.character == ZWNJ:
            # Unicode calls it unprintable, so the field would pass it by.
            self.put(ZWNJ)
        else:
            return
        event.stop()
        event.prevent_default()

    def action_submit(self) -> None:
        self.post_message(self.Submitted(self))

    def action_new_line(self) -> None:
        self.put("\n")

    def put(self, text: str) -> None:
        """As if typed: over the selection, or at the caret."""
        self._replace_via_keyboard(text, *self.selection)

    def _replace_via_keyboard(self, insert: str, start: Location, end: Location) -> EditResult | None:
        taken = len(self.document.get_text_range(*sorted((start, end))))
        if len(self.text) - taken + len(insert) > self._max_length:
            self.app.bell()
            return None
        return super()._replace_via_keyboard(insert, start, end)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.paste(event.text)

    def action_paste(self) -> None:
        self.paste(self.app.clipboard)

    def paste(self, text: str) -> None:
        """Lines from elsewhere."""
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        try:
            kept = "\n".join(pasted(line) for line in lines)
        except Refused as error:
            self.post_message(Field.Unwanted(error))
        else:
            if kept:
                self.put(kept)
