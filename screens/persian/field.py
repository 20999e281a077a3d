"""A line that one types into: Persian, Latin or both, with the caret where the eye expects it.

The value is always logical text; shapes and order are display only.  The caret is a style on a letter, so it
travels with it.  Source: persian.md 5.3.
"""

from __future__ import annotations

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input
from textual.widgets.input import Selection as Span

from kiosk.domain.bilingual import Language
from kiosk.domain.errors import Refused
from kiosk.text.fold import ZWNJ
from screens.persian.columns import (
    WORD_START,
    at_column,
    beside,
    column_of,
    columns,
    pasted,
    reading,
    standing,
)
from screens.persian.own_direction import OwnDirection


class Field(Input, OwnDirection):
    """Reads in the direction of what stands in it; empty, in the screen's; a password as a code."""

    DEFAULT_CSS = """
    Field { border: round $foreground 30%; }
    Field:focus { border: round $border; }
    """
    _WORD_START = WORD_START  # type: ignore[assignment]  # Textual gives it to `re.search`, which takes text.

    class Unwanted(Message):
        """Something was pasted that may not come in; nothing was taken."""

        def __init__(self, error: Refused) -> None:
            super().__init__()
            self.error = error

    @property
    def drawn_as(self) -> Language:
        # The placeholder of an empty field is a sentence of the screen's.
        return self.direction() if self.value else reading("")

    def direction(self) -> Language:
        """Of what stands in it."""
        return "en" if self.password else reading(self.value)

    # The letter under a column, and the column of a letter

    def _sources(self) -> list[int]:
        """Index in the value of what stands in each column, counted from where the field starts."""
        if self.password:
            return list(range(len(self.value)))
        return columns(self.value, self.drawn_as)

    def _position_to_cell(self, position: int) -> int:
        return column_of(position, self._sources())

    def _cell_offset_to_index(self, offset: int) -> int:
        if self.turned:
            offset = self.scrollable_content_region.width - 1 - offset
        return at_column(offset + self.scroll_offset.x, self._sources(), len(self.value))

    @property
    def cursor_screen_offset(self) -> Offset:
        return self.on_screen(super().cursor_screen_offset)

    # Moving and deleting

    def validate_selection(self, selection: Span) -> Span:
        start, end = super().validate_selection(selection)
        return Span(self._standing(start), self._standing(end))

    def action_cursor_left(self, select: bool = False) -> None:
        self._move(-1, select)

    def action_cursor_right(self, select: bool = False) -> None:
        self._move(1, select)

    def action_cursor_left_word(self, select: bool = False) -> None:
        move = super().action_cursor_right_word if self.turned else super().action_cursor_left_word
        move(select)

    def action_cursor_right_word(self, select: bool = False) -> None:
        move = super().action_cursor_left_word if self.turned else super().action_cursor_right_word
        move(select)

    def action_delete_right(self) -> None:
        """The letter with its marks."""
        if self.selection.is_empty:
            self.delete(self.cursor_position, self._beside(self.cursor_position, 1))
        else:
            self.delete_selection()

    def _move(self, step: int, select: bool) -> None:
        if self.turned:
            step = -step
        start, end = self.selection
        if select:
            self.selection = Span(start, self._beside(end, step))
        elif self.selection.is_empty:
            self.cursor_position = self._beside(end, step)
        else:
            self.cursor_position = min(start, end) if step < 0 else max(start, end)

    def _beside(self, position: int, step: int) -> int:
        return position + step if self.password else beside(self.value, position, step)

    def _standing(self, position: int) -> int:
        return position if self.password else standing(self.value, position)

    # Typing

    async def _on_key(self, event: events.Key) -> None:
        if event.character == ZWNJ:
            # Unicode calls it unprintable, so the field would pass it by.
            event.stop()
            event.prevent_default()
            self.put(ZWNJ)

    def put(self, text: str) -> None:
        """As if typed: over the selection, or at the caret."""
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.paste(event.text)

    def action_paste(self) -> None:
        self.paste(self.app.clipboard)

    def paste(self, text: str) -> None:
        """The first line of a text from elsewhere."""
        first = text.partition("\n")[0].rstrip("\r")
        try:
            kept = self.as_kept(first)
        except Refused as error:
            self.post_message(self.Unwanted(error))
        else:
            if kept:
                self.put(kept)

    def as_kept(self, text: str) -> str:
        """Pasted text as this field takes it."""
        return pasted(text)
