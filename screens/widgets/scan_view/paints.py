"""Tells when the cells of the scan were written anew, so that Sixel pixels on them can be drawn again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from rich.console import RenderableType
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget


class PaintWatch:
    """Listens to the painting of the screen a widget is on.

    Textual tells nobody which cells it wrote, so its compositor is asked before each painting.
    """

    def __init__(self, widget: Widget, repainted: Callable[[], None]) -> None:
        self._widget = widget
        self._repainted = repainted
        self._listen(widget.screen)

    def _listen(self, screen: Screen[object]) -> None:
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
        above = [region for _, region in widgets_above(self._widget)]
        return any(
            region.overlaps(pane) and not any(cover.contains_region(region) for cover in above)
            for region in written
        )


def widgets_above(widget: Widget) -> list[tuple[Widget, Region]]:
    """What lies over the widget on its own screen, as toasts do."""
    compositor = widget.screen._compositor
    places = compositor.full_map
    if widget not in places:
        return []
    order, pane = places[widget].order, widget.content_region
    return [
        (other, region.intersection(clip))
        for other, (region, clip) in compositor.visible_widgets.items()
        if other in places and places[other].order > order and region.intersection(clip).overlaps(pane)
    ]
