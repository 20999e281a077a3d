"""What comes in is turned round with the screen."""

from __future__ import annotations

import pytest
from textual import events

from screens.persian.driver import turned_key


@pytest.mark.parametrize(
    ("pressed", "taken"),
    [
        ("left", "right"),
        ("right", "left"),
        ("ctrl+left", "ctrl+right"),
        ("ctrl+shift+right", "ctrl+shift+left"),
        ("up", "up"),
        ("home", "home"),
    ],
)
def test_left_is_forward_on_a_mirrored_screen(pressed: str, taken: str) -> None:
    assert turned_key(events.Key(pressed, None)).key == taken


def test_a_letter_is_left_alone() -> None:
    key = events.Key("a", "a")

    assert turned_key(key) is key
