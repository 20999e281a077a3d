"""Scales a page for the pane.  Runs in a worker thread; Pillow is loaded at the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.scan import Page
from screens.widgets.scan_view.viewport import Box, Viewport

if TYPE_CHECKING:
    from PIL.Image import Image

SURROUND = (64, 64, 64)
"""Colour beside the page: dark enough to show where the paper ends."""


class Pyramid:
    """A page and its halvings, made when first needed; level n is 2⁻ⁿ of the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._levels: list[Image] = []

    def level(self, number: int) -> Image:
        from PIL import Image

        if not self._levels:
            self._levels.append(Image.frombytes("RGB", (self.page.width, self.page.height), self.page.rgb))
        while len(self._levels) <= number:
            self._levels.append(self._levels[-1].reduce(2))
        return self._levels[number]

    def frame(self, viewport: Viewport, size: tuple[int, int]) -> Image:
        """A picture of `size` pixels that shows the whole pane."""
        from PIL import Image

        picture = Image.new("RGB", size, SURROUND)
        left, top, right, bottom = viewport.target(size)
        part = self._part(viewport, (right - left, bottom - top))
        picture.paste(part, (left, top))
        return picture

    def _part(self, viewport: Viewport, size: tuple[int, int]) -> Image:
        from PIL import Image

        box = viewport.unturned(viewport.seen())
        if viewport.turns % 2:
            size = size[1], size[0]
        number = halvings(box, size)
        level = self.level(number)
        within = fitted(box, 1 << number, level.size)
        shrinking = size[0] < within[2] - within[0] or size[1] < within[3] - within[1]
        # At most halved here: Hamming is as sharp as the slower filters then.
        kernel = Image.Resampling.HAMMING if shrinking else Image.Resampling.BICUBIC
        part = level.resize(size, kernel, within)
        turn = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)[
            viewport.turns
        ]
        return part if turn is None else part.transpose(turn)


def halvings(box: Box, size: tuple[int, int]) -> int:
    """How often the page may be halved first and still have a pixel for every pixel of the picture."""
    shrink = min((box[2] - box[0]) / size[0], (box[3] - box[1]) / size[1])
    number = 0
    while shrink >= 2:
        shrink /= 2
        number += 1
    return number


def fitted(box: Box, divisor: int, size: tuple[int, int]) -> Box:
    """The box on a smaller level: inside it, and never empty."""
    left, top, right, bottom = (edge / divisor for edge in box)
    left, top = min(left, size[0] - 0.01), min(top, size[1] - 0.01)
    return left, top, min(max(right, left + 0.01), size[0]), min(max(bottom, top + 0.01), size[1])
