"""Canaries: where the display layer reaches into Textual and Rich.  See screens/persian/hooks.py."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest
import rich.text
import textual
from rich.control import Control
from textual import _compositor, content
from textual._context import active_app
from textual.app import App
from textual.dom import DOMNode
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import MouseEvent
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from screens.persian import hooks

SIGNATURES: list[tuple[Callable[..., Any], list[str]]] = [
    (hooks._to_strip, ["self", "style"]),
    (hooks._render_segments, ["self", "base_style", "end"]),
    (hooks._text_render, ["self", "console", "end"]),
    (App._display, ["self", "screen", "renderable"]),
    (Widget.render_lines, ["self", "crop"]),
    (_compositor.LayoutUpdate.render_segments, ["self", "console"]),
    (_compositor.LayoutUpdate.__init__, ["self", "strips", "region"]),
    (_compositor.ChopsUpdate.__init__, ["self", "chops", "spans", "chop_ends"]),
    (Strip.apply_filter, ["self", "filter", "background"]),
    (Strip.adjust_cell_length, ["self", "cell_length", "style"]),
    (Driver.process_message, ["self", "message"]),
    (LinuxDriver.start_application_mode, ["self"]),
    (LinuxDriver.stop_application_mode, ["self"]),
    (Input._cell_offset_to_index, ["self", "offset"]),
    (Input._position_to_cell, ["self", "position"]),
    (Control.move_to, ["x", "y"]),
]


@pytest.mark.parametrize(
    ("function", "names"), SIGNATURES, ids=lambda each: getattr(each, "__qualname__", None)
)
def test_each_place_is_as_it_was(function: Callable[..., Any], names: list[str]) -> None:
    assert list(inspect.signature(function).parameters) == names


def test_wrapping_still_takes_its_options_by_name() -> None:
    parameters = list(inspect.signature(hooks._wrap_and_format).parameters)

    assert parameters[:2] == ["self", "width"]
    assert "line_pad" in parameters


def test_a_wrapped_line_still_says_where_it_began() -> None:
    lines = content.Content("one two three").stylize("bold")._wrap_and_format(5)

    assert [(line.x, line.y) for line in lines] == [(0, 0), (4, 0), (8, 0)]
    assert {"align", "plain"} <= {name for name in dir(lines[0]) if not name.startswith("_")}


def test_a_mouse_event_still_has_the_columns_that_are_turned_round() -> None:
    assert {"_x", "_screen_x", "_delta_x"} <= set(MouseEvent.__init__.__code__.co_names) | set(
        MouseEvent.__slots__
    )


def test_styles_still_follow_the_first_base_of_a_widget() -> None:
    """A widget with a direction of its own names the widget's class first."""

    class First(DOMNode): ...

    class Second(DOMNode): ...

    class Both(First, Second): ...

    assert list(DOMNode._css_bases(Both))[:2] == [Both, First]


def test_the_hooks_are_in_and_ask_for_the_running_application() -> None:
    hooks.install()

    assert content._FormattedLine.to_strip is hooks._ordered_strip
    assert content.Content._wrap_and_format is hooks._wrapped
    assert content.Content.render_segments is hooks._ordered_segments
    assert rich.text.Text.render is hooks._ordered_text
    assert active_app.get(None) is None


def test_the_version_that_all_this_was_looked_at_with() -> None:
    assert textual.__version__.startswith("8.2."), "look at every screen in Persian, then change this line"
