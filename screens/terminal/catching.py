"""Keeps the keys of a scan from the app, and puts the fields back that its first digits fell into."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from textual import events
from textual.app import App
from textual.widget import Widget
from textual.widgets import Input

from kiosk.domain.seal import PRODUCT
from kiosk.text.digits import to_ascii
from screens.terminal.scanning import ReceiptScanned
from screens.terminal.wedge import ENDS, LONGEST, WedgeWatch

if TYPE_CHECKING:
    from textual.widgets import TextArea

    Field: TypeAlias = Input | TextArea

SAME_SCAN = 0.5
"""Seconds between the last digit and an Enter that is still the scanner's: no hand is that quick."""

_TEXT_AREA = "textual.widgets._text_area"
"""Loading it costs a tenth of an empty application's start, so it is only asked for where somebody did."""


@dataclass(slots=True)
class _Mark:
    """A field as it was before the digit at this position of the run."""

    position: int
    field: Field
    put_back: Callable[[], None] | None = None

    def keep(self) -> None:
        self.put_back = _memory(self.field)

    def restore(self) -> None:
        if self.put_back is not None:
            self.put_back()


class ScanCatcher:
    """Sees every key of `app` first, and posts `ReceiptScanned` to it."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._watch = WedgeWatch()
        self._marks: deque[_Mark] = deque(maxlen=LONGEST)
        self._scanned_at = float("-inf")

    def takes(self, key: events.Key) -> bool:
        """The key belongs to a scan: nobody else gets it."""
        if key.key in ENDS and key.time - self._scanned_at < SAME_SCAN:
            return True
        field = _field(self._app.focused)
        position = self._watch.typed
        if field is not None:
            self._mark(key, field, position)
        digits = self._watch.feed(key.character, key.key)
        if digits is not None:
            self._scanned_at = key.time
            self._hand_over(digits, position + (key.key not in ENDS) - len(digits))
            return True
        if not self._watch.typed:
            self._marks.clear()
        # Where no field takes the digits they could only be taken for commands.
        return field is None and self._watch.awaited

    def _mark(self, key: events.Key, field: Field, position: int) -> None:
        """A seal may start at this digit, or the focus has moved in the middle of one."""
        moved = bool(self._marks) and self._marks[-1].field is not field
        if moved or to_ascii(key.character or "") == PRODUCT[0]:
            mark = _Mark(position, field)
            self._marks.append(mark)
            # Behind the letters that still wait in the field's own queue, before this digit.
            field.call_later(mark.keep)

    def _hand_over(self, digits: str, start: int) -> None:
        """`start` is the position in the run where the seal began."""
        changed: dict[Field, _Mark] = {}
        for mark in self._marks:
            if mark.position >= start:
                changed.setdefault(mark.field, mark)
        self._marks.clear()
        for field, mark in changed.items():
            field.call_later(mark.restore)
        last = next(reversed(changed), None)
        if last is None or not last.call_later(self._app.post_message, ReceiptScanned(digits)):
            self._app.post_message(ReceiptScanned(digits))


def _field(focused: Widget | None) -> Field | None:
    """The widget, if one can type into it."""
    return focused if isinstance(focused, Input) else text_area(focused)


def text_area(widget: Widget | None) -> TextArea | None:
    """The widget, if it is one for several lines."""
    if _TEXT_AREA in sys.modules:
        from textual.widgets import TextArea

        return widget if isinstance(widget, TextArea) else None
    return None


def _memory(field: Field) -> Callable[[], None]:
    """What makes the field as it is now."""
    if isinstance(field, Input):
        value, selected = field.value, field.selection

        def put_back_input() -> None:
            field.value, field.selection = value, selected

        return put_back_input
    text, selection = field.text, field.selection

    def put_back_text() -> None:
        # Loading clears the history as well: an undo must not bring the digits back.
        field.load_text(text)
        field.selection = selection

    return put_back_text
