"""A digit that a person types to choose by number, told from those of a scanner, which follow at once."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.timer import Timer
from textual.widget import Widget

from kiosk.text.digits import to_ascii

SCANNERS_PAUSE = 0.2
"""Seconds: digits that follow each other sooner are a scanner's, the beginning of a receipt."""


class LoneDigit:
    """Follows the keys of one widget."""

    def __init__(self, owner: Widget, choose: Callable[[int], object]) -> None:
        self._owner = owner
        self._choose = choose
        self._waiting: Timer | None = None
        self._last_digit = float("-inf")

    def follow(self, key: events.Key, most: int) -> int | None:
        """The number that will be chosen when no digit follows; None: this key chooses nothing."""
        digit = to_ascii(key.character or "")
        if self._waiting is not None:
            self._waiting.stop()
        alone = key.time - self._last_digit > SCANNERS_PAUSE
        if not digit.isdecimal():
            return None
        self._last_digit = key.time
        key.stop()
        number = int(digit)
        if not alone or not 1 <= number <= most:
            return None
        self._waiting = self._owner.set_timer(SCANNERS_PAUSE, lambda: self._choose(number))
        return number
