"""The frame an invented face is drawn in: its outline, soft patches, and the curves between points."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from kiosk.demo.drawing.features import Colour, Features

Point = tuple[float, float]

FRAME = (1200, 1600)
MIDDLE = 600


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def around(centre: Point, half: Point) -> tuple[float, float, float, float]:
    return centre[0] - half[0], centre[1] - half[1], centre[0] + half[0], centre[1] + half[1]


class Patch:
    """A soft-edged mask over one box of the frame, kept at a quarter of its size."""

    def __init__(self, box: tuple[int, int, int, int]) -> None:
        self.box = box
        self.mask = Image.new("L", ((box[2] - box[0]) // 4, (box[3] - box[1]) // 4), 0)
        self.pen = ImageDraw.Draw(self.mask)

    def cut(self, shape: Sequence[Point], strength: int) -> None:
        self.pen.polygon([self._inside(point) for point in shape], fill=strength)

    def round(self, centre: Point, half: Point, strength: int) -> None:
        middle = self._inside(centre)
        self.pen.ellipse(around(middle, (half[0] / 4, half[1] / 4)), fill=strength)

    def blurred(self, radius: float) -> Image.Image:
        return self.mask.filter(ImageFilter.GaussianBlur(radius))

    def _inside(self, point: Point) -> Point:
        return (point[0] - self.box[0]) / 4, (point[1] - self.box[1]) / 4


class Head:
    def __init__(self, face: Features) -> None:
        self.face = face
        self.image = Image.new("RGB", FRAME, (250, 250, 248))
        self.pen = ImageDraw.Draw(self.image)
        self.middle = 700 + (70 if face.age < 14 else 0)
        """Height of the face's centre."""
        self.shadow = mixed(face.skin, (96, 52, 40), 0.32)

    def outline(self, grown: float = 0.0, start: float = 0.0, end: float = 2 * math.pi) -> list[Point]:
        """The face from angle `start` to `end`, clockwise from the right ear."""
        face = self.face
        points = []
        for step in range(73):
            angle = start + (end - start) * step / 72
            across, down = math.cos(angle), math.sin(angle)
            if down > 0:
                across *= 1 - face.jaw * down**1.6
            points.append((MIDDLE + across * (face.broad + grown), self.middle + down * (face.tall + grown)))
        return points

    def box(self, margin: float) -> tuple[int, int, int, int]:
        face = self.face
        left, top, right, bottom = around((MIDDLE, self.middle), (face.broad + margin, face.tall + margin))
        return int(left), int(top), int(right), int(bottom)

    def lay(self, patch: Patch, colour: Colour, within: bool = False) -> None:
        mask = patch.blurred(9 if within else 1.5)
        if within:
            inside = Patch(patch.box)
            inside.cut(self.outline(-2), 255)
            mask = ImageChops.multiply(mask, inside.mask)
        size = (patch.box[2] - patch.box[0], patch.box[3] - patch.box[1])
        # Pasting a picture of one colour is twice as fast as pasting the colour.
        full = mask.resize(size, Image.Resampling.BILINEAR)
        self.image.paste(Image.new("RGB", size, colour), patch.box[:2], full)

    def soft(self, shape: Sequence[Point], colour: Colour, strength: int) -> None:
        patch = Patch(self.box(60))
        patch.cut(shape, strength)
        self.lay(patch, colour)


def smooth(points: Sequence[Point]) -> list[Point]:
    """A curve through the points (Catmull and Rom), eight steps between two of them."""
    around = [points[0], *points, points[-1]]
    curve: list[Point] = []
    for before, start, end, after in zip(around, around[1:], around[2:], around[3:], strict=False):
        for step in range(8):
            t = step / 8
            curve.append(
                (
                    _spline((before[0], start[0], end[0], after[0]), t),
                    _spline((before[1], start[1], end[1], after[1]), t),
                )
            )
    return [*curve, points[-1]]


def _spline(knots: tuple[float, float, float, float], t: float) -> float:
    a, b, c, d = knots
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
