"""Looks at a page as a clerk would: is something on it, and can it be read?  Runs in the intake's child.

The thresholds were measured on the demonstration's drawn papers, as they are and blurred, darkened,
turned, cut and spoiled; of 168 good ones none is doubted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

LONG_SIDE = 1200
"""Pixels that a page is judged at, about 100 dpi of an A4 sheet: what is soft there cannot be read."""

FAINTEST_MARK = 6
"""Grey levels by which a mark differs from its surroundings; a blank sheet's dust and grain stay below."""
MARKED_SHARE = 0.0005
FAINTEST_CONTRAST = 18
"""Grey levels between the strokes and the paper.  Spoiled papers reach 14, dark but readable ones 27."""
SOFTEST = 0.2
"""Fine contrast over wide contrast.  Sharp papers have 0.28 and more, a blur of 5 × 5 pixels 0.2 and less."""
DARKEST_PAPER = 128
EDGE_STROKE = 24
EDGE_STROKES = 6
"""Separate strokes that run over one edge: a line or a frame makes two, a line of text many."""
SIDEWAYS = 0.9
"""How rough the rows are over how rough the columns are; lines of text make 1.2 and more."""


def likeness(picture: Image.Image) -> bytes:
    """64 bits: whether each of 8 × 8 neighbours gets darker to the right, by more than a rounding."""
    from PIL import Image

    small = picture.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for at in (row * 9 + column for row in range(8) for column in range(8)):
        bits = bits << 1 | (small[at] > small[at + 1] + 1)
    return bits.to_bytes(8, "big")


def problems(picture: Image.Image) -> list[str]:
    """The values of `Quality` that the page shows, apart from its size."""
    from PIL import ImageChops, ImageFilter

    grey = _reduced(picture)
    wide = ImageChops.difference(grey, grey.filter(ImageFilter.BoxBlur(10)))
    histogram = wide.histogram()
    if sum(histogram[FAINTEST_MARK:]) < MARKED_SHARE * grey.width * grey.height:
        return ["blank"]
    fine = ImageChops.difference(grey, grey.filter(ImageFilter.BoxBlur(1)))
    contrast = _level(histogram, 0.99)
    found = []
    if contrast < FAINTEST_CONTRAST and _level(histogram, 0.999) < 2 * FAINTEST_CONTRAST:
        found.append("unreadable")
    elif _level(fine.histogram(), 0.99) < SOFTEST * contrast:
        found.append("blurred")
    if _level(grey.histogram(), 0.9) < DARKEST_PAPER:
        found.append("dark")
    if max(_strokes(edge) for edge in _edges(fine)) >= EDGE_STROKES:
        found.append("cut")
    if _is_sideways(wide):
        found.append("turned")
    return found


def _reduced(picture: Image.Image) -> Image.Image:
    from PIL import Image

    grey = picture.convert("L")
    scale = LONG_SIDE / max(grey.size)
    if scale >= 1:
        return grey
    size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
    return grey.resize(size, Image.Resampling.BOX)


def _level(histogram: Sequence[int], share: float) -> int:
    """The value that so many of all pixels do not pass."""
    wanted, seen = sum(histogram) * share, 0
    for value, count in enumerate(histogram):
        seen += count
        if seen >= wanted:
            return value
    return len(histogram) - 1


def _edges(fine: Image.Image) -> Iterator[bytes]:
    """The outermost pixels of each side, the strongest of three in depth."""
    from PIL import ImageFilter

    strongest = fine.filter(ImageFilter.MaxFilter(3))
    width, height = fine.size
    for box in (
        (0, 1, width, 2),
        (0, height - 2, width, height - 1),
        (1, 0, 2, height),
        (width - 2, 0, width - 1, height),
    ):
        yield strongest.crop(box).tobytes()


def _strokes(edge: bytes) -> int:
    """How many separate marks stand on the edge; marks closer than a letter's width are one."""
    strokes, last = 0, -100
    for place, value in enumerate(edge):
        if value > EDGE_STROKE:
            strokes += place - last > 12
            last = place
    return strokes


def _is_sideways(wide: Image.Image) -> bool:
    from PIL import Image

    rows = wide.resize((1, wide.height), Image.Resampling.BOX).tobytes()
    columns = wide.resize((wide.width, 1), Image.Resampling.BOX).tobytes()
    return _roughness(rows) < SIDEWAYS * _roughness(columns)


def _roughness(profile: bytes) -> float:
    steps = [abs(first - second) for first, second in pairwise(profile)]
    return sum(steps) / max(1, len(steps))
