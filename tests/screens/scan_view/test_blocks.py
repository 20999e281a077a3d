from __future__ import annotations

import pytest
from PIL import Image
from rich.segment import Segment

from screens.widgets.scan_view import blocks


def cell(*points: int) -> Segment:
    """The cell for four grey points: upper left, upper right, lower left, lower right."""
    picture = Image.new("RGB", (2, 2))
    picture.putdata([(point, point, point) for point in points])
    (strip,) = blocks.strips(picture, quadrants=True)
    (segment,) = strip
    return segment


@pytest.mark.parametrize(
    ("points", "glyph"),
    [
        ((255, 0, 0, 0), "▘"),
        ((0, 255, 0, 0), "▝"),
        ((0, 0, 255, 0), "▖"),
        ((0, 0, 0, 255), "▗"),
        ((255, 255, 0, 0), "▀"),
        ((0, 0, 255, 255), "▄"),
        ((255, 0, 255, 0), "▌"),
        ((255, 0, 0, 255), "▚"),
        ((0, 255, 255, 0), "▞"),
        ((0, 255, 255, 255), "▟"),
        ((255, 255, 255, 255), " "),
        ((0, 0, 0, 0), " "),
    ],
)
def test_each_cell_takes_the_shape_of_its_four_points(points: tuple[int, ...], glyph: str) -> None:
    assert cell(*points).text == glyph


def test_the_light_points_give_the_glyphs_colour_and_the_dark_ones_the_ground() -> None:
    style = cell(255, 0, 0, 0).style

    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    assert style.color.triplet is not None
    assert style.bgcolor.triplet is not None
    assert min(style.color.triplet) > 240
    assert max(style.bgcolor.triplet) == 0


def test_the_noise_of_paper_does_not_show() -> None:
    picture = Image.effect_noise((80, 40), 2).point(lambda value: value + 115).convert("RGB")

    lines = blocks.strips(picture, quadrants=True)

    assert all(len(list(line)) == 1 for line in lines)


@pytest.mark.parametrize("quadrants", [True, False])
def test_the_strips_fill_the_cells(quadrants: bool) -> None:
    picture = Image.effect_noise(blocks.points(13, 7, quadrants), 90).convert("RGB")

    lines = blocks.strips(picture, quadrants)

    assert [line.cell_length for line in lines] == [13] * 7
    assert all(sum(len(segment.text) for segment in line) == 13 for line in lines)


def test_a_plain_console_gets_half_blocks_only() -> None:
    picture = Image.effect_noise(blocks.points(20, 10, quadrants=False), 90).convert("RGB")

    glyphs = {glyph for line in blocks.strips(picture, quadrants=False) for glyph in line.text}

    assert glyphs == {blocks.UPPER_HALF}
