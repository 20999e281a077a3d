from __future__ import annotations

import re

import pytest
from PIL import Image, ImageChops, ImageDraw

from screens.graphics import sixel

WELL_FORMED = re.compile(
    r'\x1bP0;1;0q"1;1;(?P<width>\d+);(?P<height>\d+)(?:#\d+;2;\d+;\d+;\d+)+'
    r"(?:#\d+(?:!\d+)?(?:[?-~]|!\d+[?-~])*[$-]?)+\x1b\\"
)
TOKEN = re.compile(r"#(\d+);2;(\d+);(\d+);(\d+)|#(\d+)|!(\d+)([?-~])|([?-~])|([$-])")


def drawing(width: int, height: int) -> Image.Image:
    picture = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((width // 8, height // 8, width // 2, height // 2), fill=(40, 60, 170))
    pen.rectangle((width // 2, height // 2, width, height), fill=(200, 30, 30))
    for x in range(0, width, 5):
        pen.line((x, 0, x, height // 9), fill="black")
    return picture


def shown(text: str) -> Image.Image:
    """What a terminal makes of it."""
    form = WELL_FORMED.fullmatch(text)
    assert form is not None
    picture = Image.new("RGB", (int(form["width"]), int(form["height"])), (1, 2, 3))
    pixels = picture.load()
    assert pixels is not None
    registers: dict[int, tuple[int, ...]] = {}
    x, top, colour = 0, 0, 0
    for token in TOKEN.finditer(text, form.end("height"), len(text) - len("\x1b\\")):
        number, red, green, blue, chosen, count, repeated, letter, move = token.groups()
        if number is not None:
            registers[int(number)] = tuple(round(int(part) * 2.55) for part in (red, green, blue))
        elif chosen is not None:
            colour = int(chosen)
        elif move is not None:
            x, top = 0, top + (sixel.BAND if move == "-" else 0)
        else:
            bits, end = ord(repeated or letter) - 63, x + int(count or 1)
            for row in (row for row in range(sixel.BAND) if bits >> row & 1):
                for place in range(x, end):
                    pixels[place, top + row] = registers[colour]
            x = end
    return picture


@pytest.mark.parametrize("size", [(120, 60), (97, 61), (1, 1), (300, 6), (5, 400)])
def test_a_terminal_shows_the_picture_again(size: tuple[int, int]) -> None:
    picture = drawing(*size)

    difference = ImageChops.difference(shown(sixel.encode(picture, 256)), picture)

    worst = max(difference.convert("L").tobytes())
    assert worst < 40


def test_no_more_registers_are_used_than_the_terminal_has() -> None:
    text = sixel.encode(Image.effect_noise((90, 90), 90).convert("RGB"), 16)

    assert len(re.findall(r"#\d+;2;", text)) <= 16
    assert shown(text).size == (90, 90)


def test_the_last_band_does_not_move_down() -> None:
    assert not sixel.encode(drawing(30, 12), 16).endswith("-\x1b\\")
