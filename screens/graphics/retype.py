"""Gives the app the keys that were pressed while the terminal was asked."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App

Result = TypeVar("Result")


def retype(app: App[Result], typed: bytes) -> None:
    """Call it once the first screen is ready."""
    driver = app._driver
    if driver is None or not typed:
        return
    # Keys only: a mouse report or a paste that nobody could have meant yet is dropped.
    for message in XTermParser().feed(typed.decode("utf-8", "replace")):
        if isinstance(message, events.Key):
            driver.process_message(message)
