"""What the compositor wants drawn, mirrored and in the terminal's dialect on its way out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from screens.persian.mirror import mirrored

Finish = Callable[[Strip], Strip]


class Finished(CompositorUpdate):
    """An update of Textual's, to be written instead of it."""

    def __init__(self, update: LayoutUpdate | ChopsUpdate, mirror: bool, finish: Finish | None) -> None:
        """`finish` puts a strip into the terminal's dialect; None where the terminal needs nothing."""
        self._update = update
        self._mirror = mirror
        self._finish = finish

    def render_segments(self, console: Console) -> str:
        match self._update:
            case LayoutUpdate() as update:
                lines = self._whole(update)
            case ChopsUpdate() as update:
                lines = self._parts(update)
        return "".join(
            Control.move_to(x, y).segment.text + self._finished(strip).render(console)
            for x, y, strip in lines
        )

    def _whole(self, update: LayoutUpdate) -> Iterator[tuple[int, int, Strip]]:
        left, width = update.region.x, update.region.width
        for y, line in enumerate(update.strips, update.region.y):
            x = 0
            for strip in line:
                length = strip.cell_length
                yield left + (width - x - length if self._mirror else x), y, strip
                x += length

    def _parts(self, update: ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
        for y, start, end in update.spans:
            ends = update.chop_ends[y]
            width = ends[-1]
            for stop, (x, strip) in zip(ends, update.chops[y].items(), strict=False):
                if strip is None or x > end or stop <= start:
                    continue
                shown = strip if stop <= end else strip.crop(0, end - x)
                yield width - x - shown.cell_length if self._mirror else x, y, shown

    def _finished(self, strip: Strip) -> Strip:
        if self._mirror:
            strip = mirrored(strip)
        return strip if self._finish is None else self._finish(strip)
