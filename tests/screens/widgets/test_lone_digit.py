"""A person's digit chooses; a scanner's digits do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual import events
from textual.timer import Timer
from textual.widget import Widget

from screens.widgets.lone_digit import SCANNERS_PAUSE, LoneDigit


class Stopped(Timer):
    """Counts no seconds; the test lets it ring."""

    def __init__(self, ring: Callable[[], object]) -> None:
        self.ring: Callable[[], object] | None = ring

    def stop(self) -> None:
        self.ring = None


class Owner(Widget):
    def __init__(self) -> None:
        super().__init__()
        self.timers: list[Stopped] = []

    def set_timer(
        self,
        delay: float,
        callback: Callable[[], object] | None = None,
        name: str | None = None,
        pause: bool = False,
    ) -> Stopped:
        assert delay == SCANNERS_PAUSE
        assert callback is not None
        self.timers.append(Stopped(callback))
        return self.timers[-1]

    def ring(self) -> None:
        for timer in self.timers:
            if timer.ring:
                timer.ring()


def typed(text: str, apart: float) -> list[int]:
    """What is chosen when these keys come so many seconds apart."""
    chosen: list[int] = []
    owner = Owner()
    digit = LoneDigit(owner, chosen.append)
    for number, letter in enumerate(text):
        key = events.Key(letter, letter)
        key.time = 100 + number * apart
        if apart > SCANNERS_PAUSE:
            owner.ring()
            owner.timers.clear()
        digit.follow(key, 5)
    owner.ring()
    return chosen


@pytest.mark.parametrize(
    ("text", "apart", "chosen"),
    [
        ("3", 1, [3]),
        ("۳", 1, [3]),
        ("32", 1, [3, 2]),
        ("32", 0.01, []),
        ("7111111", 0.01, []),
        ("9", 1, []),
        ("0", 1, []),
        ("a", 1, []),
        ("3a", 0.01, []),
    ],
)
def test_one_digit_chooses_and_digits_in_a_row_are_a_scanner(
    text: str, apart: float, chosen: list[int]
) -> None:
    assert typed(text, apart) == chosen
