"""Invented pages."""

from __future__ import annotations

from PIL import Image, ImageDraw

from kiosk.domain.scan import Page

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 160, 0), (0, 0, 255), (255, 255, 255)


def a_page(width: int = 400, height: int = 600) -> Page:
    """White; the upper left corner red, the upper right one green, the lower left one blue."""
    picture = Image.new("RGB", (width, height), WHITE)
    pen = ImageDraw.Draw(picture)
    side = max(1, min(width, height) // 4)
    pen.rectangle((0, 0, side - 1, side - 1), RED)
    pen.rectangle((width - side, 0, width - 1, side - 1), GREEN)
    pen.rectangle((0, height - side, side - 1, height - 1), BLUE)
    return Page(width, height, picture.tobytes())
