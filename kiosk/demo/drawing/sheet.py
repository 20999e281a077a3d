"""Paper and cards to draw on: tinted ground with fine lines, text, photograph, stamp and signature."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from kiosk.demo.drawing.head import smooth
from kiosk.demo.drawing.lettering import Colour, Face, Ink, fitted, width, write, write_centred, write_right

Point = tuple[float, float]

INK: Colour = (38, 38, 44)
PALE: Colour = (108, 110, 116)
RED: Colour = (176, 36, 40)
SPECIMEN = "SPECIMEN  •  نمونه"


class Sheet:
    """A picture with a pen; text stands on the base line of the point it is given."""

    def __init__(self, ground: Image.Image) -> None:
        self.image = ground.copy()
        self.pen = ImageDraw.Draw(self.image)

    def left(self, at: Point, text: str, ink: Ink) -> float:
        return write(self.image, at, text, ink)

    def right(self, at: Point, text: str, ink: Ink) -> float:
        return write_right(self.image, at, text, ink)

    def centre(self, at: Point, text: str, ink: Ink) -> float:
        return write_centred(self.image, at, text, ink)

    def left_within(self, at: Point, text: str, ink: Ink, room: float) -> None:
        self.left(at, text, fitted(text, ink, room))

    def right_within(self, at: Point, text: str, ink: Ink, room: float) -> None:
        self.right(at, text, fitted(text, ink, room))

    def rule(self, start: Point, end: Point, colour: Colour, thick: int = 2) -> None:
        self.pen.line([start, end], fill=colour, width=thick)

    def photo(self, box: tuple[int, int, int, int], picture: Image.Image) -> None:
        size = (box[2] - box[0], box[3] - box[1])
        self.image.paste(picture.resize(size, Image.Resampling.BILINEAR, reducing_gap=2), box[:2])
        self.pen.rectangle(box, outline=(150, 152, 158), width=2)

    def tinted(self, start: Point, end: Point, colour: Colour, share: float) -> None:
        """Lays a translucent colour over a box."""
        box = (round(start[0]), round(start[1]), round(end[0]), round(end[1]))
        part = self.image.crop(box)
        self.image.paste(Image.blend(part, Image.new("RGB", part.size, colour), share), box[:2])

    def specimen(self, at: Point, size: float = 20) -> None:
        self.centre(at, SPECIMEN, Ink(size, RED, Face.BOLD))

    def upright_specimen(self, at: tuple[int, int], size: int = 18) -> None:
        """The word along an edge, read from below."""
        ink = Ink(size, RED)
        strip = Sheet(Image.new("RGB", (round(width(SPECIMEN, ink)) + 8, size * 2), (255, 255, 255)))
        strip.left((4, size * 1.4), SPECIMEN, ink)
        turned = strip.image.transpose(Image.Transpose.ROTATE_90)
        mask = turned.convert("L").point(lambda value: 255 - value)
        self.image.paste(RED, at, mask)

    def signature(self, at: Point, wide: float, name: str) -> None:
        """A scrawl that is the same for the same name."""
        draw = Random(f"signature:{name}")  # noqa: S311  # Repeatable, not secret.
        points: list[Point] = []
        for step in range(draw.randint(8, 12)):
            lift = draw.uniform(-0.26, 0.2) * wide * (1 if step % 2 else 0.45)
            points.append((at[0] + wide * step / 11 + draw.uniform(-0.05, 0.05) * wide, at[1] + lift))
        points.append((at[0] + wide * 0.15, at[1] + wide * 0.12))
        self.pen.line(smooth(points), fill=(28, 44, 116), width=3, joint="curve")

    def stamp(self, at: Point, radius: int, words: Sequence[str], colour: Colour) -> None:
        """A round office stamp without any emblem: rings, a rosette, words across."""
        pad = Sheet(Image.new("RGB", (2 * radius + 20, 2 * radius + 20), (255, 255, 255)))
        middle = radius + 10
        for grown, thick in ((0, 5), (-12, 2), (-round(radius * 0.36), 2)):
            box = (10 - grown, 10 - grown, 2 * radius + 10 + grown, 2 * radius + 10 + grown)
            pad.pen.ellipse(box, outline=colour, width=thick)
        for spoke in range(48):
            pad.rule(*_spoke(middle, radius, spoke), colour)
        pad.pen.rectangle((28, middle - 30, 2 * middle - 28, middle + 30), fill=(255, 255, 255))
        for row, text in enumerate(words):
            ink = fitted(text, Ink(radius * 0.26, colour, Face.BOLD), radius * 1.6)
            pad.centre((middle, middle - 4 + row * radius * 0.26), text, ink)
        turned = pad.image.rotate(-9, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
        mask = turned.convert("L").point(lambda value: round((255 - value) * 0.86))
        self.image.paste(colour, (round(at[0]) - middle, round(at[1]) - middle), mask)


def _spoke(middle: float, radius: int, spoke: int) -> tuple[Point, Point]:
    angle = math.tau * spoke / 48
    inner, outer = radius * 0.7, radius * (0.78 if spoke % 2 else 0.84)
    start = (middle + inner * math.cos(angle), middle + inner * math.sin(angle))
    return start, (middle + outer * math.cos(angle), middle + outer * math.sin(angle))


@lru_cache(8)
def ground(size: tuple[int, int], tints: tuple[Colour, Colour], line: Colour) -> Image.Image:
    """Security paper: two tints melting into each other under waves and rosettes; shared, copy it."""
    image = Image.linear_gradient("L").rotate(90).resize(size)
    paper = Image.composite(Image.new("RGB", size, tints[0]), Image.new("RGB", size, tints[1]), image)
    fine = Image.new("L", size, 0)
    pen = ImageDraw.Draw(fine)
    _waves(pen, size)
    for x, y, radius in ((0.30, 0.55, 0.34), (0.78, 0.42, 0.28)):
        _rosette(pen, (x * size[0], y * size[1]), radius * size[1])
    fine = fine.filter(ImageFilter.GaussianBlur(0.6))
    paper.paste(line, (0, 0), fine)
    return paper


def _waves(pen: ImageDraw.ImageDraw, size: tuple[int, int]) -> None:
    wide, high = size
    for row in range(-2, high // 13 + 3):
        points = []
        for x in range(0, wide + 12, 12):
            swing = 15 * math.sin(x / 61 + row * 0.35) + 6 * math.sin(x / 23 - row * 0.2)
            points.append((float(x), row * 13 + swing))
        pen.line(points, fill=76)


def _rosette(pen: ImageDraw.ImageDraw, centre: Point, radius: float) -> None:
    for turn in range(14):
        points = []
        for step in range(181):
            angle = math.tau * step / 180
            reach = radius * (0.62 + 0.3 * math.cos(9 * angle + turn * math.tau / 14))
            points.append((centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)))
        pen.line(points, fill=92)


@lru_cache(2)
def plain(size: tuple[int, int], colour: Colour) -> Image.Image:
    """Office paper with a little unevenness; shared, copy it."""
    draw = Random("paper")  # noqa: S311  # Repeatable, not secret.
    small = (size[0] // 4, size[1] // 4)
    grain = Image.frombytes("L", small, draw.randbytes(small[0] * small[1]))
    grain = grain.filter(ImageFilter.GaussianBlur(2)).point(lambda value: max(0, min(255, (value - 118) * 4)))
    darker = (colour[0] - 7, colour[1] - 7, colour[2] - 8)
    paper = Image.new("RGB", size, colour)
    paper.paste(darker, (0, 0), grain.resize(size, Image.Resampling.BILINEAR))
    return paper
