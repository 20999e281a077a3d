"""A friendly invented face, the same one wherever the person appears."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image

from kiosk.demo.drawing import dress, face
from kiosk.demo.drawing.features import Features
from kiosk.demo.drawing.head import Head

WIDTH, HEIGHT = 600, 800
_CROP = (135, 240, 1065, 1480)
"""The part of the frame that is shown; shrinking it smooths the edges."""


@lru_cache(16)
def portrait(features: Features) -> Image.Image:
    """600 × 800, white background; do not change the result, it is shared."""
    head = Head(features)
    dress.behind(head)
    head.pen.polygon(head.outline(), fill=features.skin)
    face.shading(head)
    dress.beard(head)
    face.eyes(head)
    face.nose(head)
    face.mouth(head)
    face.lines_of_age(head)
    dress.in_front(head)
    return head.image.resize((WIDTH, HEIGHT), Image.Resampling.BOX, _CROP)
