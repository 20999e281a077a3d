"""Tells when the cells of the scan were written anew, so that Sixel pixels on them can be drawn again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from weakref import WeakSet

from rich.console import RenderableType
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget


class PaintWatch:
    """Listens to the painting of the screens that a widget is seen on: its own, and dialogs over it.

    Textual tells nobody which cells it wrote, so its compositors are asked before each painting.
    """

    def __init__(self, widget: Widget, repainted: Callable[[], None]) -> None:
        self._widget = widget
        self._repainted = repainted
        self._heard: WeakSet[Screen[Any]] = WeakSet()

    def listen(self, screen: Screen[Any]) -> None:
        """Once to each screen, however often it is asked for."""
        if screen in self._heard:
            return
        self._heard.add(screen)
        compositor = screen._compositor
        paint = compositor.render_update

        def listening(
            full: bool = False, screen_stack: list[Screen[Any]] | None = None, simplify: bool = False
        ) -> RenderableType | None:
            if self._widget.is_attached and (full or self._concerned(compositor._dirty_regions)):
                self._widget.call_next(self._repainted)
            return paint(full, screen_stack, simplify)

        compositor.render_update = listening  # type: ignore[method-assign]  # the only place that knows

    def _concerned(self, written: Iterable[Region]) -> bool:
        pane = self._widget.content_region
        above = covers(self._widget)
        return any(
            region.overlaps(pane) and not any(cover.contains_region(region) for cover in above)
            for region in written
        )


def covers(widget: Widget) -> list[Region]:
    """What lies over the widget: toasts on its own screen, the boxes of dialogs."""
    pane = widget.content_region
    return [region for region in _above(widget) if region.overlaps(pane)]


def _above(widget: Widget) -> Iterator[Region]:
    screen, stack = widget.screen, widget.app.screen_stack
    places = screen._compositor.full_map
    if widget not in places or screen not in stack:
        return
    order = places[widget].order
    for other, (region, clip) in screen._compositor.visible_widgets.items():
        if other in places and places[other].order > order:
            yield region.intersection(clip)
    for dialog in stack[stack.index(screen) + 1 :]:
        for other, (region, clip) in dialog._compositor.visible_widgets.items():
            if other is not dialog:
                yield region.intersection(clip)
