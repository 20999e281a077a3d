"""A line that one types into: Persian, Latin or both, with the caret where the eye expects it.

The value is always logical text; shapes and order are display only.  The caret is a style on a letter, so it
travels with it.  Source: persian.md 5.3.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input
from textual.widgets.input import Selection as Span

from kiosk.domain.bilingual import Language
from kiosk.domain.errors import Refused
from kiosk.text.bidi import has_rtl
from kiosk.text.cells import lay_out
from kiosk.text.fold import ZWNJ, forbidden, normalise
from kiosk.text.joining import UNSEEN, is_mark
from screens.persian.own_direction import OwnDirection
from screens.persian.stage import present_stage


class Field(Input, OwnDirection):
    """Reads in the direction of what stands in it; empty, in the screen's."""

    @dataclass
    class Unwanted(Message):
        """Something was pasted that may not come in; nothing was taken."""

        error: Refused

    @property
    def drawn_as(self) -> Language:
        if self.value and not self.password:
            return "fa" if has_rtl(self.value) else "en"
        stage = present_stage()
        return stage.language if stage else "en"

    # The letter under a column, and the column of a letter

    def _sources(self) -> list[int]:
        """Index in the value of what stands in each column, counted from where the field starts."""
        line = None if self.password else lay_out(self.value, self.drawn_as)
        if line is None or present_stage() is None:
            return [at for at, char in enumerate(self.value) for _ in range(cell_len(char))]
        return [
            at for cell, at in zip(line.cells, line.source, strict=True) for _ in range(cell_len(cell[:1]))
        ]

    def _position_to_cell(self, position: int) -> int:
        sources = self._sources()
        return sources.index(position) if position in sources else len(sources)

    def _cell_offset_to_index(self, offset: int) -> int:
        if self.turned:
            offset = self.scrollable_content_region.width - 1 - offset
        offset += self.scroll_offset.x
        sources = self._sources()
        return sources[offset] if 0 <= offset < len(sources) else len(self.value)

    @property
    def cursor_screen_offset(self) -> Offset:
        offset = super().cursor_screen_offset
        if not self.turned:
            return offset
        x, _, width, _ = self.content_region
        return Offset(x + width - 1 - (offset.x - x), offset.y)

    # Moving and deleting

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
        """The next place for the caret: never before what has no column of its own, where it would vanish."""
        position += step
        value = self.value
        while 0 < position < len(value) and (value[position] in UNSEEN or is_mark(value[position])):
            position += step
        return position

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
        pasted = event.text.splitlines()[0] if event.text else ""
        bad = forbidden(pasted)
        if bad:
            self.post_message(self.Unwanted(Refused("text.pasted", code=f"U+{ord(bad[0]):04X}")))
        elif pasted:
            self.put(normalise(pasted))
