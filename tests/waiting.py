"""Waiting for a condition instead of a time, and reading what stands on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Any, TypeVar

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets._toast import Toast

PATIENCE = 20.0
"""Seconds; only a failing test waits so long."""

Shown = TypeVar("Shown", bound=Screen[Any])


async def settled(pilot: Pilot[Any]) -> None:
    """Every worker is done and everything it sent has arrived; not for a screen that waits for an answer."""
    async with asyncio.timeout(PATIENCE):
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def until(pilot: Pilot[Any], holds: Callable[[], object], what: str = "") -> None:
    """
    Raises:
        AssertionError: with the screen, when the condition does not come true.
    """
    end = monotonic() + PATIENCE
    while not holds():
        if monotonic() > end:
            raise AssertionError(f"{what or holds} did not come; the screen:\n{text_of(pilot.app)}")
        await pilot.pause()


async def shown(pilot: Pilot[Any], kind: type[Shown]) -> Shown:
    """Wait until a screen of this kind is on top and laid out."""
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, kind) and app.screen.is_mounted, kind.__name__)
    await pilot.pause()
    assert isinstance(app.screen, kind)
    return app.screen


async def says(pilot: Pilot[Any], text: str) -> None:
    """Wait until the text stands on the screen or in a notice, whose lines are broken anywhere."""
    await until(pilot, lambda: text in text_of(pilot.app) or text in notices(pilot.app), repr(text))


def lines_of(app: App[Any]) -> list[str]:
    """The rows of the screen as a terminal gets them."""
    # The compositor is what draws; Textual has no public way to read a frame as text.
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def text_of(app: App[Any]) -> str:
    return "\n".join(lines_of(app))


def notices(app: App[Any]) -> str:
    """The notices on the present screen."""
    return "\n".join(toast._notification.message for toast in app.screen.query(Toast))
