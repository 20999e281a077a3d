"""Whether two pages are one picture, or two papers of the same form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.scan import Page

if TYPE_CHECKING:
    from PIL import Image

SIDE = 320
"""Pixels a side: a name of other letters still differs, the traces of a second encoding do not."""
LARGEST_DIFFERENCE = 70
"""Grey levels, after a blur of 3 × 3.  Saved again: 40 at most; another person's same form: 121 and more."""


def same_picture(first: Page, second: Page) -> bool:
    """Both pages are pixels already, so no decoder is at work here."""
    return difference(_square(first), _square(second)) <= LARGEST_DIFFERENCE


def difference(first: Image.Image, second: Image.Image) -> int:
    """The largest difference of two grey pictures of one size, in grey levels."""
    from PIL import ImageChops, ImageFilter

    _least, most = ImageChops.difference(first, second).filter(ImageFilter.BoxBlur(1)).getextrema()
    return int(most) if isinstance(most, int | float) else 255


def _square(page: Page) -> Image.Image:
    from PIL import Image

    picture = Image.frombytes("RGB", (page.width, page.height), page.rgb)
    return picture.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX)
