"""Which part of a page is seen, how large and which way up.  Pure geometry; x to the right, y down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

SMALLEST_SCALE, LARGEST_SCALE = 0.05, 8.0
PAN_STEP = 0.25
"""Share of the pane that one step moves."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Mode(StrEnum):
    """What a new pane size or a turn keeps."""

    FIT = "fit"
    WIDTH = "width"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Viewport:
    """`scale` is screen pixels for one page pixel; `centre` is a point of the turned page."""

    page: tuple[int, int]
    pane: tuple[int, int]
    turns: int = 0
    """Quarter turns clockwise, 0 to 3."""
    mode: Mode = Mode.FIT
    scale: float = 1.0
    centre: tuple[float, float] = (0.0, 0.0)

    @property
    def turned(self) -> tuple[int, int]:
        width, height = self.page
        return (height, width) if self.turns % 2 else (width, height)

    @property
    def drawable(self) -> bool:
        return min(*self.page, *self.pane) > 0

    @property
    def fit_scale(self) -> float:
        if not self.drawable:
            return 1.0
        return min(LARGEST_SCALE, *(pane / page for pane, page in zip(self.pane, self.turned, strict=True)))

    def fit(self) -> Viewport:
        """The whole page, centred."""
        width, height = self.turned
        return replace(self, mode=Mode.FIT, scale=self.fit_scale, centre=(width / 2, height / 2))

    def fit_width(self) -> Viewport:
        """The page as wide as the pane, from its top."""
        return self._at_width()._at(self.turned[0] / 2, 0.0)

    def actual_size(self) -> Viewport:
        return replace(self, mode=Mode.FREE, scale=1.0)._at(*self.centre)

    def zoom(self, factor: float) -> Viewport:
        """Around the centre of the pane, within 0.05 and 8; a huge page may still be fitted whole."""
        smallest = min(SMALLEST_SCALE, self.fit_scale)
        scale = min(LARGEST_SCALE, max(smallest, self.scale * factor))
        return replace(self, mode=Mode.FREE, scale=scale)._at(*self.centre)

    def pan(self, right: float, down: float) -> Viewport:
        """By steps of a quarter of the pane, never past the edge of the page."""
        if self.mode is Mode.FIT:
            return self
        across, along = (
            step * PAN_STEP * side / self.scale for step, side in zip((right, down), self.pane, strict=True)
        )
        return self._at(self.centre[0] + across, self.centre[1] + along)

    def rotate(self) -> Viewport:
        """A quarter turn clockwise; the point in the middle stays in the middle."""
        x, y = self.centre
        turned = replace(self, turns=(self.turns + 1) % 4, centre=(self.turned[1] - y, x))
        return turned._kept()

    def resize(self, pane: tuple[int, int]) -> Viewport:
        return replace(self, pane=pane)._kept()

    def _kept(self) -> Viewport:
        match self.mode:
            case Mode.FIT:
                return self.fit()
            case Mode.WIDTH:
                return self._at_width()._at(*self.centre)
            case Mode.FREE:
                return self.zoom(1)

    def _at_width(self) -> Viewport:
        scale = min(LARGEST_SCALE, self.pane[0] / self.turned[0]) if self.drawable else 1.0
        return replace(self, mode=Mode.WIDTH, scale=scale)

    def _at(self, x: float, y: float) -> Viewport:
        """Centred there, or as near as the edges let it: a page smaller than the pane stays in the middle."""
        across, along = (
            side / 2
            if side * self.scale <= pane
            else min(max(at, pane / 2 / self.scale), side - pane / 2 / self.scale)
            for at, side, pane in zip((x, y), self.turned, self.pane, strict=True)
        )
        return replace(self, centre=(across, along))

    def seen(self) -> Box:
        """The part of the turned page inside the pane, in page pixels."""
        left, top = (at - pane / 2 / self.scale for at, pane in zip(self.centre, self.pane, strict=True))
        width, height = self.turned
        right, bottom = left + self.pane[0] / self.scale, top + self.pane[1] / self.scale
        return max(0.0, left), max(0.0, top), min(float(width), right), min(float(height), bottom)

    def target(self, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """Where that part lies in a picture of `size` that shows the whole pane: left, top, right, bottom."""
        seen = self.seen()
        edges = []
        for axis in (0, 1):
            origin = self.centre[axis] - self.pane[axis] / 2 / self.scale
            stretch = self.scale * size[axis] / self.pane[axis]
            start = min(max(0, round((seen[axis] - origin) * stretch)), size[axis] - 1)
            end = min(max(start + 1, round((seen[axis + 2] - origin) * stretch)), size[axis])
            edges.append((start, end))
        (left, right), (top, bottom) = edges
        return left, top, right, bottom

    def unturned(self, box: Box) -> Box:
        """The same box on the page as it was scanned."""
        left, top, right, bottom = box
        width, height = self.page
        match self.turns:
            case 1:
                return top, height - right, bottom, height - left
            case 2:
                return width - right, height - bottom, width - left, height - top
            case 3:
                return width - bottom, left, width - top, right
            case _:
                return box
