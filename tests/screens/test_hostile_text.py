"""Hostile text in every kind of widget, in a real pseudo-terminal: it is shown, and steers nothing."""

from __future__ import annotations

import json
import sys

import pytest

from tests.e2e.pty_app import PtyApp
from tests.screens.terminal.hostile_app import TEXTS

SIZE = (120, 40)
MARKUP = ["[@click=app.quit]Ali[/]", "[/]", "[bold", "x[", "[link=https://a]b[/link]", "$name ${x}"]
STEERING = [
    "A\x1b[2JB",
    "A\x1b[1;1HAPPROVED",
    "A\x1b]52;c;aGFjaw==\x07B",
    "A\x1b]0;HACKED\x07B",
    "A\x1bP+q544e\x1b\\B",
    "A\x9b2JB\x84",
    "A\x00\x05\x0e\x0f\x7fB",
    "A\u202eB\u2066C\u200f",
    "A\u2028B\u2029C",
    "A\ud800B",
]
CANARIES = [b"\x1b]", b"\x1bP", b"\x1b[1;1HAPPROVED", b"\x00", *map(str.encode, "\x9b\u202e\u2066")]
SINKS = 11


def shown(texts: list[str], layer: str) -> PtyApp:
    command = [sys.executable, "-m", "tests.screens.terminal.hostile_app", layer]
    return PtyApp(command, SIZE, {TEXTS: json.dumps(texts)})


def test_markup_is_shown_letter_by_letter_and_does_nothing() -> None:
    with shown(MARKUP, "plain") as app:
        for number, text in enumerate(MARKUP):
            wait_for_text(app, number, text)
            for row, line in enumerate(app.screen.lines()):
                for column in columns(line, text):
                    click(app, column + 2, row)
            click(app, 64, 7)
            app.press_until("é", "é")
            app.send("\x1b[15~")


@pytest.mark.parametrize("layer", ["plain", "raw"])
def test_what_steers_a_terminal_never_reaches_it(layer: str) -> None:
    with shown(STEERING, layer) as app:
        for number in range(len(STEERING)):
            wait_for_text(app, number, "A\ufffd")
            app.send("\x1b[15~" if number + 1 < len(STEERING) else "\x11")

        assert app.wait_end() == 0
        assert app.screen.unknown == []
        sent = app.raw.replace(b"\x1b]22;", b"")  # the shape of the mouse pointer
        assert [canary for canary in CANARIES if canary in sent] == []


def wait_for_text(app: PtyApp, number: int, text: str) -> None:
    app.wait_for(lambda app: f"text {number}: {text}" in app.text() and app.text().count(text) >= SINKS)


def click(app: PtyApp, column: int, row: int) -> None:
    app.send(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m")


def columns(line: str, text: str) -> list[int]:
    return [column for column in range(len(line)) if line.startswith(text, column)]
